/* isa.h: the neutral instruction, and what an ISA folder offers.
 *
 * An ISA folder turns capstone's view of one instruction into a struct insn. All analysis works on that and on nothing
 * else: whoever needs to know which ISA it is on needs a field here instead. */
#ifndef ASSAY_ISA_H
#define ASSAY_ISA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <capstone/capstone.h>

/* ---- registers ------------------------------------------------------------------------------------------------- */

/* A register's number tells its file. Parts of a register (eax, w0, ymm0, d0) have the number of the whole one; a write
 * that keeps some of the old value also reads it. */
typedef uint8_t reg_t;
enum {
	REG_GENERAL = 0,  /* 0..31: integer registers, the stack pointer among them */
	REG_FLAG = 32,    /* 32..39: flags that are written separately (x86: CF, OF, the others; AArch64: NZCV) */
	REG_SPECIAL = 40, /* 40..63: all else: control and system registers, the direction flag, ... */
	REG_VECTOR = 64,  /* 64..95: SIMD and floating-point registers */
	REG_MASK = 96,    /* 96..111: mask and predicate registers */
	REG_STACK = 112,  /* 112..119: x87 */
	REG_COUNT = 128,
	REG_NONE = 255,
};

typedef struct {
	uint64_t w[2];
} regset;

static inline bool regset_has(regset s, reg_t r) { return r < REG_COUNT && (s.w[r >> 6] >> (r & 63) & 1); }
static inline void regset_add(regset *s, reg_t r)
{
	if (r < REG_COUNT)
		s->w[r >> 6] |= 1ull << (r & 63);
}
static inline void regset_del(regset *s, reg_t r)
{
	if (r < REG_COUNT)
		s->w[r >> 6] &= ~(1ull << (r & 63));
}
static inline regset regset_or(regset a, regset b) { return (regset){{a.w[0] | b.w[0], a.w[1] | b.w[1]}}; }
static inline regset regset_and(regset a, regset b) { return (regset){{a.w[0] & b.w[0], a.w[1] & b.w[1]}}; }
static inline regset regset_minus(regset a, regset b) { return (regset){{a.w[0] & ~b.w[0], a.w[1] & ~b.w[1]}}; }
static inline bool regset_empty(regset a) { return !(a.w[0] | a.w[1]); }
static inline bool regset_equal(regset a, regset b) { return a.w[0] == b.w[0] && a.w[1] == b.w[1]; }
/* Takes the lowest register out of s; REG_NONE when it is empty.  while ((r = regset_pop(&s)) != REG_NONE) ... */
static inline reg_t regset_pop(regset *s)
{
	for (unsigned i = 0; i < 2; i++)
		if (s->w[i]) {
			reg_t r = (reg_t)(64 * i + (unsigned)__builtin_ctzll(s->w[i]));
			s->w[i] &= s->w[i] - 1;
			return r;
		}
	return REG_NONE;
}
static inline bool reg_is_general(reg_t r) { return r < REG_FLAG; }
static inline bool reg_is_flag(reg_t r) { return r >= REG_FLAG && r < REG_SPECIAL; }
static inline bool reg_is_vector(reg_t r) { return r >= REG_VECTOR && r < REG_MASK; }
static inline bool reg_is_mask(reg_t r) { return r >= REG_MASK && r < REG_STACK; }

/* ---- the neutral instruction ----------------------------------------------------------------------------------- */

/* Where control goes. */
enum flow {
	FLOW_NEXT,
	FLOW_BRANCH,        /* conditional, direct; to `target` or on */
	FLOW_JUMP,          /* unconditional, direct */
	FLOW_JUMP_INDIRECT, /* jump table, tail call through a pointer */
	FLOW_CALL,          /* direct */
	FLOW_CALL_INDIRECT, /* through a register or memory, a GOT slot among them */
	FLOW_RETURN,
	FLOW_TRAP, /* never goes on: ud2, int3, hlt, brk, udf */
};

/* What the instruction computes. Loads and stores that only move data are OP_MOVE with a memory operand, whatever the
 * register file; arithmetic on memory is its arithmetic op with a memory operand. */
