/* test_zydis.c: what the x86_64 lifter says that instructions read and write, against a second decoder.
 *
 * Every instruction of some real libraries (of large ones a sample) is lifted and decoded by Zydis; registers and
 * flags read and written, implicit ones too, width and direction of memory operands are compared. Every difference
 * needs a row in the table of rules below, which gives the reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <Zydis/Zydis.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "x86_64/forms.h"
#include "x86_64/registers.h"

#define BYTES_PER_FILE 2000000 /* larger sections are sampled evenly */

/* ---- what Zydis says --------------------------------------------------------------------------------------------- */

struct second {
	ZydisDecodedInstruction in;
	ZydisDecodedOperand op[ZYDIS_MAX_OPERAND_COUNT];
	regset read, write;
};

static reg_t neutral(ZydisRegister r)
{
	ZyanU8 id = (ZyanU8)ZydisRegisterGetId(r);
	switch (ZydisRegisterGetClass(r)) {
	case ZYDIS_REGCLASS_GPR8:
		return (reg_t)ZydisRegisterGetId(ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, r));
	case ZYDIS_REGCLASS_GPR16:
	case ZYDIS_REGCLASS_GPR32:
	case ZYDIS_REGCLASS_GPR64:
		return id;
	case ZYDIS_REGCLASS_XMM:
	case ZYDIS_REGCLASS_YMM:
	case ZYDIS_REGCLASS_ZMM:
		return XMM0 + id;
	case ZYDIS_REGCLASS_MASK:
		return K0 + id;
	case ZYDIS_REGCLASS_X87:
	case ZYDIS_REGCLASS_MMX:
		return ST0 + id;
	case ZYDIS_REGCLASS_SEGMENT:
		return SEGMENTS;
	case ZYDIS_REGCLASS_CONTROL:
	case ZYDIS_REGCLASS_DEBUG:
	case ZYDIS_REGCLASS_BOUND:
		return SYSTEM;
	default:
		return r == ZYDIS_REGISTER_MXCSR        ? MXCSR
		       : r == ZYDIS_REGISTER_X87STATUS  ? FPSW
		       : r == ZYDIS_REGISTER_X87CONTROL ? FPCW
		                                        : REG_NONE;
	}
}

static void add_register(struct second *z, const ZydisDecodedOperand *o)
{
	reg_t r = neutral(o->reg.value);
	bool writes = o->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE;
	/* Written in part, or under a condition: what was there stays. */
	bool kept = (o->actions & ZYDIS_OPERAND_ACTION_CONDWRITE) ||
	            (reg_is_general(r) && ZydisRegisterGetWidth(ZYDIS_MACHINE_MODE_LONG_64, o->reg.value) < 32);
	if (o->encoding == ZYDIS_OPERAND_ENCODING_MASK && o->reg.value == ZYDIS_REGISTER_K0)
		return; /* EVEX without a mask */
	if ((o->actions & ZYDIS_OPERAND_ACTION_MASK_READ) || (writes && kept))
		regset_add(&z->read, r);
	if (writes)
		regset_add(&z->write, r);
}

static uint64_t flag_bits(ZydisAccessedFlagsMask f)
{
	return (f & ZYDIS_CPUFLAG_CF ? BIT(CF) : 0) | (f & ZYDIS_CPUFLAG_OF ? BIT(OF) : 0) |
	       (f & ZYDIS_CPUFLAG_DF ? BIT(DF) : 0) |
	       (f & (ZYDIS_CPUFLAG_PF | ZYDIS_CPUFLAG_AF | ZYDIS_CPUFLAG_ZF | ZYDIS_CPUFLAG_SF) ? BIT(XF) : 0);
}

