/* verify.h: `assay verify`: kernels checked tier by tier, CPU by CPU, build by build (kernels/README.md).
 *
 * The way of the data: registry and CPU files -> plan (a flat list of cells) -> drivers built (one for each registry,
 * build and ISA) -> cells run -> a flat list of outcomes -> report. */
#ifndef ASSAY_VERIFY_RUN_H
#define ASSAY_VERIFY_RUN_H

#include "compile.h"

/* ---- checks (verify_checks.c) ---- */

enum verify_where {
	VERIFY_WHERE_ABLE,    /* wherever the CPU has what the tier needs */
	VERIFY_WHERE_SEEN,    /* there; an emulator sees the most of it */
	VERIFY_ONCE,          /* there, but in one cell for each tier and ISA */
	VERIFY_AUTO,          /* on every CPU, by the tier named `auto` */
	VERIFY_WHERE_LACKING, /* where the CPU lacks something */
	VERIFY_SOURCE,        /* nowhere: once for each source of a registry and ISA, which is read */
};

struct verify_check {
	const char *name, *title; /* title: what it shows, for --help and the table's legend */
	enum verify_where where;
	const char *plugin; /* of QEMU, which slows everything down: such checks run by themselves; NULL: none */
};
extern const struct verify_check verify_checks[];    /* ended by a NULL name */
unsigned verify_check_bit(const char *name);         /* 1 << its index; 0: unknown */
const char *verify_check_names(struct arena *arena); /* "random, sweep, ..." */

/* ---- the registry (verify_registry.c) ---- */

extern const char verify_auto[]; /* the tier that calls through the choice */

struct verify_tier {
	char *name;
	const struct isa *isa; /* NULL: every ISA */
	char *function;
	char *source;               /* resolved path */
	struct strings needs;       /* CPU features, in /proc/cpuinfo's words */
	struct strings chosen_with; /* what a CPU must have besides, for the choice to take the tier */
	struct strings flags;       /* compiler flags where the kernel is inlined into a caller, and with lto */
	bool no_inline;             /* `inline: false`, or assembly: mode inlined makes no sense for it */
	struct verify_entry *kernel;
	unsigned line; /* in the registry's file */
};

struct verify_entry { /* one kernel */
	char *name;
	struct strings params;
	char *result, *reference;
	bool additive;
	struct strings caught_by; /* a mutant: with -DMUTANT one of these checks must fail; without, all must pass */
	struct strings shows;  /* a mutant's fault is in these words: a failure that says none of them is another's */
	struct strings builds; /* globs: only these (a mutant that shows only in some); NULL: all */
	struct strings cpus;   /* the same for CPUs; NULL: for a mutant one that runs it, else all */
	struct verify_tier *tier;
	unsigned n_tier;
	struct verify_registry *registry;
	unsigned line;
};

struct verify_expect {
	char *cpu, *tier;
	unsigned line;
};

struct verify_registry {
	char *file;
	struct strings sources, references;         /* resolved paths */
	char *choice_function, *choice_environment; /* NULL: none */
	struct verify_expect *expect;
	unsigned n_expect;
	struct verify_entry *kernel;
	unsigned n_kernel;
};

/* NULL: unusable, which was said with file, line and what was expected. */
struct verify_registry *verify_registry_load(const char *file, struct arena *arena);
/* Else it is assembly, which has no asm statements and cannot be inlined. */
bool verify_is_c(const char *source);

/* ---- CPUs (verify_cpus.c) ---- */

struct verify_gain { /* a feature that a model has since a version of its emulator */
	char *feature;
	double since;
};

struct verify_cpu {
	char *id;
	const struct isa *isa;
	bool native;
	struct strings args;     /* of QEMU */
	struct strings has;      /* native: what /proc/cpuinfo lists */
	struct strings features; /* what `has` speaks of; native: NULL, it speaks of everything */
	struct {
		struct verify_gain *v;
		unsigned n, cap;
	} gains;
	struct verify_file_feature { /* one that a file of the kernel's tells: a number that is large enough */
		char *feature, *file;
		double least;
	} from_file;          /* native only; feature NULL: none */
	bool gained;          /* `has` is more than the row says */
	double qemu;          /* the oldest QEMU version that serves; 0: any */
	bool quick;           /* every tier runs here with --quick too */
	const char *emulator; /* the program found; NULL: native, or with `unavailable` set */
	const char *version;  /* of the emulator: "7.2.22" */
	bool plugins;         /* the emulator takes them: a static one does not */
	char *unavailable;    /* why it cannot be used, with the package that would help; NULL: it can */
	unsigned line;
};

struct verify_cpus {
	struct verify_cpu *v;
	unsigned n, cap;
};
/* ISA/cpus.yaml of every ISA, each emulator found and asked for its models. False: malformed, which was said. */
bool verify_cpus_load(struct verify_cpus *cpus, struct arena *arena);
bool verify_cpu_has(const struct verify_cpu *cpu, const struct strings *needs);
/* The first of the needs that it is known to lack; NULL: none. */
const char *verify_cpu_lacks(const struct verify_cpu *cpu, const struct strings *needs);

/* ---- builds and drivers (verify_build.c) ---- */

enum verify_extent { VERIFY_QUICK, VERIFY_DEFAULT, VERIFY_ALL, VERIFY_NAMED /* only where --build names it */ };