enum op {
	OP_OTHER,        /* known, of no interest to any class; its register sets are right all the same */
	OP_NOP,          /* no operation, hints, endbr64, bti, prefetch */
	OP_MOVE,         /* copy, load, store, zero- and sign-extending loads of one element, broadcasts excluded */
	OP_CONST,        /* dst = imm, reads nothing (xor eax,eax; pxor x,x; movz; fmov #imm) */
	OP_INSERT_CONST, /* movk: dst = src0 with some bits replaced by imm */
	OP_ADDRESS,      /* dst = the address that mem[0] describes (lea, adr, adrp) */
	OP_EXTEND,       /* dst = sign or zero extension of src0 (movsx, movzx, uxtw, sxtw, cdqe) */
	OP_ADD,
	OP_SUB, /* src0 - src1 */
	OP_ADC,
	OP_SBB,
	OP_NEG,
	OP_ABS,
	OP_AND,
	OP_OR,
	OP_XOR,
	OP_NOT,
	OP_ANDN,
	OP_BITSELECT, /* bsl, ternary logic */
	OP_SHL,
	OP_SHR,
	OP_SAR,
	OP_ROTATE,
	OP_BITFIELD, /* ubfx, bfi, bextr, pext ... */
	OP_MUL,
	OP_MADD, /* dst = src0 * src1 +- src2; acc is 2. Also integer dot products and mla */
	OP_DIV,  /* div, idiv, udiv, sdiv: by the last source; dst[0] is the quotient, dst[1] the remainder */
	OP_MIN,  /* integer, scalar or packed; OP_MAX too */
	OP_MAX,
	OP_CMP,      /* flags from src0 - src1 (or imm) */
	OP_TEST,     /* flags from src0 & src1 (or imm) */
	OP_CCMP,     /* conditional compare: reads flags, writes flags */
	OP_SETCC,    /* dst = condition ? 1 (or -1) : 0 */
	OP_SELECT,   /* dst = condition ? src0 : f(src1): cmov, csel, csinc, csneg, fcsel; reads flags */
	OP_BITCOUNT, /* popcnt, lzcnt, tzcnt, bsf, bsr, clz, rbit, cnt */
	OP_BYTESWAP,
	OP_CRC,
	OP_AES,
	OP_FADD,
	OP_FSUB,
	OP_FMUL,
	OP_FMA,
	OP_FDIV,
	OP_FSQRT,
	OP_FMIN,
	OP_FMAX,
	OP_FABS,
	OP_FNEG,
	OP_FROUND,
	OP_FCMP,     /* to flags */
	OP_FCONVERT, /* between number formats; general <-> vector file too where it converts */
	OP_VCMP,     /* packed compare to a vector or a mask */
	OP_SHUFFLE,  /* rearranges elements: shuffles, permutes, packs, unpacks, insert, extract, broadcast, tbl */
	OP_REDUCE,   /* across the lanes of one vector: addv, faddp, haddps, sad */
	OP_TRANSFER, /* moves bits between register files: movd, fmov, umov, movmskps, kmov */
	OP_MASKOP,   /* arithmetic on masks and predicates: kand, ptrue, whilelo, pfalse, ptest (writes flags) */
	OP_STRING,   /* rep movs and the like: loops by itself */
	OP_PUSH,
	OP_POP,    /* also leave: dst is the frame register and sp, mem[0] at the frame register, no write-back */
	OP_BRANCH, /* any instruction whose flow is not FLOW_NEXT and that computes nothing else */
	OP_FENCE,
	OP_SYSTEM,
	OP_COUNT,
};

/* The condition of a branch, select, setcc or ccmp, in terms of the compare that wrote the flags, whose first operand
 * is on the left. Unsigned: U..., signed: S... Floating-point conditions use the one whose integer meaning matches. */
enum cond {
	COND_NONE,
	COND_EQ,
	COND_NE,
	COND_ULT,
	COND_ULE,
	COND_UGT,
	COND_UGE,
	COND_SLT,
	COND_SLE,
	COND_SGT,
	COND_SGE,
	COND_NEGATIVE,
	COND_POSITIVE,
	COND_OVERFLOW,
	COND_NO_OVERFLOW,
	COND_PARITY,
	COND_NO_PARITY,
	COND_BIT_CLEAR, /* tbz, tbnz: bit number in imm, of src[0]; COND_BIT_SET too */
	COND_BIT_SET,
	COND_OTHER,
};