static bool decode(const ZydisDecoder *d, const uint8_t *code, size_t size, struct second *z)
{
	if (!ZYAN_SUCCESS(ZydisDecoderDecodeFull(d, code, size, &z->in, z->op)))
		return false;
	z->read = z->write = (regset){{0, 0}};
	for (unsigned i = 0; i < z->in.operand_count; i++) {
		const ZydisDecodedOperand *o = &z->op[i];
		if (o->type == ZYDIS_OPERAND_TYPE_REGISTER) {
			add_register(z, o);
		} else if (o->type == ZYDIS_OPERAND_TYPE_MEMORY) {
			regset_add(&z->read, neutral(o->mem.base));
			regset_add(&z->read, neutral(o->mem.index));
		}
	}
	const ZydisAccessedFlags *f = z->in.cpu_flags;
	if (f) {
		z->read.w[0] |= flag_bits(f->tested);
		z->write.w[0] |= flag_bits(f->modified | f->set_0 | f->set_1 | f->undefined);
	}
	return true;
}

/* ---- differences that are meant ---------------------------------------------------------------------------------- */

#define FLAGS   (BIT(CF) | BIT(OF) | BIT(XF))
#define WORDS   (BIT(MXCSR) | BIT(FPSW) | BIT(FPCW))
#define GENERAL 0xffffull
#define ANY     (~0ull)

/* Which instructions: by mnemonic (space-separated, as Zydis spells them) and by what the lifter made of them. */
struct rule {
	const char *names; /* NULL: any */
	bool (*when)(const struct insn *);
	/* Registers that only one side has. dst: those that the lifter has as destinations. */
	uint64_t only_read, only_write, zydis_read, zydis_write; /* of the first 64 registers */
	bool dst_read, vectors; /* only_read also holds destinations; all four hold vector and stack registers */
	const char *reason;
	unsigned long used;
};

static bool is_const(const struct insn *i) { return i->op == OP_CONST; }
static bool is_sbb_same(const struct insn *i) { return i->op == OP_SBB && !i->n_src; }
static bool is_call(const struct insn *i) { return i->flow == FLOW_CALL || i->flow == FLOW_CALL_INDIRECT; }
static bool is_return(const struct insn *i) { return i->flow == FLOW_RETURN; }
static bool is_trap(const struct insn *i) { return i->flow == FLOW_TRAP; }
static bool is_string(const struct insn *i) { return i->op == OP_STRING; }

