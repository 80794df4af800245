/* test_lift_aarch64.c: A64 instruction forms that classes rely on, as neutral instructions.
 *
 * Encodings are the assembler's; what is expected follows the Arm Architecture Reference Manual's description of each
 * instruction. Which registers are read and written is checked for many more of them in test_regs_aarch64.c. */
#include <elf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "isa.h"

enum { SP = 31, LR = 30, NZCV = REG_FLAG, END = 254, ZERO = REG_NONE, ADDRESS = 0x10000 };
#define V(n) (REG_VECTOR + (n))
#define P(n) (REG_MASK + (n))

/* Lists end with END; what a row does not name is expected to be 0 or absent. */
struct expected {
	uint32_t word;
	const char *text;
	uint8_t op, flow, cond;
	uint16_t data_bits;
	uint8_t elem_bits; /* 0: as data_bits */
	uint16_t flags, vec_bits;
	reg_t dst[5], src[5];
	bool has_imm;
	int64_t imm;
	uint8_t shift, acc; /* acc: index + 1 */
	uint64_t target;
	struct memop mem;
	int32_t wb;
};

#define DST(...)            .dst = {__VA_ARGS__, END}
#define SRC(...)            .src = {__VA_ARGS__, END}
#define IMM(n)              .has_imm = true, .imm = (n)
#define MEM(b, d, w, f)     .mem = {(d), (b), REG_NONE, 1, (f), (w)}
#define MEMX(b, i, s, w, f) .mem = {0, (b), (i), (s), (f), (w)}
#define PACK(vec, elem)     .data_bits = (vec), .vec_bits = (vec), .elem_bits = (elem)
#define NO_DST              .dst = {END}
#define NO_SRC              .src = {END}

