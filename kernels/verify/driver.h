/* driver.h: what the driver's own files share: options, the outcome of a check, memory, cases. */
#ifndef ASSAY_VERIFY_DRIVER_H
#define ASSAY_VERIFY_DRIVER_H

#include "verify.h"

struct verify_options {
	const char *kernel, *tier, *checks;
	const char *expect, *environment, *runs; /* check choice */
	bool list, quick, all, has_length, has_offset;
	uint64_t seed, length, offset;
	double limit; /* seconds for one check */
};

/* ---- the outcome of a check, in memory that the driver shares with the child that runs it (child.c) ---- */

enum verify_state { VERIFY_UNFINISHED, VERIFY_PASSED, VERIFY_FAILED, VERIFY_SKIPPED };

struct verify_outcome {
	enum verify_state state;
	uint64_t cases;
	bool has_case;
	uint64_t length, offset; /* of the current case */
	int wanted_signal;       /* 0: none; else the check passes by dying of it and by nothing else */
	int signal;              /* what the child died of, with the address that it is about */
	uint64_t address;
	bool returned; /* it died when the kernel had returned: of what that left behind */
	struct {
		uint64_t start, bytes;
	} range[VERIFY_ARGS];                  /* where the current case's ranges lie */
	char expected[96], got[96], what[256]; /* `what` says why, where the check was skipped */
};

struct verify_buffer { /* readable and writable memory between two unmapped pages */
	unsigned char *start;
	size_t size;
};

struct verify_run {
	const struct verify_kernel *kernel;
	const struct verify_options *options;
	struct verify_outcome *outcome;
	struct verify_buffer buffer[VERIFY_ARGS]; /* one for each range */
	struct verify_buffer twin[VERIFY_ARGS];   /* VERIFY_OUT: where the reference writes */
};

struct verify_check {
	const char *name;
	void (*run)(struct verify_run *);
};
extern const struct verify_check verify_driver_checks[]; /* ended by a NULL name */

double verify_now(void); /* seconds, monotonic */
/* Runs the check in a child process and prints its line. False: it failed. */
bool verify_run_check(const struct verify_kernel *kernel, const struct verify_check *check,
                      const struct verify_options *options);

/* The first to speak wins; both return false, so that a check may end with them. */
bool verify_fail(struct verify_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
bool verify_skip(struct verify_run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- memory (memory.c) ---- */

enum { VERIFY_MARGIN = 64, VERIFY_MAX_OFFSET = 64 };

bool verify_is_range(unsigned param);
bool verify_map(struct verify_buffer *b, size_t size);
/* A buffer of at least `size` bytes for each of the kernel's ranges. False: there is no memory; the check is skipped.
 */
bool verify_map_ranges(struct verify_run *run, size_t size);
/* The same, so that ranges of verify_place_all() begin 64 bytes before a page's end and later: short ones cross it. */
bool verify_map_across(struct verify_run *run, size_t size);

/* ---- contents (contents.c): they depend on the seed, the length and the offset of a case, and on nothing else ---- */

enum verify_contents {
	VERIFY_RANDOM,
	VERIFY_NEARLY_ONES,
	VERIFY_SPARSE,
	VERIFY_ONES,
	VERIFY_ZEROS,
};

uint64_t verify_mix(uint64_t a, uint64_t b); /* a well-mixed hash of both */
void verify_contents_init(uint64_t seed);
void verify_fill(unsigned char *to, size_t n, enum verify_contents contents, uint64_t hash);
/* The index of the first byte that is not as verify_fill left it; n: all are. */
size_t verify_differs(const unsigned char *at, size_t n, enum verify_contents contents, uint64_t hash);

/* ---- one case (case.c) ---- */

struct verify_place { /* where one range lies */
	unsigned char *start;
	size_t bytes;
	unsigned char
	    *window; /* what is filled before the call and looked at after it: the range and what is around it */
	size_t n_window;
	ptrdiff_t to_twin; /* VERIFY_OUT: add it for the reference's copy */
	enum verify_contents contents;
	uint64_t hash;
	bool planted; /* the kernel looks for a byte, and this range has it once: `byte` at index `at` */
	unsigned char byte, was;
	size_t at;
};

struct verify_case {
	struct verify_run *run;
	uint64_t length, offset, hash;
	struct verify_place at[VERIFY_ARGS];
	uint64_t args[VERIFY_ARGS], reference_args[VERIFY_ARGS];
	uint64_t expected;
	char where[96]; /* added to what a failure says; empty: nothing to add */
};

unsigned verify_unit(unsigned param);                  /* bytes for each unit of size: 1, or 8 for words */
unsigned verify_ranges(const struct verify_kernel *k); /* how many there are */
size_t verify_bytes(const struct verify_kernel *k, uint64_t length); /* of the longest range of that length */
uint64_t verify_offset_step(const struct verify_kernel *k);          /* 8 where the first range is of words */

void verify_begin(struct verify_run *run, struct verify_case *c, uint64_t length, uint64_t offset);
/* Places range i so that it begins at `start`, within buffer i. */
void verify_place(struct verify_case *c, unsigned i, unsigned char *start);
/* Places all ranges: the first at the case's offset, the others at offsets of their own. */
void verify_place_all(struct verify_case *c);
void verify_fill_twins(struct verify_case *c);
void verify_arguments(struct verify_case *c); /* contents first: an argument may be taken from them */
/* All of that, and asks the reference. */
void verify_prepare(struct verify_case *c);
uint64_t verify_call(verify_fn f, const uint64_t args[VERIFY_ARGS]);
uint64_t verify_call_kernel(const struct verify_case *c);
extern volatile bool verify_calling; /* the kernel runs: what dies now dies in it */
/* What a call left behind, against what the reference did. False: the case failed. */
bool verify_compare(struct verify_case *c, uint64_t result);
/* verify_prepare, verify_call, verify_compare. */
bool verify_try(struct verify_case *c);

/* `length`, or what --length says; the same for the offset. */
uint64_t verify_length_or(const struct verify_run *run, uint64_t length);
uint64_t verify_offset_or(const struct verify_run *run, uint64_t offset);
/* Runs `one` over all lengths from..to at every offset 0..max_offset, or over the one case that the options ask for. */
typedef bool verify_one_fn(struct verify_run *run, uint64_t length, uint64_t offset);
bool verify_each(struct verify_run *run, uint64_t from, uint64_t to, uint64_t max_offset, verify_one_fn *one);
/* The same over n lengths; nothing where --length asks for another. */
bool verify_list(struct verify_run *run, const uint32_t *lengths, size_t n, uint64_t max_offset, verify_one_fn *one);

#endif
