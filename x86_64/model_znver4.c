/* model_znver4.c: what instructions cost on AMD Zen 4.
 *
 * Figures without a mark are those of LLVM 19's scheduling model (X86ScheduleZnver4.td), read through llvm-mca;
 * tests/test_models_x86_64.c compares them. Marked ones differ from it:
 * [1] AMD's Software Optimization Guide for the Zen4 Microarchitecture (publication 57647): four ALUs take adc and
 *     simple lea, setcc runs on two of them, branches on ALU0 and BRU1, two FMAs start in each cycle, zeroing idioms
 *     need no execution.
 * [2] LLVM gives one of the 128- and the 256-bit form a figure of its own and the other a default for its family; the
 *     pipes are 256 bits wide, so both have the former.
 * [3] LLVM's default of the family; here they start as often as other multiplications, of which they are made.
 * [4] Measured on such a core (EPYC, family 25, model 17) against a chain of 1-cycle additions; the guide's load-to-use
 *     latency is 4 too. An index times 4, and sign extension, take a load 1 more.
 * No row, so unknown: atomics, gathers and scatters, moves between vectors and masks, for which LLVM has defaults only.
 */
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
    ROW(LOAD, 4, 0, 0, 0) /* [4] */
    ROW(STORE, 0, 0, 0, 0)
    ROW(ALU, 1, 1, ALU, 0)
    ROW(ADC, 1, 1, ALU, 0)
    ROW(LEA, 1, 1, ALU, 0) /* [1] */
    ROW(LEA_SCALED, 1, 1, ALU, 0) /* [4] */
    ROW(LEA_3, 2, 2, ALU, 0)
    ROW(SHIFT_IMM, 1, 1, ALU1 | ALU2, 0)
    ROW(SHIFT_CL, 1, 1, ALU1 | ALU2, 0)
    ROW(ROTATE_IMM, 1, 1, ALU1 | ALU2, 0)
    ROW(ROTATE_CL, 1, 1, ALU1 | ALU2, 0)
    ROW(RCL_1, 1, 1, ALU1 | ALU2, 1)
    ROW(RCL_CL, 4, 9, ALU1 | ALU2, 0)
    ROW(SHLD_IMM, 2, 4, ALU1 | ALU2, 0)
    ROW(SHLD_CL, 2, 5, ALU1 | ALU2, 0)
    ROW(SHLX, 1, 1, ALU1 | ALU2, 0)
    ROW(BT, 1, 1, ALU1 | ALU2, 0)
    ROW(BTS, 2, 2, ALU1 | ALU2, 0)
    ROW(SETCC, 1, 1, ALU0 | ALU3, 0) /* [1] */
    ROW(SETCC_BE, 1, 1, ALU0 | ALU3, 0) /* [1] */
    ROW(CMOV, 1, 1, ALU0 | ALU3, 0)
    ROW(CMOV_BE, 1, 1, ALU0 | ALU3, 0)
    ROW(JCC, 1, 1, ALU0 | BRU1, 0) /* [1] */
    ROW(JMP, 1, 1, ALU0 | BRU1, 0) /* [1] */
    ROW(CALL, 1, 1, ALU0 | BRU1, 0) /* [1] */
    ROW(RET, 1, 1, ALU0 | BRU1, 0)
    ROW(PUSH, 0, 0, 0, 0)
    ROW(POP, 5, 0, 0, 0)
    ROW(MUL_8, 3, 1, ALU1, 0)
    ROW(MUL_16, 3, 3, ALU1, 0)
    ROW(MUL_32, 3, 2, ALU1, 0)
    ROW(MUL_64, 3, 2, ALU1, 0)
    ROW(IMUL_16, 3, 1, ALU1, 0)
    ROW(IMUL_32, 3, 1, ALU1, 0)
    ROW(IMUL_64, 3, 1, ALU1, 0)
    ROW(MULX32, 4, 2, ALU1, 0)
    ROW(MULX64, 4, 2, ALU1, 0)
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
    ROW(TZCNT, 2, 2, ALU1 | ALU2, 0)
    ROW(BSF, 1, 6, ALU1, 0)
    ROW(BSR, 1, 6, ALU1, 0)
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
    ROW(VLOAD, 8, 0, 0, 0)
    ROW(VLOAD_Y, 8, 0, 0, 0)
    ROW(VLOAD_Z, 8, 0, 0, 0)
    ROW(VLOAD_SCALAR, 8, 0, 0, 0)
    ROW(VSTORE, 0, 0, 0, 0)
    ROW(VSTORE_Y, 0, 0, 0, 0)
    ROW(VSTORE_Z, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD_Y, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD_Z, 0, 0, 0, 0)
    ROW(VMOV_RR, 0, 0, 0, 0)
    ROW(VMOV_RR_Y, 0, 0, 0, 0)
    ROW(VMOV_RR_Z, 0, 0, 0, 0)
    ROW(VMOV_LOW, 1, 1, FP1 | FP2, 0)
    ROW(MOVQ_RR, 1, 1, FP, 0)
    ROW(LOAD_HALF, 1, 1, FP1 | FP2, 0)
    ROW(VLOGIC, 1, 1, FP, 0)
    ROW(VLOGIC_Y, 1, 1, FP, 0)
    ROW(VLOGIC_Z, 1, 1, FP, 0.5)
    ROW(FLOGIC, 1, 1, FP, 0)
    ROW(FLOGIC_Y, 1, 1, FP, 0)
    ROW(FLOGIC_Z, 1, 1, FP, 0.5)
    ROW(VTERNARY, 1, 1, FP, 0)
    ROW(VTERNARY_Y, 1, 1, FP, 0)
    ROW(VTERNARY_Z, 1, 1, FP, 0.5)
    ROW(VADD, 1, 1, FP, 0)
    ROW(VADD_Y, 1, 1, FP, 0)
    ROW(VADD_Z, 1, 1, FP, 0.5)
    ROW(VADDSAT, 1, 1, FP0 | FP1, 0) /* [2] */
    ROW(VADDSAT_Y, 1, 1, FP0 | FP1, 0)
    ROW(VADDSAT_Z, 1, 1, FP, 0.5)
    ROW(VMINMAX, 1, 1, FP, 0)
    ROW(VMINMAX_Y, 1, 1, FP, 0)
    ROW(VMINMAX_Z, 1, 1, FP, 0.5)
    ROW(VMINMAX_Q, 2, 1, FP0 | FP1, 1)
    ROW(VMINMAX_Q_Y, 2, 1, FP0 | FP1, 1)
    ROW(VMINMAX_Q_Z, 2, 1, FP0 | FP1, 1)
    ROW(VCMPEQ, 1, 1, FP, 0)
    ROW(VCMPEQ_Y, 1, 1, FP, 0)
    ROW(VCMPGT_Q, 1, 1, FP, 0)
    ROW(VCMPGT_Q_Y, 1, 1, FP, 0)
    ROW(VCMP_K, 1, 1, FP, 0)
    ROW(VCMP_K_Y, 1, 1, FP, 0)
    ROW(VCMP_K_Z, 1, 1, FP, 0.5)
    ROW(VMUL, 3, 1, FP0 | FP3, 0)
    ROW(VMUL_Y, 3, 1, FP0 | FP3, 0)
    ROW(VMUL_Z, 3, 1, FP0 | FP3, 1)
    ROW(VMULLD, 3, 1, FP0 | FP3, 0)
    ROW(VMULLD_Y, 3, 1, FP0 | FP3, 0)
    ROW(VMULLD_Z, 3, 1, FP0 | FP3, 1)
    ROW(VMULLQ, 3, 1, FP0 | FP3, 0)
    ROW(VMULLQ_Y, 3, 1, FP0 | FP3, 0)
    ROW(VMULLQ_Z, 3, 1, FP0 | FP3, 1)
    ROW(VMADD52, 4, 1, FP0 | FP1, 0) /* [3] */
    ROW(VMADD52_Y, 4, 1, FP0 | FP1, 0) /* [3] */
    ROW(VMADD52_Z, 4, 1, FP0 | FP1, 1) /* [3] */
    ROW(VDOT, 4, 1, FP0 | FP1, 0) /* [3] */
    ROW(VDOT_Y, 4, 1, FP0 | FP1, 0) /* [3] */
    ROW(VDOT_Z, 4, 1, FP0 | FP1, 1) /* [3] */
    ROW(VSHIFT_IMM, 1, 1, FP1 | FP2, 0)
    ROW(VSHIFT_IMM_Y, 1, 1, FP1 | FP2, 0)
    ROW(VSHIFT_IMM_Z, 1, 1, FP0 | FP1, 0)
    ROW(VSHIFT_COUNT, 2, 1, FP0 | FP1, 1)
    ROW(VSHIFT_COUNT_Y, 2, 1, FP0 | FP1, 1)
    ROW(VSHIFT_COUNT_Z, 2, 1, FP0 | FP1, 1)
    ROW(VSHIFT_VAR, 1, 1, FP1 | FP2, 0)
    ROW(VSHIFT_VAR_Y, 1, 1, FP1 | FP2, 0)
    ROW(VSHIFT_VAR_Z, 1, 2, FP1 | FP2, 0)
    ROW(VSHIFT_VARW, 1, 1, FP1 | FP2, 0)
    ROW(VSHIFT_VARW_Y, 1, 1, FP1 | FP2, 0)
    ROW(VSHIFT_VARW_Z, 1, 2, FP1 | FP2, 0)
    ROW(VROTATE, 2, 1, FP0 | FP1, 1)
    ROW(VROTATE_Y, 2, 1, FP0 | FP1, 1)
    ROW(VROTATE_Z, 2, 1, FP0 | FP1, 1)
    ROW(VSHLD, 2, 1, FP0 | FP1, 1)
    ROW(VSHLD_Y, 3, 1, FP0 | FP3, 0)
    ROW(VSHLD_Z, 2, 1, FP0 | FP1, 1)
    ROW(VSHUFFLE, 1, 1, FP1 | FP2, 0)
    ROW(VSHUFFLE_Y, 1, 1, FP1 | FP2, 0)
    ROW(VSHUFFLE_Z, 1, 1, FP1 | FP2, 1)
    ROW(FSHUFFLE, 1, 1, FP1 | FP2, 0)
    ROW(FSHUFFLE_Y, 1, 1, FP1 | FP2, 0)
    ROW(FSHUFFLE_Z, 1, 1, FP1 | FP2, 1)
    ROW(VPACK, 1, 1, FP1 | FP2, 0) /* [2] */
    ROW(VPACK_Y, 1, 1, FP1 | FP2, 0)
    ROW(VPACK_Z, 2, 1, FP1 | FP2, 1)
    ROW(VSHUFFLE_VAR, 1, 1, FP1 | FP2, 0)
    ROW(VSHUFFLE_VAR_Y, 1, 1, FP1 | FP2, 0) /* [2] */
    ROW(VSHUFFLE_VAR_Z, 2, 1, FP0 | FP1, 1)
    ROW(VLANES, 4, 1, FP1 | FP2, 0)
    ROW(VLANES_Y, 3, 1, FP1, 0)
    ROW(VLANES_Z, 2, 1, FP1, 0)
    ROW(VPERM_Y, 6, 2, FP1, 0)
    ROW(VPERM_Z, 5, 1, FP1 | FP2, 1)
    ROW(VPERM_W, 2, 1, FP1 | FP2, 1)
    ROW(VPERM_W_Y, 4, 1, FP1 | FP2, 1)
    ROW(VPERM_W_Z, 5, 1, FP1 | FP2, 1)
    ROW(VPERM_2, 3, 1, FP1 | FP2, 1)
    ROW(VPERM_2_Y, 4, 1, FP1 | FP2, 1)
    ROW(VPERM_2_Z, 5, 1, FP1 | FP2, 1)
    ROW(VPERM_2W, 3, 1, FP1 | FP2, 1)
    ROW(VPERM_2W_Y, 4, 1, FP1 | FP2, 1)
    ROW(VPERM_2W_Z, 5, 1, FP1 | FP2, 1)
    ROW(VBROADCAST, 1, 1, FP1 | FP2, 0)
    ROW(VBROADCAST_Y, 2, 1, FP1, 0)
    ROW(VBROADCAST_Z, 1, 1, FP1, 0)
    ROW(VBROADCAST_B, 1, 1, FP1 | FP2, 0)
    ROW(VBROADCAST_B_Y, 1, 1, FP1, 0)
    ROW(VBROADCAST_B_Z, 1, 1, FP1, 0)
    ROW(VBROADCAST_BLOAD, 0, 0, 0, 0)
    ROW(VBROADCAST_BLOAD_Y, 0, 0, 0, 0)
    ROW(VBROADCAST_BLOAD_Z, 0, 0, 0, 0)
    ROW(VBROADCAST_GPR, 1, 1, FP1 | FP2, 0)
    ROW(VBROADCAST_GPR_Y, 1, 1, FP1, 0)
    ROW(VBROADCAST_GPR_Z, 1, 1, FP1, 0)
    ROW(VINSERT_LANE_Y, 1, 1, FP1, 0)
    ROW(VINSERT_LANE_Z, 1, 1, FP1, 0)
    ROW(VINSERT_LOAD_Y, 1, 1, FP1, 0)
    ROW(VINSERT_LOAD_Z, 1, 1, FP1, 0)
    ROW(VEXTRACT_LANE_Y, 4, 1, FP0, 0)
    ROW(VEXTRACT_LANE_Z, 1, 1, FP1, 0)
    ROW(VEXTRACT_STORE_Y, 0, 1, FP0, 0)
    ROW(VEXTRACT_STORE_Z, 0, 1, FP0, 0)
    ROW(VBLEND, 1, 1, FP0 | FP1, 0)
    ROW(VBLEND_Y, 1, 1, FP, 0)
    ROW(VBLEND_Z, 1, 1, FP, 0.5) /* [2] a masked copy is no copy */
    ROW(VBLEND_W, 1, 1, FP, 0)
    ROW(VBLEND_W_Y, 1, 1, FP, 0)
    ROW(VBLENDV, 1, 1, FP0 | FP3, 0)
    ROW(VBLENDV_Y, 1, 1, FP0 | FP3, 0)
    ROW(BLENDV_SSE, 1, 1, FP0 | FP3, 0)
    ROW(VBLEND_K, 1, 1, FP0 | FP3, 0)
    ROW(VBLEND_K_Y, 1, 1, FP0 | FP3, 0)
    ROW(VBLEND_K_Z, 1, 1, FP0 | FP1, 1)
    ROW(VEXTEND, 2, 1, FP1 | FP2, 0) /* [2] */
    ROW(VEXTEND_Y, 2, 1, FP1 | FP2, 0)
    ROW(VEXTEND_Z, 4, 1, FP1 | FP2, 2)
    ROW(VTRUNCATE, 2, 1, FP1 | FP2, 0)
    ROW(VTRUNCATE_Y, 2, 1, FP1 | FP2, 0)
    ROW(VTRUNCATE_Z, 4, 2, FP1 | FP2, 1.5)
    ROW(VCOMPRESS, 2, 1, FP1 | FP2, 1)
    ROW(VCOMPRESS_Y, 4, 1, FP1 | FP2, 1)
    ROW(VCOMPRESS_Z, 1, 2, FP1 | FP2, 0)
    ROW(VCONFLICT, 2, 1, FP0 | FP1, 1)
    ROW(VCONFLICT_Y, 6, 4, FP, 1.5)
    ROW(VCONFLICT_Z, 6, 4, FP, 1.5)
    ROW(VSAD, 3, 1, FP, 0.5)
    ROW(VSAD_Y, 3, 1, FP, 0.5)
    ROW(VSAD_Z, 4, 1, FP, 1)
    ROW(VMPSAD, 4, 4, FP, 2)
    ROW(VMPSAD_Y, 4, 3, FP, 2)
    ROW(VHADD, 2, 3, FP0, 0)
    ROW(VHADD_Y, 3, 3, FP0, 0)
    ROW(VHMINPOS, 3, 1, FP0 | FP1, 0)
    ROW(VPOPCNT, 1, 1, FP, 0) /* [2] */
    ROW(VPOPCNT_Y, 1, 1, FP, 0)
    ROW(VPOPCNT_Z, 1, 1, FP, 0.5)
    ROW(VLZCNT, 2, 1, FP0 | FP1, 1)
    ROW(VLZCNT_Y, 2, 1, FP0 | FP1, 1)
    ROW(VLZCNT_Z, 2, 1, FP0 | FP1, 1)
    ROW(VGFNI, 3, 1, FP0 | FP3, 0)
    ROW(VGFNI_Y, 3, 1, FP0 | FP3, 0) /* [2] */
    ROW(VGFNI_Z, 3, 1, FP0 | FP3, 1)
    ROW(PTEST, 1, 2, FP1 | FP2 | FP45, 1)
    ROW(PTEST_Y, 1, 2, FP1 | FP2 | FP45, 1)
    ROW(MOVD_TO_VEC, 1, 1, FP45, 1)
    ROW(MOVD_FROM_VEC, 1, 1, FP45, 1)
    ROW(PINSR, 2, 2, FP45, 0)
    ROW(PINSR_LOAD, 1, 1, FP1 | FP2, 0)
    ROW(PEXTR, 1, 2, FP45, 0)
    ROW(PEXTR_STORE, 0, 1, FP45, 0)
    ROW(MOVMSK, 1, 1, FP2, 0)
    ROW(MOVMSK_Y, 1, 1, FP2, 0)
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
    ROW(FMA_SCALAR, 4, 1, FP0 | FP1, 0) /* [1] */
    ROW(FDIV_PS, 11, 1, FP1, 3)
    ROW(FDIV_PS_Y, 11, 1, FP1, 3)
    ROW(FDIV_PS_Z, 11, 1, FP1, 6)
    ROW(FDIV_PD, 13, 1, FP1, 5)
    ROW(FDIV_PD_Y, 13, 1, FP1, 5)
    ROW(FDIV_PD_Z, 13, 1, FP1, 10)
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
    ROW(FRCP, 4, 1, FP0 | FP1, 0)
    ROW(FRCP_Y, 4, 1, FP1, 0)
    ROW(FRCP_Z, 5, 1, FP0 | FP1, 1)
    ROW(FRCP_SCALAR, 4, 1, FP0 | FP1, 0)
    ROW(FMINMAX, 2, 1, FP0 | FP1, 0)
    ROW(FMINMAX_Y, 2, 1, FP0 | FP1, 0)
    ROW(FMINMAX_Z, 2, 1, FP0 | FP1, 1)
    ROW(FMINMAX_SCALAR, 2, 1, FP0 | FP1, 0)
    ROW(FCMP, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_Y, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_SCALAR, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_K, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_K_Y, 2, 1, FP0 | FP1, 0)
    ROW(FCMP_K_Z, 2, 1, FP0 | FP1, 1)
    ROW(FCOMI, 4, 2, FP0 | FP1, 0)
    ROW(FROUND, 3, 1, FP2 | FP3, 0)
    ROW(FROUND_Y, 3, 1, FP2 | FP3, 0)
    ROW(FROUND_Z, 3, 1, FP2 | FP3, 1)
    ROW(FROUND_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FHADD, 4, 3, FP2, 0)
    ROW(FHADD_Y, 4, 3, FP2, 0)
    ROW(FDP_PS, 11, 8, FP0 | FP1, 0)
    ROW(FDP_PS_Y, 11, 7, FP0 | FP1, 4)
    ROW(FDP_PD, 7, 3, FP0 | FP1, 3)
    ROW(FCVT, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_Y, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_Z, 3, 2, FP2 | FP3, 0)
    ROW(FCVT_WIDE, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_WIDE_Y, 4, 2, FP2 | FP3, 0)
    ROW(FCVT_WIDE_Z, 6, 4, FP2 | FP3, 0)
    ROW(FCVT_NARROW, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_NARROW_Y, 6, 2, FP2 | FP3, 0)
    ROW(FCVT_NARROW_Z, 6, 4, FP2 | FP3, 0)
    ROW(FCVT_PH, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_PH_Y, 4, 2, FP2 | FP3, 0)
    ROW(FCVT_PH_Z, 4, 4, FP2 | FP3, 0)
    ROW(FCVT_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FCVT_FROM_GPR, 5, 2, FP2 | FP3, 0)
    ROW(FCVT_TO_GPR, 5, 2, FP2 | FP3, 0)
    ROW(FMISC, 3, 1, FP2 | FP3, 0)
    ROW(FMISC_Y, 3, 1, FP2 | FP3, 0)
    ROW(FMISC_Z, 3, 1, FP2 | FP3, 1)
    ROW(FMISC_SCALAR, 3, 1, FP2 | FP3, 0)
    ROW(FCLASS, 2, 1, FP0 | FP1, 0)
    ROW(FCLASS_Y, 2, 1, FP0 | FP1, 0)
    ROW(FCLASS_Z, 2, 1, FP0 | FP1, 1)
    ROW(MASKMOV_LOAD, 8, 0, 0, 0)
    ROW(MASKMOV_LOAD_Y, 8, 0, 0, 0)
    ROW(MASKMOV_STORE, 0, 18, FP45, 6)
    ROW(MASKMOV_STORE_Y, 0, 42, FP45, 12)
    ROW(AES, 4, 1, FP0 | FP1, 0)
    ROW(AES_Y, 4, 1, FP0 | FP1, 0)
    ROW(AES_Z, 4, 1, FP0 | FP1, 0)
    ROW(AESIMC, 4, 1, FP0 | FP1, 0)
    ROW(AESKEYGEN, 4, 1, FP0 | FP1, 0)
    ROW(CLMUL, 4, 4, FP0 | FP1, 0)
    ROW(CLMUL_Y, 4, 4, FP0 | FP1, 0)
    ROW(CLMUL_Z, 4, 4, FP0 | FP1, 0)
    ROW(SHA1, 1, 1, FP, 0.5)
    ROW(SHA1_ROUNDS, 6, 1, FP, 2)
    ROW(SHA256_MSG, 2, 2, FP, 0.75)
    ROW(SHA256_ROUNDS, 4, 1, FP, 2)
    ROW(PCMPISTR, 2, 4, FP, 2)
    ROW(KLOGIC, 1, 1, FP2 | FP3, 0)
    ROW(KADD, 1, 1, FP2 | FP3, 0)
    ROW(KSHIFT, 1, 1, FP1 | FP2, 0)
    ROW(KTEST, 1, 1, FP2 | FP3, 0)
    ROW(KMOV_KK, 1, 1, FP2 | FP3, 0)
    ROW(KMOV_TO_K, 1, 1, FP45, 0)
    ROW(KMOV_FROM_K, 1, 1, FP2 | FP3, 0)
    ROW(VZEROUPPER, 0, 0, 0, 0)
    ROW(X87_LOAD, 0, 0, 0, 0)
    ROW(X87_STORE, 0, 0, 0, 0)
    ROW(X87_ADD, 3, 1, FP2 | FP3, 0)
    ROW(X87_MUL, 3, 1, FP0 | FP1, 0)
    ROW(X87_DIV, 11, 1, FP1, 3)
    ROW(X87_MISC, 1, 1, FP0 | FP1, 1)
};
/* clang-format on */

