/* model_znver4.c: what instructions cost on AMD Zen 4.
 *
 * m: measured on a Zen 4 (EPYC, family 25, model 17) by bench/latency_x86_64.sh: dependent and independent copies of
 *    one instruction, against a chain of dependent additions. Of a way from one register file to the other and back
 *    only the sum can be measured; it is split so that a load to a vector takes 7 cycles, as AMD's guide has it.
 * [1] AMD's Software Optimization Guide for the Zen4 Microarchitecture (publication 57647): branches run on ALU0 and
 *     BRU1, zeroing idioms need no execution.
 * All others: LLVM 19's scheduling model (X86ScheduleZnver4.td), read through llvm-mca, as are the pipes everywhere.
 * tests/test_models_x86_64.c compares with it and lists where measurements differ. */
#include "cost.h"

#include <stddef.h>

enum {
	ALU0 = 1,
	ALU1 = 2,
	ALU2 = 4,
	ALU3 = 8,
	ALU = ALU0 | ALU1 | ALU2 | ALU3,
	BRU1 = 16,
	AGU = 32 | 64 | 128,
	FP0 = 256,
	FP1 = 512,
	FP2 = 1024,
	FP3 = 2048,
	FP = FP0 | FP1 | FP2 | FP3,
	FP45 = 4096 | 8192,
	STORE = 16384 | 32768,
};