static const struct expected integer_rows[] = {
    {0xaa0103e0, "mov x0, x1", .op = OP_MOVE, .data_bits = 64, .flags = INSN_COPY, DST(0), SRC(1)},
    {0x2a0103e0, "mov w0, w1", .op = OP_EXTEND, .data_bits = 32, DST(0), SRC(1)},
    {0x910003e0, "mov x0, sp", .op = OP_MOVE, .data_bits = 64, .flags = INSN_COPY, DST(0), SRC(SP)},
    {0xaa1f03e0, "mov x0, xzr", .op = OP_CONST, .data_bits = 64, DST(0), NO_SRC, IMM(0)},
    {0xd28000a0, "mov x0, #5", .op = OP_CONST, .data_bits = 64, DST(0), NO_SRC, IMM(5)},
    {0x92800080, "mov x0, #-5", .op = OP_CONST, .data_bits = 64, DST(0), NO_SRC, IMM(-5)},
    {0xb200f3e0, "mov x0, #0x5555...", .op = OP_CONST, .data_bits = 64, DST(0), NO_SRC, IMM(0x5555555555555555)},
    {0xf2a000a0, "movk x0, #5, lsl #16", .op = OP_INSERT_CONST, .data_bits = 64, .flags = INSN_MERGES, DST(0), SRC(0),
     IMM(0x50000)},
    {0xeb01001f, "cmp x0, x1", .op = OP_CMP, .data_bits = 64, NO_DST, SRC(0, 1)},
    {0xf100101f, "cmp x0, #4", .op = OP_CMP, .data_bits = 64, NO_DST, SRC(0), IMM(4)},
    {0xb1000c1f, "cmn x0, #3", .op = OP_CMP, .data_bits = 64, NO_DST, SRC(0), IMM(-3)},
    {0xeb1f001f, "cmp x0, xzr", .op = OP_CMP, .data_bits = 64, NO_DST, SRC(0), IMM(0)},
    {0xf2401c1f, "tst x0, #0xff", .op = OP_TEST, .data_bits = 64, NO_DST, SRC(0), IMM(255)},
    {0xcb0103e0, "neg x0, x1", .op = OP_NEG, .data_bits = 64, DST(0), SRC(1)},
    {0xaa2103e0, "mvn x0, x1", .op = OP_NOT, .data_bits = 64, DST(0), SRC(1)},
    {0x91004020, "add x0, x1, #16", .op = OP_ADD, .data_bits = 64, DST(0), SRC(1), IMM(16)},
    {0xd14007ff, "sub sp, sp, #1, lsl #12", .op = OP_SUB, .data_bits = 64, DST(SP), SRC(SP), IMM(4096)},
    {0x8b020c20, "add x0, x1, x2, lsl #3", .op = OP_ADD, .data_bits = 64, DST(0), SRC(1, 2), .shift = 3},
    {0x8b420c20, "add x0, x1, x2, lsr #3", .op = OP_ADD, .data_bits = 64, DST(0), SRC(1, 2), .shift = SHIFT_OTHER},
    {0x8b224820, "add x0, x1, w2, uxtw #2", .op = OP_ADD, .data_bits = 64, DST(0), SRC(1, 2), .shift = 2},
    {0x8b22c020, "add x0, x1, w2, sxtw", .op = OP_ADD, .data_bits = 64, .flags = INSN_SIGNED, DST(0), SRC(1, 2)},
    {0x8b220020, "add x0, x1, w2, uxtb", .op = OP_ADD, .data_bits = 64, DST(0), SRC(1, 2), .shift = SHIFT_OTHER},
    {0x9b027c20, "mul x0, x1, x2", .op = OP_MUL, .data_bits = 64, DST(0), SRC(1, 2)},
    {0x9b020c20, "madd x0, x1, x2, x3", .op = OP_MADD, .data_bits = 64, DST(0), SRC(1, 2, 3), .acc = 3},
    {0x9bc27c20, "umulh x0, x1, x2", .op = OP_MUL, .data_bits = 64, DST(0), SRC(1, 2)},
    {0x1ac20c20, "sdiv w0, w1, w2", .op = OP_DIV, .data_bits = 32, .flags = INSN_SIGNED, DST(0), SRC(1, 2)},
    {0xd37df020, "lsl x0, x1, #3", .op = OP_SHL, .data_bits = 64, DST(0), SRC(1), IMM(3)},
    {0x53037c20, "lsr w0, w1, #3", .op = OP_SHR, .data_bits = 32, DST(0), SRC(1), IMM(3)},
    {0x9344fc20, "asr x0, x1, #4", .op = OP_SAR, .data_bits = 64, .flags = INSN_SIGNED, DST(0), SRC(1), IMM(4)},
    {0x9ac22020, "lsl x0, x1, x2", .op = OP_SHL, .data_bits = 64, DST(0), SRC(1, 2)},
    {0x93c11020, "ror x0, x1, #4", .op = OP_ROTATE, .data_bits = 64, DST(0), SRC(1), IMM(4)},
    {0xd3431c20, "ubfx x0, x1, #3, #5", .op = OP_BITFIELD, .data_bits = 64, DST(0), SRC(1)},
    {0xb37d1020, "bfi x0, x1, #3, #5", .op = OP_BITFIELD, .data_bits = 64, .flags = INSN_MERGES, DST(0), SRC(1)},
    {0x53001c20, "uxtb w0, w1", .op = OP_EXTEND, .data_bits = 32, .elem_bits = 8, DST(0), SRC(1)},
    {0x93407c20, "sxtw x0, w1", .op = OP_EXTEND, .data_bits = 64, .elem_bits = 32, .flags = INSN_SIGNED, DST(0),
     SRC(1)},
    {0x1a9f17e0, "cset w0, eq", .op = OP_SETCC, .cond = COND_EQ, .data_bits = 32, DST(0), NO_SRC},
    {0xda9f03e0, "csetm x0, ne", .op = OP_SETCC, .cond = COND_NE, .data_bits = 64, DST(0), NO_SRC},
    {0x9a82b020, "csel x0, x1, x2, lt", .op = OP_SELECT, .cond = COND_SLT, .data_bits = 64, DST(0), SRC(1, 2)},
    {0x9a811420, "cinc x0, x1, eq", .op = OP_SELECT, .cond = COND_NE, .data_bits = 64, DST(0), SRC(1, 1)},
    {0x9a8113e0, "csel x0, xzr, x1, ne", .op = OP_SELECT, .cond = COND_NE, .data_bits = 64, DST(0), SRC(ZERO, 1)},
    {0xfa411004, "ccmp x0, x1, #4, ne", .op = OP_CCMP, .cond = COND_NE, .data_bits = 64, NO_DST, SRC(0, 1)},
    {0xfa431804, "ccmp x0, #3, #4, ne", .op = OP_CCMP, .cond = COND_NE, .data_bits = 64, NO_DST, SRC(0), IMM(3)},
    {0xdac01020, "clz x0, x1", .op = OP_BITCOUNT, .data_bits = 64, DST(0), SRC(1)},
    {0xdac00c20, "rev x0, x1", .op = OP_BYTESWAP, .data_bits = 64, DST(0), SRC(1)},
    {0x1ac24020, "crc32b w0, w1, w2", .op = OP_CRC, .data_bits = 32, DST(0), SRC(1, 2)},
    {0x90000000, "adrp x0, .", .op = OP_ADDRESS, .data_bits = 64, DST(0), NO_SRC,
     MEM(REG_NONE, ADDRESS, 0, MEM_ADDRESS | MEM_PC_RELATIVE)},
    {0x10000080, "adr x0, .+16", .op = OP_ADDRESS, .data_bits = 64, DST(0), NO_SRC,
     MEM(REG_NONE, ADDRESS + 16, 0, MEM_ADDRESS | MEM_PC_RELATIVE)},
    {0xd503201f, "nop", .op = OP_NOP, NO_DST, NO_SRC},
    {0xd503245f, "bti c", .op = OP_NOP, NO_DST, NO_SRC},
    {0xd5033bbf, "dmb ish", .op = OP_FENCE, NO_DST, NO_SRC},
};

