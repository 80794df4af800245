/* test_lift_x86_64.c: instruction forms that the analysis relies on, as the architecture manuals define them.
 *
 * Each case: the bytes (as GNU as makes them), the text, and what has to come out:
 *   operation destinations = sources | registers read | registers written | width or flow, and what else there is
 * where @ stands for the memory source's place among the sources. All stand at address 0x1000. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "isa.h"
#include "lift_cases_x86_64.h"

static const char *const op_names[OP_COUNT] = {
    [OP_OTHER] = "other",
    [OP_NOP] = "nop",
    [OP_MOVE] = "move",
    [OP_CONST] = "const",
    [OP_INSERT_CONST] = "insert_const",
    [OP_ADDRESS] = "address",
    [OP_EXTEND] = "extend",
    [OP_ADD] = "add",
    [OP_SUB] = "sub",
    [OP_ADC] = "adc",
    [OP_SBB] = "sbb",
    [OP_NEG] = "neg",
    [OP_ABS] = "abs",
    [OP_AND] = "and",
    [OP_OR] = "or",
    [OP_XOR] = "xor",
    [OP_NOT] = "not",
    [OP_ANDN] = "andn",
    [OP_BITSELECT] = "bitselect",
    [OP_SHL] = "shl",
    [OP_SHR] = "shr",
    [OP_SAR] = "sar",
    [OP_ROTATE] = "rotate",
    [OP_BITFIELD] = "bitfield",
    [OP_MUL] = "mul",
    [OP_MADD] = "madd",
    [OP_DIV] = "div",
    [OP_MIN] = "min",
    [OP_MAX] = "max",
    [OP_CMP] = "cmp",
    [OP_TEST] = "test",
    [OP_CCMP] = "ccmp",
    [OP_SETCC] = "setcc",
    [OP_SELECT] = "select",
    [OP_BITCOUNT] = "bitcount",
    [OP_BYTESWAP] = "byteswap",
    [OP_CRC] = "crc",
    [OP_AES] = "aes",
    [OP_FADD] = "fadd",
    [OP_FSUB] = "fsub",
    [OP_FMUL] = "fmul",
    [OP_FMA] = "fma",
    [OP_FDIV] = "fdiv",
    [OP_FSQRT] = "fsqrt",
    [OP_FMIN] = "fmin",
    [OP_FMAX] = "fmax",
    [OP_FABS] = "fabs",
    [OP_FNEG] = "fneg",
    [OP_FROUND] = "fround",
    [OP_FCMP] = "fcmp",
    [OP_FCONVERT] = "fconvert",
    [OP_VCMP] = "vcmp",
    [OP_SHUFFLE] = "shuffle",
    [OP_REDUCE] = "reduce",
    [OP_TRANSFER] = "transfer",
    [OP_MASKOP] = "maskop",
    [OP_STRING] = "string",
    [OP_PUSH] = "push",
    [OP_POP] = "pop",
    [OP_BRANCH] = "branch",
    [OP_FENCE] = "fence",
    [OP_SYSTEM] = "system",
};
static const char *const flow_names[] = {"next", "branch",        "jump",   "jump_indirect",
                                         "call", "call_indirect", "return", "trap"};
static const char *const cond_names[] = {
    "none", "eq",       "ne",       "ult",      "ule",         "ugt",    "uge",       "slt",       "sle",     "sgt",
    "sge",  "negative", "positive", "overflow", "no_overflow", "parity", "no_parity", "bit_clear", "bit_set", "other"};
/* In the order in which cases name them. */
static const struct {
	uint16_t flag;
	const char *name;
} flag_names[] = {
    {INSN_PACKED, "packed"}, {INSN_ATOMIC, "atomic"}, {INSN_MERGES, "merges"}, {INSN_MASKED, "masked"},
    {INSN_COPY, "copy"},     {INSN_MAY_TRAP, "trap"}, {INSN_SIGNED, "signed"}, {INSN_FLOAT, "float"},
};

