/* jump_private.h: what jumptable.c and reaching.c share. */
#ifndef ASSAY_JUMP_PRIVATE_H
#define ASSAY_JUMP_PRIVATE_H

#include "code_private.h"

enum { MAX_REACHING = 8 };

/* The definitions of a register that reach a place; NONE: its value at entry (or before an additional root). */
struct reaching {
	uint32_t insn[MAX_REACHING]; /* ascending */
	unsigned n;
};

/* constant + scale * term */
struct expr {
	bool known, is_signed;
	int64_t constant, scale; /* scale 0: no term */
	int64_t inner;           /* of the constant: what was added to the term itself, an index's offset */
	uint32_t load;           /* the term is what this instruction loads; NONE: a register's value */
	reg_t reg;               /* before instruction `at` */
	uint32_t at;
};

struct frame_state {
	bool seen, sp_known, fp_known;
	int64_t sp, fp; /* relative to sp at entry */
};

struct jump_solver {
	const struct code *c;
	regset *written; /* by block */
	uint32_t *stamp; /* by block: the search that saw it last */
	uint32_t *work;
	uint32_t search;
	uint64_t steps;            /* blocks that may still be visited; afterwards all is unknown */
	struct frame_state *frame; /* by block, NULL: not computed yet */
	struct {
		uint64_t *v;
		uint32_t n, cap;
	} start; /* of this function's tables: where one begins, another ends */
	bool start_sorted;
};

/* reaching.c. False: too many, or no steps left. */
bool jump_reaching(struct jump_solver *s, reg_t reg, uint32_t at, struct reaching *out);
/* Whether sp has its value at entry again, and so the jump leaves the function. */
bool jump_frame_is_gone(struct jump_solver *s, uint32_t insn);

/* jumptable.c */
struct expr jump_value(struct jump_solver *s, reg_t reg, uint32_t at, unsigned depth);
struct expr jump_address(struct jump_solver *s, const struct memop *m, uint32_t at, unsigned depth);

#endif
