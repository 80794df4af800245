/* oracle_spills.h: the spills and reloads that a compiler marks in its assembly text. */
#ifndef ASSAY_ORACLE_SPILLS_H
#define ASSAY_ORACLE_SPILLS_H

#include "oracle_source.h"

enum spill_mark_kind {
	SPILL_MARK,     /* a spill or a reload */
	SPILL_SAVED,    /* a callee-saved register's: no spill */
	SPILL_TRANSFER, /* a slot by way of which a value goes to another register file: no spill */
};

struct spill_mark {
	unsigned line; /* of the text, from 0 */
	bool stores, loads;
	enum spill_mark_kind kind;
	const char *function;
};

struct spill_marks {
	struct spill_mark *v; /* by line */
	unsigned n, cap;
	const char *error; /* why there are none; NULL: they are what the compiler says */
};

/* The marks of the style that the toolchain's `spill-marks` names (its compiler's comments), by the ISA folder's
 * spill_marks.yaml. */
void spill_marks_read(struct spill_marks *m, const struct oracle_source *s, const struct toolchain *t, struct arena *a);
/* Those that are spills and reloads; function NULL: of all. */
unsigned spill_marks_count(const struct spill_marks *m, const char *function, unsigned *stores, unsigned *loads);

#endif