enum mem_flags {
	MEM_READ = 1,
	MEM_WRITE = 2,
	MEM_ADDRESS = 4,       /* the address is computed, nothing is accessed (lea, adr, prefetch) */
	MEM_PC_RELATIVE = 8,   /* base is REG_NONE and disp the absolute address (see struct insn's `address`) */
	MEM_VECTOR_INDEX = 16, /* gather, scatter: index (or base) is a vector register */
	MEM_VL_SCALED =
	    32,       /* disp and width are to be multiplied by the vector length in 128-bit units (SVE `mul vl`) */
	MEM_TLS = 64, /* relative to a thread's segment (fs:) */
	MEM_INDEX_SIGNED = 128, /* index is extended from 32 bits (sxtw, uxtw) */
};

/* One memory operand: [base + index * scale + disp], width bytes. disp is relative to base's value BEFORE the
 * instruction, for push and for pre- and post-indexed forms too (push: base sp, disp -8; ldr x0,[x1],#8: disp 0). */
struct memop {
	int64_t disp;
	reg_t base, index; /* REG_NONE where there is none */
	uint8_t scale;     /* 1 where there is no index */
	uint8_t flags;     /* enum mem_flags */
	uint16_t width;    /* bytes of memory accessed; 0 unknown */
};

enum insn_flags {
	INSN_PACKED = 1,      /* a SIMD data operation on more than one element; moves of a whole vector register too */
	INSN_SCALABLE = 2,    /* its vector length is a run-time value (SVE): vec_bits is 128; OP_ADD of a general
	                         register and imm: imm is to be multiplied by that length in 128-bit units (addvl, incd) */
	INSN_FLOAT = 4,       /* arithmetic, compare or conversion of floating-point values (moves are not) */
	INSN_MERGES = 8,      /* dst[0]'s old value is an input: partial writes, cmov, movk, bfi, fmla, merging masks */
	INSN_ATOMIC = 16,     /* lock prefix, xchg with memory, exclusives, acquire, release, LSE atomics */
	INSN_MAY_TRAP = 32,   /* may fault although it touches no memory (integer division on x86) */
	INSN_WRITEBACK = 64,  /* also writes mem[0].base := base + wb (push, pop, pre- and post-index) */
	INSN_MASKED = 128,    /* predicated by a mask or predicate register */
	INSN_COPY = 256,      /* dst[0] = src[0], all bits the reader can see, nothing else (mov r,r; movaps x,x) */
	INSN_UNDECODED = 512, /* capstone could not decode these bytes: reads and writes are unknown */
	INSN_SIGNED = 1024,   /* a sign-extending load or extension, a signed division, min, max or compare; arithmetic
	                         whose   last source is sign-extended from fewer bits (add x0, x1, w2, sxtb #2) */
	INSN_RELOC = 2048,    /* a relocation covers some of its bytes; `sym` tells which symbol */
	INSN_TLS = 4096,      /* that relocation is about a thread's variable */
};

/* What op alone leaves open (insn.how). Shifted operands: how src[n_src-1] is shifted, by insn.by bits. */
enum how {
	HOW_PLAIN,
	HOW_LEFT, /* operands that are shifted before the operation */
	HOW_RIGHT,
	HOW_ARITHMETIC,
	HOW_ROTATED,
	HOW_UPPER_HALF,      /* OP_MUL: of the product twice as wide */
	HOW_SUBTRACTS,       /* OP_MADD: dst = src2 - src0 * src1 */
	HOW_EXTRACT,         /* OP_BITFIELD: cut_bits bits of src0 from bit cut_shift on, extended (INSN_SIGNED) */
	HOW_EXTRACT_SHIFTED, /* OP_BITFIELD: the low cut_bits bits of src0, extended, shifted left by cut_shift */
	HOW_INSERT,          /* OP_BITFIELD: the low cut_bits bits of src0 put to bit cut_shift of dst */
	HOW_INSERT_LOW,      /* OP_BITFIELD: cut_bits bits of src0 from bit cut_shift on put to bit 0 of dst */
	HOW_FUNNEL,          /* OP_BITFIELD: the low half of src0:src1 (src0 above) shifted right by imm */
	HOW_INVERTS,         /* OP_SELECT: the second value is inverted, negated, incremented */
	HOW_NEGATES,
	HOW_INCREMENTS,
	HOW_COUNT_ONES, /* OP_BITCOUNT */
	HOW_COUNT_LEADING,
	HOW_COUNT_TRAILING,
	HOW_REVERSE, /* OP_BITCOUNT: bits; OP_BYTESWAP: the bytes of each half or word only, of `by` bits */
	HOW_HIGH,    /* src0 is not the register's low part but bits 8 to 15 */
	HOW_OTHER,   /* parts of registers that nothing else here describes */
};

