/* noreturn.h: functions that a failing check calls, and the blocks from which nothing comes back. */
#ifndef ASSAY_NORETURN_H
#define ASSAY_NORETURN_H

#include "code.h"

/* One line of the list (noreturn.list, and users' own). */
struct noreturn {
	const char
	    *kind;    /* bounds, null, overflow, division, assert, other, stack-protector; "": the name does not say */
	bool returns; /* reports, and may come back */
};
/* NULL: nothing is known of a function of this name. Thread-safe. */
const struct noreturn *noreturn_lookup(const char *name);
/* Whether this instruction is a call to a function of the list that never returns. */
bool noreturn_call(const struct code *c, const struct insn *in);

/* Adds a user's list: lines `GLOB [KIND [returns]]`, # begins a comment. To be called before any analysis starts.
 * False: unusable, which was said (diag_error: file, line, what was expected). */
bool noreturn_load(const char *path);

/* Sets block.no_return: every way from the block ends in a call that does not return, or in a trap. */
void noreturn_mark(struct code *c);

/* What ends it behind a block of that kind. */
struct sink {
	uint32_t insn;    /* the call or trap */
	const char *name; /* resolved name; NULL: a trap, or a call to what has no name here */
	const char *kind; /* as in struct noreturn; "" where the list says nothing */
	bool trap;
	bool returns; /* reports, and goes on: only from noreturn_report */
};
bool noreturn_sink(const struct code *c, uint32_t block, struct sink *out);
/* A block that calls a reporting function which may come back. */
bool noreturn_report(const struct code *c, uint32_t block, struct sink *out);

#endif
