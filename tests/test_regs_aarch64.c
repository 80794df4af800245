/* test_regs_aarch64.c: the AArch64 lifter's registers and memory operands against the instructions themselves: as
 * regs_case.h says, under qemu-aarch64. The instructions of tests/aarch64/forms.s are put beside the recorded forms. */
#include "aarch64/perturb.h" /* tests/ */

#include "regs_case.h"

static const struct isa *const isa = &isa_aarch64;

/* A64's own numbers of flags and the first-fault register: what isa.h leaves to the ISA folder. */
enum { NZCV = REG_FLAG, FFR = REG_SPECIAL };

enum { LISTED = ISA_REASONS };
static const char *const own_reasons[] = {"recorded that forms.s has", NULL};

static const struct kind_range ranges[] = {{0, 0, 32},           {REG_VECTOR, KIND_Z, 32}, {REG_MASK, KIND_P, 16},
                                           {NZCV, KIND_NZCV, 1}, {FFR, KIND_FFR, 1},       {0, 0, 0}};

#define MEMORY    ONE(KIND_MEM)
#define GENERAL   ((set)0xffffffff)
#define ADDRESSES ((ONE(KIND_NZCV) - 1) | MEMORY)

static const struct difference known[] = {
    {"stxr", GENERAL, MEMORY, 0, 0, "without a reservation it stores nothing"},
    {"stlxr", GENERAL, MEMORY, 0, 0, "without a reservation it stores nothing"},
    {"stlxp", GENERAL, MEMORY, 0, 0, "without a reservation it stores nothing"},
    {"ldr wzr", ADDRESSES, 0, 0, 0, "what it loads goes to the zero register"},
    {"ldr xzr", ADDRESSES, 0, 0, 0, "what it loads goes to the zero register"},
    {"ldp wzr", ADDRESSES, 0, 0, 0, "half of what it loads goes to the zero register"},
    {"ldp xzr", ADDRESSES, 0, 0, 0, "half of what it loads goes to the zero register"},
    {"prf", ADDRESSES, 0, 0, 0, "a prefetch changes nothing that a program could see"},
    {"add x0, x0, #0", ONE(0), ONE(0), 0, 0, "its own value"},
    {"sub x8, x8, xzr", ONE(8), ONE(8), 0, 0, "its own value"},
    {"add x1, x1, #0", ONE(1), ONE(1), 0, 0, "its own value"},
    {"autiasp", ONE(31), 0, 0, 0, "a wrong signature is as wrong under any modifier"},
    {"ldff1", ONE(KIND_FFR), ONE(KIND_FFR), 0, 0, "no element faults"},
    {"ldnf1", ONE(KIND_FFR), ONE(KIND_FFR), 0, 0, "no element faults"},
    {NULL, 0, 0, 0, 0, NULL},
};

static void lifted(const struct insn *in, set *read, set *written)
{
	lifted_kinds(in, MEM_PC_RELATIVE, read, written);
	*written |= in->flow == FLOW_BRANCH ? ONE(KIND_TAKEN) : 0;
}

/* ---- what to run --------------------------------------------------------------------------------------------------
 */

/* The vector length that an instruction runs with: for Advanced SIMD no more than it writes itself, as QEMU 7.2 forgets
 * to clear what lies above that in some of them (uaddl, umull, sm3ss1). */
static unsigned vector_bytes(const struct insn *in)
{
	bool predicates = in->read.w[1] >> 32 || in->write.w[1] >> 32;
	return in->flags & INSN_SCALABLE || predicates ? 32 : 16;
}

/* Accesses lie in the operand. A masked one may leave some bytes out; its predicate is all true in p0 only. */
static void see_extent(struct entry *e)
{
	const struct memop *m = &e->in.mem[0];
	bool whole = !(e->in.flags & INSN_MASKED) || regset_has(e->in.read, REG_MASK);
	unsigned scale = m->flags & MEM_VL_SCALED ? e->form.vector_bytes / 16 : 1;
	if (!e->in.n_mem || m->flags & (MEM_VECTOR_INDEX | MEM_PC_RELATIVE | MEM_ADDRESS) || explained(e->text)->text)
		return;
	e->form.width = (uint16_t)(m->width * scale);
	e->form.base = m->base == REG_NONE ? NO_REGISTER : (uint8_t)m->base;
	e->form.index = m->index == REG_NONE ? NO_REGISTER : (uint8_t)m->index;
	e->form.scale = m->scale;
	e->form.disp = m->disp * scale;
	if (whole)
		e->needed = (m->flags & MEM_READ ? FIRST_READ | LAST_READ : 0) |
		            (m->flags & MEM_WRITE && e->in.op == OP_MOVE ? FIRST_WRITTEN | LAST_WRITTEN : 0);
}

/* What reads or changes what is no register of the run: memory tags, too. */
static bool is_system(const char *text)
{
	static const char *const names[] = {"mrs", "msr", "dc ", "ic ",  "svc",  "brk",   "hlt",
	                                    "udf", "wf",  "sev", "at ",  "tlbi", "sys",   "irg",
	                                    "gmi", "ldg", "stg", "st2g", "stzg", "stz2g", NULL};
	return starts_with_one_of(text, names);
}