static const struct expected branch_rows[] = {
    {0xb4000080, "cbz x0, .+16", .op = OP_BRANCH, .flow = FLOW_BRANCH, .cond = COND_EQ, .data_bits = 64, NO_DST, SRC(0),
     IMM(0), .target = ADDRESS + 16},
    {0x35000080, "cbnz w0, .+16", .op = OP_BRANCH, .flow = FLOW_BRANCH, .cond = COND_NE, .data_bits = 32, NO_DST,
     SRC(0), IMM(0), .target = ADDRESS + 16},
    {0xb6080080, "tbz x0, #33, .+16", .op = OP_BRANCH, .flow = FLOW_BRANCH, .cond = COND_BIT_CLEAR, .data_bits = 64,
     NO_DST, SRC(0), IMM(33), .target = ADDRESS + 16},
    {0x371fff80, "tbnz w0, #3, .-16", .op = OP_BRANCH, .flow = FLOW_BRANCH, .cond = COND_BIT_SET, .data_bits = 32,
     NO_DST, SRC(0), IMM(3), .target = ADDRESS - 16},
    {0x54000082, "b.hs .+16", .op = OP_BRANCH, .flow = FLOW_BRANCH, .cond = COND_UGE, NO_DST, NO_SRC,
     .target = ADDRESS + 16},
    {0x54000088, "b.hi .+16", .op = OP_BRANCH, .flow = FLOW_BRANCH, .cond = COND_UGT, NO_DST, NO_SRC,
     .target = ADDRESS + 16},
    {0x5400008e, "b.al .+16", .op = OP_BRANCH, .flow = FLOW_JUMP, NO_DST, NO_SRC, .target = ADDRESS + 16},
    {0x14000004, "b .+16", .op = OP_BRANCH, .flow = FLOW_JUMP, NO_DST, NO_SRC, .target = ADDRESS + 16},
    {0x94000004, "bl .+16", .op = OP_BRANCH, .flow = FLOW_CALL, NO_DST, NO_SRC, .target = ADDRESS + 16},
    {0xd63f0020, "blr x1", .op = OP_BRANCH, .flow = FLOW_CALL_INDIRECT, .data_bits = 64, NO_DST, SRC(1)},
    {0xd61f0200, "br x16", .op = OP_BRANCH, .flow = FLOW_JUMP_INDIRECT, .data_bits = 64, NO_DST, SRC(16)},
    {0xd71f0801, "braa x0, x1", .op = OP_BRANCH, .flow = FLOW_JUMP_INDIRECT, .data_bits = 64, NO_DST, SRC(0)},
    {0xd65f03c0, "ret", .op = OP_BRANCH, .flow = FLOW_RETURN, .data_bits = 64, NO_DST, SRC(LR)},
    {0xd69f03e0, "eret", .op = OP_BRANCH, .flow = FLOW_RETURN, NO_DST, NO_SRC},
    {0xd65f0bff, "retaa", .op = OP_BRANCH, .flow = FLOW_RETURN, .data_bits = 64, NO_DST, SRC(LR)},
    {0xd4200020, "brk #1", .op = OP_BRANCH, .flow = FLOW_TRAP, NO_DST, NO_SRC, IMM(1)},
    {0x00000000, "udf #0", .op = OP_BRANCH, .flow = FLOW_TRAP, NO_DST, NO_SRC, IMM(0)},
    {0xd4000001, "svc #0", .op = OP_SYSTEM, NO_DST, NO_SRC, IMM(0)},
};

