/* lift_sve.c: SVE and SVE2 data processing (Arm ARM C4.1.36 on: SVE encodings).
 *
 * Which operands an encoding has is a string in a table, one letter for each:
 *   d, D  destination Zd; D: also the first source       v, V  the same for a scalar SIMD register
 *   p, P  the same for a predicate                       r, R  the same for a general register, u: one that may be sp
 *   n     Zn (9:5), N: Zn and the next one               m     Zm (20:16), i: one with an index, j: one of 18:16
 *   q, Q  Pn (8:5), Pm (19:16)                           x, y  Xn (9:5), Xm (20:16); s, t: the same, may be sp
 *   w     Vn (9:5)                                       g, G, h  governing Pg (12:10, 13:10, 19:16)
 *   M     what the predicate leaves out stays            B, T  bit 4 / bit 14 of the word decides on that
 *   c     writes NZCV, C: reads it                       S     writes NZCV where bit 22 is set, U: bit 16
 *   f, F  writes, reads the first-fault register
 *   I, J, K, k, l  an immediate: 12:5 shifted by bit 13, 20:16, 20:14; a shift with or without a predicate
 *   W, E  elements are double words, are of the size that the lowest one of 20:16 gives
 *   a, e  a multiple of the vector length, of the number of elements; imm counts it for 128 bits */
#include "lift.h"

struct row {
	uint32_t mask, value;
	const char *operands;
	uint8_t op, cost; /* 0: by capstone's id */
};

#define PREDICATE_LOGIC OP_MASKOP, COST_P_LOGIC

/* 31:29 = 000, bit 24 clear. */
static const struct row integer_rows[] = {
    {0xff20e000, 0x04000000, "Dng", 0, 0},                           /* add z, p/m */
    {0xff3ee000, 0x04102000, "dngT", OP_MOVE, COST_V_MOVE},          /* movprfx, predicated; see lift_row */
    {0xff38e000, 0x04002000, "vng", OP_REDUCE, COST_S_REDUCE},       /* saddv */
    {0xff38e000, 0x04082000, "vng", OP_REDUCE, COST_S_REDUCE},       /* smaxv */
    {0xff38e000, 0x04182000, "vng", OP_REDUCE, COST_S_REDUCE_LOGIC}, /* orv */
    {0xff30e000, 0x04008000, "Dgk", 0, 0},                           /* lsr z, p/m, #n */
    {0xff30e000, 0x04108000, "Dng", 0, 0},                           /* lsl z, p/m, z */
    {0xff20e000, 0x0400a000, "dngM", 0, 0},                          /* neg z, p/m */
    {0xff20c000, 0x04004000, "dnmg", 0, 0},                          /* mla */
    {0xff20c000, 0x0400c000, "Dmng", 0, 0},                          /* mad: Zm in 20:16, Za in 9:5 */
    {0xff20e000, 0x04200000, "dnm", 0, 0},                           /* add z, z, z */
    {0xff20fc00, 0x04203000, "dnmW", 0, 0},                          /* and z, z, z */
    {0xff20fc00, 0x04203400, "Dn", 0, 0},                            /* xar */
    {0xff20f800, 0x04203800, "DmnW", 0, 0},                          /* eor3, bsl */
    {0xff20fc00, 0x04204000, "d", OP_OTHER, COST_S_INDEX},           /* index z, #, # */
    {0xff20fc00, 0x04204400, "dx", OP_OTHER, COST_S_INDEX_GENERAL},  /* index z, x, # */
    {0xff20fc00, 0x04204800, "dy", OP_OTHER, COST_S_INDEX_GENERAL},  /* index z, #, x */
    {0xff20fc00, 0x04204c00, "dxy", OP_OTHER, COST_S_INDEX_GENERAL}, /* index z, x, x */
    {0xffe0f800, 0x04205000, "uta", OP_ADD, COST_VL_COUNT},          /* addvl */
    {0xffe0f800, 0x04605000, "uta", OP_ADD, COST_VL_COUNT},          /* addpl */
    {0xffe0f800, 0x04a05000, "r", OP_OTHER, COST_VL_COUNT},          /* rdvl */
    {0xff20e000, 0x04206000, "dnm", 0, 0},                           /* mul z, z, z */
    {0xff20f000, 0x04208000, "dnm", 0, 0},                           /* lsl by wide elements */
    {0xff20f000, 0x04209000, "dnl", 0, 0},                           /* lsl z, z, #n */
    {0xff20f000, 0x0420a000, "dnm", OP_ADD, COST_V_ALU_COMPLEX},     /* adr z */
    {0xff20fc00, 0x0420b000, "dnm", 0, 0},                           /* ftssel */
    {0xff20fc00, 0x0420b800, "dn", 0, 0},                            /* fexpa */
    {0xff20fc00, 0x0420bc00, "dn", OP_MOVE, COST_V_MOVE},            /* movprfx */
    {0xff20f000, 0x0420c000, "D", OP_ADD, COST_V_ALU},               /* incw z, sqincw z */
    {0xff30f800, 0x0420e000, "r", OP_OTHER, COST_VL_COUNT},          /* cntw */
    {0xff30f800, 0x0430e000, "Re", OP_ADD, COST_VL_INC},             /* incw x */
    {0xff20f000, 0x0420f000, "R", OP_OTHER, COST_VL_SAT},            /* sqincw x */
};