static struct rule rules[] = {
    {.zydis_read = WORDS,
     .zydis_write = WORDS,
     .reason = "rounding modes and exception flags are followed only where they are the operand"},
    {.when = is_const, .zydis_read = GENERAL, .vectors = true, .reason = "x ^ x, x - x, x == x do not depend on x"},
    {.when = is_sbb_same, .zydis_read = GENERAL, .reason = "sbb x, x depends on CF alone"},
    {.when = is_call,
     .only_write = ANY,
     .zydis_write = BIT(RSP),
     .vectors = true,
     .reason = "the ABI's clobbered registers are added; after the return rsp is as before"},
    {.when = is_return, .zydis_write = BIT(RSP) | FLAGS | BIT(DF), .reason = "nothing in the function comes after it"},
    {.when = is_trap, .zydis_read = GENERAL, .reason = "the operand of ud1 is not accessed"},
    {"nop", .zydis_read = GENERAL, .reason = "nothing is computed"},
    {"shl sal shr sar shld shrd rol ror rcl rcr", .only_read = FLAGS,
     .reason = "a count of 0 in cl leaves the flags as they were"},
    {"bt bts btr btc", .zydis_write = BIT(OF) | BIT(XF),
     .reason = "ZF stays, the others are undefined: only CF is result"},
    {"bsf bsr", .dst_read = true, .reason = "the destination stays where the source is 0 (AMD documents it)"},
    {"movss movsd movhps movhpd movlps movlpd movhlps movlhps cvtss2sd cvtsd2ss cvtsi2sd cvtsi2ss sqrtss sqrtsd rcpss "
     "rsqrtss roundss roundsd cvtpi2ps pinsrw",
     .dst_read = true, .reason = "the rest of the destination stays; Zydis counts the written part"},
    {"vzeroall", .only_write = 0, .vectors = true, .reason = "Zydis leaves them out"},
    {"emms femms fnsave frstor", .vectors = true, .reason = "all stack registers; Zydis leaves them out"},
    {"fxam ftst", .vectors = true, .reason = "Zydis has st(0) written; they only look at it"},
    {"ffree ffreep", .vectors = true, .reason = "Zydis has the register read; only its tag is written"},
    {"fnstsw fnstcw fnstenv fnsave fstenv stmxcsr vstmxcsr", .only_read = WORDS,
     .reason = "Zydis leaves the words out"},
    {"fldcw fldenv frstor fninit fnclex ldmxcsr vldmxcsr fcom fcomp fcompp ficom ficomp fucom fucomp fucompp ftst fxam "
     "fprem fprem1 fsin fcos fsincos fptan fincstp fdecstp",
     .only_write = WORDS, .reason = "Zydis leaves the words out"},
    {"syscall int", .only_read = GENERAL, .only_write = BIT(RAX) | BIT(RCX) | BIT(R11),
     .zydis_write = FLAGS | BIT(DF) | BIT(SEGMENTS),
     .reason = "Linux' system call: arguments, result; flags come back from r11"},
    {"leave", .zydis_read = BIT(RSP), .reason = "it is overwritten by rbp"},
    {"xbegin xabort", .zydis_read = BIT(RAX), .zydis_write = BIT(RAX), .reason = "eax is written where it aborts to"},
    {"vptest", .only_write = BIT(OF), .reason = "OF is cleared (Intel's manual); Zydis leaves it out"},
    {.when = is_string,
     .only_read = FLAGS,
     .only_write = BIT(RSI) | BIT(RDI),
     .reason = "the pointers advance; a count of 0 leaves flags as they were"},
    {"xcrypt_ecb xcrypt_cbc xcrypt_ctr xcrypt_cfb xcrypt_ofb", .zydis_read = BIT(RCX), .zydis_write = BIT(RCX),
     .reason = "VIA's, without a row: capstone's sets"},
    {"mov push pop", .only_read = BIT(SEGMENTS), .only_write = BIT(SEGMENTS),
     .reason = "all segment registers are one"},
};
#define N_RULES (sizeof rules / sizeof *rules)