static const struct expected memory_rows[] = {
    {0xf9400420, "ldr x0, [x1, #8]", .op = OP_MOVE, .data_bits = 64, DST(0), NO_SRC, MEM(1, 8, 8, MEM_READ)},
    {0xf8408c20, "ldr x0, [x1, #8]!", .op = OP_MOVE, .data_bits = 64, .flags = INSN_WRITEBACK, DST(0), NO_SRC,
     MEM(1, 8, 8, MEM_READ), .wb = 8},
    {0xf8408420, "ldr x0, [x1], #8", .op = OP_MOVE, .data_bits = 64, .flags = INSN_WRITEBACK, DST(0), NO_SRC,
     MEM(1, 0, 8, MEM_READ), .wb = 8},
    {0xf8627820, "ldr x0, [x1, x2, lsl #3]", .op = OP_MOVE, .data_bits = 64, DST(0), NO_SRC,
     MEMX(1, 2, 8, 8, MEM_READ)},
    {0xf8625820, "ldr x0, [x1, w2, uxtw #3]", .op = OP_MOVE, .data_bits = 64, DST(0), NO_SRC,
     MEMX(1, 2, 8, 8, MEM_READ | MEM_INDEX_SIGNED)},
    {0xb862c820, "ldr w0, [x1, w2, sxtw]", .op = OP_MOVE, .data_bits = 32, DST(0), NO_SRC,
     MEMX(1, 2, 1, 4, MEM_READ | MEM_INDEX_SIGNED)},
    {0x38626820, "ldrb w0, [x1, x2]", .op = OP_MOVE, .data_bits = 32, DST(0), NO_SRC, MEMX(1, 2, 1, 1, MEM_READ)},
    {0x39801020, "ldrsb x0, [x1, #4]", .op = OP_MOVE, .data_bits = 64, .flags = INSN_SIGNED, DST(0), NO_SRC,
     MEM(1, 4, 1, MEM_READ)},
    {0x58000080, "ldr x0, .+16", .op = OP_MOVE, .data_bits = 64, DST(0), NO_SRC,
     MEM(REG_NONE, ADDRESS + 16, 8, MEM_READ | MEM_PC_RELATIVE)},
    {0x3dc00420, "ldr q0, [x1, #16]", .op = OP_MOVE, PACK(128, 128), .flags = INSN_PACKED, DST(V(0)), NO_SRC,
     MEM(1, 16, 16, MEM_READ)},
    {0xfd400420, "ldr d0, [x1, #8]", .op = OP_MOVE, .data_bits = 64, DST(V(0)), NO_SRC, MEM(1, 8, 8, MEM_READ)},
    {0xa9bf07e0, "stp x0, x1, [sp, #-16]!", .op = OP_MOVE, .data_bits = 64, .flags = INSN_WRITEBACK, NO_DST, SRC(0, 1),
     MEM(SP, -16, 16, MEM_WRITE), .wb = -16},
    {0xa8c107e0, "ldp x0, x1, [sp], #16", .op = OP_MOVE, .data_bits = 64, .flags = INSN_WRITEBACK, DST(0, 1), NO_SRC,
     MEM(SP, 0, 16, MEM_READ), .wb = 16},
    {0xa900041f, "stp xzr, x1, [x0]", .op = OP_MOVE, .data_bits = 64, NO_DST, SRC(ZERO, 1), MEM(0, 0, 16, MEM_WRITE)},
    {0xa9007c1f, "stp xzr, xzr, [x0]", .op = OP_MOVE, .data_bits = 64, NO_DST, NO_SRC, IMM(0),
     MEM(0, 0, 16, MEM_WRITE)},
    {0xf900001f, "str xzr, [x0]", .op = OP_MOVE, .data_bits = 64, NO_DST, NO_SRC, IMM(0), MEM(0, 0, 8, MEM_WRITE)},
    {0x69400440, "ldpsw x0, x1, [x2]", .op = OP_MOVE, .data_bits = 64, .flags = INSN_SIGNED, DST(0, 1), NO_SRC,
     MEM(2, 0, 8, MEM_READ)},
    {0x4cdf2000, "ld1 {v0.16b - v3.16b}, [x0], #64", .op = OP_MOVE, PACK(128, 8), .flags = INSN_PACKED | INSN_WRITEBACK,
     DST(V(0), V(1), V(2), V(3)), NO_SRC, MEM(0, 0, 64, MEM_READ), .wb = 64},
    {0x0cc27000, "ld1 {v0.8b}, [x0], x2", .op = OP_MOVE, PACK(64, 8), .flags = INSN_PACKED, DST(V(0)), NO_SRC,
     MEM(0, 0, 8, MEM_READ)},
    {0x4d408000, "ld1 {v0.s}[2], [x0]", .op = OP_SHUFFLE, .data_bits = 32, .flags = INSN_MERGES, DST(V(0)), NO_SRC,
     MEM(0, 0, 4, MEM_READ)},
    {0x4d40c800, "ld1r {v0.4s}, [x0]", .op = OP_SHUFFLE, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)), NO_SRC,
     MEM(0, 0, 4, MEM_READ)},
    {0xc85f7c20, "ldxr x0, [x1]", .op = OP_MOVE, .data_bits = 64, .flags = INSN_ATOMIC, DST(0), NO_SRC,
     MEM(1, 0, 8, MEM_READ)},
    {0xc8007c41, "stxr w0, x1, [x2]", .op = OP_OTHER, .data_bits = 64, .flags = INSN_ATOMIC, DST(0), SRC(1),
     MEM(2, 0, 8, MEM_WRITE)},
    {0xf8200041, "ldadd x0, x1, [x2]", .op = OP_ADD, .data_bits = 64, .flags = INSN_ATOMIC, DST(1), SRC(0),
     MEM(2, 0, 8, MEM_READ | MEM_WRITE)},
    {0xf9802000, "prfm pldl1keep, [x0, #64]", .op = OP_NOP, NO_DST, NO_SRC, MEM(0, 64, 0, MEM_ADDRESS)},
    {0xf8200c20, "ldraa x0, [x1]!", .op = OP_MOVE, .data_bits = 64, .flags = INSN_WRITEBACK, DST(0), NO_SRC,
     MEM(1, 0, 8, MEM_READ)},
};

