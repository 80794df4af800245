/* registers.h: x86_64's registers in the neutral numbering. */
#ifndef ASSAY_X86_64_REGISTERS_H
#define ASSAY_X86_64_REGISTERS_H

#include "isa.h"

/* General registers have their numbers in the encoding. */
enum {
	RAX,
	RCX,
	RDX,
	RBX,
	RSP,
	RBP,
	RSI,
	RDI,
	R8,
	R9,
	R10,
	R11,
	R12,
	R13,
	R14,
	R15,
	CF = REG_FLAG,
	OF,
	XF, /* SF, ZF, AF, PF: always written together where compilers care */
	DF = REG_SPECIAL,
	MXCSR,
	FPSW, /* x87 status word */
	FPCW, /* x87 control word */
	SEGMENTS,
	SYSTEM, /* control, debug, bound registers */
	XMM0 = REG_VECTOR,
	K0 = REG_MASK,
	ST0 = REG_STACK,
};

struct x86_register {
	reg_t reg;
	uint8_t bytes;
	bool high; /* ah, bh, ch, dh */
};

extern const struct x86_register x86_registers[X86_REG_ENDING];
const char *x86_register_name(reg_t r, unsigned bits, char buf[static 8]);

#define BIT(r) (1ull << (r))

#endif
