/* manifest.h: the corpus: pairs and what their pair.yaml states (corpus/README.md). */
#ifndef ASSAY_MANIFEST_H
#define ASSAY_MANIFEST_H

#include "classes.h"
#include "yaml_file.h"

struct excluded_model {
	char *model, *why;
};

/* Where an oracle contradicts assay, and why that stays so. */
struct contradiction {
	struct strings configs; /* globs of TOOLCHAIN/OPT */
	char *half;             /* "bad" or "good" */
	char *why;
	unsigned line; /* in pair.yaml */
};

/* The case on which a pair's cost is counted and timed, as the driver's --case takes it. */
struct measure_case {
	const char *text; /* "n=4096,align=0,fill=random,seed=1" */
	uint64_t n;       /* elements */
};
#define MEASURE_DEFAULT ((struct measure_case){"n=4096,align=0,fill=random,seed=1", 4096})

struct pair {
	char *name;   /* its folder's name */
	char *symbol; /* the same with dashes as underscores: SYMBOL_bad, SYMBOL_good */
	char *folder;
	const struct class *class;
	char *title, *teaches, *fix;
	struct strings shows; /* globs of TOOLCHAIN/OPT */
	unsigned shows_line;  /* in pair.yaml */
	char *shows_why;      /* why no compiler shows it on one of the ISAs; NULL: all do */
	char *sink;           /* NULL: none */
	double tolerance;
	char *tolerance_why;
	struct excluded_models {
		struct excluded_model *v;
		unsigned n, cap;
	} excluded;
	struct contradictions {
		struct contradiction *v;
		unsigned n, cap;
	} contradictions;
	struct strings references;
	struct measure_case measure;
};

struct corpus {
	char *folder;
	struct pair **v; /* by class in class_table's order, then by name */
	unsigned n, cap;
};

/* Every FOLDER/CLASS/PAIR. What is malformed is said, with file, line and what was expected (exit code 2), and left
 * out; the rest goes on. */
void corpus_load(struct corpus *c, const char *folder, struct arena *arena);
/* One pair; NULL: malformed (said). */
struct pair *manifest_load(const char *folder, const char *class, const char *name, struct arena *arena);

#endif