static const struct expected vector_rows[] = {
    {0x1e622820, "fadd d0, d1, d2", .op = OP_FADD, .data_bits = 64, .flags = INSN_FLOAT, DST(V(0)), SRC(V(1), V(2))},
    {0x4e62d420, "fadd v0.2d, v1.2d, v2.2d", .op = OP_FADD, PACK(128, 64), .flags = INSN_FLOAT | INSN_PACKED, DST(V(0)),
     SRC(V(1), V(2))},
    {0x1f420c20, "fmadd d0, d1, d2, d3", .op = OP_FMA, .data_bits = 64, .flags = INSN_FLOAT, DST(V(0)),
     SRC(V(1), V(2), V(3)), .acc = 3},
    {0x4e22cc20, "fmla v0.4s, v1.4s, v2.4s", .op = OP_FMA, PACK(128, 32),
     .flags = INSN_FLOAT | INSN_PACKED | INSN_MERGES, DST(V(0)), SRC(V(1), V(2), V(0)), .acc = 3},
    {0x4e829420, "sdot v0.4s, v1.16b, v2.16b", .op = OP_MADD, PACK(128, 32),
     .flags = INSN_PACKED | INSN_MERGES | INSN_SIGNED, DST(V(0)), SRC(V(1), V(2), V(0)), .acc = 3},
    {0x0e628020, "smlal v0.4s, v1.4h, v2.4h", .op = OP_MADD, PACK(128, 32),
     .flags = INSN_PACKED | INSN_MERGES | INSN_SIGNED, DST(V(0)), SRC(V(1), V(2), V(0)), .acc = 3},
    {0x1e612000, "fcmp d0, d1", .op = OP_FCMP, .data_bits = 64, .flags = INSN_FLOAT, NO_DST, SRC(V(0), V(1))},
    {0x1e602008, "fcmp d0, #0.0", .op = OP_FCMP, .data_bits = 64, .flags = INSN_FLOAT, NO_DST, SRC(V(0)), IMM(0)},
    {0x1e620c20, "fcsel d0, d1, d2, eq", .op = OP_SELECT, .cond = COND_EQ, .data_bits = 64, DST(V(0)), SRC(V(1), V(2))},
    {0x1e604020, "fmov d0, d1", .op = OP_MOVE, .data_bits = 64, .flags = INSN_COPY, DST(V(0)), SRC(V(1))},
    {0x9e670020, "fmov d0, x1", .op = OP_TRANSFER, .data_bits = 64, DST(V(0)), SRC(1)},
    {0x1e260020, "fmov w0, s1", .op = OP_TRANSFER, .data_bits = 32, DST(0), SRC(V(1))},
    {0x9e6703e0, "fmov d0, xzr", .op = OP_CONST, .data_bits = 64, DST(V(0)), NO_SRC, IMM(0)},
    {0x9e620020, "scvtf d0, x1", .op = OP_FCONVERT, .data_bits = 64, .flags = INSN_FLOAT | INSN_SIGNED, DST(V(0)),
     SRC(1)},
    {0x6f00e400, "movi v0.2d, #0", .op = OP_CONST, PACK(128, 64), .flags = INSN_PACKED, DST(V(0)), NO_SRC, IMM(0)},
    {0x2f00e400, "movi d0, #0", .op = OP_CONST, .data_bits = 64, DST(V(0)), NO_SRC, IMM(0)},
    {0x6e201c00, "eor v0.16b, v0.16b, v0.16b", .op = OP_XOR, PACK(128, 8), .flags = INSN_PACKED, DST(V(0)),
     SRC(V(0), V(0))},
    {0x4ea11c20, "mov v0.16b, v1.16b", .op = OP_MOVE, PACK(128, 8), .flags = INSN_PACKED | INSN_COPY, DST(V(0)),
     SRC(V(1))},
    {0x6e621c20, "bsl v0.16b, v1.16b, v2.16b", .op = OP_BITSELECT, PACK(128, 8), .flags = INSN_PACKED | INSN_MERGES,
     DST(V(0)), SRC(V(1), V(2), V(0))},
    {0x4e0c1c20, "ins v0.s[1], w1", .op = OP_TRANSFER, .data_bits = 32, .flags = INSN_MERGES, DST(V(0)), SRC(1)},
    {0x0e073c20, "umov w0, v1.b[3]", .op = OP_TRANSFER, .data_bits = 32, DST(0), SRC(V(1))},
    {0x4e040c20, "dup v0.4s, w1", .op = OP_SHUFFLE, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)), SRC(1)},
    {0x4ea28420, "add v0.4s, v1.4s, v2.4s", .op = OP_ADD, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)),
     SRC(V(1), V(2))},
    {0x5ee28420, "add d0, d1, d2", .op = OP_ADD, .data_bits = 64, DST(V(0)), SRC(V(1), V(2))},
    {0x4eb1b820, "addv s0, v1.4s", .op = OP_REDUCE, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)), SRC(V(1))},
    {0x7e30d820, "faddp s0, v1.2s", .op = OP_REDUCE, PACK(64, 32), .flags = INSN_PACKED | INSN_FLOAT, DST(V(0)),
     SRC(V(1))},
    {0x4ea26420, "smax v0.4s, v1.4s, v2.4s", .op = OP_MAX, PACK(128, 32), .flags = INSN_PACKED | INSN_SIGNED, DST(V(0)),
     SRC(V(1), V(2))},
    {0x6ea28c20, "cmeq v0.4s, v1.4s, v2.4s", .op = OP_VCMP, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)),
     SRC(V(1), V(2))},
    {0x4e823820, "zip1 v0.4s, v1.4s, v2.4s", .op = OP_SHUFFLE, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)),
     SRC(V(1), V(2))},
    {0x4f235420, "shl v0.4s, v1.4s, #3", .op = OP_SHL, PACK(128, 32), .flags = INSN_PACKED, DST(V(0)), SRC(V(1)),
     IMM(3)},
    {0x2f08a420, "uxtl v0.8h, v1.8b", .op = OP_EXTEND, PACK(128, 16), .flags = INSN_PACKED, DST(V(0)), SRC(V(1))},
    {0x0e205820, "cnt v0.8b, v1.8b", .op = OP_BITCOUNT, PACK(64, 8), .flags = INSN_PACKED, DST(V(0)), SRC(V(1))},
};

