/* perturb.h: what test_regs_x86_64.c tells perturb.c of each instruction, and the kinds of its state. */
#ifndef ASSAY_PERTURB_X86_64_H
#define ASSAY_PERTURB_X86_64_H

#include <stdint.h>

#include "../kinds.h"

/* The sixteen general registers, flags in the lifter's groups, vector registers, masks, memory. */
enum { KIND_CF = 16, KIND_OF, KIND_XF, KIND_DF, KIND_Z, KIND_K = KIND_Z + 32, KIND_MEM = KIND_K + 8, KIND_COUNT };

/* One register that an address is made of: base (its value and disp lead to a slot of the memory) or index. */
struct pointer {
	uint8_t base, index, scale, vector_index;
	int64_t disp;
};

struct form {
	uint8_t code[16];
	uint8_t length, n_pointers, repeats;
	uint8_t disp_at,
	    disp_size;         /* where a displacement is to be replaced, so that the address lies in the memory; 0 */
	uint8_t disp_relative; /* to the instruction's end */
	uint16_t width;        /* of the first memory operand, as the lifter says; 0: not to be looked at */
	uint8_t vector_bytes;  /* of vector registers, how much the instruction is about: 16 or 64 */
	struct pointer pointer[3];
	set said;
};

#endif
