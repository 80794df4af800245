/* run.h: `assay run`: every pair through every config: compiled, audited, run, compared. */
#ifndef ASSAY_RUN_H
#define ASSAY_RUN_H

#include "compile.h"
#include "manifest.h"
#include "oracle.h"
#include "progress.h"
#include "scratch.h"

#include <jansson.h>
#include <stdatomic.h>

struct run_options {
	struct strings toolchain, opt, level, pair, class; /* globs; empty: the defaults */
	const char *corpus, *toolchains, *out;             /* folders; NULL: assay's own */
	uint64_t seed;
	double time_limit; /* seconds for one pair's cases */
	unsigned jobs;     /* 0: one for each core */
	bool no_cache, measure;
};

/* Returns the exit code (diag.h). */
int run_main(const struct run_options *o);

/* ---- what the parts of `assay run` share ----------------------------------------------------------------------- */

enum run_mode { MODE_EMULATED, MODE_NATIVE, N_MODES };
extern const char *const run_mode_names[N_MODES]; /* "emulated", "native" */

enum outcome {
	OUTCOME_NOT_RUN,  /* `detail` says why */
	OUTCOME_EMULATOR, /* a crash that the toolchain's file lays to the emulator, where the host itself does it right
	                   */
	OUTCOME_OK,
	OUTCOME_DIFFERS, /* the halves' results */
	OUTCOME_OVERRUN, /* bytes beside an array were written */
	OUTCOME_SIGNAL,
	OUTCOME_TIMEOUT,
	OUTCOME_EXITED, /* the pair ended the process by itself */
	OUTCOME_LOST,   /* the driver could not be linked, or ended without a word about this pair */
	N_OUTCOMES
};
const char *outcome_name(enum outcome o);
static inline bool outcome_is_wrong(enum outcome o) { return o > OUTCOME_OK; }

struct run_result {
	enum outcome outcome;
	unsigned cases;     /* done */
	const char *at;     /* the case, as the driver's --case takes it; NULL */
	const char *detail; /* NULL */
};

enum bad_verdict { BAD_NOT_BUILT, BAD_SHOWS, BAD_FIXED, BAD_UNWITNESSED, N_BAD };
enum good_verdict { GOOD_NOT_BUILT, GOOD_CLEAN, GOOD_FLAGGED, GOOD_UNKNOWN, N_GOOD };
const char *bad_verdict_name(enum bad_verdict v);
const char *good_verdict_name(enum good_verdict v);

/* One config, and what is known of it in this run. */
struct column {
	struct config config;
	const char *slug;        /* its name as a file name */
	const char *unavailable; /* why, with the packages that would help; NULL: it can be used */
	const char *version;     /* of the compiler */
	struct cache_key key;
	struct arena arena; /* of these texts */
};

enum half { HALF_BAD, HALF_GOOD, HALF_DRIVE, N_HALVES };

/* What the audit says of one half. */
struct seen {
	unsigned findings; /* of the pair's class, that count */
	bool unresolved;   /* some of the code could not be followed */
	const char *first; /* where the first one lies, NULL */
};

/* One pair in one config. */
struct cell {
	struct column *column;
	const struct pair *pair;
	struct arena arena;
	struct cache_key object_key[N_HALVES], audit_key, oracle_key, census_key, run_key[N_MODES];
	const char *object[N_HALVES]; /* files; NULL: not needed, or not made */
	const char *driver;           /* that holds this pair; NULL */
	json_t *audit, *oracles;      /* as in the results; NULL: not made */
	json_t *measure;              /* the same, with --measure */
	json_t *census;               /* census_json; NULL: not made */
	struct run_result run[N_MODES];
	bool run_known[N_MODES];
	const char *error; /* why it could not be compiled, linked or audited */
	/* verdict_of: */
	struct seen seen[2];
	enum oracle_says says[2]; /* the oracles on each half, of the pair's class */
	enum bad_verdict bad;
	enum good_verdict good;
	bool intent_fails;
	unsigned n_failures;
};

struct run {
	const struct run_options *options;
	struct arena arena;
	struct toolchains toolchains;
	struct corpus corpus;
	struct column *column;
	struct pair **pair;
	unsigned n_column, n_pair;
	struct cell *cell; /* pair by pair: cell[pair * n_column + column] */
	struct cache cache;
	struct cache_key self;           /* this build of assay */
	struct cache_key *sources;       /* by pair: N_HALVES of them each */
	struct cache_key driver_sources; /* the driver's main */
	const char *driver_folder;       /* that holds drive.c and drive.h */
	struct scratch scratch;
	atomic_uint compiled, audited, asked, linked, driven, counted, cells_from_cache;
	struct progress *progress;
};