static const char *reg(reg_t r)
{
	static char buf[8];
	return isa_x86_64.reg_name(r, 0, buf);
}

static void render_sources(FILE *f, const struct insn *i)
{
	bool memory = false;
	for (unsigned m = 0; m < i->n_mem; m++)
		memory |= (i->mem[m].flags & MEM_READ) != 0;
	/* Moves and pops have no operation in which the memory would have a place. */
	memory &= i->op != OP_MOVE && i->op != OP_POP && i->op != OP_PUSH && i->op != OP_STRING && i->op != OP_BRANCH;
	memory &= !(i->n_src == 0 && i->n_mem == 1 && !(i->mem[0].flags & MEM_WRITE) && i->op != OP_MUL);
	memory &= i->op != OP_SHUFFLE;
	for (unsigned k = 0; k <= i->n_src; k++) {
		if (memory && k == i->mem_at)
			fprintf(f, " @");
		if (k < i->n_src)
			fprintf(f, " %s", reg(i->src[k]));
	}
}

static void render_set(FILE *f, regset s)
{
	reg_t r;
	fprintf(f, " |");
	while ((r = regset_pop(&s)) != REG_NONE)
		fprintf(f, " %s", reg(r));
}

static void render_memory(FILE *f, const struct memop *m)
{
	unsigned access = m->flags & (MEM_READ | MEM_WRITE);
	fprintf(f, " %s=",
	        access == (MEM_READ | MEM_WRITE) ? "update"
	        : access == MEM_READ             ? "load"
	        : access                         ? "store"
	                                         : "address");
	if (m->flags & MEM_TLS)
		fprintf(f, "tls:");
	if (m->flags & MEM_PC_RELATIVE)
		fprintf(f, "pc:");
	if (m->base != REG_NONE)
		fprintf(f, "%s", reg(m->base));
	if (m->index != REG_NONE)
		fprintf(f, "+%s*%u", reg(m->index), m->scale);
	fprintf(f, m->base == REG_NONE && m->index == REG_NONE ? "%lld" : "%+lld", (long long)m->disp);
	if (access)
		fprintf(f, ":%u", m->width);
}

static void render(FILE *f, const struct insn *i)
{
	fprintf(f, "%s", op_names[i->op]);
	for (unsigned k = 0; k < i->n_dst; k++)
		fprintf(f, " %s", reg(i->dst[k]));
	fprintf(f, " =");
	render_sources(f, i);
	render_set(f, i->read);
	render_set(f, i->write);
	if (i->flow != FLOW_NEXT)
		fprintf(f, " | %s", flow_names[i->flow]);
	else if (i->elem_bits == i->data_bits)
		fprintf(f, " | %u", i->data_bits);
	else
		fprintf(f, " | %u/%u", i->data_bits, i->elem_bits);
	for (unsigned k = 0; k < sizeof flag_names / sizeof *flag_names; k++)
		if (i->flags & flag_names[k].flag)
			fprintf(f, " %s", flag_names[k].name);
	if (i->cond)
		fprintf(f, " cond=%s", cond_names[i->cond]);
	if (i->has_imm)
		fprintf(f, " imm=%lld", (long long)i->imm);
	if (i->acc != INSN_MAX_REGS)
		fprintf(f, " acc=%u", i->acc);
	if (i->flags & INSN_WRITEBACK)
		fprintf(f, " wb=%d", i->wb);
	if (i->target)
		fprintf(f, " target=%llu", (unsigned long long)i->target);
	for (unsigned k = 0; k < i->n_mem; k++)
		render_memory(f, &i->mem[k]);
}

static csh handle;

static bool lift(const char *bytes, size_t size, struct insn *out)
{
	const uint8_t *code = (const uint8_t *)bytes;
	uint64_t address = 0x1000;
	cs_insn *in = cs_malloc(handle);
	bool ok = cs_disasm_iter(handle, &code, &size, &address, in) && size == 0;
	if (ok)
		isa_x86_64.lift(handle, in, out);
	cs_free(in, 1);
	return ok;
}