/* 31:29 = 000, bit 24 set. */
static const struct row permute_rows[] = {
    {0xffe0e000, 0x05200000, "Dn", OP_SHUFFLE, COST_V_PERMUTE},        /* ext */
    {0xffe0e000, 0x05600000, "dN", OP_SHUFFLE, COST_V_PERMUTE},        /* ext of two registers in a row */
    {0xffe0e000, 0x05a00000, "dnm", OP_SHUFFLE, COST_V_PERMUTE},       /* zip1 z.q */
    {0xff20fc00, 0x05202000, "dnE", OP_SHUFFLE, COST_V_DUP},           /* dup z, z[n] */
    {0xff20fc00, 0x05203000, "dnm", OP_SHUFFLE, COST_V_TBL1},          /* tbl */
    {0xff20fc00, 0x05202800, "dNm", OP_SHUFFLE, COST_V_TBL2},          /* tbl of two registers */
    {0xff20fc00, 0x05202c00, "dnmM", OP_SHUFFLE, COST_V_TBX1},         /* tbx */
    {0xff3ffc00, 0x05203800, "ds", OP_SHUFFLE, COST_VEC_DUP_GENERAL},  /* dup z, x */
    {0xff3ffc00, 0x05243800, "dxM", OP_SHUFFLE, COST_VEC_INS_GENERAL}, /* insr z, x */
    {0xff3ffc00, 0x05343800, "dwM", OP_SHUFFLE, COST_V_INSERT},        /* insr z, v */
    {0xff3cfc00, 0x05303800, "dn", 0, 0},                              /* sunpklo */
    {0xff3ffc00, 0x05383800, "dn", OP_SHUFFLE, COST_V_PERMUTE},        /* rev z */
    {0xff30e000, 0x05204000, "pqQ", OP_MASKOP, COST_P_PERMUTE},        /* zip1 p */
    {0xff30e000, 0x05304000, "pq", OP_MASKOP, COST_P_PERMUTE},         /* rev p, punpklo */
    {0xff20e000, 0x05206000, "dnm", OP_SHUFFLE, COST_V_PERMUTE},       /* zip1 z */
    {0xff3fe000, 0x05208000, "dwgM", OP_SHUFFLE, COST_V_DUP},          /* cpy z, p/m, v */
    {0xff3fe000, 0x05218000, "dng", OP_SHUFFLE, COST_S_COMPACT},       /* compact */
    {0xff3ee000, 0x05228000, "vng", OP_SHUFFLE, COST_S_LAST},          /* lasta v */
    {0xff3ce000, 0x05248000, "dngM", 0, 0},                            /* revb, revh, revw, rbit */
    {0xff3ee000, 0x05288000, "Dng", OP_SELECT, COST_S_LAST},           /* clasta z */
    {0xff3ee000, 0x052a8000, "Vng", OP_SELECT, COST_S_LAST},           /* clasta v */
    {0xff3fe000, 0x052c8000, "Dng", OP_SHUFFLE, COST_S_COMPACT},       /* splice */
    {0xff3fe000, 0x052d8000, "dNg", OP_SHUFFLE, COST_S_COMPACT},       /* splice of two registers in a row */
    {0xff3ee000, 0x0520a000, "rng", OP_TRANSFER, COST_S_LAST_GENERAL}, /* lasta x */
    {0xff3fe000, 0x0528a000, "dsgM", OP_SHUFFLE, COST_S_CPY_GENERAL},  /* cpy z, p/m, x */
    {0xff3ee000, 0x0530a000, "Rng", OP_SELECT, COST_S_LAST_GENERAL},   /* clasta x */
    {0xff20c000, 0x0520c000, "dnmG", OP_BITSELECT, COST_V_LOGIC},      /* sel */
    {0xfffc0000, 0x05c00000, "d", OP_CONST, COST_V_CONST},             /* dupm */
    {0xff3c0000, 0x05000000, "D", 0, 0},                               /* and z, z, #n */
    {0xff30e000, 0x0510c000, "dhM", OP_OTHER, COST_V_CONST},           /* fcpy */
    {0xff308000, 0x05100000, "dhT", OP_OTHER, COST_V_CONST},           /* cpy z, p, #n */
};

