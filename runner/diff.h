/* diff.h: `assay diff`: what changed from one build of a function to the next, and whether that is better. */
#ifndef ASSAY_DIFF_H
#define ASSAY_DIFF_H

#include "buf.h"
#include "classes.h"

/* A value that instruction i reads in the register or gives to it; NONE where the function is too large to have any. */
static inline uint32_t diff_used(const struct code *c, uint32_t i, reg_t r)
{
	return c->too_large ? NONE : value_used(c, i, r);
}
static inline uint32_t diff_defined(const struct code *c, uint32_t i, reg_t r)
{
	return c->too_large ? NONE : value_defined(c, i, r);
}

/* ---- diff_rows.c: instructions as text in which names are exchangeable ------------------------------------------- */

/* A register's name in the text. */
struct name {
	uint16_t at, length;
	reg_t reg;
	uint16_t bits;
	bool in_address, first_operand;
};

/* One instruction. Where its text names a place in the function it ends before that name. */
struct row {
	uint32_t insn;
	const char *text; /* anonymous addresses are `address` */
	struct name *name;
	uint32_t n_name;
	uint64_t key; /* equal for rows that differ in registers, labels, anonymous addresses and stack offsets only */
	uint32_t target;               /* row that it goes to; NONE: none within the function */
	uint16_t slot_at, slot_length; /* the offset of a stack slot in the text; length 0: none */
	int64_t slot;
	uint64_t data; /* the address that `address` stands for; 0: none, or unknown */
	uint16_t data_size;
};

struct rows {
	const struct code *c;
	struct row *v;
	uint32_t n;
	uint32_t *of_insn; /* instruction -> row */
};
struct rows diff_rows(const struct code *c, struct decoder *d, struct arena *arena);

/* ---- diff_match.c: which rows of both builds are the same ---------------------------------------------------------
 */

struct matching {
	struct rows old, new;
	uint32_t *to_new, *to_old;       /* by row, NONE */
	bool *other_input;               /* by old row: the same operation on other values, or to another place */
	uint32_t *value_new, *value_old; /* by value: its counterpart, NONE */
	uint32_t changed;                /* rows that are on one side only, or have other inputs */
	uint32_t *label_old, *label_new; /* by row: number of the label that stands before it, 0: none */
	struct arena *arena;
};
struct matching diff_match(struct rows old, struct rows new, struct arena *arena);
/* The row's text as shown: with labels, and the new build's registers under the names that the old one has for the same
 * values; a value that the old build does not have is named with a prime. */
const char *diff_text_old(const struct matching *m, uint32_t row);
const char *diff_text_new(const struct matching *m, uint32_t row);

/* ---- diff_judge.c: is it better? ----------------------------------------------------------------------------------
 */

enum judgement { JUDGED_SAME, JUDGED_BETTER, JUDGED_WORSE, JUDGED_MIXED, JUDGED_UNKNOWN, N_JUDGEMENTS };
const char *judgement_name(enum judgement j); /* "same", "better", ... */

/* One side of a function. */
struct side {
	struct code *code;
	struct analysis *analysis;
	struct finding_list found;
	struct decoder *decoder;
};

struct figure {
	const char *name, *old, *new; /* values in words */
	enum judgement how;           /* JUDGED_UNKNOWN: they cannot be compared, `old` or `new` says why */
	bool judged;                  /* false: for information */
};

/* What of one loop is compared. */
struct loop_figures {
	uint32_t loop;
	float cycles;    /* of one iteration: the greater of latency and throughput */
	uint64_t stride; /* bytes by which its fastest address moves in one iteration; 0: unknown */
};

struct figures {
	struct figure *v;
	uint32_t n, cap;
	enum judgement how; /* of all: better where one is better and none worse */
};
/* Findings that count, vectors, model cycles of the loops that matter, spills, code that could not be followed. */
struct figures diff_judge(const struct side *old, const struct side *new, struct arena *arena);
/* The same over several: better where one is better and none worse. */
enum judgement judgement_add(enum judgement sum, enum judgement one);

/* diff_findings.c: which findings of both sides are the same one: by class, kind and source line, then by class and
 * kind in order. By index, NONE: it is on this side only. */
struct finding_match {
	uint32_t *to_new, *to_old;
	struct source *at_old, *at_new;
	uint32_t appeared, disappeared;
};
struct finding_match diff_findings(const struct side *old, const struct side *new, struct arena *arena);

/* ---- diff.c -------------------------------------------------------------------------------------------------------
 */

struct diff_function {
	const char *name, *demangled; /* NULL: as the name */
	const char *name_new;         /* where it was named otherwise; NULL: as the old one's */
	struct side old, new;
	struct matching match;
	struct figures figures;
	struct finding_match findings;
	struct arena *arena;
};

struct diff_style {
	bool colour, assembly;
	unsigned width, context; /* columns; rows around a change */
};

struct diff_totals {
	uint64_t both, same, changed[N_JUDGEMENTS];
	enum judgement how; /* of all functions together: better where one is better and none worse */
	struct only {
		char **v;
		unsigned n, cap;
	} only_old, only_new; /* functions of one file only */
};

struct diff_format {
	const char *name;
	void (*begin)(struct buf *, const struct object *old, const struct object *new);
	void (*function)(struct buf *, const struct diff_function *, const struct diff_style *);
	void (*separator)(struct buf *, bool first); /* before each function's text; NULL: none */
	void (*totals)(struct buf *, const struct diff_totals *, const struct diff_style *);
};
extern const struct diff_format diff_format_text, diff_format_json;

struct function_glob;
struct diff_options {
	struct function_glob *functions; /* none: all */
	unsigned n_functions;
	const char *to; /* the function of the new file that the one chosen is compared with; NULL: that of its name */
	const char *const *models;
	const struct diff_format *format;
	struct diff_style style;
	unsigned jobs;
};
/* Compares two files and prints what changed. False: one of them could not be used (said). */
bool diff_files(const struct diff_options *o, const char *old, const char *old_label, const char *new,
                const char *new_label, struct diff_totals *totals, struct arena *arena);

#endif
