/* oracle.h: evidence for or against a class in one half of a pair that does not come from the runner's own analysis. */
#ifndef ASSAY_ORACLE_H
#define ASSAY_ORACLE_H

#include "census.h"
#include "manifest.h"
#include "oracle_source.h"
#include "oracle_spills.h"

enum oracle_says {
	ORACLE_SILENT,  /* it cannot tell; `evidence` says why */
	ORACLE_PRESENT, /* it sees the problem, or nothing that rules it out where it would have been written down */
	ORACLE_ABSENT,  /* it witnesses that the problem is not there */
};
const char *oracle_says_name(enum oracle_says s);

enum { ORACLE_BAD, ORACLE_GOOD };

struct oracle_half {
	const char *function; /* PAIR_bad, PAIR_good */
	const char *object;   /* compiled */
	struct oracle_source source;
	struct spill_marks marks;
};

struct oracle_input {
	const struct config *config;
	const struct pair *pair;
	struct oracle_half half[2];
	const json_t *census; /* census_json of both halves; NULL: not counted */
	const char *scratch;  /* prefix of file names that may be written, and are removed */
	struct arena *arena;
};

struct oracle_answer {
	enum oracle_says says;
	const char *evidence; /* one line */
	bool again;           /* silent for a reason that may pass (a time limit, a full disk): not to be kept */
};
static inline struct oracle_answer oracle_silent(const char *why)
{
	return (struct oracle_answer){ORACLE_SILENT, why, false};
}

/* All answers about both halves: of the pair's own class, and of every class that has an oracle which judges one
 * function alone. {"bad": [{"class", "name", "says", "evidence"}...], "good": [...]}; those of one class stand in the
 * order of their weight. *again: some are not to be kept. */
json_t *oracle_ask_all(const struct oracle_input *in, bool *again);
/* What the answers amount to for a class: the first that is not silent, else the first; NULL: the class has none. */
const json_t *oracle_verdict(const json_t *oracles, const char *half, const char *class);
enum oracle_says oracle_verdict_says(const json_t *answer);
/* Whether the class has an oracle for its own pairs. */
bool oracle_known(const struct class *c);

/* oracle_records.c: what the compiler writes about its own work. */
struct oracle_answer oracle_vectorised(const struct oracle_input *in, unsigned half);
struct oracle_answer oracle_vectorised_alone(const struct oracle_input *in, unsigned half);
struct oracle_answer oracle_spilled(const struct oracle_input *in, unsigned half);
const char *oracle_all_vectorised(const struct oracle_source *s, const struct config *c,
                                  struct arena *a); /* NULL: no */

/* oracle_relocations.c */
struct oracle_answer oracle_relocations(const struct oracle_input *in, unsigned half);
struct oracle_answer oracle_relocations_alone(const struct oracle_input *in, unsigned half);

/* oracle_schedule.c: loops of the compiler's assembly text, timed by llvm-mca. */
struct oracle_answer oracle_schedule(const struct oracle_input *in, unsigned half);
struct loop_times {
	struct loop_time {
		unsigned first, last;      /* lines of the assembly text */
		double cycles, throughput; /* of one iteration; the first with every load behind every store */
		double apart;              /* cycles if no load depends on a store */
		bool timed, calls;
	} * v;
	unsigned n, cap;
	const char *error; /* why llvm-mca cannot be asked; NULL */
};
void oracle_time_loops(struct loop_times *out, const struct oracle_source *s, const struct source_function *f,
                       const struct config *c, const char *scratch, struct arena *a);

/* oracle_counts.c: what the counted run says, bad beside good: a table. */
struct oracle_answer oracle_counts(const struct oracle_input *in, unsigned half);
bool oracle_counts_known(const char *class);

#endif