static const struct expected sve_rows[] = {
    {0x858047e0, "ldr z0, [sp, #1, mul vl]", .op = OP_MOVE, PACK(128, 128), .flags = INSN_PACKED | INSN_SCALABLE,
     DST(V(0)), NO_SRC, MEM(SP, 16, 16, MEM_READ | MEM_VL_SCALED)},
    {0xe5801fe0, "str p0, [sp, #7, mul vl]", .op = OP_MOVE, .data_bits = 16, .flags = INSN_SCALABLE, NO_DST, SRC(P(0)),
     MEM(SP, 14, 2, MEM_WRITE | MEM_VL_SCALED)},
    {0xa5414000, "ld1w {z0.s}, p0/z, [x0, x1, lsl #2]", .op = OP_MOVE, PACK(128, 32),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED, DST(V(0)), NO_SRC,
     MEMX(0, 1, 4, 16, MEM_READ | MEM_VL_SCALED)},
    {0xa4214000, "ld1b {z0.h}, p0/z, [x0, x1]", .op = OP_MOVE, PACK(128, 16),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED, DST(V(0)), NO_SRC, MEMX(0, 1, 1, 8, MEM_READ | MEM_VL_SCALED)},
    {0xe5e1e000, "st1d {z0.d}, p0, [x0, #1, mul vl]", .op = OP_MOVE, PACK(128, 64),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED, NO_DST, SRC(V(0)), MEM(0, 16, 16, MEM_WRITE | MEM_VL_SCALED)},
    {0xc5e1c000, "ld1d {z0.d}, p0/z, [x0, z1.d, lsl #3]", .op = OP_MOVE, PACK(128, 64),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED, DST(V(0)), NO_SRC,
     MEMX(0, V(1), 8, 0, MEM_READ | MEM_VECTOR_INDEX)},
    {0x65a20020, "fmla z0.s, p0/m, z1.s, z2.s", .op = OP_FMA, PACK(128, 32),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED | INSN_FLOAT | INSN_MERGES, DST(V(0)), SRC(V(1), V(2), V(0)),
     .acc = 3},
    {0x04800020, "add z0.s, p0/m, z0.s, z1.s", .op = OP_ADD, PACK(128, 32),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED | INSN_MERGES, DST(V(0)), SRC(V(0), V(1))},
    {0x65802020, "faddv s0, p0, z1.s", .op = OP_REDUCE, PACK(128, 32),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED | INSN_FLOAT, DST(V(0)), SRC(V(1))},
    {0x25a11c00, "whilelo p0.s, x0, x1", .op = OP_MASKOP, .data_bits = 16, DST(P(0)), SRC(0, 1)},
    {0x2598e3e0, "ptrue p0.s", .op = OP_MASKOP, .data_bits = 16, DST(P(0)), NO_SRC},
    {0x04f0e3e0, "incd x0", .op = OP_ADD, .data_bits = 64, .flags = INSN_SCALABLE, DST(0), SRC(0), IMM(2)},
    {0x043f57ff, "addvl sp, sp, #-1", .op = OP_ADD, .data_bits = 64, .flags = INSN_SCALABLE, DST(SP), SRC(SP),
     IMM(-16)},
    {0x04613020, "mov z0.d, z1.d", .op = OP_MOVE, PACK(128, 64), .flags = INSN_PACKED | INSN_SCALABLE | INSN_COPY,
     DST(V(0)), SRC(V(1))},
    {0x24818410, "cmphi p0.s, p1/z, z0.s, z1.s", .op = OP_VCMP, PACK(128, 32),
     .flags = INSN_PACKED | INSN_SCALABLE | INSN_MASKED, DST(P(0)), SRC(V(0), V(1))},
};

/* ---- comparison
 * ------------------------------------------------------------------------------------------------------- */

static bool lift_word(uint32_t word, struct insn *out)
{
	csh handle;
	uint8_t bytes[4] = {(uint8_t)word, (uint8_t)(word >> 8), (uint8_t)(word >> 16), (uint8_t)(word >> 24)};
	const uint8_t *code = bytes;
	size_t size = 4;
	uint64_t address = ADDRESS;
	assert_int_equal(cs_open(isa_aarch64.arch, isa_aarch64.mode, &handle), CS_ERR_OK);
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	cs_insn *in = cs_malloc(handle);
	bool decoded = cs_disasm_iter(handle, &code, &size, &address, in);
	if (decoded)
		isa_aarch64.lift(handle, in, out);
	cs_free(in, 1);
	cs_close(&handle);
	return decoded;
}

