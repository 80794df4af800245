/* stack.h: the function's own frame: which value points into it, and which instruction touches which slot. */
#ifndef ASSAY_STACK_H
#define ASSAY_STACK_H

#include "code.h"

/* Where a value points: frame root + offset. Root 0 is sp at function entry; and-aligned or variably sized parts of
 * the frame have roots of their own. */
struct frame_address {
	int64_t offset;
	uint32_t root;
};

enum access_purpose {
	ACCESS_PLAIN,
	ACCESS_CALLEE_SAVE, /* saves or restores a callee-saved register's entry value, shrink-wrapped ones too */
	ACCESS_OUTGOING,    /* argument of a later call: stored, never loaded here */
	ACCESS_INCOMING,    /* in the caller's frame: an incoming stack argument, the return address */
	ACCESS_CANARY,
	ACCESS_VARARGS, /* the register save area of a variadic function */
};

/* The register file that an access moves data from or to. */
enum access_file {
	FILE_GENERAL,
	FILE_VECTOR,
	FILE_MASK,
	FILE_X87,
	FILE_ANY,   /* folded into a conversion or a shuffle, which take from memory what lies in either file */
	FILE_OTHER, /* no register's content: control words, memory copied to memory */
};

struct stack_access {
	struct frame_address where;
	uint32_t insn;
	uint16_t width;    /* bytes of this register's share */
	uint8_t mem;       /* which of its memory operands */
	uint8_t reg_index; /* stp, ldp, st1 lists: which of its data registers */
	uint8_t purpose;   /* enum access_purpose */
	uint8_t file;      /* enum access_file */
	reg_t reg;         /* data register, REG_NONE: folded into arithmetic, or a constant is stored */
	bool read, write;
	bool constant; /* what is stored is a constant, an immediate or from a register */
	/* Of slots that are stored and loaded, no -O0: */
	bool followed;  /* a store that a load of the slot may see */
	bool fed;       /* a load that may see the store of a register */
	bool sure;      /* a load with a store before it on every way from the entry */
	bool redundant; /* loads what a register still holds: only volatile and unoptimised code does */
	bool vl_scaled; /* where.offset and width count vector lengths (SVE) */
};

struct stack_slot {
	uint32_t root;
	int64_t offset;
	uint16_t width;
	bool vl_scaled;
	bool escapes;      /* its address is taken, indexed, or lies in a range whose address is */
	bool mixed;        /* its accesses differ in where they begin: parts of an object */
	uint8_t purpose;   /* enum access_purpose, where all of its accesses have that one */
	uint32_t first, n; /* in stack.access */
};

struct stack {
	uint32_t *points;              /* by value: index in address; 0: not into the frame, 1: to several places */
	struct frame_address *address; /* from 2 on */
	struct stack_access *access;   /* grouped by slot, then in instruction order */
	uint32_t n_access;
	struct stack_slot *slot; /* by root, vl_scaled, offset; disjoint */
	uint32_t n_slot;
	uint32_t *order;   /* of access: in the order of their instructions */
	uint32_t *slot_of; /* by access */
	uint32_t n_root;
	bool frame_pointer; /* the frame is reached through fp */
	bool unoptimised;   /* -O0: every local has a home */
};

/* Where the value points, NULL: not to one known place of the frame. */
static inline const struct frame_address *stack_address(const struct stack *s, uint32_t value)
{
	return value != NONE && s->points && s->points[value] > 1 ? &s->address[s->points[value]] : NULL;
}

/* Of n slots those that are no pieces of a copied aggregate (stack_copy.c): moved to the front, their number. */
uint32_t stack_drop_copies(const struct code *c, struct stack *s, uint32_t *slots, uint32_t n);

/* In the code's arena. Needs block.no_return. */
struct stack *stack_analyse(const struct code *c);

#endif
