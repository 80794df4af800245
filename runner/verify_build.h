/* verify_build.h: what the makers of `assay verify`'s drivers share: objects that are made once, and the glue's text.
 */
#ifndef ASSAY_VERIFY_BUILD_H
#define ASSAY_VERIFY_BUILD_H

#include "verify.h"

/* ---- objects (verify_object.c) ---- */

struct verify_compilation {
	const struct config *config;
	char *const *flags; /* behind the config's own */
	const char *source;
	bool generated;  /* its path says nothing, only what is in it counts */
	bool check_only; /* for errors: no object is made */
};

struct verify_object {
	char *path;           /* NULL: failed, or check_only */
	char *error;          /* what the compiler said; NULL: it went well */
	struct strings reads; /* the files that the compiler read: source, headers, what else it includes */
};

/* Made once for equal compilations, whoever asks; the others wait. Lives as long as the builder. Thread-safe. */
const struct verify_object *verify_object(struct verify_builder *b, const struct verify_compilation *c);
const char *verify_builder_scratch(const struct verify_builder *b);
const struct cache *verify_builder_cache(const struct verify_builder *b);
unsigned verify_builder_number(struct verify_builder *b); /* for the names of files in it; none is given twice */

/* "the linker exited with 1:" and its words up to some length, in the arena. */
char *verify_failed_command(const char *who, const struct exec_result *r, struct arena *arena);

/* ---- glue (verify_glue.c) ---- */

struct glue_row {
	const struct verify_tier *tier;
	unsigned number; /* of the driver's: pressure_N, verify_kernel_N */
};

/* Rows that share one glue file. */
struct glue {
	const char *source;          /* included, and its functions inlined; NULL: they are external */
	const struct strings *flags; /* NULL: none */
	struct glue_row *v;
	unsigned n, cap;
};

/* "uint64_t NAME(const void *, size_t)" for a function with the kernel's parameters and result. */
const char *glue_prototype(const struct verify_entry *kernel, const char *name, struct arena *arena);
/* Compilers call the text `glue`, not by the file's name, so that what they say depends on nothing of this run. */
void glue_write(struct buf *out, const struct glue *g, struct arena *arena);
/* Prototypes of the functions that the source is to define, and of all references, then the source: the compiler says
 * whether they agree. Of n glue files. */
void glue_write_check(struct buf *out, const struct glue *g, unsigned n, const char *source, struct arena *arena);
void glue_write_table(struct buf *out, unsigned n_rows, const char *choice_function);
/* Whether #include can name it. */
bool glue_can_include(const char *path);

/* ---- what objects say (verify_inspect.c) ---- */

/* Adds the names of the functions that the object defines for others. */
void inspect_definitions(const char *object, struct strings *names, struct arena *arena);
/* Whether every row's callers are in the object and none of them calls the row's function; else *called is the row that
 * is called, NULL: callers are missing. */
bool inspect_inlining(const char *object, const struct glue *g, const struct verify_tier **called);

/* ---- words for a shell (verify_again.c) ---- */

/* The words as one command line. */
const char *shell_command(char *const argv[], struct arena *arena);

#endif
