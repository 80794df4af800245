/* perturb.h: what test_regs_aarch64.c tells perturb.c of each instruction, and the kinds of its state. */
#ifndef ASSAY_PERTURB_AARCH64_H
#define ASSAY_PERTURB_AARCH64_H

#include <stdint.h>

#include "../kinds.h"

/* x0..x30 and sp, z, p, flags, first-fault register, memory; whether a branch was taken only comes out. */
enum { KIND_Z = 32, KIND_P = 64, KIND_NZCV = 80, KIND_FFR, KIND_MEM, KIND_TAKEN, KIND_COUNT };

struct form {
	set said;
	int64_t disp; /* of the memory operand, as the lifter says, in bytes at this vector length: as `width` */
	uint32_t word;
	uint16_t width; /* 0: not to be looked at */
	uint8_t base, index, scale;
	uint8_t vector_bytes; /* it runs with */
	uint8_t plain;        /* it has no address: no register needs to hold one */
};

#endif
