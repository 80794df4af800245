/* census.h: counted runs: what both halves of pairs execute on one case under the emulator, instruction by instruction
 * (plugins/census.c), joined with the names that llvm-objdump gives them. Shares nothing with assay's own decoder. */
#ifndef ASSAY_CENSUS_H
#define ASSAY_CENSUS_H

#include "compile.h"

#include <jansson.h>

/* Sums over all instructions of one half: name in the results, what it is. */
#define CENSUS_FIGURES(ROW)                                                                                            \
	ROW(instructions, "instructions, those of functions called included")                                          \
	ROW(own, "instructions of its own object")                                                                     \
	ROW(loads, "loads")                                                                                            \
	ROW(stores, "stores")                                                                                          \
	ROW(loaded, "bytes loaded")                                                                                    \
	ROW(stored, "bytes stored")                                                                                    \
	ROW(branches, "conditional branches")                                                                          \
	ROW(taken, "conditional branches taken")                                                                       \
	ROW(mixed, "branches executed, of those that went both ways")                                                  \
	ROW(calls, "calls")                                                                                            \
	ROW(divisions, "divisions and square roots")                                                                   \
	ROW(idioms, "instructions that are an idiom's single instruction")                                             \
	ROW(fills, "cache lines filled")                                                                               \
	ROW(filled, "bytes used of them")                                                                              \
	ROW(line_crossings, "wide accesses that cross a cache line")                                                   \
	ROW(page_crossings, "accesses that cross a page")                                                              \
	ROW(blocked, "loads of bytes that a young narrower store wrote in part")                                       \
	ROW(forwarded, "loads of what a young store wrote")                                                            \
	ROW(again, "loads of what the same instruction loaded before, not written since")                              \
	ROW(erratic, "loads that jump between cache lines without a stride")                                           \
	ROW(stack, "loads and stores of the stack")                                                                    \
	ROW(cold, "bytes of executed loops that less than one round in 32 executes")                                   \
	ROW(inputs, "further inputs, that differ in data alone for each length")                                       \
	ROW(varying, "conditional branches that these inputs take differently")

enum census_figure {
#define CENSUS_ENUM(name, words) CENSUS_##name,
	CENSUS_FIGURES(CENSUS_ENUM)
#undef CENSUS_ENUM
	    CENSUS_N
};
const char *census_name(enum census_figure f);
const char *census_words(enum census_figure f);
/* A number of the code's, not of the elements that it went through. */
static inline bool census_is_whole(enum census_figure f) { return f >= CENSUS_cold; }

struct census_half {
	double figure[CENSUS_N];
	const char *most[CENSUS_N]; /* the instruction that adds most to it, "text at 0x...": NULL where none does */
};

struct census_pair {
	const char *name;           /* as the driver's --pair takes it */
	const char *function[2];    /* PAIR_bad, PAIR_good */
	const char *object[2];      /* the halves, compiled alone, as they were linked into the driver */
	struct census_half half[2]; /* census_take fills it; figures of the whole run, to be divided by the case's n */
	const char *silent;         /* why there is nothing in it; NULL */
};

struct census_request {
	const struct config *config;
	const char *driver;  /* linked with all of the pairs */
	const char *input;   /* the case that is counted, as the driver's --case takes it */
	const char *scratch; /* prefix of file names that may be written, and are removed */
	double time_limit;   /* seconds for each pair */
	struct arena *arena; /* of the answer */
};

/* One start of the emulator for all the pairs. */
void census_take(const struct census_request *q, struct census_pair *pair, unsigned n);
/* The n of a case; 0: it is no case. */
unsigned census_elements(const char *input);
/* {"case", "elements", "bad": {FIGURE: n, ...}, "good": ...} or {"case", "silent"}; and back. */
json_t *census_json(const struct census_pair *p, const char *input);
/* The figure for each element; < 0: it was not counted. half: "bad" or "good". */
double census_per_element(const json_t *census, const char *half, enum census_figure f);

#endif