/* Work for which an ISA may have one instruction (isa.idioms). */
enum idiom {
	IDIOM_ROTATE,
	IDIOM_BYTE_SWAP,
	IDIOM_LOAD_COMBINE,
	IDIOM_STORE_SPLIT,
	IDIOM_BIT_COUNT,
	IDIOM_LEADING_ZEROS,
	IDIOM_TRAILING_ZEROS,
	IDIOM_MIN_MAX,
	IDIOM_ABSOLUTE_DIFFERENCE,
	IDIOM_MULTIPLY_ADD,       /* of integers */
	IDIOM_FUSED_MULTIPLY_ADD, /* of floating-point numbers */
	IDIOM_BIT_FIELD,
	IDIOM_MULTIPLY_BY_CONSTANT,
	N_IDIOM
};
struct insn;
struct idiom_offer {
	const char *instruction; /* what does it, as people write it; NULL: the ISA has none */
	const char *flag;        /* the compiler option that allows it where the baseline does not; NULL: none, or where
	                            it is not shown nothing is said either */
	/* Whether this instruction belongs to code that may use it: NULL where every one does. */
	bool (*shown_by)(const struct insn *in);
};

#define INSN_MAX_REGS 4
#define SHIFT_OTHER   255

struct insn {
	uint64_t address; /* in the file's address space (struct object) */
	uint64_t target;  /* direct branch, jump, call: destination; 0 with sym >= 0 and external: see object.h */
	int64_t imm;      /* the immediate operand, sign extended; valid with has_imm */
	regset read;      /* every register whose value is an input: data, address, flags, merged destinations */
	regset write;     /* every register written. Calls: the ABI's call-clobbered set is added */
	struct memop mem[2];
	int32_t sym;            /* index of the relocation's or target's symbol (struct object), -1: none */
	int32_t wb;             /* INSN_WRITEBACK: what is added to mem[0].base */
	uint16_t flags;         /* enum insn_flags */
	uint16_t cost;          /* the ISA's own cost class: index into struct core_model's table */
	uint16_t vec_bits;      /* INSN_PACKED: vector width in bits; else 0 */
	uint16_t data_bits;     /* width of the operation on one whole destination: 8..512; scalar float: 32 or 64 */
	uint8_t elem_bits;      /* width of one element: of packed data, else = data_bits; scalar
	                           extensions and extending loads: the source's width */
	uint8_t size;           /* bytes */
	uint8_t op, flow, cond; /* enum op, enum flow, enum cond */
	uint8_t n_mem, n_dst, n_src;
	bool has_imm;
	reg_t dst[INSN_MAX_REGS];    /* data destinations in order, flags and written-back base excluded */
	reg_t src[INSN_MAX_REGS];    /* data sources in order, address registers and flags excluded. A store's data come
	                                first here; a memory source has no entry. REG_NONE stands for the zero register
	                                where others follow or the position counts (stp xzr, x1); the same in dst (ldp).
	                                A source that is a shifted or extended
	                                register is a source, and `imm` is then the shift amount for OP_ADD.. with has_imm
	                                false and shift set */
	uint8_t shift;               /* src[n_src-1] is shifted left by this (AArch64 shifted operands), 0: not;
	                                SHIFT_OTHER: shifted right, rotated, or cut to 8 or 16 bits: not src itself */
	uint8_t acc;                 /* index into src[] of the accumulator of OP_MADD, OP_FMA; INSN_MAX_REGS: none */
	uint8_t cut_bits, cut_shift; /* SHIFT_OTHER by extension (uxtb, sxth): this many low bits of src[n_src-1],
	                                sign-extended with INSN_SIGNED, shifted left by cut_shift; 0: another form.
	                                OP_BITFIELD: by `how` */
	uint8_t how, by;             /* enum how; bits of HOW_LEFT..HOW_ROTATED */
	uint8_t mem_at; /* a memory source stands before src[mem_at] in the operation: cmp [m], r: 0; cmp r, [m]: 1 */
};