/* 31:29 = 001: compares and predicates. */
static const struct row predicate_rows[] = {
    {0xff200000, 0x24000000, "pnmgc", OP_VCMP, COST_S_CMP},
    {0xff200000, 0x24200000, "pngcK", OP_VCMP, COST_S_CMP},
    {0xff204000, 0x25000000, "pngcJ", OP_VCMP, COST_S_CMP},
    {0xff30c000, 0x25004000, "pqQGS", PREDICATE_LOGIC},
    {0xff30c000, 0x2500c000, "pqQGS", OP_MASKOP, COST_P_SCAN}, /* brkpa */
    {0xff3fc000, 0x25104000, "pqGBS", OP_MASKOP, COST_P_SCAN}, /* brka */
    {0xff3fc000, 0x25184000, "PqGS", OP_MASKOP, COST_P_SCAN},  /* brkn */
    {0xff3fc000, 0x2510c000, "qGc", OP_MASKOP, COST_P_TEST},   /* ptest */
    {0xff3ffe00, 0x2518c000, "Pqc", OP_MASKOP, COST_P_SCAN},   /* pfirst */
    {0xff3ffe00, 0x2519c400, "Pqc", OP_MASKOP, COST_P_SCAN},   /* pnext */
    {0xff3efc00, 0x2518e000, "pU", OP_MASKOP, COST_P_TRUE},    /* ptrue */
    {0xff3ffc00, 0x2518e400, "p", OP_MASKOP, COST_P_TRUE},     /* pfalse */
    {0xff3ffe00, 0x2518f000, "pqFS", OP_MASKOP, COST_FFR},     /* rdffr, predicated */
    {0xff3ffe00, 0x2519f000, "pF", OP_MASKOP, COST_FFR},       /* rdffr */
    {0xff20e000, 0x25200000, "pxyc", OP_MASKOP, COST_P_WHILE},
    {0xff20fc00, 0x25202000, "xycC", OP_CMP, COST_P_TERM},     /* ctermeq */
    {0xff20fc00, 0x25203000, "pxyc", OP_MASKOP, COST_P_WHILE}, /* whilewr */
    {0xff3fc000, 0x25208000, "rqG", OP_MASKOP, COST_P_COUNT},  /* cntp */
    {0xfffffc00, 0x252c9000, "f", OP_MASKOP, COST_FFR},        /* setffr */
    {0xfffffc00, 0x25289000, "qf", OP_MASKOP, COST_FFR},       /* wrffr */
    {0xff38f800, 0x25288000, "Dq", OP_ADD, COST_P_INC},        /* incp z */
    {0xff38f800, 0x25288800, "Rq", OP_ADD, COST_P_INC},        /* incp x */
    {0xff38c000, 0x2520c000, "DI", 0, 0},                      /* add z, z, #n */
    {0xff38c000, 0x2528c000, "DI", 0, 0},                      /* smax z, z, #n */
    {0xff38c000, 0x2530c000, "DI", 0, 0},                      /* mul z, z, #n */
    {0xff38c000, 0x2538c000, "dI", OP_CONST, COST_V_CONST},    /* dup z, #n; fdup */
};

