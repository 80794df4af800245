/* isa.c: what x86_64 offers to the runner: the System V ABI's register sets, relocations, PLT entries. */
#include "lift.h"

#include <elf.h>
#include <string.h>

#define COST(name)      #name,
#define COST_VEC(name)  #name, #name "_Y", #name "_Z",
#define COST_SIZE(name) #name "_8", #name "_16", #name "_32", #name "_64",
const char *const x86_cost_names[N_COST] = {
#include "cost.def"
};

static const struct core_model *const models[] = {&x86_model_znver4, &x86_model_skylake, NULL};

/* pc-relative fields count from their own start; what is wanted counts from the instruction's end. */
static enum reloc_kind reloc(uint32_t type, unsigned bytes_to_end, int64_t *adjust)
{
	*adjust = 0;
	switch (type) {
	case R_X86_64_PC8:
	case R_X86_64_PC16:
	case R_X86_64_PC32:
	case R_X86_64_PC64:
		*adjust = bytes_to_end;
		return RELOC_ADDRESS; /* a branch's too: gcc and gas write PC32 for jumps within a file */
	case R_X86_64_PLT32:
		*adjust = bytes_to_end;
		return RELOC_BRANCH;
	case R_X86_64_GOTPCREL:
	case R_X86_64_GOTPCRELX:
	case R_X86_64_REX_GOTPCRELX:
	case R_X86_64_GOTPCREL64:
		*adjust = bytes_to_end;
		return RELOC_GOT;
	case R_X86_64_GOT32:
	case R_X86_64_GOT64:
		return RELOC_GOT;
	case R_X86_64_64:
	case R_X86_64_32:
	case R_X86_64_32S:
	case R_X86_64_16:
	case R_X86_64_8:
	case R_X86_64_GOTOFF64:
	case R_X86_64_GOTPC32:
	case R_X86_64_GOTPC64:
		return RELOC_ADDRESS;
	case R_X86_64_TLSGD:
	case R_X86_64_TLSLD:
	case R_X86_64_DTPOFF32:
	case R_X86_64_DTPOFF64:
	case R_X86_64_GOTTPOFF:
	case R_X86_64_TPOFF32:
	case R_X86_64_TPOFF64:
	case R_X86_64_GOTPC32_TLSDESC:
	case R_X86_64_TLSDESC_CALL:
	case R_X86_64_TLSDESC:
		return RELOC_TLS;
	default:
		return RELOC_UNKNOWN;
	}
}

static bool reloc_is_slot(uint32_t type) { return type == R_X86_64_JUMP_SLOT || type == R_X86_64_GLOB_DAT; }

/* One PLT entry: [endbr64] [push imm; jmp] in any order around  [bnd] jmp *slot(%rip). Lazy IBT entries (.plt of a file
 * with .plt.sec) hold no slot. Entries stand on 8 or 16 bytes. */
static size_t plt_entry(const uint8_t *code, size_t size, uint64_t address, uint64_t *slot)
{
	static const uint8_t endbr[4] = {0xf3, 0x0f, 0x1e, 0xfa};
	size_t at = size >= 4 && !memcmp(code, endbr, 4) ? 4 : 0;
	if (at < size && code[at] == 0xf2)
		at++;
	if (at + 6 > size || code[at] != 0xff || code[at + 1] != 0x25)
		return 0;
	int32_t disp;
	memcpy(&disp, code + at + 2, 4);
	*slot = address + at + 6 + (uint64_t)(int64_t)disp;
	at += 6;
	/* What follows within this entry: push imm32 and jmp (lazy), or padding. */
	if (at < size && (code[at] == 0x68 || at > 8))
		return size < 16 ? size : 16;
	size_t end = 8;
	if (size >= 16 && !(address & 15) && !(code[8] == 0xff && code[9] == 0x25))
		end = 16;
	return size < end ? size : end;
}

/* Code for a CPU that has them: nothing tells a level but what it uses. AVX2's level has all of them. */
static bool has_popcnt(const struct insn *in)
{
	return in->cost == COST_POPCNT || (in->flags & INSN_PACKED && in->vec_bits >= 256);
}

static bool has_fma(const struct insn *in) { return in->op == OP_FMA; }

/* lea adds a register to itself times 1, 2, 4 or 8; or a shift. */
static bool product_is_simple(uint64_t k) { return k == 3 || k == 5 || k == 9 || (k > 1 && !(k & (k - 1))); }

const struct isa isa_x86_64 = {
    .name = "x86_64",
    .elf_machine = EM_X86_64,
    .arch = CS_ARCH_X86,
    .mode = CS_MODE_64,
    .min_insn = 1,
    .sp = RSP,
    .fp = RBP,
    .link = REG_NONE,
    /* System V ABI, 3.2.1: rbx, rsp, rbp, r12-r15 belong to the caller; the direction flag is clear on both sides. */
    .call_clobbers = {{BIT(RAX) | BIT(RCX) | BIT(RDX) | BIT(RSI) | BIT(RDI) | BIT(R8) | BIT(R9) | BIT(R10) | BIT(R11) |
                           BIT(CF) | BIT(OF) | BIT(XF),
                       0xffffffffull | 0xffull << (K0 - 64) | 0xffull << (ST0 - 64)}},
    .call_args = {{BIT(RDI) | BIT(RSI) | BIT(RDX) | BIT(RCX) | BIT(R8) | BIT(R9) | BIT(RAX) | BIT(R10), 0xff}},
    .call_results = {{BIT(RAX) | BIT(RDX), 0x3 | 0x3ull << (ST0 - 64)}},
    .callee_saved = {{BIT(RBX) | BIT(RBP) | BIT(R12) | BIT(R13) | BIT(R14) | BIT(R15), 0}},
    .size_arg = RDX,
    .last_arg = R9,
    .entry_sp_bias = 8,
    .n_cost = N_COST,
    .cost_names = x86_cost_names,
    .models = models,
    .lift = x86_lift,
    .trap_tail = x86_trap_tail,
    .reloc = reloc,
    .reloc_is_slot = reloc_is_slot,
    .plt_entry = plt_entry,
    .next_jump = x86_next_jump,
    .take_displacement = x86_take_displacement,
    .idioms =
        {
            [IDIOM_ROTATE] = {"rol", NULL, NULL},
            [IDIOM_BYTE_SWAP] = {"bswap", NULL, NULL},
            [IDIOM_LOAD_COMBINE] = {"mov", NULL, NULL},
            [IDIOM_STORE_SPLIT] = {"mov", NULL, NULL},
            [IDIOM_BIT_COUNT] = {"popcnt", "-mpopcnt", has_popcnt},
            [IDIOM_LEADING_ZEROS] = {"bsr", NULL, NULL},
            [IDIOM_TRAILING_ZEROS] = {"bsf", NULL, NULL},
            [IDIOM_MIN_MAX] = {"cmp and cmov, or a packed minimum", NULL, NULL},
            [IDIOM_FUSED_MULTIPLY_ADD] = {"vfmadd", NULL, has_fma},
            [IDIOM_MULTIPLY_BY_CONSTANT] = {"lea or a shift", NULL, NULL},
        },
    .packed_minimum = 2,
    .product_is_simple = product_is_simple,
    .reg_name = x86_register_name,
};
