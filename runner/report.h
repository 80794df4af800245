/* report.h: how an audit is shown. Each format is one row of a table: it writes into buffers that the caller puts out
 * in order, so nothing is ever held as one tree. */
#ifndef ASSAY_REPORT_H
#define ASSAY_REPORT_H

#include "buf.h"
#include "classes.h"

struct report_context {
	struct object *object;
	struct decoder *decoder;
	struct arena *arena;
	const struct analysis *analysis;
	const char *demangled; /* NULL: as the name */
	bool colour;
	/* Position of an address, under the object's lock. */
	struct source (*source)(struct report_context *, uint64_t address);
};

/* What one input amounted to, functions that the options left out excluded. */
struct audit_totals {
	uint64_t functions, instructions, loops, undecoded_bytes;
	uint64_t unresolved, too_large, irreducible, spills_unjudged;
	uint64_t findings[3]; /* by enum level */
};

struct report_format {
	const char *name;
	void (*begin)(struct buf *);
	void (*begin_input)(struct buf *, struct object *, bool first_input);
	/* Called by workers, in parallel: all that the report says of one function. */
	void (*function)(struct buf *, struct report_context *, const struct finding_list *);
	void (*separator)(struct buf *, bool first_function); /* before each function's buffer */
	void (*end_input)(struct buf *, struct object *, const struct audit_totals *);
	void (*end)(struct buf *);
};
extern const struct report_format *const report_formats[]; /* text, json, lines; NULL-terminated */

/* What the formats share. */
const char *role_name(enum loop_role role);
const char *blocker_name(enum simd_blocker blocker);
/* "file.c:12 (inlined_function)" */
void put_source_position(struct buf *b, const struct source *s);
/* Text in lines of at most 100 columns; the first line has `indent` columns already, the others are indented so. */
void put_paragraph(struct buf *b, unsigned indent, const char *text);
/* Why a function may hold more than is reported of it, one for each n from 0 on until NULL; a note is no lack. */
struct unknown {
	const char *label, *text;
};
const struct unknown *unknown_of(const struct analysis *a, unsigned n);
/* Instructions in the file: the empty one that stands before a function's jumped-to start is none of them. */
uint32_t count_instructions(const struct code *c);
/* The part of the function that an instruction lies in. */
const struct part *part_of(const struct code *c, uint32_t insn);

#endif
