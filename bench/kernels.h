/* kernels.h: what the files of the kernels' benchmark share: contenders, cases, measurements. */
#ifndef BENCH_KERNELS_H
#define BENCH_KERNELS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum function { POPCOUNT, POPCOUNT_WORDS, HAMMING, FUNCTIONS };

/* One function pointer for each of the three; NULL where a contender has none. */
struct entries {
	uint64_t (*popcount)(const void *data, size_t size);
	uint64_t (*popcount_words)(const uint64_t *words, size_t n);
	uint64_t (*hamming)(const void *a, const void *b, size_t size);
};

/* LIMIT: a loop that only loads, CALL: an empty function; neither has a result. */
enum kind { TIER, AUTO, LIMIT, COMPILER, LIBRARY, CALL };

struct contender {
	char name[32];   /* a column's heading */
	char title[160]; /* what it is, or why it is not there */
	enum kind kind;
	bool present;
	size_t width; /* LIMIT: bytes of one load; a shorter range has no such loop */
	struct entries run;
};

enum { CONTENDERS = 24 };

struct contenders {
	struct contender list[CONTENDERS];
	size_t n;
	const struct contender *scalar;
};

/* Fills the list: tiers, the public functions, limits, compilers' loops, libpopcnt, the empty call. */
void find_contenders(struct contenders *all);
/* Before the large memory is there: each contender is tried in a child process. */
void leave_out_what_dies(struct contenders *all);
const struct contender *contender_named(const struct contenders *all, const char *name);

enum measure { THROUGHPUT, LATENCY };
/* SCATTERED: any address within a few KiB. PAGE_END: the last byte is the last one before an unmapped page; MID_PAGE:
 * at the same alignment, with mapped memory behind. */
enum place { ALIGNED, OFF_BY_ONE, SCATTERED, PAGE_END, MID_PAGE };

struct bench_case {
	enum function function;
	enum measure measure;
	enum place place;
	bool random;    /* the size of each call is random, from 0 to size */
	size_t size;    /* bytes of a range */
	bool with_next; /* measured in the same rounds as the case after it, for ratios between the two */
};

struct cases {
	struct bench_case *list;
	size_t n;
};

struct cases list_cases(void);
const char *function_name(enum function f);
const char *measure_name(enum measure m);
const char *place_name(enum place p);
void size_text(size_t bytes, char text[32]);

/* One call's bytes, where they are random. */
struct item {
	uint16_t size, offset;
};

enum { ITEMS = 1 << 16 };

struct ranges {
	const char *a, *b;
};

struct memory {
	struct ranges big, page_end; /* page_end: the first byte that is not mapped */
	size_t big_size;             /* bytes that may be read from big.a + 64 on */
	struct item *items;
};

/* All of it is written once, so that no page fault is timed. False: not even small buffers could be had. */
bool map_memory(struct memory *m, size_t largest);
struct ranges place_ranges(const struct memory *m, const struct bench_case *c);
/* The same sequence for every contender: sizes from 0 to `largest`, whole words where `words` is set. */
void draw_items(struct item *items, size_t largest, bool words, bool scattered);

/* Calls `run` `calls` times and gives the sum of its results. With items, calls is a multiple of ITEMS. */
struct job {
	struct entries run;
	struct ranges at;
	size_t size;
	const struct item *items;
	enum function function;
	enum measure measure;
};
uint64_t run_job(const struct job *job, size_t calls);

enum { MOST_ROUNDS = 41 };
enum status { LEFT_OUT, MEASURED, WRONG };

struct measurement {
	enum status status;
	unsigned rounds;
	size_t calls;             /* in one sample */
	double ns[MOST_ROUNDS];   /* of one call, in each round */
	double median, low, high; /* low, high: quartiles */
};

struct bench {
	struct contenders contenders;
	struct cases cases;
	struct memory memory;
	struct measurement *cells; /* of each case, of each contender */
	int cpu;
	unsigned preempted; /* samples during which something else ran on the core */
	double slowest_ghz, fastest_ghz;
	double *additions; /* independent ones in a nanosecond, before each measured case: a sibling takes its part */
	unsigned watched;  /* how many of those there are */
	bool quick;
	double load_before, load_after;
	double seconds;
};

struct measurement *cell(const struct bench *b, const struct bench_case *c, const struct contender *who);
double now(void);
bool pin(struct bench *b);
/* Measures c, and the case after it where they belong together. */
void measure_case(struct bench *b, const struct bench_case *c);
double gigabytes_per_second(const struct bench_case *c, double ns);

/* Median and quartiles of n values; v is left as it is. */
struct spread {
	double median, low, high;
};
struct spread spread_of(const double *v, unsigned n);
/* Of x's time by y's, round by round. */
struct spread ratio_of(const struct measurement *x, const struct measurement *y);

/* The measured cases that stand in one table: first's, unless a case before it is one of them; then none. */
enum { GROUP = 64 };
struct group {
	const struct bench_case *list[GROUP];
	size_t n;
};
struct group gather(const struct bench *b, const struct bench_case *first);

void print_tables(const struct bench *b);
void print_as_good(const struct bench *b);
void print_contenders(const struct bench *b);

enum demand { SPEED_OF, TIME_UNDER, TIME_OF_MID_PAGE };

/* What the kernels are meant to reach. SPEED_OF: at least `bound` times the speed of `against`. TIME_UNDER: at most
 * `bound` ns a call. TIME_OF_MID_PAGE: at most `bound` times the time of the same call with mapped memory behind. */
struct target {
	struct bench_case at;
	const char *who, *against;
	enum demand demand;
	double bound; /* 0: nothing is demanded, the figure is of use all the same */
};
extern const struct target isa_targets[]; /* from the ISA's folder; ended by a NULL who */
void print_targets(const struct bench *b);
json_t *targets_json(const struct bench *b);
bool is_targets_case(const struct bench_case *c);

/* From the ISA's folder: loops that only load; ended by width 0. They need what the named tier needs. */
struct limit {
	size_t width;
	const char *tier;
	struct entries run;
};
extern const struct limit isa_limits[];

/* Of the data or unified cache of that level; 0 where the system does not say. */
size_t cache_bytes(const struct bench *b, int level);
json_t *machine_json(const struct bench *b);
void print_machine(const struct bench *b);
bool write_json(const struct bench *b, const char *path);
bool write_svg(const struct bench *b, const char *path);

#endif