static inline bool insn_is_call(const struct insn *in)
{
	return in->flow == FLOW_CALL || in->flow == FLOW_CALL_INDIRECT;
}

/* ---- what a core costs ----------------------------------------------------------------------------------------- */

/* One row for each cost class of the ISA. Every figure's source stands in the core's file. */
struct core_cost {
	float latency;     /* cycles from register inputs to the result; pure loads: from the address, L1 hit */
	float acc_latency; /* from the accumulator (insn.acc) where it is forwarded late; 0: as latency */
	float recip;       /* reciprocal throughput where it is not what ports give (dividers): cycles; 0: ports */
	uint16_t ports;    /* bit set of ports that can run its computing micro-ops */
	uint8_t uops;      /* computing micro-ops, loads and stores excluded; 0: handled at rename or nothing */
	uint8_t known;     /* 1; a class without a row is unknown and is counted as such, never as free */
};

struct core_model {
	const char *name;                     /* as users write it: znver4 */
	const char *title;                    /* "AMD Zen 4" */
	const char *source;                   /* where the figures come from */
	uint16_t dispatch;                    /* micro-ops, fused as this core fuses them, dispatched in one cycle */
	uint16_t load_ports, store_ports;     /* bit sets, disjoint from or shared with the computing ports */
	float load_latency, vec_load_latency; /* address to use, L1 hit: general registers, vector registers */
	float forward_latency;                /* store to load of the same bytes, to use */
	float vec_forward_latency;            /* the same of a vector register; 0: as forward_latency */
	float forward_miss;                   /* the same where no store holds all bytes of the load; 0: not known */
	bool forwards_halves;         /* a load of 8 bytes or more may get each of its halves from a store of its own */
	bool predicts_forwarding;     /* a store that feeds the same load each time soon costs it nothing; general
	                                 registers only */
	float writeback_latency;      /* written-back base register */
	float mispredict;             /* cycles that a mispredicted branch costs */
	const struct core_cost *cost; /* isa->n_cost rows */
	const char *const *port_names;   /* by bit, NULL-terminated */
	uint8_t load_is_uop, store_uops; /* a folded load costs no dispatch slot (0) or one (1); slots of a store */
	const uint8_t *fuses;    /* enum op, OP_OTHER at the end: with a conditional branch on their flags right after
	                            them they are one micro-op; NULL: none */
	uint8_t taken_per_cycle; /* branches taken in one cycle, so loops turned around; 0: one */
};

/* Direct transfers of control, as isa.next_jump tells them apart. */
enum direct_kind { DIRECT_JUMP, DIRECT_BRANCH, DIRECT_CALL };

/* ---- an ISA ---------------------------------------------------------------------------------------------------- */

struct object;

/* What a relocation says about the instruction that it covers. */
enum reloc_kind {
	RELOC_UNKNOWN,
	RELOC_BRANCH,  /* destination of a branch, jump or call (through the PLT or not) */
	RELOC_ADDRESS, /* the symbol's address, or a part of it, reaches an operand; pc-relative data operands */
	RELOC_GOT,     /* the operand is, or addresses, the symbol's GOT slot */
	RELOC_TLS,
	RELOC_PAGE,        /* the 4 KiB page of the symbol's address (adrp) */
	RELOC_PAGE_OFFSET, /* the low 12 bits of the symbol's address (the add or load that completes an adrp) */
};

