/* memory_place.h: one memory operand as a place: what it is computed from, and what kind of memory it lies in. Private
 * to memory*.c. */
#ifndef ASSAY_MEMORY_PLACE_H
#define ASSAY_MEMORY_PLACE_H

#include "memory.h"

enum region {
	REGION_UNKNOWN,
	REGION_FRAME, /* the own frame, or the incoming arguments */
	REGION_FIXED, /* an address known at link time */
	REGION_TLS,
	REGION_PARAMETER, /* through a pointer that the function was given */
	REGION_FRESH,     /* what an allocation of this function returned */
};

/* A register's value as another value plus a constant. */
struct sum {
	uint32_t root; /* NONE: none, or the register is not there */
	int64_t constant;
};

struct place {
	uint32_t insn;
	uint8_t mem, flags;
	uint16_t width; /* bytes, at most; 0: unknown */
	uint8_t region; /* enum region */
	bool exact;     /* width is exact */
	bool read_only;
	bool own;      /* a slot whose address does not get away */
	bool framed;   /* `frame` holds */
	bool incoming; /* in the caller's frame */
	uint8_t scale;
	struct frame_address frame;
	const struct stack_slot *slot; /* framed: NULL where none was made */
	uint64_t object; /* REGION_FIXED: a section's address or an external symbol's; REGION_FRESH: the value */
	struct sum base, index;
	int64_t disp; /* all constants added up */
	bool has_pattern;
	struct address_pattern pattern;
};

struct place memory_place(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);
/* Registers that share the operand (pairs, lists), each with its own place; 1: it is not shared. */
unsigned memory_sharing(const struct insn *in, unsigned mem);
struct place place_share(const struct place *p, unsigned n, unsigned i);
enum alias place_alias(const struct place *x, const struct place *y);
enum alias place_alias_ever(const struct analysis *a, uint32_t loop, const struct place *x, const struct place *y);
bool place_distance(const struct place *x, const struct place *y, int64_t *distance);
bool place_invariant(const struct analysis *a, uint32_t loop, const struct place *p);
/* As memory_clobber_other and memory_clobber_between. */
struct clobber place_clobber_other(const struct analysis *a, uint32_t loop, const struct place *p);
struct clobber place_clobber_between(const struct analysis *a, uint32_t loop, uint32_t from, const struct place *to);

#endif
