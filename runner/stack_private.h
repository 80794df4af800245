/* stack_private.h: the steps of stack_analyse. */
#ifndef ASSAY_STACK_PRIVATE_H
#define ASSAY_STACK_PRIVATE_H

#include "stack.h"

/* Where `by` leads from an offset; false: farther than any frame reaches, as a broken file's relocation may say. */
#define FRAME_REACH (1ll << 40)
static inline bool frame_offset(int64_t from, int64_t by, int64_t *to)
{
	return !__builtin_add_overflow(from, by, to) && *to > -FRAME_REACH && *to < FRAME_REACH;
}

/* Values that were seen to point to several places of the frame. */
enum { POINTS_NOWHERE = 0, POINTS_VARIES = 1, POINTS_FIRST = 2 };

/* stack_address.c: points, address, n_root. False: nothing in the function uses sp's value. */
bool stack_addresses(const struct code *c, struct stack *s);

/* Where an address of the frame becomes more than the base of an access. */
struct escape {
	struct frame_address where;
	bool vague; /* where the object begins is in a register */
};
struct escapes {
	struct escape *v;
	uint32_t n, cap;
};
/* stack_access.c: access, slot. */
void stack_accesses(const struct code *c, struct stack *s, struct escapes *out);

/* stack_purpose.c */
void stack_purposes(const struct code *c, struct stack *s, const struct escapes *e);
/* The register whose value at entry is stored, REG_NONE: another value. */
reg_t stack_entry_stored(const struct code *c, const struct stack_access *a);
bool stack_popped_for_nothing(const struct code *c, const struct stack_access *a);

/* stack_unoptimised.c: redundant, unoptimised. */
void stack_redundancy(const struct code *c, struct stack *s);

/* stack_flow.c: sets `followed`, `fed` and `sure` in the accesses of the slots whose numbers are in list. Where
 * unwinding arrives, everything stored may be seen. */
void stack_flow(const struct code *c, struct stack *s, const uint32_t *list, uint32_t n);
/* stack_escape.c: which slots are parts of objects that have an address. */
void stack_escapes(struct stack *s, struct escapes *e);

#endif