struct isa {
	const char *name;     /* "x86_64": as the JSON has it */
	uint16_t elf_machine; /* EM_... */
	cs_arch arch;
	cs_mode mode;
	uint8_t min_insn;   /* bytes; undecodable bytes are skipped in this step */
	reg_t sp, fp, link; /* link: REG_NONE where calls push the return address */
	regset call_clobbers, call_args, call_results, callee_saved;
	reg_t size_arg;        /* the third integer argument: how many bytes memcpy and its like take */
	reg_t last_arg;        /* the last integer argument: variadic functions save it whatever they name */
	uint8_t entry_sp_bias; /* bytes between sp at entry and the first incoming stack argument (return address) */
	uint16_t n_cost;
	const char *const *cost_names;          /* n_cost names, for tests and messages */
	const struct core_model *const *models; /* NULL-terminated, the default first */

	/* Fills *out from one decoded instruction, all but sym and relocated operands. Never fails: what it does not
	 * know becomes OP_OTHER with capstone's register sets. */
	void (*lift)(csh handle, const cs_insn *in, struct insn *out);
	/* An instruction that capstone does not know: out of its first bytes (zeroes follow the last one) its size,
	 * mnemonic and operands; lift takes it from there. False: it is none either. */
	bool (*decode_missing)(cs_insn *in);
	/* Bytes at `next` that belong to a trap which capstone took for shorter than it is; what they say goes into
	 * *out. NULL: none do. */
	size_t (*trap_tail)(const cs_insn *in, const uint8_t *next, size_t room, struct insn *out);
	/* One relocation type's meaning; *adjust is added to symbol + addend to get the operand's or target's address,
	 * given the distance from the relocated field to the instruction's end (x86: pc32 counts from there). */
	enum reloc_kind (*reloc)(uint32_t type, unsigned bytes_to_end, int64_t *adjust);
	/* A dynamic relocation that fills a PLT's GOT slot (JUMP_SLOT) or a GOT entry (GLOB_DAT). */
	bool (*reloc_is_slot)(uint32_t type);
	/* The GOT slot that a PLT entry jumps through: scans `size` bytes of code at `address`, decoding as it must.
	 * Returns the entry's size in bytes and sets *slot, or 0 where there is no entry. */
	size_t (*plt_entry)(const uint8_t *code, size_t size, uint64_t address, uint64_t *slot);
	/* The next direct jump, branch or call in `size` bytes of code at `address` whose destination lies in [low,
	 * high): its offset, `size` where there is none. Quick rather than exact: code is not decoded from one
	 * instruction to the next, so bytes within another instruction may look like one. */
	size_t (*next_jump)(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high,
	                    uint64_t *target, enum direct_kind *kind);
	/* Takes the pc-relative displacement of an instruction's target or memory operand out of its first bytes
	 * (zeroes follow the last one): zeroes it there and gives it in bytes. False: it has none, or it has one that
	 * these bytes do not show simply, or that is not just added to an address that depends on nothing but the
	 * place. */
	bool (*take_displacement)(uint8_t bytes[static 16], int64_t *displacement);
	struct idiom_offer idioms[N_IDIOM];
	uint8_t
	    packed_minimum; /* the baseline has packed signed minima of elements of that many bytes: 1 | 2 | 4 | 8 */
	bool (*product_is_simple)(uint64_t k); /* one instruction other than a multiplication multiplies by k */
	/* "rax", "x0", "xmm3", "z0": a register as `bits` wide (0: its whole width), into buf. */
	const char *(*reg_name)(reg_t r, unsigned bits, char buf[static 8]);
};

/* The one place that lists the ISAs: isa_NAME is what the folder NAME fills. */
#define ISAS(ROW)                                                                                                      \
	ROW(x86_64)                                                                                                    \
	ROW(aarch64)

#define ISA_DECLARE(i) extern const struct isa isa_##i;
ISAS(ISA_DECLARE)
extern const struct isa *const isa_table[]; /* NULL-terminated */
const struct isa *isa_by_name(const char *name);
const struct isa *isa_by_machine(uint16_t elf_machine);
/* NULL where the ISA has no such model; name NULL: the default. */
const struct core_model *isa_model(const struct isa *isa, const char *name);

#endif
