/* oracle.h: evidence for or against a class in a pair's bad half that does not come from the runner's own analysis. */
#ifndef ASSAY_ORACLE_H
#define ASSAY_ORACLE_H

#include "compile.h"
#include "manifest.h"

enum oracle_says {
	ORACLE_SILENT,  /* it cannot tell; `evidence` says why */
	ORACLE_PRESENT, /* it sees the problem, or nothing that rules it out where it would have been written down */
	ORACLE_ABSENT,  /* it witnesses that the problem is not there */
};
const char *oracle_says_name(enum oracle_says s);

struct oracle_input {
	const struct config *config;
	const struct pair *pair;
	const char *include; /* the corpus' folder, for -I */
	const char *object;  /* bad.c compiled */
	const char *driver;  /* linked, holds the pair; NULL where the oracle needs none, or it could not be linked */
	const char *scratch; /* prefix of file names that it may write, and removes */
	struct arena *arena;
};

struct oracle_answer {
	enum oracle_says says;
	const char *evidence; /* one line */
	bool again;           /* silent for a reason that may pass (a time limit, a full disk): not to be kept */
};

struct oracle {
	const char *class;
	const char *name; /* what it reads, in words */
	bool needs_driver;
	struct oracle_answer (*ask)(const struct oracle_input *);
};

/* The one that can tell about this class; NULL: none. */
const struct oracle *oracle_for(const struct class *c);

/* oracle_schedule.c: loops of the compiler's assembly text, timed by llvm-mca. */
struct oracle_answer oracle_schedule(const struct oracle_input *in);
/* oracle_path.c: the blocks that the emulator executes, on inputs that differ in nothing but their values. */
struct oracle_answer oracle_path(const struct oracle_input *in);

/* Compiles bad.c to assembly text with more flags; what the compiler wrote about it, and the text itself. */
struct oracle_text {
	struct buf assembly, said;
	const char *error; /* NULL: it went well */
};
struct oracle_text oracle_compile(const struct oracle_input *in, char *const flags[]);
void oracle_text_free(struct oracle_text *t);

#endif