#define ROW(class, lat, n, p, every)                                                                                   \
	[COST_##class] = {.latency = lat, .uops = n, .ports = p, .recip = every, .known = 1},

/* class, latency, micro-ops, ports that run them, cycles from one to the next where ports do not tell */
/* clang-format off */
static const struct core_cost cost[N_COST] = {
    ROW(NOTHING, 0, 0, 0, 0)
    ROW(ZERO, 0, 0, 0, 0) /* [1] */
    ROW(MOV_RR, 0, 0, 0, 0)
    ROW(MOVSX_RR, 1, 1, ALU, 0)
    ROW(LOAD, 4, 0, 0, 0) /* m */
    ROW(STORE, 0, 0, 0, 0)
    ROW(ALU, 1, 1, ALU, 0)
    ROW(ADC, 1, 1, ALU, 0) /* m */
    ROW(LEA, 1, 1, ALU, 0) /* m */
    ROW(LEA_SCALED, 1, 1, ALU, 0) /* m */
    ROW(LEA_3, 2, 1, ALU1 | ALU2, 0) /* m */
    ROW(SHIFT_IMM, 1, 1, ALU1 | ALU2, 0) /* m */
    ROW(SHIFT_CL, 1, 1, ALU1 | ALU2, 0)
    ROW(ROTATE_IMM, 1, 1, ALU1 | ALU2, 0)
    ROW(ROTATE_CL, 1, 1, ALU1 | ALU2, 0)
    ROW(RCL_1, 1, 1, ALU1 | ALU2, 1) /* m */
    ROW(RCL_CL, 4, 9, ALU1 | ALU2, 0)
    ROW(SHLD_IMM, 2, 3, ALU1 | ALU2, 0) /* m */
    ROW(SHLD_CL, 2, 5, ALU1 | ALU2, 0)
    ROW(SHLX, 1, 1, ALU1 | ALU2, 0)
    ROW(BT, 1, 1, ALU1 | ALU2, 0)
    ROW(BTS, 2, 2, ALU1 | ALU2, 0) /* m */
    ROW(SETCC, 1, 1, ALU0 | ALU3, 0) /* m */
    ROW(SETCC_BE, 1, 1, ALU0 | ALU3, 0) /* m */
    ROW(CMOV, 1, 1, ALU0 | ALU3, 0)
    ROW(CMOV_BE, 1, 1, ALU0 | ALU3, 0)
    ROW(JCC, 1, 1, ALU0 | BRU1, 0) /* [1] */
    ROW(JMP, 1, 1, ALU0 | BRU1, 0) /* [1] */
    ROW(CALL, 1, 1, ALU0 | BRU1, 0) /* [1] */
    ROW(RET, 1, 1, ALU0 | BRU1, 0)
    ROW(PUSH, 0, 0, 0, 0)
    ROW(POP, 4, 0, 0, 0) /* m */
    ROW(MUL_8, 3, 1, ALU1, 0)
    ROW(MUL_16, 3, 3, ALU1, 0)
    ROW(MUL_32, 3, 2, ALU1, 3) /* m */
    ROW(MUL_64, 3, 2, ALU1, 3) /* m */
    ROW(IMUL_16, 3, 1, ALU1, 0)
    ROW(IMUL_32, 3, 1, ALU1, 0)
    ROW(IMUL_64, 3, 1, ALU1, 0)
    ROW(MULX32, 4, 2, ALU1, 1) /* m */
    ROW(MULX64, 4, 2, ALU1, 1) /* m */
    ROW(DIV_8, 10, 2, ALU0, 10)
    ROW(DIV_16, 11, 2, ALU0, 11)
    ROW(DIV_32, 13, 2, ALU0, 13)
    ROW(DIV_64, 17, 2, ALU0, 17)
    ROW(IDIV_8, 10, 2, ALU0, 10)
    ROW(IDIV_16, 11, 2, ALU0, 11)
    ROW(IDIV_32, 13, 2, ALU0, 13)
    ROW(IDIV_64, 17, 2, ALU0, 17)
    ROW(POPCNT, 1, 1, ALU, 0)
    ROW(LZCNT, 1, 1, ALU, 0)
    ROW(TZCNT, 1, 1, ALU, 0) /* m */
    ROW(BSF, 1, 1, ALU, 0) /* m */
    ROW(BSR, 1, 1, ALU, 0) /* m */
    ROW(BLSI, 1, 1, ALU, 0)
    ROW(ANDN, 1, 1, ALU, 0)
    ROW(BEXTR, 1, 1, ALU1 | ALU2, 0)
    ROW(BZHI, 1, 1, ALU1 | ALU2, 0)
    ROW(PDEP, 3, 1, ALU1, 0)
    ROW(BSWAP32, 1, 1, ALU, 0)
    ROW(BSWAP64, 1, 1, ALU, 0)
    ROW(MOVBE_LOAD, 0, 1, ALU, 0)
    ROW(MOVBE_STORE, 0, 1, ALU, 0)
    ROW(CRC, 3, 1, ALU1, 0)
    ROW(CDQ, 1, 1, ALU, 0)
    ROW(FLAG, 1, 1, ALU, 0)
    ROW(LAHF, 1, 1, ALU3, 0)
    ROW(XCHG_RR, 0, 2, 0, 0)
    ROW(XADD_RR, 1, 2, ALU, 0) /* m */
    ROW(CMPXCHG_RR, 3, 5, ALU, 3) /* m */
    ROW(LOCKED, 1, 1, ALU, 8) /* m */
    ROW(VLOAD, 7, 0, 0, 0) /* m */
    ROW(VLOAD_Y, 7, 0, 0, 0) /* m */
    ROW(VLOAD_Z, 7, 0, 0, 0) /* m */
    ROW(VLOAD_SCALAR, 7, 0, 0, 0) /* m */
    ROW(VSTORE, 0, 0, 0, 0)
    ROW(VSTORE_Y, 0, 0, 0, 0)
    ROW(VSTORE_Z, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD_Y, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD_Z, 0, 0, 0, 0)
    ROW(VMOV_RR, 0, 0, 0, 0) /* m */
    ROW(VMOV_RR_Y, 0, 0, 0, 0)
    ROW(VMOV_RR_Z, 0, 0, 0, 0)
    ROW(VMOV_LOW, 1, 1, FP1 | FP2, 0)
    ROW(MOVQ_RR, 1, 1, FP, 0)
    ROW(LOAD_HALF, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VLOGIC, 1, 1, FP, 0) /* m */
    ROW(VLOGIC_Y, 1, 1, FP, 0) /* m */
    ROW(VLOGIC_Z, 1, 1, FP, 0.5) /* m */
    ROW(FLOGIC, 1, 1, FP, 0) /* m */
    ROW(FLOGIC_Y, 1, 1, FP, 0) /* m */
    ROW(FLOGIC_Z, 1, 1, FP, 0.5) /* m */
    ROW(VTERNARY, 1, 1, FP, 0) /* m */
    ROW(VTERNARY_Y, 1, 1, FP, 0) /* m */
    ROW(VTERNARY_Z, 1, 1, FP, 0.5) /* m */
    ROW(VADD, 1, 1, FP, 0) /* m */
    ROW(VADD_Y, 1, 1, FP, 0) /* m */
    ROW(VADD_Z, 1, 1, FP, 0.5) /* m */
    ROW(VADDSAT, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VADDSAT_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VADDSAT_Z, 2, 1, FP0 | FP1, 1) /* m */
    ROW(VMINMAX, 1, 1, FP, 0) /* m */
    ROW(VMINMAX_Y, 1, 1, FP, 0) /* m */
    ROW(VMINMAX_Z, 1, 1, FP, 0.5) /* m */
    ROW(VMINMAX_Q, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VMINMAX_Q_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VMINMAX_Q_Z, 2, 1, FP0 | FP1, 1) /* m */
    ROW(VCMPEQ, 1, 1, FP, 0) /* m */
    ROW(VCMPEQ_Y, 1, 1, FP, 0) /* m */
    ROW(VCMPGT_Q, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VCMPGT_Q_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VCMP_K, 3, 1, FP0 | FP1, 0) /* m */
    ROW(VCMP_K_Y, 4, 1, FP0 | FP1, 0) /* m */
    ROW(VCMP_K_Z, 5, 1, FP0 | FP1, 1) /* m */
    ROW(VMUL, 3, 1, FP0 | FP3, 0) /* m */
    ROW(VMUL_Y, 3, 1, FP0 | FP3, 0) /* m */
    ROW(VMUL_Z, 3, 1, FP0 | FP3, 1) /* m */
    ROW(VMULLD, 3, 1, FP0 | FP3, 0) /* m */
    ROW(VMULLD_Y, 3, 1, FP0 | FP3, 0) /* m */
    ROW(VMULLD_Z, 3, 1, FP0 | FP3, 1) /* m */
    ROW(VMULLQ, 3, 1, FP0 | FP3, 0) /* m */
    ROW(VMULLQ_Y, 3, 1, FP0 | FP3, 0) /* m */
    ROW(VMULLQ_Z, 3, 1, FP0 | FP3, 1) /* m */
    ROW(VMADD52, 4, 1, FP0 | FP1, 0) /* m */
    ROW(VMADD52_Y, 4, 1, FP0 | FP1, 0) /* m */
    ROW(VMADD52_Z, 4, 1, FP0 | FP1, 1) /* m */
    ROW(VDOT, 4, 1, FP0 | FP1, 0) /* m */
    ROW(VDOT_Y, 4, 1, FP0 | FP1, 0) /* m */
    ROW(VDOT_Z, 4, 1, FP0 | FP1, 1) /* m */
    ROW(VSHIFT_IMM, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_IMM_Y, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_IMM_Z, 1, 1, FP1 | FP2, 1) /* m */
    ROW(VSHIFT_COUNT, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_COUNT_Y, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_COUNT_Z, 2, 1, FP1 | FP2, 1) /* m */
    ROW(VSHIFT_VAR, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_VAR_Y, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_VAR_Z, 1, 1, FP1 | FP2, 1) /* m */
    ROW(VSHIFT_VARW, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_VARW_Y, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VSHIFT_VARW_Z, 1, 1, FP1 | FP2, 1) /* m */
    ROW(VROTATE, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VROTATE_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VROTATE_Z, 2, 1, FP0 | FP1, 1) /* m */
    ROW(VSHLD, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VSHLD_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VSHLD_Z, 2, 1, FP0 | FP1, 1) /* m */
    ROW(VSHUFFLE, 1, 1, FP1 | FP2 | FP3, 0) /* m */
    ROW(VSHUFFLE_Y, 1, 1, FP1 | FP2 | FP3, 0) /* m */
    ROW(VSHUFFLE_Z, 1, 1, FP1 | FP2 | FP3, 0.667) /* m */
    ROW(FSHUFFLE, 1, 1, FP1 | FP2 | FP3, 0) /* m */
    ROW(FSHUFFLE_Y, 1, 1, FP1 | FP2 | FP3, 0) /* m */
    ROW(FSHUFFLE_Z, 1, 1, FP1 | FP2 | FP3, 0.667) /* m */
    ROW(VPACK, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VPACK_Y, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VPACK_Z, 2, 1, FP1 | FP2, 1) /* m */
    ROW(VSHUFFLE_VAR, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VSHUFFLE_VAR_Y, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VSHUFFLE_VAR_Z, 2, 1, FP1 | FP2, 1) /* m */
    ROW(VLANES, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VLANES_Y, 3, 1, FP1 | FP2, 0) /* m */
    ROW(VLANES_Z, 4, 1, FP1 | FP2, 1) /* m */
    ROW(VPERM_Y, 4, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_Z, 5, 1, FP1 | FP2, 1) /* m */
    ROW(VPERM_W, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_W_Y, 4, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_W_Z, 5, 1, FP1 | FP2, 1) /* m */
    ROW(VPERM_2, 3, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_2_Y, 4, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_2_Z, 5, 1, FP1 | FP2, 1) /* m */
    ROW(VPERM_2W, 3, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_2W_Y, 4, 1, FP1 | FP2, 0) /* m */
    ROW(VPERM_2W_Z, 5, 1, FP1 | FP2, 1) /* m */
    ROW(VBROADCAST, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VBROADCAST_Y, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VBROADCAST_Z, 1, 1, FP1 | FP2, 1) /* m */
    ROW(VBROADCAST_B, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VBROADCAST_B_Y, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VBROADCAST_B_Z, 1, 1, FP1 | FP2, 1) /* m */
    ROW(VBROADCAST_BLOAD, 0, 0, 0, 0)
    ROW(VBROADCAST_BLOAD_Y, 0, 0, 0, 0)
    ROW(VBROADCAST_BLOAD_Z, 0, 0, 0, 0)
    ROW(VBROADCAST_GPR, 4, 1, FP45, 1) /* m */
    ROW(VBROADCAST_GPR_Y, 4, 1, FP45, 1) /* m */
    ROW(VBROADCAST_GPR_Z, 4, 1, FP45, 1) /* m */
    ROW(VINSERT_LANE_Y, 1, 1, FP1 | FP2, 0) /* m */
    ROW(VINSERT_LANE_Z, 1, 1, FP1 | FP2, 1) /* m */
    ROW(VINSERT_LOAD_Y, 1, 1, FP1, 0)
    ROW(VINSERT_LOAD_Z, 1, 1, FP1, 0)
    ROW(VEXTRACT_LANE_Y, 3, 1, FP1 | FP2, 0) /* m */
    ROW(VEXTRACT_LANE_Z, 4, 1, FP1 | FP2, 1) /* m */
    ROW(VEXTRACT_STORE_Y, 0, 1, FP0, 0)
    ROW(VEXTRACT_STORE_Z, 0, 1, FP0, 0)
    ROW(VBLEND, 1, 1, FP, 0) /* m */
    ROW(VBLEND_Y, 1, 1, FP, 0) /* m */
    ROW(VBLEND_Z, 1, 1, FP, 0.5) /* m */
    ROW(VBLEND_W, 1, 1, FP, 0) /* m */
    ROW(VBLEND_W_Y, 1, 1, FP, 0) /* m */
    ROW(VBLENDV, 1, 1, FP0 | FP1, 0) /* m */
    ROW(VBLENDV_Y, 1, 1, FP0 | FP1, 0) /* m */
    ROW(BLENDV_SSE, 1, 1, FP0 | FP3, 0)
    ROW(VBLEND_K, 1, 1, FP, 0) /* m */
    ROW(VBLEND_K_Y, 1, 1, FP, 0) /* m */
    ROW(VBLEND_K_Z, 1, 1, FP, 0.5) /* m */
    ROW(VEXTEND, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VEXTEND_Y, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VEXTEND_Z, 4, 1, FP1 | FP2, 1) /* m */
    ROW(VTRUNCATE, 2, 1, FP1 | FP2, 0) /* m */
    ROW(VTRUNCATE_Y, 4, 1, FP1 | FP2, 0) /* m */
    ROW(VTRUNCATE_Z, 4, 1, FP1 | FP2, 1) /* m */
    ROW(VCOMPRESS, 2, 2, FP1 | FP2, 0) /* m */
    ROW(VCOMPRESS_Y, 4, 2, FP1 | FP2, 0) /* m */
    ROW(VCOMPRESS_Z, 5, 2, FP1 | FP2, 1.34) /* m */
    ROW(VCONFLICT, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VCONFLICT_Y, 6, 1, FP0 | FP1, 0.67) /* m */
    ROW(VCONFLICT_Z, 6, 1, FP0 | FP1, 1.33) /* m */
    ROW(VSAD, 3, 1, FP0 | FP1, 0) /* m */
    ROW(VSAD_Y, 3, 1, FP0 | FP1, 0) /* m */
    ROW(VSAD_Z, 3, 1, FP0 | FP1, 1) /* m */
    ROW(VMPSAD, 5, 4, FP, 2) /* m */
    ROW(VMPSAD_Y, 5, 3, FP, 2) /* m */
    ROW(VHADD, 2, 3, FP, 2) /* m */
    ROW(VHADD_Y, 2, 3, FP, 2) /* m */
    ROW(VHMINPOS, 3, 1, FP0 | FP1, 0)
    ROW(VPOPCNT, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VPOPCNT_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VPOPCNT_Z, 2, 1, FP0 | FP1, 1) /* m */
    ROW(VLZCNT, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VLZCNT_Y, 2, 1, FP0 | FP1, 0) /* m */
    ROW(VLZCNT_Z, 2, 1, FP0 | FP1, 1) /* m */
    ROW(VGFNI, 3, 1, FP0 | FP1, 0) /* m */
    ROW(VGFNI_Y, 3, 1, FP0 | FP1, 0) /* m */
    ROW(VGFNI_Z, 3, 1, FP0 | FP1, 1) /* m */
    ROW(PTEST, 5, 2, FP1 | FP2, 1) /* m */
    ROW(PTEST_Y, 5, 2, FP1 | FP2, 1) /* m */
    ROW(MOVD_TO_VEC, 4, 1, FP45, 1) /* m */
    ROW(MOVD_FROM_VEC, 3, 1, FP45, 1) /* m */
    ROW(PINSR, 1, 2, FP1 | FP2, 1) /* m */
    ROW(PINSR_LOAD, 1, 1, FP1 | FP2, 0)
    ROW(PEXTR, 4, 2, FP1 | FP2, 1) /* m */
    ROW(PEXTR_STORE, 0, 1, FP45, 0)
    ROW(MOVMSK, 3, 1, FP2, 1) /* m */
    ROW(MOVMSK_Y, 3, 1, FP2, 1) /* m */
    ROW(FADD, 3, 1, FP2 | FP3, 0)
    ROW(FADD_Y, 3, 1, FP2 | FP3, 0)
    ROW(FADD_Z, 3, 1, FP2 | FP3, 1)
    ROW(FADD_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FMUL, 3, 1, FP0 | FP1, 0)
    ROW(FMUL_Y, 3, 1, FP0 | FP1, 0)
    ROW(FMUL_Z, 3, 1, FP0 | FP1, 1)
    ROW(FMUL_SCALAR, 3, 1, FP0 | FP1, 0)
    ROW(FMA, 4, 1, FP0 | FP1, 0)
    ROW(FMA_Y, 4, 1, FP0 | FP1, 0)
    ROW(FMA_Z, 4, 1, FP0 | FP1, 1)
    ROW(FMA_SCALAR, 4, 1, FP0 | FP1, 0) /* m */
    ROW(FDIV_PS, 11, 1, FP1, 3)
    ROW(FDIV_PS_Y, 11, 1, FP1, 3)
    ROW(FDIV_PS_Z, 11, 1, FP1, 6)
    ROW(FDIV_PD, 13, 1, FP1, 5)
    ROW(FDIV_PD_Y, 13, 1, FP1, 5)
    ROW(FDIV_PD_Z, 13, 1, FP1, 9) /* m */
    ROW(FDIV_SS, 11, 1, FP1, 3)
    ROW(FDIV_SD, 13, 1, FP1, 5)
    ROW(FSQRT_PS, 15, 1, FP1, 5)
    ROW(FSQRT_PS_Y, 15, 1, FP1, 5)
    ROW(FSQRT_PS_Z, 15, 1, FP1, 10)
    ROW(FSQRT_PD, 21, 1, FP1, 9)
    ROW(FSQRT_PD_Y, 21, 1, FP1, 9)
    ROW(FSQRT_PD_Z, 21, 1, FP1, 18)
    ROW(FSQRT_SS, 15, 1, FP1, 5)
    ROW(FSQRT_SD, 21, 1, FP1, 9)
    ROW(FRCP, 4, 1, FP0 | FP1, 0) /* m */
    ROW(FRCP_Y, 4, 1, FP0 | FP1, 0) /* m */
    ROW(FRCP_Z, 5, 1, FP0 | FP1, 1)
    ROW(FRCP_SCALAR, 4, 1, FP0 | FP1, 0)
    ROW(FMINMAX, 2, 1, FP0 | FP1, 0)
    ROW(FMINMAX_Y, 2, 1, FP0 | FP1, 0)
    ROW(FMINMAX_Z, 2, 1, FP0 | FP1, 1)
    ROW(FMINMAX_SCALAR, 2, 1, FP0 | FP1, 0)
    ROW(FCMP, 2, 1, FP0 | FP1, 0) /* m */
    ROW(FCMP_Y, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_SCALAR, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_K, 3, 1, FP0 | FP1, 0) /* m */
    ROW(FCMP_K_Y, 4, 1, FP0 | FP1, 0) /* m */
    ROW(FCMP_K_Z, 5, 1, FP0 | FP1, 1) /* m */
    ROW(FCOMI, 4, 2, FP0 | FP1, 0)
    ROW(FROUND, 3, 1, FP2 | FP3, 0)
    ROW(FROUND_Y, 3, 1, FP2 | FP3, 0)
    ROW(FROUND_Z, 3, 1, FP2 | FP3, 1)
    ROW(FROUND_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FHADD, 4, 3, FP, 2) /* m */
    ROW(FHADD_Y, 4, 3, FP, 2) /* m */
    ROW(FDP_PS, 11, 8, FP0 | FP1, 4) /* m */
    ROW(FDP_PS_Y, 11, 7, FP0 | FP1, 4)
    ROW(FDP_PD, 7, 3, FP0 | FP1, 3)
    ROW(FCVT, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_Y, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_Z, 3, 1, FP2 | FP3, 1) /* m */
    ROW(FCVT_WIDE, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_WIDE_Y, 4, 2, FP2 | FP3, 0.67) /* m */
    ROW(FCVT_WIDE_Z, 6, 4, FP2 | FP3, 1.33) /* m */
    ROW(FCVT_NARROW, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_NARROW_Y, 6, 2, FP2 | FP3, 0.67) /* m */
    ROW(FCVT_NARROW_Z, 7, 4, FP2 | FP3, 1.33) /* m */
    ROW(FCVT_PH, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_PH_Y, 4, 2, FP2 | FP3, 0.67) /* m */
    ROW(FCVT_PH_Z, 6, 4, FP2 | FP3, 1.33) /* m */
    ROW(FCVT_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_FROM_GPR, 6, 2, FP2 | FP3, 1.25) /* m */
    ROW(FCVT_TO_GPR, 6, 2, FP2 | FP3, 1) /* m */
    ROW(FMISC, 3, 1, FP2 | FP3, 0)
    ROW(FMISC_Y, 3, 1, FP2 | FP3, 0)
    ROW(FMISC_Z, 3, 1, FP2 | FP3, 1)
    ROW(FMISC_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FCLASS, 3, 1, FP0 | FP1, 0) /* m */
    ROW(FCLASS_Y, 4, 1, FP0 | FP1, 0) /* m */
    ROW(FCLASS_Z, 5, 1, FP0 | FP1, 1) /* m */
    ROW(GATHER_D, 15.5, 8, FP, 5) /* m */
    ROW(GATHER_D_Y, 21, 8, FP, 8) /* m */
    ROW(GATHER_D_Z, 30, 8, FP, 17) /* m */
    ROW(GATHER_Q, 12, 8, FP, 4) /* m */
    ROW(GATHER_Q_Y, 15.5, 8, FP, 5) /* m */
    ROW(GATHER_Q_Z, 21.5, 8, FP, 9) /* m */
    ROW(MASKMOV_LOAD, 8, 0, 0, 0)
    ROW(MASKMOV_LOAD_Y, 8, 0, 0, 0)
    ROW(MASKMOV_STORE, 0, 18, FP45, 6)
    ROW(MASKMOV_STORE_Y, 0, 42, FP45, 12)
    ROW(AES, 4, 1, FP0 | FP1, 0)
    ROW(AES_Y, 4, 1, FP0 | FP1, 0)
    ROW(AES_Z, 4, 1, FP0 | FP1, 1) /* m */
    ROW(AESIMC, 4, 1, FP0 | FP1, 0)
    ROW(AESKEYGEN, 4, 1, FP0 | FP1, 0)
    ROW(CLMUL, 4, 4, FP0 | FP1, 0)
    ROW(CLMUL_Y, 4, 4, FP0 | FP1, 0)
    ROW(CLMUL_Z, 4, 4, FP0 | FP1, 0)
    ROW(SHA1, 2, 2, FP, 0.6) /* m */
    ROW(SHA1_ROUNDS, 6, 1, FP, 2)
    ROW(SHA256_MSG, 3, 2, FP, 0.67) /* m */
    ROW(SHA256_ROUNDS, 4, 1, FP, 1) /* m */
    ROW(PCMPISTR, 8, 4, FP, 2) /* m */
    ROW(KLOGIC, 1, 1, FP2 | FP3, 0)
    ROW(KADD, 1, 1, FP2 | FP3, 0)
    ROW(KSHIFT, 1, 1, FP1 | FP2, 0)
    ROW(KTEST, 6, 2, FP2 | FP3, 1) /* m */
    ROW(KMOV_KK, 1, 1, FP2 | FP3, 0)
    ROW(KMOV_TO_K, 4, 1, FP45, 1) /* m */
    ROW(KMOV_FROM_K, 5, 1, FP2 | FP3, 1) /* m */
    ROW(VEC_TO_K, 3, 1, FP0 | FP1, 0) /* m */
    ROW(VEC_FROM_K, 1, 1, FP, 0) /* m */
    ROW(VZEROUPPER, 0, 0, 0, 0)
    ROW(X87_LOAD, 0, 0, 0, 0)
    ROW(X87_STORE, 0, 0, 0, 0)
    ROW(X87_ADD, 7, 1, FP2 | FP3, 0) /* m */
    ROW(X87_MUL, 7, 1, FP0 | FP1, 0) /* m */
    ROW(X87_DIV, 15, 1, FP1, 6) /* m */
    ROW(X87_MISC, 1, 1, FP0 | FP1, 1)
};
/* clang-format on */

static const char *const port_names[] = {"ALU0", "ALU1", "ALU2", "ALU3", "BRU1", "AGU0",   "AGU1",   "AGU2", "FP0",
                                         "FP1",  "FP2",  "FP3",  "FP4",  "FP5",  "store0", "store1", NULL};
static const uint8_t fuses[] = {OP_CMP, OP_TEST, OP_ADD, OP_SUB, OP_AND, OP_OR, OP_XOR, OP_OTHER};

const struct core_model x86_model_znver4 = {
    .name = "znver4",
    .title = "AMD Zen 4",
    .source = "measured on an EPYC of family 25, model 17; AMD's Software Optimization Guide 57647; LLVM 19's "
              "scheduling model znver4",
    /* The guide: 6 macro-ops dispatched in a cycle, common case of a misprediction 13 cycles. m: 3 loads, 2 stores. */
    .dispatch = 6,
    .load_ports = AGU,
    .store_ports = STORE,
    .mispredict = 13,
    .load_latency = 4,     /* m; 5 with a scaled index */
    .vec_load_latency = 7, /* the guide: 7 or 8; m: 10 with the way back to a general register */
    /* Agner Fog, instruction tables, Zen 4: mov m,r followed by mov r,m. Where the same store feeds the same load in
     * each iteration, the core soon predicts it and needs about 1 (m); vectors always wait. */
    .forward_latency = 7,
    .vec_forward_latency = 9, /* m */
    .forward_miss = 14, /* m: the least of what 1, 4 + 4 and 8 + 8 bytes into 8 and 16 took (14 to 22) */
    .predicts_forwarding = true,
    .writeback_latency = 1,
    .cost = cost,
    .port_names = port_names,
    .load_is_uop = 0,
    .store_uops = 1,
    .fuses = fuses,
};
