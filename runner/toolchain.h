/* toolchain.h: one compiler at one version for one ISA, and how to run what it builds: one file in toolchains/ each. */
#ifndef ASSAY_TOOLCHAIN_H
#define ASSAY_TOOLCHAIN_H

#include "exec.h"
#include "isa.h"
#include "yaml_file.h"

/* A program of the system, and who brings it. */
struct tool {
	char *command;           /* looked up in PATH */
	struct strings args;     /* always given first */
	struct strings packages; /* Debian packages that bring it, and what it needs */
	char *path;              /* where PATH has it; NULL: missing */
};

struct isa_level {
	char *name;
	struct strings flags; /* of the compiler */
	struct strings needs; /* what the host's CPU must list to run it natively (/proc/cpuinfo's words) */
	char *not_emulated;   /* why the emulator cannot run it; NULL: it can */
	char *emulator_fault; /* a fault of the emulator's that ends sound programs; NULL: none is known */
};

/* What a compiler writes down about its own work. */
struct record {
	struct strings flags; /* that make it do so; {} stands for a prefix of file names */
	char *file;           /* its optimisation record, with {}; NULL: it writes none */
	char *format;         /* oracle_remarks.c reads it */
};

/* Link-time optimisation. */
struct link_time {
	struct strings flags;    /* of every compilation and link; NULL: this compiler has none */
	struct strings link;     /* of the link alone */
	struct strings packages; /* what that needs besides the compiler */
};

/* The builds that `assay verify` makes, as OPT/MODE or globs of that. Each list is added to those before it. */
struct verify_builds {
	char *base; /* every CPU is tried with this one; NULL: another toolchain's */
	struct strings quick, usual, all;
};

struct toolchain {
	char *id;       /* the file's name: gcc-12-x86_64 */
	char *compiler; /* the same without the ISA: gcc-12 */
	char *file;     /* where it was read from */
	const struct isa *isa;
	bool is_default;       /* in `assay run` without --toolchain */
	struct tool cc;        /* on this host; command NULL: none is known for it */
	struct tool emulator;  /* user-mode QEMU */
	struct tool scheduler; /* llvm-mca for this ISA; command NULL: none */
	struct strings flags;  /* of every compilation */
	struct strings link;   /* and of every link */
	struct link_time lto;
	struct isa_level *level; /* first the base level, named "base" */
	unsigned n_level;
	struct record record;
	char *spill_marks; /* the style of its marks in assembly text (oracle_spills.c); NULL: it makes none */
	struct verify_builds verify;
	bool one_exit; /* it vectorises no loop that has a second exit */
	bool native;   /* this host runs what it builds */
};

struct toolchains {
	struct toolchain **v; /* by id */
	unsigned n, cap;
};

/* Every DIR/ *.yaml, in the order of their names. A malformed file is said (exit code 2) and left out. */
void toolchains_load(struct toolchains *t, const char *dir, struct arena *arena);
/* NULL: unknown; the caller says so, with toolchains_known. */
const struct toolchain *toolchain_by_id(const struct toolchains *t, const char *id);
const char *toolchains_known(const struct toolchains *t, struct arena *arena); /* "clang-14-aarch64, ..." */

/* NULL where the compiler can be called; else why not, with the packages that would help. */
const char *toolchain_unavailable(const struct toolchain *t, struct arena *arena);
/* The same for the emulator. */
const char *toolchain_no_emulator(const struct toolchain *t, struct arena *arena);
/* Fields of YAML files: an ISA's name into a const struct isa *, a struct tool. */
bool isa_read(struct yaml_file *f, yaml_node_t *n, void *field);
bool tool_read(struct yaml_file *f, yaml_node_t *n, void *field);
void tool_find(struct tool *t, struct arena *a); /* sets its path */
const char *host_machine(void);                  /* uname -m */
/* "NAME is missing (Debian packages: a, b)" */
const char *tool_missing(const struct tool *t, struct arena *arena);
/* Whether this host's CPU runs the level natively. */
bool toolchain_runs_natively(const struct toolchain *t, const struct isa_level *level);

#endif
