/* stack.h: the function's own frame: which instruction touches which slot. */
#ifndef ASSAY_STACK_H
#define ASSAY_STACK_H

#include "code.h"

/* Where a value points: frame root + offset. Root 0 is sp at function entry; and-aligned or variably sized parts of
 * the frame have roots of their own. */
struct frame_address {
	bool known;
	uint32_t root;
	int64_t offset;
	bool vl_scaled; /* offset counts vector lengths (SVE) beyond root */
};

enum access_purpose {
	ACCESS_PLAIN,
	ACCESS_CALLEE_SAVE, /* saves or restores a callee-saved register's entry value, shrink-wrapped ones too */
	ACCESS_OUTGOING,    /* argument of a later call */
	ACCESS_INCOMING,    /* reads an incoming stack argument */
	ACCESS_CANARY,
	ACCESS_VARARGS, /* the register save area of a variadic function */
};

struct stack_access {
	uint32_t insn;
	uint8_t mem;       /* which of its memory operands */
	uint8_t reg_index; /* stp, ldp, st1 lists: which of its data registers */
	bool read, write;
	uint16_t width;  /* bytes of this register's share */
	uint8_t purpose; /* enum access_purpose */
	reg_t reg;       /* data register, REG_NONE: folded into arithmetic, or a constant is stored */
	struct frame_address where;
};

struct stack_slot {
	uint32_t root;
	int64_t offset;
	uint16_t width;
	bool vl_scaled;
	bool escapes;      /* its address is taken, indexed, or lies in a range whose address is */
	uint32_t first, n; /* in stack.access */
};

struct stack {
	struct frame_address *value; /* by value number */
	struct stack_access *access; /* grouped by slot */
	uint32_t n_access;
	struct stack_slot *slot; /* by root, offset */
	uint32_t n_slot;
	bool frame_pointer; /* the frame is reached through fp */
	bool unoptimised;   /* -O0: every local has a home */
};

/* In the code's arena. */
struct stack *stack_analyse(const struct code *c);

#endif