/* 31:29 = 010: SVE2's integer arithmetic. */
static const struct row sve2_rows[] = {
    {0xff208000, 0x44000000, "dnm", 0, 0},                    /* sdot, smlalb, ... */
    {0xff20e000, 0x44008000, "Dng", 0, 0},                    /* shadd, sqshl, ... */
    {0xff30e000, 0x4400a000, "dngM", 0, 0},                   /* sqabs, urecpe; sadalp adds to the destination */
    {0xff38e000, 0x4410a000, "Dng", 0, 0},                    /* addp, smaxp */
    {0xff20f800, 0x4400c000, "dnm", 0, 0},                    /* sclamp */
    {0xff200000, 0x44200000, "dni", 0, 0},                    /* by an indexed element */
    {0xff20f000, 0x45009000, "dnm", 0, 0},                    /* eorbt, smmla */
    {0xff20f000, 0x4500a000, "dnl", 0, 0},                    /* sshllb */
    {0xff208000, 0x45000000, "dnm", 0, 0},                    /* saddlb, smullb, ... */
    {0xff20c000, 0x45008000, "dnm", 0, 0},                    /* saddlbt, bext */
    {0xff20f800, 0x4500d800, "Dn", 0, 0},                     /* cadd */
    {0xff20f000, 0x4500e000, "dnl", 0, 0},                    /* ssra */
    {0xff20f800, 0x4500f000, "dnl", 0, 0},                    /* sri, sli */
    {0xff20c000, 0x4500c000, "dnm", 0, 0},                    /* sabalb, adclb, saba */
    {0xff20c000, 0x45200000, "dn", 0, 0},                     /* shrnb */
    {0xff20e000, 0x45204000, "dn", 0, 0},                     /* sqxtnb */
    {0xff20e000, 0x45206000, "dnm", 0, 0},                    /* addhnb */
    {0xff20e000, 0x45208000, "pnmgc", OP_VCMP, COST_S_MATCH}, /* match */
    {0xff20e000, 0x4520c000, "dnmg", 0, 0},                   /* histcnt */
    {0xff20fc00, 0x4520a000, "dnm", 0, 0},                    /* histseg */
    {0xff3ff800, 0x4520e000, "D", OP_AES, COST_AES},          /* aesmc */
    {0xff3ef800, 0x4522e000, "Dn", OP_AES, COST_AES},         /* aese, sm4e */
    {0xff20f800, 0x4520f000, "dnm", 0, 0},                    /* rax1, sm4ekey */
};