/* The one pair in the one config. */
static inline struct cell *run_cell(const struct run *r, unsigned pair, unsigned column)
{
	return &r->cell[pair * r->n_column + column];
}
static inline unsigned run_cells(const struct run *r) { return r->n_pair * r->n_column; }

/* run.c: all of `assay run` but its output, for commands that go on from its cells: `r` is zeroed. False: a request
 * that cannot be used (said). */
bool run_begin(struct run *r, const struct run_options *options);
/* The same for a file that is no pair: configs alone, probed. */
bool run_begin_configs(struct run *r, const struct run_options *options);
/* What could not be used, on standard error. */
void run_say_missing(struct run *r);
void run_end(struct run *r);

/* run_select.c: fills column and pair by the options. What a glob does not match is said; false: a request that cannot
 * be used. */
bool run_select(struct run *r);
bool run_select_configs(struct run *r); /* columns alone */

/* run_cell.c: one cell up to its audit; what is in the cache is taken from there. Thread-safe for different cells. */
void cell_keys(struct run *r, struct cell *c, unsigned pair_index);
void cell_prepare(struct run *r, struct cell *c);
/* The object of one half as a file, from the cache or compiled; false: it could not be made (c->error). */
bool cell_object(struct run *r, struct cell *c, enum half h);
bool cell_needs_driver(const struct cell *c);
void cell_keep_run(struct run *r, struct cell *c, enum run_mode m);
void cell_keep_json(struct run *r, const struct cache_key *key, json_t *j);

/* run_audit.c: the audit of one object for one class, as JSON: functions, findings, unresolved. */
json_t *audit_object_for_class(const char *path, const struct class *class);

/* run_drive.c: links the drivers of the cells that need one, and runs them. */
void drive_link(struct run *r, struct column *c);
void drive_all(struct run *r);
/* Takes the drivers of cells that went wrong out of the scratch folder, so that the case can be run again. */
void drive_keep(struct run *r);
/* Its parts: the driver's main as an object, and one link; what fails goes into *error. */
char *drive_main(struct run *r, struct column *col, struct arena *a, const char **error);
bool drive_link_objects(struct run *r, struct column *col, const struct strings *objects, const char *out,
                        const char **error, struct arena *a);

/* run_measure.c: what both halves cost: timed where the host is the config's ISA, else counted. */
void run_measure(struct run *r);
/* measure_table.c: the table of it, and what each class costs. */
void measure_print(const struct run *r);

/* run_census.c: what both halves do on the pair's `measure` case, for all cells that have a driver and no census. */
void census_all(struct run *r);
void census_key_cell(struct run *r, struct cell *c, struct key_maker *k);

/* run_oracle.c */
struct cache_key oracle_key_cell(struct run *r, struct cell *c);
void oracle_ask_cell(struct run *r, struct cell *c); /* after census_all */

/* run_contradict.c: where an oracle says the opposite of what assay sees in a half. */
enum contradicts {
	CONTRADICTS_NOT,
	CONTRADICTS_FINDING, /* assay reports the class, the oracle witnesses that it is absent */
	CONTRADICTS_SILENCE, /* assay reports nothing, the oracle sees it */
};
enum contradicts cell_contradicts(const struct cell *c, enum half h);
const char *cell_contradicts_text(enum contradicts x);
const char *cell_contradicts_why(const struct cell *c, enum half h); /* as pair.yaml explains it; NULL: it does not */
json_t *cell_contradictions_json(const struct cell *c);
/* Says (exit code 2) what pair.yaml explains though nothing contradicts. */
void run_check_explanations(const struct run *r);

/* run_verdict.c */
void verdict_of(struct cell *c);
/* Each failure of the cell as one line. */
void verdict_failures(const struct run *r, struct cell *c, void (*each)(void *ctx, const char *kind, const char *text),
                      void *ctx);
json_t *verdict_json(const struct run *r, struct cell *c);

/* run_results.c: OUT/results/run-TIME-PID.jsonl, one line for each cell. Returns its path; NULL: not written (said). */
const char *run_write_results(struct run *r);

/* run_table.c: the table, the failures and the sums, on standard output. */
void run_print(struct run *r, const char *results);

#endif