static bool named(const char *names, const char *name)
{
	size_t n = strlen(name);
	for (const char *p = names; p && (p = strstr(p, name)); p += n)
		if ((p == names || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

struct difference {
	regset only_read, only_write, zydis_read, zydis_write;
};

static void permit(regset *s, uint64_t low, bool vectors)
{
	s->w[0] &= ~low;
	s->w[1] &= vectors ? 0 : ~0ull;
}

static void apply(struct rule *r, const struct insn *i, struct difference *d)
{
	struct difference before = *d;
	permit(&d->only_read, r->only_read, r->vectors);
	permit(&d->only_write, r->only_write, r->vectors);
	permit(&d->zydis_read, r->zydis_read, r->vectors);
	permit(&d->zydis_write, r->zydis_write, r->vectors);
	for (unsigned k = 0; r->dst_read && k < i->n_dst; k++)
		regset_del(&d->only_read, i->dst[k]);
	r->used += memcmp(&before, d, sizeof before) != 0;
}

static bool nothing_left(const struct difference *d)
{
	return regset_empty(d->only_read) && regset_empty(d->only_write) && regset_empty(d->zydis_read) &&
	       regset_empty(d->zydis_write);
}

static bool explained(const struct insn *i, const struct second *z, struct difference *d)
{
	const char *name = ZydisMnemonicGetString(z->in.mnemonic);
	for (unsigned k = 0; k < N_RULES && !nothing_left(d); k++)
		if ((!rules[k].names || named(rules[k].names, name)) && (!rules[k].when || rules[k].when(i)))
			apply(&rules[k], i, d);
	return nothing_left(d);
}

/* ---- memory operands --------------------------------------------------------------------------------------------- */

static bool same_place(const struct memop *m, const ZydisDecodedOperand *o)
{
	reg_t base = neutral(o->mem.base), index = neutral(o->mem.index);
	return o->type == ZYDIS_OPERAND_TYPE_MEMORY && m->base == base && m->index == index;
}

/* The operand of Zydis' that has the same registers, direction and width. */
static bool memory_agrees(const struct memop *m, const struct second *z)
{
	for (unsigned k = 0; k < z->in.operand_count; k++) {
		const ZydisDecodedOperand *o = &z->op[k];
		if (!same_place(m, o))
			continue;
		bool reads = o->actions & ZYDIS_OPERAND_ACTION_MASK_READ;
		bool writes = o->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE;
		bool direction = reads == !!(m->flags & MEM_READ) && writes == !!(m->flags & MEM_WRITE);
		if (m->flags & MEM_ADDRESS || (direction && (!m->width || m->width * 8 == o->size)))
			return true;
	}
	return false;
}

/* Forms in which the lifter's memory operand is meant to be another. */
static const char *const memory_names =
    "push pushf pushfq pop popf popfq leave call ret " /* of the stack: rsp before the instruction */
    "maskmovdqu vmaskmovdqu maskmovq fnstenv fldenv fnsave frstor xlat bndldx bndstx";

/* ---- comparing --------------------------------------------------------------------------------------------------- */

static unsigned long compared, undecoded, unexplained;
static uint8_t shown[ZYDIS_MNEMONIC_MAX_VALUE + 1];

/* Counts a difference; true for the first ones of each mnemonic, which are shown. */
static bool count(const struct second *z)
{
	unexplained++;
	return shown[z->in.mnemonic]++ < 2;
}

static void say(const cs_insn *in, const char *what, regset s)
{
	char buf[8];
	reg_t r;
	if (regset_empty(s))
		return;
	print_message("%s %s: %s:", in->mnemonic, in->op_str, what);
	while ((r = regset_pop(&s)) != REG_NONE)
		print_message(" %s", isa_x86_64.reg_name(r, 0, buf));
	print_message("\n");
}

/* capstone's ids of compares with the predicate in their name are wrong; all others agree with the mnemonic. */
static void compare_id(csh handle, const cs_insn *in, const struct insn *i, const struct second *z)
{
	const char *name = cs_insn_name(handle, in->id), *m = in->mnemonic, *space;
	while ((space = strchr(m, ' ')))
		m = space + 1;
	bool compares = strstr(m, "cmp") || strstr(m, "test") || strstr(m, "fpclass") || strstr(m, "shufbitq");
	bool same = !strcmp(m, name) || !strcmp(m, "faddp"); /* faddp has fadd's */
	if ((!same && i->op != OP_VCMP) || (i->op == OP_VCMP && !compares))
		if (count(z))
			print_message("%s %s: id of %s, operation %u\n", in->mnemonic, in->op_str, name, i->op);
}

static void compare(const cs_insn *in, const struct insn *i, const struct second *z)
{
	struct difference d = {regset_minus(i->read, z->read), regset_minus(i->write, z->write),
	                       regset_minus(z->read, i->read), regset_minus(z->write, i->write)};
	compared++;
	if (!nothing_left(&d) && !explained(i, z, &d) && count(z)) {
		say(in, "only the lifter reads", d.only_read);
		say(in, "only the lifter writes", d.only_write);
		say(in, "only Zydis reads", d.zydis_read);
		say(in, "only Zydis writes", d.zydis_write);
	}
	if (named(memory_names, ZydisMnemonicGetString(z->in.mnemonic)))
		return;
	for (unsigned k = 0; k < i->n_mem; k++)
		if (!memory_agrees(&i->mem[k], z) && count(z))
			print_message("%s %s: memory operand: %u bytes, flags %u\n", in->mnemonic, in->op_str,
			              i->mem[k].width, i->mem[k].flags);
}

/* Of large sections, windows spread over them. They start where a function seems to: aligned, after a return or
 * padding. */
#define WINDOW 32768

static size_t function_start(const uint8_t *code, size_t size, uint64_t address, size_t at)
{
	for (at += -(address + at) & 15; at && at < size; at += 16)
		if (code[at - 1] == 0xc3 || code[at - 1] == 0xcc || code[at - 1] == 0x90)
			break;
	return at < size ? at : size;
}

static void compare_window(csh handle, const ZydisDecoder *decoder, const uint8_t *code, size_t size, uint64_t address)
{
	cs_insn *in = cs_malloc(handle);
	struct second z;
	while (size) {
		const uint8_t *start = code;
		size_t left = size;
		if (!cs_disasm_iter(handle, &code, &size, &address, in)) {
			code++, size--, address++;
			continue;
		}
		struct insn out;
		isa_x86_64.lift(handle, in, &out);
		/* Data between functions: what only one of them takes for an instruction. */
		if (!decode(decoder, start, left, &z) || z.in.length != in->size)
			undecoded++;
		else
			compare(in, &out, &z), compare_id(handle, in, &out, &z);
	}
	cs_free(in, 1);
}

static void compare_code(csh handle, const ZydisDecoder *decoder, const uint8_t *code, size_t size, uint64_t address)
{
	size_t every = size / BYTES_PER_FILE + 1;
	for (size_t at = 0; at < size; at += every * WINDOW) {
		size_t from = every > 1 ? function_start(code, size, address, at) : at;
		size_t end = at + WINDOW < size ? at + WINDOW : size;
		if (from < end)
			compare_window(handle, decoder, code + from, end - from, address + from);
	}
}

static bool compare_file(csh handle, const ZydisDecoder *decoder, const char *path)
{
	int fd = open(path, O_RDONLY);
	Elf *e = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ_MMAP, NULL);
	GElf_Ehdr header;
	bool ok = e && gelf_getehdr(e, &header) && header.e_machine == EM_X86_64;
	Elf_Scn *s = NULL;
	unsigned long before = compared;
	while (ok && (s = elf_nextscn(e, s))) {
		GElf_Shdr sh;
		gelf_getshdr(s, &sh);
		Elf_Data *d = sh.sh_flags & SHF_EXECINSTR && sh.sh_type == SHT_PROGBITS ? elf_getdata(s, NULL) : NULL;
		if (d && d->d_size)
			compare_code(handle, decoder, d->d_buf, d->d_size, sh.sh_addr);
	}
	if (ok)
		print_message("%s: %lu instructions compared\n", path, compared - before);
	elf_end(e);
	if (fd >= 0)
		close(fd);
	return ok;
}

static void libraries(void **state)
{
	/* The C library for everything, LLVM for what compilers make, the others for hand-written vectors; those that
	 * are not there are left out. */
	static const char *const dirs[] = {"/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu",
	                                   "/usr/x86_64-linux-gnu/lib"};
	static const char *const names[] = {"libc.so.6",         "libm.so.6",     "libLLVM-14.so.1",
	                                    "libcrypto.so.3",    "libgmp.so.10",  "libx265.so.199",
	                                    "libSvtAv1Enc.so.1", "libdav1d.so.6", "libgcrypt.so.20"};
	csh handle;
	ZydisDecoder decoder;
	unsigned found = 0;
	(void)state;
	elf_version(EV_CURRENT);
	assert_int_equal(cs_open(CS_ARCH_X86, CS_MODE_64, &handle), CS_ERR_OK);
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		for (unsigned k = 0; k < sizeof dirs / sizeof *dirs; k++) {
			char path[256];
			snprintf(path, sizeof path, "%s/%s", dirs[k], names[i]);
			if (compare_file(handle, &decoder, path)) {
				found++;
				break;
			}
		}
	cs_close(&handle);
	if (!found)
		skip();
	for (unsigned i = 0; i < N_RULES; i++)
		print_message("%9lu  %s: %s\n", rules[i].used, rules[i].names ? rules[i].names : "(by kind)",
		              rules[i].reason);
	print_message("%lu instructions compared, %lu taken for one by only one decoder, %lu differences unexplained\n",
	              compared, undecoded, unexplained);
	assert_int_equal(unexplained, 0);
	assert_true(compared > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(libraries)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