/* 31:29 = 011: floating point. */
static const struct row float_rows[] = {
    {0xff3ee000, 0x64008000, "Dng", 0, 0},                      /* fcadd */
    {0xff38e000, 0x64108000, "Dng", 0, 0},                      /* faddp */
    {0xff20e000, 0x6400a000, "dngM", 0, 0},                     /* fcvtnt */
    {0xff208000, 0x64000000, "dnmg", 0, 0},                     /* fcmla */
    {0xff20c000, 0x64200000, "dni", 0, 0},                      /* fmla, fmul, fcmla by an element */
    {0xff20c000, 0x64204000, "dnj", 0, 0},                      /* fmlalb, bfdot by an element */
    {0xff20c000, 0x64208000, "dnm", 0, 0},                      /* fmlalb, bfdot */
    {0xff20fc00, 0x6420e400, "dnm", 0, 0},                      /* fmmla, bfmmla */
    {0xff20e000, 0x65000000, "dnm", 0, 0},                      /* fadd z, z, z */
    {0xff38e000, 0x65002000, "vng", OP_REDUCE, COST_S_FREDUCE}, /* faddv */
    {0xff38fc00, 0x65083000, "dn", 0, 0},                       /* frecpe */
    {0xff38e000, 0x65102000, "png", 0, 0},                      /* fcmgt p, z, #0 */
    {0xff38e000, 0x65182000, "Vng", OP_REDUCE, COST_S_FADDA},   /* fadda */
    {0xff38fc00, 0x65108000, "Dn", 0, 0},                       /* ftmad */
    {0xff38e000, 0x65188000, "Dg", 0, 0},                       /* fadd z, p/m, #n */
    {0xff20e000, 0x65008000, "Dng", 0, 0},                      /* fadd z, p/m, z */
    {0xff20e000, 0x6500a000, "dngM", 0, 0},                     /* fcvtzs, frinta, fsqrt */
    {0xff204000, 0x65004000, "pnmg", 0, 0},                     /* fcmgt p, z, z */
    {0xff208000, 0x65200000, "dnmg", 0, 0},                     /* fmla */
    {0xff208000, 0x65208000, "Dnmg", 0, 0},                     /* fmad: Zm in 9:5, Za in 20:16 */
};

static const struct {
	const struct row *rows;
	unsigned n;
} groups[8] = {
#define GROUP(rows)                                                                                                    \
	{                                                                                                              \
		rows, sizeof(rows) / sizeof *(rows)                                                                    \
	}
    GROUP(integer_rows), GROUP(permute_rows), GROUP(predicate_rows), GROUP(predicate_rows),
    GROUP(sve2_rows),    GROUP(sve2_rows),    GROUP(float_rows),     GROUP(float_rows),
#undef GROUP
};

/* ---- operands -------------------------------------------------------------------------------------------------------
 */

static void govern(struct insn *o, reg_t p)
{
	o->flags |= INSN_MASKED;
	regset_add(&o->read, p);
}

static void add_destination(uint32_t w, char letter, struct insn *o)
{
	switch (letter) {
	case 'd':
	case 'v':
		add_dst(o, reg_v(w));
		break;
	case 'p':
		add_dst(o, reg_p(w));
		break;
	case 'r':
		add_result(o, reg_x(w));
		break;
	case 'u':
		add_dst(o, (reg_t)field(w, 4, 0));
		break;
	default:
		break;
	}
}

static void add_source(uint32_t w, char letter, struct insn *o)
{
	switch (letter) {
	case 'n':
	case 'w':
		add_src(o, reg_v(w >> 5));
		break;
	case 'N':
		add_src(o, reg_v(w >> 5));
		add_src(o, reg_v((w >> 5) + 1));
		break;
	case 'm':
		add_src(o, reg_v(w >> 16));
		break;
	case 'i': /* double words leave four bits for the register, all others three */
		add_src(o, reg_v(field(w, 23, 22) == 3 ? field(w, 19, 16) : field(w, 18, 16)));
		break;
	case 'j':
		add_src(o, reg_v(field(w, 18, 16)));
		break;
	case 'q':
		add_src(o, reg_p(w >> 5));
		break;
	case 'Q':
		add_src(o, reg_p(w >> 16));
		break;
	case 'x':
		add_src(o, reg_x(w >> 5));
		break;
	case 'y':
		add_src(o, reg_x(w >> 16));
		break;
	case 's':
		add_src(o, (reg_t)field(w, 9, 5));
		break;
	case 't':
		add_src(o, (reg_t)field(w, 20, 16));
		break;
	default:
		break;
	}
}

