/* memory.h: which memory operands may touch the same bytes, and what in a loop may change the bytes that one reads.
 *
 * What is told apart: slots of the own frame whose address does not get away; the frame, fixed addresses and fresh
 * allocations from each other and from what parameters point to; read-only sections from every store; addresses with
 * equal roots by their offsets and strides. Types are not known, so everything else may be the same. */
#ifndef ASSAY_MEMORY_H
#define ASSAY_MEMORY_H

#include "classes.h"

enum alias {
	ALIAS_NO,   /* not one byte in common */
	ALIAS_MAY,  /* cannot be told */
	ALIAS_PART, /* certainly some bytes in common, but not exactly the same ones */
	ALIAS_SAME, /* the same address and width */
};

/* Operand m of instruction i and operand n of instruction j. `loop` is a loop that holds both; NONE: outside loops,
 * where registers are compared by value and a value that is used in a loop stands for one execution. O(1), but for
 * induction.h's work, which is kept. */
/* Both in the same iteration of `loop`. */
enum alias memory_alias(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, uint32_t j, unsigned n);
/* In any two iterations, the same one among them; ALIAS_SAME and ALIAS_PART: in all of them. */
enum alias memory_alias_ever(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, uint32_t j, unsigned n);
/* How far i's address lies behind j's in the same iteration, in bytes; false: not known. */
bool memory_distance(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, uint32_t j, unsigned n,
                     int64_t *distance);

/* Something that may change what an operand reads. */
struct clobber {
	uint32_t insn; /* NONE: nothing can */
	uint8_t mem;   /* its operand that writes; of no meaning for barriers */
	bool barrier;  /* a call, an atomic access, a fence, undecoded bytes: it may change whatever others can reach */
	enum alias alias;
};

/* In any iteration of the loop, inner loops included; what never comes back (no_return) is left out, and so are calls
 * of functions of the C library that write nothing (strlen, memcmp, sin). The strongest one: a store that certainly
 * writes these bytes, then a barrier, then a store that may; of equals the first in the code. Loops with very many
 * stores (MEMORY_MAX_WRITERS): those beyond are taken to be barriers. */
enum { MEMORY_MAX_WRITERS = 64 };
struct clobber memory_clobber(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);
/* The same without the stores of exactly these bytes (ALIAS_SAME). */
struct clobber memory_clobber_other(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);

/* On the ways from instruction `from` to `to` that lie in one iteration of `loop`, both ends left out; `mem` is an
 * operand of `to`. Both belong to `loop` itself, not to one within it; NONE: neither is in a loop. from's block must
 * dominate that of `to`. `to` itself where that does not hold, or where the ways are too many to look at. */
struct clobber memory_clobber_between(const struct analysis *a, uint32_t loop, uint32_t from, uint32_t to,
                                      unsigned mem);

/* The address is the same in every iteration of the loop. */
bool memory_invariant(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);
/* A slot of the function's own frame, or of its incoming arguments, whose address does not get away: what register
 * spills, saved registers and locals lie in. */
bool memory_private(const struct analysis *a, uint32_t insn, unsigned mem);
/* In a section that no store reaches, or a slot of the GOT: constants, tables, addresses. */
bool memory_read_only(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);

/* Whether the instruction may change memory that it does not name: see struct clobber. */
bool memory_is_barrier(const struct code *c, uint32_t insn);

#endif