static unsigned reason_of(struct entry *e)
{
	e->form.vector_bytes = (uint8_t)vector_bytes(&e->in);
	see_extent(e);
	return RUN;
}

static uint32_t with(uint32_t word, unsigned high, unsigned low, uint32_t value)
{
	uint32_t mask = (2u << (high - low)) - 1;
	return (word & ~(mask << low)) | (value & mask) << low;
}

static uint32_t bits(uint32_t word, unsigned high, unsigned low) { return word >> low & ((2u << (high - low)) - 1); }

/* Another register where it is one, 31 being the zero register or none. */
static uint32_t register_at(uint32_t word, unsigned low, uint32_t r)
{
	return bits(word, low + 4, low) == 31 ? word : with(word, low + 4, low, r);
}

/* Loads and stores address what perturb.c has there: base x19 (or sp), index x23, short displacements; and what they
 * move is in other registers. Arm ARM C4.1.94, loads and stores. */
static uint32_t retarget(uint32_t w)
{
	if (w >> 31 && bits(w, 28, 25) == 2) /* SVE */
		return register_at(bits(w, 15, 13) == 2 ? register_at(w, 16, 23) : w, 5, 19);
	if (!(w >> 27 & 1) || w >> 25 & 1)
		return w;
	bool pair = bits(w, 29, 27) == 5, single = bits(w, 29, 27) == 7, structure = bits(w, 29, 25) == 6 && !(w >> 31);
	if (bits(w, 29, 27) == 3 && !(w >> 24 & 1))
		return w; /* a literal */
	w = register_at(register_at(w, 5, 19), 0, 3);
	if (pair)
		return with(register_at(w, 10, 4), 21, 15, w >> 21 & 1 ? 0x7e : 2);
	if (single && w >> 24 & 1)
		return with(w, 21, 10, bits(w, 21, 10) & 3);
	if (single && w >> 21 & 1)
		return register_at(w, 16, bits(w, 11, 10) == 2 ? 23 : 5);
	if (single)
		return with(w, 20, 12, w >> 20 & 1 ? 0x1f0 : 8);
	if (structure && w >> 23 & 1)
		return register_at(w, 16, 23);
	if (bits(w, 29, 23) == 17 && w >> 21 & 1) /* a compare and swap: x25 is often what memory holds */
		return register_at(w, 16, 25);
	return bits(w, 29, 24) == 8 ? register_at(register_at(w, 16, 5), 10, 4) : w;
}

static struct entry *add_word(struct lifter *l, uint32_t word)
{
	struct entry *e = new_entry();
	e->form.word = word;
	prepare_entry(l, e, (const uint8_t *)&e->form.word, sizeof e->form.word);
	return e;
}

static bool has_word(uint32_t word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!entries[i].reason && entries[i].form.word == word)
			return true;
	return false;
}

static bool add_recorded(struct lifter *l, const char *hex, const char *text)
{
	uint32_t word;
	(void)text; /* of the word as it was */
	if (sscanf(hex, "%8" SCNx32, &word) != 1)
		return false;
	struct entry *e = add_word(l, retarget(word));
	e->form.plain = !e->in.n_mem;
	if (e->reason)
		return true;
	e->reason = e->in.flow != FLOW_NEXT                         ? CONTROL
	            : is_system(e->text)                            ? SYSTEM_STATE
	            : has_word(e->form.word, (size_t)(e - entries)) ? LISTED
	                                                            : RUN;
	return true;
}

static void add_listed(struct lifter *l)
{
	char path[512];
	uint32_t word;
	snprintf(path, sizeof path, "%s/tests/forms_aarch64.bin", build_folder());
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	while (fread(&word, sizeof word, 1, f) == 1)
		assert_int_equal(add_word(l, word)->reason, RUN);
	fclose(f);
	assert_true(n_entries > 0);
}

static void test_registers(void **state)
{
	struct lifter l;
	(void)state;
	open_lifter(&l);
	add_listed(&l);
	read_recorded(&l);
	close_lifter(&l);
	run_and_compare("qemu-aarch64 -cpu max,sve256=on");
}

int main(void)
{
	const char *build = build_folder();
	if (!installed("qemu-aarch64", "qemu-user") || !installed("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu") ||
	    !installed("aarch64-linux-gnu-objcopy", "binutils-aarch64-linux-gnu"))
		return SKIP;
	if (!shell("mkdir -p %s/tests && aarch64-linux-gnu-gcc -O2 -static -no-pie -Wl,--no-warn-rwx-segments -o "
	           "%s/tests/perturb_aarch64 tests/aarch64/perturb.c",
	           build, build) ||
	    !shell("aarch64-linux-gnu-gcc -c -o %s/tests/forms_aarch64.o tests/aarch64/forms.s && "
	           "aarch64-linux-gnu-objcopy -O binary -j .text %s/tests/forms_aarch64.o %s/tests/forms_aarch64.bin",
	           build, build, build))
		return 1;
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_registers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