static void check_list(const char *text, const char *what, const reg_t *got, unsigned n, const reg_t *wanted)
{
	unsigned i = 0;
	for (; wanted[i] != END; i++)
		if (i >= n || got[i] != wanted[i])
			fail_msg("%s: %s %u is %u, not %u", text, what, i, i < n ? got[i] : END, wanted[i]);
	if (i != n)
		fail_msg("%s: %u of %s, not %u", text, n, what, i);
}

static void check_row(const struct expected *e)
{
	struct insn in;
	if (!lift_word(e->word, &in))
		fail_msg("%s: not decoded", e->text);
#define SAME(field, value)                                                                                             \
	if ((int64_t)(in.field) != (int64_t)(value))                                                                   \
	fail_msg("%s: " #field " is %lld, not %lld", e->text, (long long)(in.field), (long long)(value))
	SAME(op, e->op);
	SAME(flow, e->flow);
	SAME(cond, e->cond);
	SAME(data_bits, e->data_bits);
	SAME(elem_bits, e->elem_bits ? e->elem_bits : e->data_bits);
	SAME(flags, e->flags);
	SAME(vec_bits, e->vec_bits);
	SAME(has_imm, e->has_imm);
	SAME(imm, e->imm);
	SAME(shift, e->shift);
	SAME(acc, e->acc ? e->acc - 1 : INSN_MAX_REGS);
	SAME(target, e->target);
	SAME(wb, e->wb);
	SAME(size, 4);
	SAME(n_mem, e->mem.flags != 0);
	if (in.n_mem) {
		SAME(mem[0].disp, e->mem.disp);
		SAME(mem[0].base, e->mem.base);
		SAME(mem[0].index, e->mem.index);
		SAME(mem[0].scale, e->mem.scale);
		SAME(mem[0].flags, e->mem.flags);
		SAME(mem[0].width, e->mem.width);
	}
#undef SAME
	check_list(e->text, "destination", in.dst, in.n_dst, e->dst);
	check_list(e->text, "source", in.src, in.n_src, e->src);
}

#define CHECK_ROWS(rows)                                                                                               \
	for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)                                                     \
	check_row(&(rows)[i])

static void test_integer(void **state)
{
	(void)state;
	CHECK_ROWS(integer_rows);
}
static void test_branches(void **state)
{
	(void)state;
	CHECK_ROWS(branch_rows);
}
static void test_memory(void **state)
{
	(void)state;
	CHECK_ROWS(memory_rows);
}
static void test_vector(void **state)
{
	(void)state;
	CHECK_ROWS(vector_rows);
}
static void test_sve(void **state)
{
	(void)state;
	CHECK_ROWS(sve_rows);
}

/* A post-index by a register writes the base, but by an amount that is not known: no writeback by a constant. */
static void test_register_post_index(void **state)
{
	struct insn in;
	(void)state;
	assert_true(lift_word(0x0cc27000, &in)); /* ld1 {v0.8b}, [x0], x2 */
	assert_true(regset_has(in.write, 0) && regset_has(in.read, 2) && regset_has(in.read, 0));
	assert_false(in.flags & INSN_WRITEBACK);
	assert_true(lift_word(0x0cdf7000, &in)); /* ld1 {v0.8b}, [x0], #8 */
	assert_true(in.flags & INSN_WRITEBACK && in.wb == 8);
}

static void test_calls(void **state)
{
	struct insn in;
	(void)state;
	assert_true(lift_word(0x94000004, &in)); /* bl */
	assert_true(regset_has(in.write, LR) && regset_has(in.write, 0) && regset_has(in.write, V(16)) &&
	            regset_has(in.write, P(0)));
	assert_false(regset_has(in.write, 19) || regset_has(in.write, V(8)) || regset_has(in.write, SP));
}

/* What the assembler makes of it; any other bits in the entry are no PLT entry. */
static void test_plt_entries(void **state)
{
	static const uint32_t plain[] = {0x90000090, 0xf947fe11, 0x913fe210, 0xd61f0220}; /* adrp; ldr [x16, #4088] */
	static const uint32_t bti[] = {0xd503245f, 0x90000090, 0xf947fe11, 0x913fe210, 0xd61f0220, 0xd503201f};
	static const uint32_t pac[] = {0x90000090, 0xf947fe11, 0x913fe210, 0xd503219f, 0xd61f0220, 0xd503201f};
	uint32_t wrong[4];
	uint64_t slot = 0;
	(void)state;
	assert_int_equal(isa_aarch64.plt_entry((const uint8_t *)plain, sizeof plain, 0x400, &slot), 16);
	assert_int_equal(slot, 0x10ff8);
	assert_int_equal(isa_aarch64.plt_entry((const uint8_t *)bti, sizeof bti, 0x400, &slot), 24);
	assert_int_equal(slot, 0x10ff8);
	assert_int_equal(isa_aarch64.plt_entry((const uint8_t *)pac, sizeof pac, 0x400, &slot), 24);
	assert_int_equal(isa_aarch64.plt_entry((const uint8_t *)plain, 12, 0x400, &slot), 0);
	memcpy(wrong, plain, sizeof wrong);
	wrong[3] = 0xd65f03c0; /* ret */
	assert_int_equal(isa_aarch64.plt_entry((const uint8_t *)wrong, sizeof wrong, 0x400, &slot), 0);
}