/* The amount of a shift, whose leading one gives the element: tsz:imm3 in seven bits. */
static void add_shift(struct insn *o, unsigned code)
{
	unsigned bits = code >> 3 ? 8u << (31 - __builtin_clz(code >> 3)) : 8;
	bool left = o->op == OP_SHL || o->op == OP_EXTEND;
	set_imm(o, left ? (int64_t)code - bits : 2 * (int64_t)bits - code);
	o->elem_bits = (uint8_t)bits;
}

/* incb to decd: how many elements a pattern has is known for `all` alone. */
static void add_count(uint32_t w, struct insn *o)
{
	int64_t n = (int64_t)(16 >> field(w, 23, 22)) * (field(w, 19, 16) + 1);
	o->flags |= INSN_SCALABLE;
	if (field(w, 9, 5) == 31)
		set_imm(o, bit(w, 10) ? -n : n);
	else
		o->op = OP_OTHER;
}

static void add_immediate(uint32_t w, char letter, struct insn *o)
{
	switch (letter) {
	case 'I':
		set_imm(o, signed_field(w, 12, 5) * (bit(w, 13) ? 256 : 1));
		break;
	case 'J':
		set_imm(o, signed_field(w, 20, 16));
		break;
	case 'K':
		set_imm(o, field(w, 20, 14));
		break;
	case 'k':
		add_shift(o, field(w, 23, 22) << 5 | field(w, 9, 5));
		break;
	case 'l':
		add_shift(o, field(w, 23, 22) << 5 | field(w, 20, 16));
		break;
	case 'W':
		o->elem_bits = 64;
		break;
	case 'E':
		o->elem_bits = (uint8_t)(8u << __builtin_ctz(field(w, 20, 16) | 16));
		break;
	case 'a':
		o->flags |= INSN_SCALABLE;
		set_imm(o, signed_field(w, 10, 5) * (bit(w, 22) ? 2 : 16));
		break;
	case 'e':
		add_count(w, o);
		break;
	default:
		break;
	}
}

static void add_effect(uint32_t w, char letter, struct insn *o)
{
	bool flags = letter == 'c' || (letter == 'S' && bit(w, 22)) || (letter == 'U' && bit(w, 16));
	if (flags)
		regset_add(&o->write, A64_NZCV);
	if (letter == 'C')
		regset_add(&o->read, A64_NZCV);
	if (letter == 'M' || (letter == 'B' && bit(w, 4)) || (letter == 'T' && bit(w, 14)))
		add_merge(o);
	if (letter == 'g')
		govern(o, reg_p(field(w, 12, 10)));
	if (letter == 'G')
		govern(o, reg_p(w >> 10));
	if (letter == 'h')
		govern(o, reg_p(w >> 16));
	if (letter == 'f')
		regset_add(&o->write, A64_FFR);
	if (letter == 'F')
		regset_add(&o->read, A64_FFR);
}

/* The first letter is the destination, in upper case also the first source. */
static void add_operands(uint32_t w, const char *operands, struct insn *o)
{
	char first = *operands;
	bool both = first == 'D' || first == 'V' || first == 'P' || first == 'R';
	add_destination(w, both ? (char)(first | 0x20) : first, o);
	if (both && o->n_dst) {
		add_src(o, o->dst[0]);
		o->flags |= first == 'R' ? 0 : INSN_MERGES;
	}
	for (const char *p = operands + (first == 'q' || first == 'x' || first == 'f' ? 0 : 1); *p; p++) {
		add_source(w, *p, o);
		add_effect(w, *p, o);
		add_immediate(w, *p, o);
	}
}

