/* isa.c: what AArch64 offers to the runner: names, the procedure call standard, relocations, PLT entries. */
#include "lift.h"

#include <elf.h>
#include <stdio.h>
#include <string.h>

/* ---- registers --------------------------------------------------------------------------------------------------- */

#define X_RANGE(first, last) (((2ull << ((last) - (first))) - 1) << (first))

/* AAPCS64 (IHI 0055), base standard. Of v8..v15 only the low 64 bits survive a call; a function that keeps more of one
 * across a call saves it itself, so that v8..v15 count as kept. The same goes for z8..z15 and p4..p15, which only
 * functions with SVE arguments keep: all predicates count as clobbered. */
#define CALL_CLOBBERS                                                                                                  \
	{                                                                                                              \
		{                                                                                                      \
			X_RANGE(0, 18) | 1ull << A64_LR | 1ull << A64_NZCV | 1ull << A64_FFR,                          \
			    X_RANGE(0, 7) | X_RANGE(16, 31) | X_RANGE(32, 47)                                          \
		}                                                                                                      \
	}
#define CALLEE_SAVED                                                                                                   \
	{                                                                                                              \
		{                                                                                                      \
			X_RANGE(19, 29), X_RANGE(8, 15)                                                                \
		}                                                                                                      \
	}
#define CALL_ARGS                                                                                                      \
	{                                                                                                              \
		{                                                                                                      \
			X_RANGE(0, 8), X_RANGE(0, 7)                                                                   \
		}                                                                                                      \
	}
#define CALL_RESULTS                                                                                                   \
	{                                                                                                              \
		{                                                                                                      \
			X_RANGE(0, 7), X_RANGE(0, 3)                                                                   \
		}                                                                                                      \
	}

static const char *general_name(reg_t r, unsigned bits, char buf[static 8])
{
	const char *prefix = bits && bits <= 32 ? "w" : "x";
	if (r == A64_SP)
		return bits && bits <= 32 ? "wsp" : "sp";
	snprintf(buf, 8, "%s%u", prefix, r);
	return buf;
}

static const char *reg_name(reg_t r, unsigned bits, char buf[static 8])
{
	if (r < REG_FLAG)
		return general_name(r, bits, buf);
	if (r == A64_NZCV)
		return "nzcv";
	if (r == A64_FFR)
		return "ffr";
	if (r == A64_SYSTEM)
		return "sysreg";
	if (reg_is_vector(r)) {
		const char *prefix = bits == 8     ? "b"
		                     : bits == 16  ? "h"
		                     : bits == 32  ? "s"
		                     : bits == 64  ? "d"
		                     : bits == 128 ? "q"
		                                   : "v";
		snprintf(buf, 8, "%s%u", bits > 128 ? "z" : prefix, (unsigned)(r - REG_VECTOR) & 31);
		return buf;
	}
	if (reg_is_mask(r)) {
		snprintf(buf, 8, "p%u", (unsigned)(r - REG_MASK) & 15);
		return buf;
	}
	return "?";
}

/* ---- relocations ------------------------------------------------------------------------------------------------- */

static enum reloc_kind reloc(uint32_t type, unsigned bytes_to_end, int64_t *adjust)
{
	(void)bytes_to_end;
	*adjust = 0; /* every one of them counts from the symbol itself */
	switch (type) {
	case R_AARCH64_TSTBR14:
	case R_AARCH64_CONDBR19:
	case R_AARCH64_JUMP26:
	case R_AARCH64_CALL26:
		return RELOC_BRANCH;
	case R_AARCH64_ADR_GOT_PAGE:
	case R_AARCH64_LD64_GOT_LO12_NC:
	case R_AARCH64_LD64_GOTPAGE_LO15:
	case R_AARCH64_LD64_GOTOFF_LO15:
	case R_AARCH64_GOT_LD_PREL19:
		return RELOC_GOT;
	case R_AARCH64_ABS64:
	case R_AARCH64_ABS32:
	case R_AARCH64_ABS16:
	case R_AARCH64_PREL64:
	case R_AARCH64_PREL32:
	case R_AARCH64_PREL16:
	case R_AARCH64_LD_PREL_LO19:
	case R_AARCH64_ADR_PREL_LO21:
		return RELOC_ADDRESS;
	case R_AARCH64_ADR_PREL_PG_HI21:
	case R_AARCH64_ADR_PREL_PG_HI21_NC:
		return RELOC_PAGE;
	case R_AARCH64_ADD_ABS_LO12_NC:
	case R_AARCH64_LDST8_ABS_LO12_NC:
	case R_AARCH64_LDST16_ABS_LO12_NC:
	case R_AARCH64_LDST32_ABS_LO12_NC:
	case R_AARCH64_LDST64_ABS_LO12_NC:
	case R_AARCH64_LDST128_ABS_LO12_NC:
		return RELOC_PAGE_OFFSET;
	default:
		break;
	}
	if (type >= R_AARCH64_MOVW_UABS_G0 && type <= R_AARCH64_MOVW_SABS_G2)
		return RELOC_ADDRESS;
	if (type >= R_AARCH64_TLSGD_ADR_PREL21 && type <= R_AARCH64_TLSLD_LDST128_DTPREL_LO12_NC)
		return RELOC_TLS;
	return RELOC_UNKNOWN;
}

