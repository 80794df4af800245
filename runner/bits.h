/* bits.h: where each bit of a value comes from, seen through shifts, masks, extensions and what puts them together. */
#ifndef ASSAY_BITS_H
#define ASSAY_BITS_H

#include "code.h"

enum { MAX_ATOMS = 10, MAX_BIT_NODES = 64, BIT_ZERO = 254, BIT_ONE = 253 };

/* Bit `at` of atom number `atom`, or BIT_ZERO, BIT_ONE. */
struct bit {
	uint8_t atom, at;
};
struct bits {
	struct bit b[64];
};

/* A value that is not taken apart: anything but the operations above. */
struct atom {
	uint32_t value;    /* NONE: the memory operand of an instruction that does more than load */
	uint32_t insn;     /* that loads it, NONE */
	uint8_t mem, bits; /* its memory operand, and how many bits were loaded */
};

struct bit_tree {
	const struct code *c;
	uint32_t root;
	bool shallow; /* what is put together out of several values below the root is an atom */
	struct atom atom[MAX_ATOMS];
	unsigned n_atom;
	uint32_t node[MAX_BIT_NODES]; /* instructions that work on the bits, each once; moves and loads left out */
	unsigned n_node, n_visit;
	bool lost; /* more atoms or steps than there is room for */
};

/* The bits that instruction `insn` gives to its first destination. False: nothing is known. */
bool bits_of_insn(struct bit_tree *t, const struct code *c, uint32_t insn, bool shallow, struct bits *out);
/* The low bits of the first source of a store, as `bits_of_insn`. */
bool bits_of_stored(struct bit_tree *t, const struct code *c, uint32_t insn, struct bits *out);

/* The constant that the value is, of 32 or 64 bits; false: it is none. */
bool value_constant(const struct code *c, uint32_t value, uint64_t *k);

#endif