enum verify_mode { VERIFY_EXTERN, VERIFY_INLINED, VERIFY_LTO, VERIFY_MODES };
extern const char *const verify_mode_names[];

struct verify_build {
	char *name; /* gcc-12-x86_64/O2/inlined */
	const struct config *config;
	enum verify_mode mode;
	enum verify_extent extent; /* the smallest that it belongs to */
	bool base;                 /* every CPU is tried with it */
	char *unavailable;         /* NULL: it compiles (verify_build_unavailable) */
};

struct verify_driver { /* what one link gives */
	const struct verify_registry *registry;
	const struct verify_build *build;
	const struct verify_entry *mutant; /* built with -DMUTANT; NULL: not */
	char *path;                        /* the executable; NULL: failed */
	char *failure;                     /* what compiler or linker said */
};

/* What all drivers of a run share: the objects made so far, a folder to write into, the cache. */
struct verify_builder;
struct verify_builder *verify_builder_open(const char *scratch, const struct cache *cache);
void verify_builder_close(struct verify_builder *b);
/* NULL where the build's compiler compiles and links in its mode; else why not, with the packages that would help. The
 * arena lives as long as the build. Thread-safe. */
char *verify_build_unavailable(struct verify_builder *b, const struct verify_build *build, struct arena *arena);
/* Generates the glue, compiles and links: fills path or failure, both in the arena. Thread-safe for different drivers,
 * each with an arena of its own; objects that drivers share are made once. */
void verify_build_driver(struct verify_builder *b, struct verify_driver *d, struct arena *arena);

/* ---- cells and outcomes (verify_plan.c, verify_cell.c) ---- */

enum verify_end { VERIFY_PASSED, VERIFY_FAILED, VERIFY_SKIPPED };

struct verify_cell { /* one tier on one CPU as one build made it, with the checks it has to pass */
	const struct verify_tier *tier;
	const struct verify_cpu *cpu;
	struct verify_driver *driver;
	unsigned checks;    /* bits: index into verify_checks[] */
	const char *expect; /* the tier that the choice must give; NULL: `choice` is not among the checks */
	const char *skip;   /* why it is not run; NULL: it is, where its CPU and its build are there */
	const char *source; /* this file is read, nothing is run: its one check is of VERIFY_SOURCE; NULL: run */
};

struct verify_outcome {
	const struct verify_cell *cell;
	unsigned check;
	enum verify_end end;
	uint64_t cases, seed, length, offset;
	bool has_case;               /* length and offset are set */
	char *expected, *got, *what; /* failed: NULL where it does not apply; skipped: `what` is why */
	double seconds;
};

struct verify_outcomes {
	struct verify_outcome *v;
	size_t n, cap;
};

struct verify_request {
	struct strings registry, kernel, tier, cpu, build, check; /* globs but for registry; NULL: all */
	enum verify_extent extent;
	uint64_t seed;
	bool has_length, has_offset;
	uint64_t length, offset;
	unsigned jobs;
	double limit; /* seconds for one check of one cell */
};

/* Runs the driver for one cell and appends one outcome for each of its checks; a driver that says nothing about a check
 * has failed it. */
void verify_run_cell(const struct verify_cell *cell, const struct verify_request *request, struct verify_outcomes *out,
                     struct arena *arena);

/* The same for a cell with a source: one outcome. `scratch` is the prefix of file names that it may write. */
void verify_read_source(const struct verify_cell *cell, const char *scratch, const struct verify_request *request,
                        struct verify_outcomes *out, struct arena *arena);

/* The command that runs a failed case again. */
const char *verify_again(const struct verify_outcome *o, struct arena *arena);

/* ---- reports (verify_count.c, verify_table.c, verify_tap.c, verify_junit.c) ---- */

enum verify_fate { VERIFY_CAUGHT, VERIFY_SURVIVED, VERIFY_NOT_BUILT, VERIFY_NOT_RUN };

struct verify_mutant { /* one tier of a kernel that is broken on purpose */
	const struct verify_tier *tier;
	const struct isa *isa;
	enum verify_fate fate;
	unsigned twin_passed, twin_failed; /* checks of the same source without -DMUTANT */
	const char *by;  /* "sweep: result (gcc-12/O2/extern); ...": all checks that failed, with their first words and
	                    their builds; "" */
	const char *why; /* not built or not run */
};

struct verify_report {
	const struct verify_request *request;
	const struct verify_outcomes *outcomes;
	double seconds;
	/* The rest is filled by verify_count. */
	struct arena *arena;
	unsigned passed, failed, skipped; /* checks; those of mutants are not among them */
	struct {
		struct verify_mutant *v;
		unsigned n, cap;
	} mutants;
	unsigned fates[4];
	bool bad; /* a check failed, or a mutant was not caught */
};
void verify_count(struct verify_report *r, struct arena *arena);
/* The reports print what programs said: text becomes UTF-8 without control characters. */
const char *verify_clean(const char *text, struct arena *arena);
/* "gcc-12/O2/extern": without the ISA, for where that is told already. */
char *verify_build_label(const struct verify_build *b, struct arena *arena);
/* "12 checks passed, ...": the last line. */
const char *verify_summary(const struct verify_report *r);

void verify_print_table(const struct verify_report *r, struct buf *out);
void verify_print_tap(const struct verify_report *r, struct buf *out);
void verify_print_junit(const struct verify_report *r, struct buf *out);

#endif
