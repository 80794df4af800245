/* oracle_source.h: one C file as a compiler translates it: its assembly text, and what it writes about its own work. */
#ifndef ASSAY_ORACLE_SOURCE_H
#define ASSAY_ORACLE_SOURCE_H

#include "compile.h"

struct text_line {
	const char *text;
	int size; /* of a label: without what follows it */
	bool label, instruction;
};

struct text {
	struct text_line *v;
	unsigned n, cap;
};

/* A function of the assembly text, with the parts that were split off it. */
struct source_function {
	const char *name;
	unsigned first, last; /* lines: its label, and the one before its .size */
};

/* What an optimisation record says. */
enum remark_kind { REMARK_PASSED, REMARK_MISSED, REMARK_ANALYSIS };
struct remark {
	enum remark_kind kind;
	const char *pass, *function, *message;
	unsigned line; /* of the source; 0: unknown */
};

/* A loop that the vectoriser has looked at. */
struct loop_record {
	const char *function;
	unsigned line;
	bool vectorised;
	const char *said; /* how, or why not */
};

struct oracle_source {
	struct buf assembly;
	struct text text; /* its lines */
	struct source_functions {
		struct source_function *v;
		unsigned n, cap;
	} functions;
	struct remarks {
		struct remark *v;
		unsigned n, cap;
	} remarks;
	struct loop_records {
		struct loop_record *v;
		unsigned n, cap;
	} loops;
	const char *said;      /* by the compiler on standard error, NULL */
	const char *error;     /* NULL: it went well */
	const char *no_record; /* why there are no remarks; NULL: there are, or could have been */
};

/* Compiles FOLDER/SOURCE with the config's flags, then `flags`. `scratch` is a prefix of file names that are written
 * and removed. What is read lives in the arena but for `assembly`. */
void oracle_source_read(struct oracle_source *s, const struct config *c, const char *folder, const char *source,
                        char *const flags[], const char *scratch, struct arena *a);
void oracle_source_free(struct oracle_source *s);
/* NULL: the compiler wrote none of that name. */
const struct source_function *oracle_source_function(const struct oracle_source *s, const char *name);

/* oracle_remarks.c: what file `path` of this format (toolchain's record) says. False: it cannot be read. */
bool remarks_known_format(const char *format);
bool remarks_read(struct oracle_source *s, const char *format, const char *path, struct arena *a);

#endif
