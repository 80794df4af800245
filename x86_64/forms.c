/* forms.c: the table of instruction forms, indexed by capstone's id. */
#include "forms.h"
#include "fixed.h"

#define P  INSN_PACKED
#define PF (INSN_PACKED | INSN_FLOAT)
#define F  INSN_FLOAT
#define S  INSN_SIGNED

#define ROW(id, o, acc, fl, use, bits, tr, sp, ex, cc, co)                                                             \
	[X86_INS_##id] = {.access = acc,                                                                               \
	                  .flags = fl,                                                                                 \
	                  .cost = COST_##co,                                                                           \
	                  .op = OP_##o,                                                                                \
	                  .cond = cc,                                                                                  \
	                  .flag_use = use,                                                                             \
	                  .elem = bits,                                                                                \
	                  .trait = tr,                                                                                 \
	                  .special = sp,                                                                               \
	                  .extra = ex,                                                                                 \
	                  .listed = 1},

/* general */
#define G(id, op, acc, use, tr, sp, cost)  ROW(id, op, acc, 0, use, 0, tr, sp, 0, COND_NONE, cost)
#define GS(id, op, acc, use, tr, sp, cost) ROW(id, op, acc, S, use, 0, tr, sp, 0, COND_NONE, cost)
#define GX(id, op, acc, use, fixed, cost)  ROW(id, op, acc, 0, use, 0, 0, S_FIXED, FIXED_##fixed, COND_NONE, cost)
#define CC(cc, condition, use, be)                                                                                     \
	ROW(J##cc, BRANCH, A_NONE, 0, use, 0, 0, S_JCC, 0, COND_##condition, JCC)                                      \
	ROW(SET##cc, SETCC, A_W, 0, use, 0, 0, S_NONE, 0, COND_##condition, SETCC##be)                                 \
	ROW(CMOV##cc, SELECT, A_MR, 0, use, 0, 0, S_CMOV, 0, COND_##condition, CMOV##be)

/* vector */
#define VROW(id, op, acc, fl, use, bits, tr, sp, cost) ROW(id, op, acc, fl, use, bits, tr, sp, 0, COND_NONE, cost)
#define V(id, op, acc, fl, bits, tr, sp, cost)         VROW(id, op, acc, fl, F_0, bits, tr, sp, cost)
#define VX(id, op, acc, fl, bits, sp, use, cost)       VROW(id, op, acc, fl, use, bits, 0, sp, cost)
#define S1(id, op, fl, bits, tr, sp, cost)                                                                             \
	V(id, op, A_WR, fl, bits, tr, sp, cost)                                                                        \
	V(V##id, op, A_WR, fl, bits, tr, sp, cost)
#define S2(id, op, fl, bits, tr, sp, cost)                                                                             \
	V(id, op, A_MR, fl, bits, tr, sp, cost)                                                                        \
	V(V##id, op, A_WRR, fl, bits, tr, sp, cost)
#define SM(id, op, fl, bits, tr, sp, cost)                                                                             \
	V(id, op, A_UR, fl, bits, tr, sp, cost)                                                                        \
	V(V##id, op, A_WUR, fl, bits, tr, sp, cost)
#define FMA_ORDER(id, suffix, fl, bits, tr, cost)                                                                      \
	V(id##132##suffix, FMA, A_MRR, fl, bits, tr, S_FMA132, cost)                                                   \
	V(id##213##suffix, FMA, A_MRR, fl, bits, tr, S_FMA213, cost)                                                   \
	V(id##231##suffix, FMA, A_MRR, fl, bits, tr, S_FMA231, cost)
#define FMA_PACKED(id)                                                                                                 \
	FMA_ORDER(id, PS, PF, 32, T_WIDE, FMA)                                                                         \
	FMA_ORDER(id, PD, PF, 64, T_WIDE, FMA)
#define FMA(id)                                                                                                        \
	FMA_PACKED(id)                                                                                                 \
	FMA_ORDER(id, SS, F, 32, 0, FMA_SCALAR)                                                                        \
	FMA_ORDER(id, SD, F, 64, 0, FMA_SCALAR)
#define K_ALL(id, op, acc, cost)                                                                                       \
	V(id##B, op, acc, 0, 8, T_MASKS, S_NONE, cost)                                                                 \
	V(id##W, op, acc, 0, 16, T_MASKS, S_NONE, cost)                                                                \
	V(id##D, op, acc, 0, 32, T_MASKS, S_NONE, cost)                                                                \
	V(id##Q, op, acc, 0, 64, T_MASKS, S_NONE, cost)
#define KT_ALL(id, op, acc, cost)                                                                                      \
	VROW(id##B, op, acc, 0, F_ALL, 8, T_MASKS, S_NONE, cost)                                                       \
	VROW(id##W, op, acc, 0, F_ALL, 16, T_MASKS, S_NONE, cost)                                                      \
	VROW(id##D, op, acc, 0, F_ALL, 32, T_MASKS, S_NONE, cost)                                                      \
	VROW(id##Q, op, acc, 0, F_ALL, 64, T_MASKS, S_NONE, cost)

#define X(id, op, regs, words, use, cost) ROW(id, op, A_NONE, F, use, words, 0, S_X87, (regs)&0xff, COND_NONE, cost)

/* clang-format off */
const struct form x86_forms[X86_INS_ENDING] = {
#include "forms_general.def"
CC(E, EQ, RX, )
CC(NE, NE, RX, )
CC(B, ULT, RC, )
CC(AE, UGE, RC, )
CC(BE, ULE, RC | RX, _BE)
CC(A, UGT, RC | RX, _BE)
CC(L, SLT, RO | RX, )
CC(GE, SGE, RO | RX, )
CC(LE, SLE, RO | RX, )
CC(G, SGT, RO | RX, )
CC(S, NEGATIVE, RX, )
CC(NS, POSITIVE, RX, )
CC(O, OVERFLOW, RO, )
CC(NO, NO_OVERFLOW, RO, )
CC(P, PARITY, RX, )
CC(NP, NO_PARITY, RX, )
#include "forms_vector.def"
#include "forms_x87.def"
};
/* clang-format on */