static void forms(void **state)
{
	unsigned wrong = 0;
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct lift_case *c = &cases[i];
		struct insn out;
		char text[512];
		if (!lift(c->bytes, c->size, &out))
			fail_msg("%s: not decoded", c->text);
		FILE *f = fmemopen(text, sizeof text, "w");
		render(f, &out);
		fclose(f);
		if (strcmp(text, c->expected)) {
			print_message("%s\n  expected %s\n  is       %s\n", c->text, c->expected, text);
			wrong++;
		}
		if (out.sym != -1 || out.size != c->size || out.address != 0x1000)
			wrong++, print_message("%s: symbol, size or address\n", c->text);
	}
	assert_int_equal(wrong, 0);
}

static void calls(void **state)
{
	struct insn in;
	(void)state;
	assert_true(lift("\xe8\x00\x00\x00\x00", 5, &in)); /* call .+5 */
	assert_int_equal(in.flow, FLOW_CALL);
	assert_int_equal(in.target, 0x1005);
	assert_true(regset_equal(in.write, isa_x86_64.call_clobbers));
	assert_true(lift("\xff\x15\x10\x00\x00\x00", 6, &in)); /* call [rip + 0x10] */
	assert_int_equal(in.flow, FLOW_CALL_INDIRECT);
	assert_int_equal(in.mem[0].disp, 0x1016);
	assert_true(in.mem[0].flags & MEM_PC_RELATIVE);
	regset all = regset_or(isa_x86_64.call_clobbers, isa_x86_64.callee_saved);
	for (reg_t r = 0; r < 16; r++)
		assert_true(r == isa_x86_64.sp || regset_has(all, r));
	assert_true(regset_empty(regset_and(isa_x86_64.call_clobbers, isa_x86_64.callee_saved)));
}

/* The last byte of each entry begins the next one's, so that a size which is too large shows. */
static void plt_entries(void **state)
{
	static const struct {
		unsigned size, entry;
		const char *bytes, *kind;
		uint64_t slot;
	} plt[] = {
	    {32, 16, "\xff\x25\x02\x10\x00\x00\x68\x00\x00\x00\x00\xe9\xe0\xff\xff\xff", "lazy: jmp, push, jmp",
	     0x2008},
	    {16, 16, "\xf3\x0f\x1e\xfa\xff\x25\x02\x10\x00\x00\x66\x0f\x1f\x44\x00\x00", ".plt.sec: endbr64, jmp",
	     0x200c},
	    {16, 16, "\xf3\x0f\x1e\xfa\xf2\xff\x25\x02\x10\x00\x00\x0f\x1f\x44\x00\x00", ".plt.sec: endbr64, bnd jmp",
	     0x200d},
	    {16, 8, "\xff\x25\x02\x10\x00\x00\x66\x90\xff\x25\x02\x10\x00\x00\x66\x90", ".plt.got: jmp, xchg ax, ax",
	     0x2008},
	    {16, 0, "\xf3\x0f\x1e\xfa\x68\x00\x00\x00\x00\xf2\xe9\xe1\xff\xff\xff\x90", "lazy with IBT: no slot", 0},
	    {16, 0, "\xff\x35\x02\x10\x00\x00\xff\x25\x04\x10\x00\x00\x0f\x1f\x40\x00", "header: push, jmp", 0},
	    {5, 0, "\xff\x25\x02\x10\x00", "cut off", 0},
	};
	(void)state;
	for (unsigned i = 0; i < sizeof plt / sizeof *plt; i++) {
		uint8_t code[32] = {0};
		uint64_t slot = 0;
		memcpy(code, plt[i].bytes, plt[i].size < 16 ? plt[i].size : 16);
		size_t n = isa_x86_64.plt_entry(code, plt[i].size, 0x1000, &slot);
		if (n != plt[i].entry || (n && slot != plt[i].slot))
			fail_msg("%s: %zu bytes, slot %#llx", plt[i].kind, n, (unsigned long long)slot);
	}
}

