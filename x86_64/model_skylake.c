/* model_skylake.c: what instructions cost on Intel Skylake (client).
 *
 * Figures without a mark are those of LLVM 19's scheduling model (X86SchedSkylakeClient.td), read through llvm-mca;
 * tests/test_models_x86_64.c compares them. Marked ones differ from it:
 * [1] Intel's Optimization Reference Manual: register copies are eliminated at rename; a lea of base, index and
 *     displacement takes 3 cycles on port 1.
 * [2] Agner Fog, instruction tables, Skylake: LLVM has one row for div of 16, 32 and 64 bits. 64 bits: the least, it
 *     goes up to 88 (div) and 95 (idiv) with the operands. Locked instructions: LLVM leaves out the lock.
 * AVX-512 has no rows: this core does not have it. */
#include "cost.h"

#include <stddef.h>

enum {
	P0 = 1,
	P1 = 2,
	P2 = 4,
	P3 = 8,
	P4 = 16,
	P5 = 32,
	P6 = 64,
	P7 = 128,
	ALU = P0 | P1 | P5 | P6,
};

#define ROW(class, lat, n, p, every)                                                                                   \
	[COST_##class] = {.latency = lat, .uops = n, .ports = p, .recip = every, .known = 1},

/* class, latency, micro-ops, ports that run them, cycles from one to the next where ports do not tell */
/* clang-format off */
static const struct core_cost cost[N_COST] = {
    ROW(NOTHING, 0, 0, 0, 0)
    ROW(ZERO, 0, 0, 0, 0)
    ROW(MOV_RR, 0, 0, 0, 0) /* [1] */
    ROW(MOVSX_RR, 1, 1, ALU, 0)
    ROW(LOAD, 5, 0, 0, 0)
    ROW(STORE, 0, 0, 0, 0)
    ROW(ALU, 1, 1, ALU, 0)
    ROW(ADC, 1, 1, P0 | P6, 0)
    ROW(LEA, 1, 1, P1 | P5, 0)
    ROW(LEA_SCALED, 1, 1, P1 | P5, 0)
    ROW(LEA_3, 3, 1, P1, 0) /* [1] */
    ROW(SHIFT_IMM, 1, 1, P0 | P6, 0)
    ROW(SHIFT_CL, 3, 3, P0 | P6, 0)
    ROW(ROTATE_IMM, 1, 1, P0 | P6, 0)
    ROW(ROTATE_CL, 3, 3, P0 | P6, 0)
    ROW(RCL_1, 2, 3, ALU, 0)
    ROW(RCL_CL, 11, 7, ALU, 2)
    ROW(SHLD_IMM, 3, 1, P1, 0)
    ROW(SHLD_CL, 6, 4, ALU, 0)
    ROW(SHLX, 1, 1, P0 | P6, 0)
    ROW(BT, 1, 1, P0 | P6, 0)
    ROW(BTS, 1, 1, P0 | P6, 0)
    ROW(SETCC, 1, 1, P0 | P6, 0)
    ROW(SETCC_BE, 2, 2, P0 | P6, 0)
    ROW(CMOV, 1, 1, P0 | P6, 0)
    ROW(CMOV_BE, 2, 2, P0 | P6, 0)
    ROW(JCC, 1, 1, P0 | P6, 0)
    ROW(JMP, 1, 1, P6, 0)
    ROW(CALL, 1, 1, P6, 0)
    ROW(RET, 1, 1, P6, 0)
    ROW(PUSH, 0, 0, 0, 0)
    ROW(POP, 5, 0, 0, 0)
    ROW(MUL_8, 3, 1, P1, 0)
    ROW(MUL_16, 4, 4, ALU, 0)
    ROW(MUL_32, 4, 3, ALU, 1)
    ROW(MUL_64, 4, 2, P1 | P5, 0)
    ROW(IMUL_16, 3, 1, P1, 0)
    ROW(IMUL_32, 3, 1, P1, 0)
    ROW(IMUL_64, 3, 1, P1, 0)
    ROW(MULX32, 4, 4, ALU, 0)
    ROW(MULX64, 4, 3, P1 | P5, 0)
    ROW(DIV_8, 23, 10, ALU, 6) /* [2] */
    ROW(DIV_16, 23, 10, ALU, 6) /* [2] */
    ROW(DIV_32, 26, 10, ALU, 6) /* [2] */
    ROW(DIV_64, 35, 36, ALU, 21) /* [2] */
    ROW(IDIV_8, 24, 11, ALU, 6) /* [2] */
    ROW(IDIV_16, 23, 10, ALU, 6) /* [2] */
    ROW(IDIV_32, 26, 10, ALU, 6) /* [2] */
    ROW(IDIV_64, 42, 57, ALU, 24) /* [2] */
    ROW(POPCNT, 3, 1, P1, 0)
    ROW(LZCNT, 3, 1, P1, 0)
    ROW(TZCNT, 3, 1, P1, 0)
    ROW(BSF, 3, 1, P1, 0)
    ROW(BSR, 3, 1, P1, 0)
    ROW(BLSI, 1, 1, P1 | P5, 0)
    ROW(ANDN, 1, 1, P1 | P5, 0)
    ROW(BEXTR, 2, 2, ALU, 0)
    ROW(BZHI, 1, 1, P1 | P5, 0)
    ROW(PDEP, 3, 1, P1, 0)
    ROW(BSWAP32, 1, 1, P1 | P5, 0)
    ROW(BSWAP64, 2, 2, ALU, 0)
    ROW(MOVBE_LOAD, 1, 1, P1 | P5, 0)
    ROW(MOVBE_STORE, 0, 1, P1 | P5, 0)
    ROW(CRC, 3, 1, P1, 0)
    ROW(CDQ, 1, 1, P0 | P6, 0)
    ROW(FLAG, 1, 1, ALU, 0)
    ROW(LAHF, 1, 1, P0 | P6, 0)
    ROW(XCHG_RR, 2, 3, ALU, 0)
    ROW(LOCKED, 18, 8, ALU, 18) /* [2] */
    ROW(VLOAD, 6, 0, 0, 0)
    ROW(VLOAD_Y, 7, 0, 0, 0)
    ROW(VLOAD_SCALAR, 5, 0, 0, 0)
    ROW(VSTORE, 0, 0, 0, 0)
    ROW(VSTORE_Y, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD, 0, 0, 0, 0)
    ROW(VBROADCAST_LOAD_Y, 1, 0, 0, 0)
    ROW(VMOV_RR, 0, 0, 0, 0) /* [1] */
    ROW(VMOV_RR_Y, 0, 0, 0, 0) /* [1] */
    ROW(VMOV_LOW, 1, 1, P5, 0)
    ROW(MOVQ_RR, 1, 1, P0 | P1 | P5, 0)
    ROW(LOAD_HALF, 1, 1, P5, 0)
    ROW(VLOGIC, 1, 1, P0 | P1 | P5, 0)
    ROW(VLOGIC_Y, 1, 1, P0 | P1 | P5, 0)
    ROW(FLOGIC, 1, 1, P0 | P1 | P5, 0)
    ROW(FLOGIC_Y, 1, 1, P0 | P1 | P5, 0)
    ROW(VADD, 1, 1, P0 | P1 | P5, 0)
    ROW(VADD_Y, 1, 1, P0 | P1 | P5, 0)
    ROW(VADDSAT, 1, 1, P0 | P1, 0)
    ROW(VADDSAT_Y, 1, 1, P0 | P1, 0)
    ROW(VMINMAX, 1, 1, P0 | P1, 0)
    ROW(VMINMAX_Y, 1, 1, P0 | P1, 0)
    ROW(VCMPEQ, 1, 1, P0 | P1, 0)
    ROW(VCMPEQ_Y, 1, 1, P0 | P1, 0)
    ROW(VCMPGT_Q, 3, 1, P5, 0)
    ROW(VCMPGT_Q_Y, 3, 1, P5, 0)
    ROW(VMUL, 5, 1, P0 | P1, 0)
    ROW(VMUL_Y, 5, 1, P0 | P1, 0)
    ROW(VMULLD, 10, 2, P0 | P1, 0)
    ROW(VMULLD_Y, 10, 2, P0 | P1, 0)
    ROW(VSHIFT_IMM, 1, 1, P0 | P1, 0)
    ROW(VSHIFT_IMM_Y, 1, 1, P0 | P1, 0)
    ROW(VSHIFT_COUNT, 2, 2, P0 | P1 | P5, 1)
    ROW(VSHIFT_COUNT_Y, 4, 2, P0 | P1 | P5, 1)
    ROW(VSHIFT_VAR, 1, 1, P0 | P1, 0)
    ROW(VSHIFT_VAR_Y, 1, 1, P0 | P1, 0)
    ROW(VSHUFFLE, 1, 1, P5, 0)
    ROW(VSHUFFLE_Y, 1, 1, P5, 0)
    ROW(FSHUFFLE, 1, 1, P5, 0)
    ROW(FSHUFFLE_Y, 1, 1, P5, 0)
    ROW(VPACK, 1, 1, P5, 0)
    ROW(VPACK_Y, 1, 1, P5, 0)
    ROW(VSHUFFLE_VAR, 1, 1, P5, 0)
    ROW(VSHUFFLE_VAR_Y, 1, 1, P5, 0)
    ROW(VLANES_Y, 3, 1, P5, 0)
    ROW(VPERM_Y, 3, 1, P5, 0)
    ROW(VBROADCAST, 1, 1, P5, 0)
    ROW(VBROADCAST_Y, 3, 1, P5, 0)
    ROW(VBROADCAST_B, 3, 1, P5, 0)
    ROW(VBROADCAST_B_Y, 3, 1, P5, 0)
    ROW(VBROADCAST_BLOAD, 1, 1, P5, 0)
    ROW(VBROADCAST_BLOAD_Y, 2, 1, P5, 0)
    ROW(VINSERT_LANE_Y, 3, 1, P5, 0)
    ROW(VINSERT_LOAD_Y, 1, 1, P0 | P1 | P5, 0)
    ROW(VEXTRACT_LANE_Y, 3, 1, P5, 0)
    ROW(VEXTRACT_STORE_Y, 0, 0, 0, 0)
    ROW(VBLEND, 1, 1, P0 | P1 | P5, 0)
    ROW(VBLEND_Y, 1, 1, P0 | P1 | P5, 0)
    ROW(VBLEND_W, 1, 1, P5, 0)
    ROW(VBLEND_W_Y, 1, 1, P5, 0)
    ROW(VBLENDV, 2, 2, P0 | P1 | P5, 0)
    ROW(VBLENDV_Y, 2, 2, P0 | P1 | P5, 0)
    ROW(BLENDV_SSE, 2, 2, P0 | P1 | P5, 0)
    ROW(VEXTEND, 1, 1, P5, 0)
    ROW(VEXTEND_Y, 3, 1, P5, 0)
    ROW(VSAD, 3, 1, P5, 0)
    ROW(VSAD_Y, 3, 1, P5, 0)
    ROW(VMPSAD, 4, 2, P5, 0)
    ROW(VMPSAD_Y, 4, 2, P5, 0)
    ROW(VHADD, 3, 3, P0 | P1 | P5, 2)
    ROW(VHADD_Y, 3, 3, P0 | P1 | P5, 2)
    ROW(VHMINPOS, 4, 1, P0 | P1, 0)
    ROW(PTEST, 3, 2, P0 | P5, 0)
    ROW(PTEST_Y, 3, 2, P0 | P5, 0)
    ROW(MOVD_TO_VEC, 1, 1, P5, 0)
    ROW(MOVD_FROM_VEC, 2, 1, P0, 0)
    ROW(PINSR, 2, 2, P5, 0)
    ROW(PINSR_LOAD, 1, 1, P5, 0)
    ROW(PEXTR, 3, 2, P0 | P5, 0)
    ROW(PEXTR_STORE, 0, 1, P5, 0)
    ROW(MOVMSK, 2, 1, P0, 0)
    ROW(MOVMSK_Y, 2, 1, P0, 0)
    ROW(FADD, 4, 1, P0 | P1, 0)
    ROW(FADD_Y, 4, 1, P0 | P1, 0)
    ROW(FADD_SCALAR, 4, 1, P0 | P1, 0)
    ROW(FMUL, 4, 1, P0 | P1, 0)
    ROW(FMUL_Y, 4, 1, P0 | P1, 0)
    ROW(FMUL_SCALAR, 4, 1, P0 | P1, 0)
    ROW(FMA, 4, 1, P0 | P1, 0)
    ROW(FMA_Y, 4, 1, P0 | P1, 0)
    ROW(FMA_SCALAR, 4, 1, P0 | P1, 0)
    ROW(FDIV_PS, 11, 1, P0, 3)
    ROW(FDIV_PS_Y, 11, 1, P0, 5)
    ROW(FDIV_PD, 14, 1, P0, 4)
    ROW(FDIV_PD_Y, 14, 1, P0, 8)
    ROW(FDIV_SS, 11, 1, P0, 3)
    ROW(FDIV_SD, 14, 1, P0, 4)
    ROW(FSQRT_PS, 12, 1, P0, 3)
    ROW(FSQRT_PS_Y, 12, 1, P0, 6)
    ROW(FSQRT_PD, 18, 1, P0, 6)
    ROW(FSQRT_PD_Y, 18, 1, P0, 12)
    ROW(FSQRT_SS, 12, 1, P0, 3)
    ROW(FSQRT_SD, 18, 1, P0, 6)
    ROW(FRCP, 4, 1, P0, 0)
    ROW(FRCP_Y, 4, 1, P0, 0)
    ROW(FRCP_SCALAR, 4, 1, P0, 0)
    ROW(FMINMAX, 4, 1, P0 | P1, 0)
    ROW(FMINMAX_Y, 4, 1, P0 | P1, 0)
    ROW(FMINMAX_SCALAR, 4, 1, P0 | P1, 0)
    ROW(FCMP, 4, 1, P0 | P1, 0)
    ROW(FCMP_Y, 4, 1, P0 | P1, 0)
    ROW(FCMP_SCALAR, 4, 1, P0 | P1, 0)
    ROW(FCOMI, 2, 1, P0, 0)
    ROW(FROUND, 8, 2, P0 | P1, 0)
    ROW(FROUND_Y, 8, 2, P0 | P1, 0)
    ROW(FROUND_SCALAR, 8, 2, P0 | P1, 0)
    ROW(FHADD, 6, 3, P0 | P1 | P5, 2)
    ROW(FHADD_Y, 6, 3, P0 | P1 | P5, 2)
    ROW(FDP_PS, 13, 4, P0 | P1 | P5, 1.5)
    ROW(FDP_PS_Y, 13, 4, P0 | P1 | P5, 1.5)
    ROW(FDP_PD, 9, 3, P0 | P1 | P5, 0)
    ROW(FCVT, 4, 1, P0 | P1, 0)
    ROW(FCVT_Y, 4, 1, P0 | P1, 0)
    ROW(FCVT_WIDE, 5, 2, P0 | P5, 0)
    ROW(FCVT_WIDE_Y, 7, 2, P0 | P1 | P5, 1)
    ROW(FCVT_NARROW, 5, 2, P0 | P1 | P5, 1)
    ROW(FCVT_NARROW_Y, 7, 2, P0 | P1 | P5, 1)
    ROW(FCVT_PH, 5, 2, P0 | P1 | P5, 1)
    ROW(FCVT_PH_Y, 7, 2, P0 | P1 | P5, 1)
    ROW(FCVT_SCALAR, 5, 2, P0 | P1 | P5, 1)
    ROW(FCVT_FROM_GPR, 5, 2, P0 | P1 | P5, 1)
    ROW(FCVT_TO_GPR, 6, 2, P0 | P1, 0)
    ROW(GATHER_D, 20, 4, P0 | P1 | P5, 2)
    ROW(GATHER_D_Y, 22, 4, P0 | P1 | P5, 4)
    ROW(GATHER_Q, 18, 4, P0 | P1 | P5, 1)
    ROW(GATHER_Q_Y, 20, 4, P0 | P1 | P5, 2)
    ROW(MASKMOV_LOAD, 7, 1, P0 | P1 | P5, 0)
    ROW(MASKMOV_LOAD_Y, 8, 1, P0 | P1 | P5, 0)
    ROW(MASKMOV_STORE, 0, 1, P0, 0)
    ROW(MASKMOV_STORE_Y, 0, 1, P0, 0)
    ROW(AES, 4, 1, P0, 0)
    ROW(AESIMC, 8, 2, P0, 0)
    ROW(AESKEYGEN, 20, 11, P0 | P1 | P5, 6)
    ROW(CLMUL, 6, 1, P5, 0)
    ROW(PCMPISTR, 10, 3, P0, 0)
    ROW(VZEROUPPER, 0, 4, 0, 0)
    ROW(X87_LOAD, 7, 0, 0, 0)
    ROW(X87_STORE, 0, 0, 0, 0)
    ROW(X87_ADD, 3, 1, P5, 0)
    ROW(X87_MUL, 4, 1, P0, 0)
    ROW(X87_DIV, 20, 1, P0, 4) /* [2] */
    ROW(X87_MISC, 1, 1, P0, 0)
};
/* clang-format on */

static const char *const port_names[] = {"p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", NULL};
static const uint8_t fuses[] = {OP_CMP, OP_TEST, OP_ADD, OP_SUB, OP_AND, OP_OTHER};

const struct core_model x86_model_skylake = {
    .name = "skylake",
    .title = "Intel Skylake (client)",
    .source = "LLVM 19's scheduling model skylake; Intel's Optimization Reference Manual; Agner Fog's tables",
    /* Intel: 4 fused micro-ops allocated in a cycle (LLVM says 6), 2 loads, 1 store. Agner Fog: 16.5 cycles lost on
     * average by a misprediction, a store forwarded in 4 to 5. */
    .dispatch = 4,
    .load_ports = P2 | P3,
    .store_ports = P4,
    .mispredict = 16.5f,
    .load_latency = 5,
    .vec_load_latency = 6,
    .forward_latency = 4,
    .writeback_latency = 1,
    .cost = cost,
    .port_names = port_names,
    .load_is_uop = 0,
    .store_uops = 1,
    .fuses = fuses,
};