static void test_relocations(void **state)
{
	static const struct {
		uint32_t type;
		enum reloc_kind kind;
	} rows[] = {{R_AARCH64_CALL26, RELOC_BRANCH},
	            {R_AARCH64_JUMP26, RELOC_BRANCH},
	            {R_AARCH64_CONDBR19, RELOC_BRANCH},
	            {R_AARCH64_TSTBR14, RELOC_BRANCH},
	            {R_AARCH64_ADR_PREL_PG_HI21, RELOC_PAGE},
	            {R_AARCH64_ADD_ABS_LO12_NC, RELOC_PAGE_OFFSET},
	            {R_AARCH64_LDST64_ABS_LO12_NC, RELOC_PAGE_OFFSET},
	            {R_AARCH64_ADR_GOT_PAGE, RELOC_GOT},
	            {R_AARCH64_LD64_GOT_LO12_NC, RELOC_GOT},
	            {R_AARCH64_TLSLE_ADD_TPREL_HI12, RELOC_TLS},
	            {R_AARCH64_TLSDESC_CALL, RELOC_TLS},
	            {R_AARCH64_ABS64, RELOC_ADDRESS},
	            {R_AARCH64_NONE, RELOC_UNKNOWN},
	            {0xffffffff, RELOC_UNKNOWN}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t adjust = 1;
		assert_int_equal(isa_aarch64.reloc(rows[i].type, 4, &adjust), rows[i].kind);
		assert_int_equal(adjust, 0);
	}
	assert_true(isa_aarch64.reloc_is_slot(R_AARCH64_JUMP_SLOT) && isa_aarch64.reloc_is_slot(R_AARCH64_GLOB_DAT));
	assert_false(isa_aarch64.reloc_is_slot(R_AARCH64_RELATIVE));
}

static void test_names(void **state)
{
	static const struct {
		reg_t reg;
		unsigned bits;
		const char *name;
	} rows[] = {{0, 64, "x0"},     {0, 32, "w0"},      {0, 0, "x0"},      {SP, 0, "sp"},     {SP, 32, "wsp"},
	            {LR, 0, "x30"},    {V(31), 64, "d31"}, {V(3), 32, "s3"},  {V(3), 16, "h3"},  {V(3), 8, "b3"},
	            {V(3), 128, "q3"}, {V(3), 0, "v3"},    {V(3), 256, "z3"}, {P(15), 0, "p15"}, {NZCV, 0, "nzcv"}};
	char buf[8];
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_string_equal(isa_aarch64.reg_name(rows[i].reg, rows[i].bits, buf), rows[i].name);
	for (unsigned r = 0; r < 256; r++)
		assert_non_null(isa_aarch64.reg_name((reg_t)r, 512, buf));
}

/* Any word at all: no crash, and never more registers or operands than there is room for. */
static void test_any_word(void **state)
{
	uint32_t word = 1;
	(void)state;
	csh handle;
	assert_int_equal(cs_open(isa_aarch64.arch, isa_aarch64.mode, &handle), CS_ERR_OK);
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	cs_insn *in = cs_malloc(handle);
	for (unsigned i = 0; i < 1000000; i++) {
		word = word * 1664525 + 1013904223;
		uint8_t bytes[4] = {(uint8_t)word, (uint8_t)(word >> 8), (uint8_t)(word >> 16), (uint8_t)(word >> 24)};
		const uint8_t *code = bytes;
		size_t size = 4;
		uint64_t address = ADDRESS;
		if (!cs_disasm_iter(handle, &code, &size, &address, in))
			continue;
		struct insn out;
		isa_aarch64.lift(handle, in, &out);
		assert_true(out.n_dst <= INSN_MAX_REGS && out.n_src <= INSN_MAX_REGS && out.n_mem <= 2 &&
		            out.size == 4 && out.cost < isa_aarch64.n_cost);
	}
	cs_free(in, 1);
	cs_close(&handle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_integer),     cmocka_unit_test(test_branches),
	    cmocka_unit_test(test_memory),      cmocka_unit_test(test_vector),
	    cmocka_unit_test(test_sve),         cmocka_unit_test(test_register_post_index),
	    cmocka_unit_test(test_calls),       cmocka_unit_test(test_plt_entries),
	    cmocka_unit_test(test_relocations), cmocka_unit_test(test_names),
	    cmocka_unit_test(test_any_word)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
