/* forms.h: what each x86_64 instruction does with its operands, as rows of a table indexed by capstone's id. */
#ifndef ASSAY_X86_64_FORMS_H
#define ASSAY_X86_64_FORMS_H

#include "cost.h"
#include "isa.h"

/* How one operand is used: four bits of form.access, the first operand's lowest. */
enum access {
	SRC = 1,  /* read, a data source */
	DST = 2,  /* written, a data destination */
	READ = 4, /* read, but no data source: upper parts, masks */
	WRITE = 8,
	ADDR = READ | WRITE, /* a memory operand of which only the address counts */
	MOD = SRC | DST,
	MERGE = DST | READ, /* written in part */
	/* shapes: operands in order */
	A_NONE = 0,
	A_R = SRC,
	A_W = DST,
	A_M = MOD,
	A_RR = SRC | SRC << 4,
	A_WR = DST | SRC << 4,
	A_MR = MOD | SRC << 4,
	A_MM = MOD | MOD << 4,
	A_UR = MERGE | SRC << 4,
	A_WA = DST | ADDR << 4,
	A_WRR = DST | SRC << 4 | SRC << 8,
	A_MRR = MOD | SRC << 4 | SRC << 8,
	A_WUR = DST | READ << 4 | SRC << 8,
	A_WWR = DST | DST << 4 | SRC << 8,
	A_WRRR = DST | SRC << 4 | SRC << 8 | SRC << 12,
	A_MRRR = MOD | SRC << 4 | SRC << 8 | SRC << 12,
	A_GATHER = MERGE | SRC << 4 | (READ | WRITE) << 8,
};

/* Flags read (low half) and written (high half) by one instruction. */
enum flag_use {
	F_0 = 0,
	RC = 1,
	RO = 2,
	RX = 4, /* CF, OF, the others */
	WC = 16,
	WO = 32,
	WX = 64,
	F_ALL = WC | WO | WX,
	F_NOT_CF = WO | WX, /* inc, dec */
	F_ADC = F_ALL | RC,
	F_ADCX = RC | WC,
	F_ADOX = RO | WO,
	F_MAYBE = F_ALL | RC | RO | RX,     /* left alone when a count in a register is zero */
	F_ROTATE = WC | WO,                 /* by an immediate: CF and OF */
	F_ROTATE_MAYBE = WC | WO | RC | RO, /* by cl */
	F_LAHF = RC | RX,
	F_SAHF = WC | WX,
	F_READ = RC | RO | RX,
};

enum trait {
	T_ZERO = 1,     /* x op x is 0, without waiting for x */
	T_ONES = 2,     /* x op x is all ones */
	T_MASKS = 4,    /* mask registers are data operands, not a predicate */
	T_BLEND = 8,    /* its mask selects: nothing of the old destination stays */
	T_SIZED = 16,   /* cost class by width of the operation: 8, 16, 32, 64 bits */
	T_WIDE = 32,    /* cost class by vector width: 128, 256, 512 bits */
	T_COUNTED = 64, /* next cost class where no immediate is there (shifts by cl) */
	T_HALF = 128,   /* its memory operand is a part of a vector: width as capstone says */
};

/* What the operands alone do not tell; run after them (lift_special.c). */
enum special {
	S_NONE,
	S_MOV,
	S_EXTEND,
	S_LEA,
	S_INC,
	S_SHIFT,
	S_ROTATE,
	S_CMOV,
	S_JCC,
	S_JMP,
	S_CALL,
	S_RET,
	S_LOOP,
	S_TRAP,
	S_PUSH,
	S_POP,
	S_PUSHF,
	S_POPF,
	S_LEAVE,
	S_MUL1,
	S_IMUL,
	S_MULX,
	S_DIV,
	S_CDQ,
	S_CDQE,
	S_SBB,
	S_BT,
	S_XCHG,
	S_XADD,
	S_CMPXCHG,
	S_CMPXCHG16B,
	S_MOVBE,
	S_BSWAP,
	S_STRING,
	S_FSTRING, /* movsd, cmpsd: the string or the vector instruction */
	S_VMOV,
	S_MOVS,
	S_MOVQ,
	S_HALF,
	S_FMA132,
	S_FMA213,
	S_FMA231,
	S_MADD,
	S_XMM0,
	S_TERNLOG,
	S_FCOMI,
	S_GFNI,
	S_PTEST,
	S_VCMP,
	S_GATHER,
	S_SCATTER,
	S_VSHIFT,
	S_BROADCAST,
	S_INSERT,
	S_EXTRACT,
	S_PINSR,
	S_PEXTR,
	S_CVT,
	S_KMOV,
	S_VECALL, /* vzeroall, vzeroupper */
	S_PCMPSTR,
	S_MASKMOV,
	S_X87,   /* form.extra: enum x87, form.elem: enum x87_words */
	S_FIXED, /* implicit registers: form.extra is an index into a table */
	N_SPECIAL
};

/* x87 registers that are read and written; its words. */
enum x87 {
	X_R0 = 1,
	X_R1 = 2,
	X_W0 = 4,
	X_W1 = 8,
	X_OPR = 16, /* st(i) of its operand */
	X_OPW = 32,
	X_MEMW = 64, /* its memory operand is written */
	X_ARITH = 128,
	X_SEL = X_OPR | X_R0 | X_W0,
	X_AX = X_OPW, /* fnstsw ax */
};
enum x87_words {
	XS_R = 1,
	XS_W = 2,
	XC_R = 4,
	XC_W = 8,
	X_ALL_R = 16,
	X_ALL_W = 32,
};

struct form {
	uint16_t access, flags; /* enum access; flags of struct insn */
	uint16_t cost;
	uint8_t op, cond, flag_use, elem, trait, special, extra, listed;
};

extern const struct form x86_forms[X86_INS_ENDING];

#endif