static void set_shape(uint32_t w, const struct row *row, struct insn *o)
{
	char first = (char)(*row->operands | 0x20);
	bool vector = first == 'd' || first == 'v' || row->op == OP_VCMP || o->op == OP_VCMP;
	unsigned bits = o->elem_bits ? o->elem_bits : 8u << field(w, 23, 22);
	if (!vector) {
		set_width(o, first == 'r' || first == 'u' ? 64 : 16);
		return;
	}
	o->flags |= INSN_SCALABLE;
	set_packed(o, 128, bits);
	if (o->op == OP_SHUFFLE && first == 'v')
		set_scalar(o, bits);
}

static void refine_cost(struct insn *o)
{
	bool wide = o->elem_bits == 64;
	switch (o->cost) {
	case COST_V_MUL:
		o->cost = wide ? COST_S_MUL64 : COST_V_MUL_Q;
		break;
	case COST_V_MLA:
		o->cost = wide ? COST_S_MLA64 : COST_V_MLA_Q;
		break;
	case COST_S_DIV32:
		o->cost = wide ? COST_S_DIV64 : COST_S_DIV32;
		break;
	case COST_VF_DIV32:
		o->cost = wide ? COST_VF_DIV64 : o->elem_bits == 16 ? COST_VF_DIV16_Q : COST_VF_DIV32_Q;
		break;
	case COST_VF_SQRT32:
		o->cost = wide ? COST_VF_SQRT64 : o->elem_bits == 16 ? COST_VF_SQRT16_Q : COST_VF_SQRT32_Q;
		break;
	case COST_P_LOGIC:
	case COST_P_SCAN:
	case COST_P_TRUE:
		if (regset_has(o->write, A64_NZCV))
			o->cost = o->cost == COST_P_LOGIC  ? COST_P_LOGIC_FLAGS
			          : o->cost == COST_P_SCAN ? COST_P_SCAN_FLAGS
			                                   : COST_P_TRUE_FLAGS;
		break;
	default:
		break;
	}
}

static bool is_copy(uint32_t w) /* orr z, z, z of one register */
{
	return (w & 0xffe0fc00) == 0x04603000 && field(w, 9, 5) == field(w, 20, 16);
}

static void lift_row(uint32_t w, unsigned id, const struct row *row, struct insn *o)
{
	const struct vector_op *v = a64_vector_op(id);
	o->op = row->op ? row->op : v->op;
	o->cost = row->cost ? row->cost : v->cost;
	o->flags |= v->flags & VEC_FLOAT ? INSN_FLOAT : 0;
	o->flags |= v->flags & VEC_SIGNED ? INSN_SIGNED : 0;
	if (is_copy(w)) {
		add_operands(w, "dnW", o);
		o->op = OP_MOVE;
		o->cost = COST_V_MOVE;
		o->flags |= INSN_COPY;
	} else if (row->value == 0x04102000) { /* movprfx p/z, p/m: bit 16 */
		add_operands(w, bit(w, 16) ? "dngM" : "dng", o);
	} else {
		add_operands(w, row->operands, o);
	}
	bool destructive = *row->operands < 'a';
	if (v->flags & VEC_ACC && o->n_dst && !destructive) {
		add_src(o, o->dst[0]);
		o->flags |= INSN_MERGES;
	}
	if (v->flags & VEC_MERGE && o->n_dst && !row->op)
		add_merge(o);
	if (o->op == OP_MADD || o->op == OP_FMA)
		o->acc = o->n_src > 2 && o->n_src <= INSN_MAX_REGS ? o->n_src - 1 : INSN_MAX_REGS;
	set_shape(w, row, o);
	refine_cost(o);
}

bool a64_lift_sve(uint32_t w, unsigned id, struct insn *o)
{
	if (bit(w, 31))
		return a64_lift_sve_memory(w, o);
	unsigned group = field(w, 31, 29) << 1 | bit(w, 24);
	for (unsigned i = 0; i < groups[group].n; i++) {
		const struct row *row = &groups[group].rows[i];
		if ((w & row->mask) == row->value) {
			lift_row(w, id, row, o);
			return true;
		}
	}
	return false;
}