static bool reloc_is_slot(uint32_t type) { return type == R_AARCH64_JUMP_SLOT || type == R_AARCH64_GLOB_DAT; }

/* ---- PLT entries ------------------------------------------------------------------------------------------------- */

static uint32_t word_at(const uint8_t *p)
{
	uint32_t w;
	memcpy(&w, p, 4);
	return w;
}

/* [bti c] adrp x16, slot; ldr x17, [x16, #lo]; add x16, x16, #lo; [autia1716] br x17; entries are multiples of 8 bytes.
 */
static size_t plt_entry(const uint8_t *code, size_t size, uint64_t address, uint64_t *slot)
{
	enum { BTI_C = 0xd503245f, AUTIA1716 = 0xd503219f, BR_X17 = 0xd61f0220, NOP = 0xd503201f };
	size_t at = size >= 4 && word_at(code) == BTI_C ? 4 : 0;
	if (size < at + 16)
		return 0;
	uint32_t adrp = word_at(code + at), ldr = word_at(code + at + 4), add = word_at(code + at + 8);
	if ((adrp & 0x9f00001f) != 0x90000010 || (ldr & 0xffc003ff) != 0xf9400211 || (add & 0xffc003ff) != 0x91000210)
		return 0;
	int64_t page = (signed_field(adrp, 23, 5) * 4 + (int64_t)field(adrp, 30, 29)) * 4096;
	*slot = ((address + at) & ~0xfffull) + (uint64_t)page + (uint64_t)field(ldr, 21, 10) * 8;
	at += 12;
	if (at + 4 <= size && word_at(code + at) == AUTIA1716)
		at += 4;
	if (at + 4 > size || word_at(code + at) != BR_X17)
		return 0;
	at += 4;
	while (at % 8 && at + 4 <= size && word_at(code + at) == NOP)
		at += 4;
	return at;
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

static const char *const cost_names[N_COST] = {
#define COST(name) #name,
#include "cost.def"
#undef COST
};

static const struct core_model *const models[] = {&model_neoverse_n1, &model_neoverse_v1, &model_cortex_a72, NULL};

/* A shift, or a register added to itself shifted. */
static bool product_is_simple(uint64_t k)
{
	uint64_t rest = k - 1;
	return k > 2 ? !(k & (k - 1)) || !(rest & (rest - 1)) : k == 2;
}

const struct isa isa_aarch64 = {
    .name = "aarch64",
    .elf_machine = EM_AARCH64,
    .arch = CS_ARCH_ARM64,
    .mode = CS_MODE_LITTLE_ENDIAN,
    .min_insn = 4,
    .sp = A64_SP,
    .fp = A64_FP,
    .link = A64_LR,
    .call_clobbers = CALL_CLOBBERS,
    .call_args = CALL_ARGS,
    .call_results = CALL_RESULTS,
    .callee_saved = CALLEE_SAVED,
    .size_arg = 2,
    .last_arg = 7,
    .entry_sp_bias = 0,
    .n_cost = N_COST,
    .cost_names = cost_names,
    .models = models,
    .lift = a64_lift,
    .decode_missing = a64_decode_missing,
    .reloc = reloc,
    .reloc_is_slot = reloc_is_slot,
    .plt_entry = plt_entry,
    .next_jump = a64_next_jump,
    .take_displacement = a64_take_displacement,
    .idioms =
        {
            [IDIOM_ROTATE] = {"ror", NULL, NULL},
            [IDIOM_BYTE_SWAP] = {"rev", NULL, NULL},
            [IDIOM_LOAD_COMBINE] = {"ldr", NULL, NULL},
            [IDIOM_STORE_SPLIT] = {"str", NULL, NULL},
            [IDIOM_BIT_COUNT] = {"cnt and addv, in a vector register", NULL, NULL},
            [IDIOM_LEADING_ZEROS] = {"clz", NULL, NULL},
            [IDIOM_TRAILING_ZEROS] = {"rbit and clz", NULL, NULL},
            [IDIOM_MIN_MAX] = {"cmp and csel, or a packed minimum", NULL, NULL},
            [IDIOM_ABSOLUTE_DIFFERENCE] = {"uabd or sabd", NULL, NULL},
            [IDIOM_MULTIPLY_ADD] = {"madd", NULL, NULL},
            [IDIOM_FUSED_MULTIPLY_ADD] = {"fmadd, fmla in vectors", NULL, NULL},
            [IDIOM_BIT_FIELD] = {"bfi, bfxil or ubfx", NULL, NULL},
            [IDIOM_MULTIPLY_BY_CONSTANT] = {"lsl, or add with a shifted operand", NULL, NULL},
        },
    .packed_minimum = 1 | 2 | 4,
    .product_is_simple = product_is_simple,
    .reg_name = reg_name,
};