static void relocations(void **state)
{
	int64_t adjust;
	(void)state;
	assert_int_equal(isa_x86_64.reloc(4 /* R_X86_64_PLT32 */, 4, &adjust), RELOC_BRANCH);
	assert_int_equal(adjust, 4);
	assert_int_equal(isa_x86_64.reloc(2 /* R_X86_64_PC32 */, 8, &adjust), RELOC_ADDRESS);
	assert_int_equal(adjust, 8);
	assert_int_equal(isa_x86_64.reloc(41 /* R_X86_64_GOTPCRELX */, 4, &adjust), RELOC_GOT);
	assert_int_equal(isa_x86_64.reloc(1 /* R_X86_64_64 */, 8, &adjust), RELOC_ADDRESS);
	assert_int_equal(adjust, 0);
	assert_int_equal(isa_x86_64.reloc(23 /* R_X86_64_TPOFF32 */, 4, &adjust), RELOC_TLS);
	assert_int_equal(isa_x86_64.reloc(9999, 4, &adjust), RELOC_UNKNOWN);
	assert_true(isa_x86_64.reloc_is_slot(7 /* R_X86_64_JUMP_SLOT */));
	assert_false(isa_x86_64.reloc_is_slot(8 /* R_X86_64_RELATIVE */));
}

static void register_names(void **state)
{
	static const struct {
		reg_t r;
		unsigned bits;
		const char *name;
	} names[] = {
	    {0, 64, "rax"},    {0, 32, "eax"},     {0, 16, "ax"},  {0, 8, "al"},      {4, 64, "rsp"},
	    {4, 8, "spl"},     {7, 8, "dil"},      {8, 32, "r8d"}, {15, 8, "r15b"},   {64, 0, "xmm0"},
	    {65, 256, "ymm1"}, {95, 512, "zmm31"}, {97, 0, "k1"},  {112, 0, "st(0)"},
	};
	char buf[8];
	(void)state;
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(isa_x86_64.reg_name(names[i].r, names[i].bits, buf), names[i].name);
}

/* Whatever the bytes are, sets and counts stay within their limits. */
static void any_bytes(void **state)
{
	uint64_t seed = 88172645463325252u;
	(void)state;
	for (unsigned n = 0; n < 200000; n++) {
		char bytes[16];
		for (unsigned i = 0; i < 16; i += 8) {
			seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
			memcpy(bytes + i, &seed, 8);
		}
		cs_insn *in = cs_malloc(handle);
		const uint8_t *code = (const uint8_t *)bytes;
		size_t size = 16;
		uint64_t address = seed;
		struct insn out;
		if (cs_disasm_iter(handle, &code, &size, &address, in)) {
			isa_x86_64.lift(handle, in, &out);
			assert_true(out.n_dst <= INSN_MAX_REGS && out.n_src <= INSN_MAX_REGS && out.n_mem <= 2);
			assert_true(out.cost < isa_x86_64.n_cost && out.op < OP_COUNT && out.mem_at <= out.n_src);
			assert_true(out.acc == INSN_MAX_REGS || out.acc < out.n_src);
			for (unsigned k = 0; k < out.n_dst; k++)
				assert_true(out.dst[k] == REG_NONE || regset_has(out.write, out.dst[k]));
			for (unsigned k = 0; k < out.n_src; k++)
				assert_true(out.src[k] == REG_NONE || regset_has(out.read, out.src[k]));
		}
		cs_free(in, 1);
	}
}

static int open_handle(void **state)
{
	(void)state;
	if (cs_open(isa_x86_64.arch, isa_x86_64.mode, &handle) != CS_ERR_OK)
		return -1;
	return cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
}

static int close_handle(void **state)
{
	(void)state;
	return cs_close(&handle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(forms),       cmocka_unit_test(calls),          cmocka_unit_test(plt_entries),
	    cmocka_unit_test(relocations), cmocka_unit_test(register_names), cmocka_unit_test(any_bytes),
	};
	return cmocka_run_group_tests(tests, open_handle, close_handle);
}