static const char *const port_names[] = {"ALU0", "ALU1", "ALU2", "ALU3", "BRU1", "AGU0",   "AGU1",   "AGU2", "FP0",
                                         "FP1",  "FP2",  "FP3",  "FP4",  "FP5",  "store0", "store1", NULL};
static const uint8_t fuses[] = {OP_CMP, OP_TEST, OP_ADD, OP_SUB, OP_AND, OP_OR, OP_XOR, OP_OTHER};

const struct core_model x86_model_znver4 = {
    .name = "znver4",
    .title = "AMD Zen 4",
    .source = "LLVM 19's scheduling model znver4; AMD's Software Optimization Guide 57647",
    /* The guide: 6 macro-ops dispatched, 3 loads and 2 stores in a cycle, common case of a misprediction 13 cycles. */
    .dispatch = 6,
    .load_ports = AGU,
    .store_ports = STORE,
    .mispredict = 13,
    .load_latency = 4,     /* [4] */
    .vec_load_latency = 8, /* LLVM; the guide has 7 or 8 */
    /* Agner Fog, instruction tables, Zen 4: mov m,r followed by mov r,m. Where the same store feeds the same load in
     * each iteration, the core soon predicts it and needs about 1 [4]; vectors always wait. */
    .forward_latency = 7,
    .vec_forward_latency = 9, /* [4] */
    .writeback_latency = 1,
    .cost = cost,
    .port_names = port_names,
    .load_is_uop = 0,
    .store_uops = 1,
    .fuses = fuses,
};
