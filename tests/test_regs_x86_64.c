/* test_regs_x86_64.c: the x86_64 lifter's registers and memory operands against the instructions themselves: as
 * regs_case.h says. Addresses are set up by what Zydis says of the operands, so a wrong operand of the lifter's shows.
 */
#include <Zydis/Zydis.h>

#include "x86_64/perturb.h" /* tests/ */
#include "x86_64/registers.h"

#include "regs_case.h"

static const struct isa *const isa = &isa_x86_64;

enum { THREAD_LOCAL = ISA_REASONS, X87 };
static const char *const own_reasons[] = {"thread-local", "x87 and MMX", NULL};

static const struct kind_range ranges[] = {{RAX, RAX, 16},   {CF, KIND_CF, 1},   {OF, KIND_OF, 1}, {XF, KIND_XF, 1},
                                           {DF, KIND_DF, 1}, {XMM0, KIND_Z, 32}, {K0, KIND_K, 8},  {0, 0, 0}};

#define FLAGS     ((set)7 << KIND_CF)

#define UNDEFINED "undefined by the manual: some cores and emulators leave what was there"
static const struct difference known[] = {
    {"prefetch", ~(set)0, 0, 0, 0, "changes nothing that a program could see"},
    {"nop", ~(set)0, 0, 0, 0, "its operand is not used"},
    {"mul ", 0, ONE(KIND_XF), 0, 0, UNDEFINED},
    {"imul ", 0, ONE(KIND_XF), 0, 0, UNDEFINED},
    {"div ", 0, FLAGS, 0, 0, UNDEFINED},
    {"idiv ", 0, FLAGS, 0, 0, UNDEFINED},
    {"lzcnt ", 0, ONE(KIND_OF), 0, 0, UNDEFINED},
    {"tzcnt ", 0, ONE(KIND_OF), 0, 0, UNDEFINED},
    {"sbb ", 0, ONE(KIND_CF), 0, 0, "of a register from itself the carry comes out as it went in"},
    {"mov rdi,rdi", ONE(RDI), ONE(RDI), 0, 0, "its own value"},
    {"kxnor", ~(set)0, 0, 0, 0, "of a mask with itself: all ones, but the cores wait for it"},
    {"lock cmpxchg DWORD PTR [rdi],eax", 0, ONE(KIND_MEM), 0, 0, "stores what is there, where it stores"},
    {"vzeroupper", 0, 0, (set)0xffff << KIND_Z, (set)0xffff << KIND_Z, "clears what no code looks at after it"},
    {NULL, 0, 0, 0, 0, NULL},
};

static void lifted(const struct insn *in, set *read, set *written) { lifted_kinds(in, 0, read, written); }

/* ---- what to run --------------------------------------------------------------------------------------------------
 */

static uint8_t general(ZydisRegister r)
{
	ZydisRegister whole = ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, r);
	return ZydisRegisterGetClass(whole) == ZYDIS_REGCLASS_GPR64 ? (uint8_t)ZydisRegisterGetId(whole) : NO_REGISTER;
}

static void add_pointer(struct form *f, const ZydisDecodedOperand *o, const ZydisDecodedInstruction *z)
{
	uint8_t base = general(o->mem.base), index = general(o->mem.index);
	ZydisRegisterClass class = ZydisRegisterGetClass(o->mem.index);
	bool vector = class >= ZYDIS_REGCLASS_XMM && class <= ZYDIS_REGCLASS_ZMM;
	if (base == NO_REGISTER && z->raw.disp.size == 32) {
		f->disp_at = z->raw.disp.offset;
		f->disp_size = 4;
		f->disp_relative = o->mem.base == ZYDIS_REGISTER_RIP;
	}
	f->pointer[f->n_pointers++] =
	    (struct pointer){base, vector ? NO_REGISTER : index, o->mem.scale ? o->mem.scale : 1, vector,
	                     base == NO_REGISTER ? 0 : o->mem.disp.value};
}

/* All accesses lie in the operand, and a plain move's reach from its first byte to its last. */
static void see_extent(struct entry *e)
{
	const struct memop *m = &e->in.mem[0];
	if (e->in.n_mem != 1 || m->flags & (MEM_VECTOR_INDEX | MEM_ADDRESS) || e->form.n_pointers != 1 ||
	    e->form.repeats)
		return;
	e->form.width = m->width;
	if (e->in.op == OP_MOVE && !(e->in.flags & INSN_MASKED))
		e->needed = (m->flags & MEM_READ ? FIRST_READ | LAST_READ : 0) |
		            (m->flags & MEM_WRITE ? FIRST_WRITTEN | LAST_WRITTEN : 0);
}

/* Fills in where the addresses come from; false: relative to a segment. */
static bool find_pointers(struct entry *e)
{
	struct form *f = &e->form;
	bool written_down = false;
	ZydisDecoder decoder;
	ZydisDecodedInstruction z;
	ZydisDecodedOperand op[ZYDIS_MAX_OPERAND_COUNT];
	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	assert_true(ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, f->code, f->length, &z, op)));
	f->repeats = (z.attributes & (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE | ZYDIS_ATTRIB_HAS_REPNE)) != 0;
	f->vector_bytes = z.encoding == ZYDIS_INSTRUCTION_ENCODING_LEGACY ? 16 : 64;
	for (unsigned i = 0; i < z.operand_count; i++) {
		if (op[i].type != ZYDIS_OPERAND_TYPE_MEMORY)
			continue;
		if (op[i].mem.segment == ZYDIS_REGISTER_FS || op[i].mem.segment == ZYDIS_REGISTER_GS)
			return false;
		if (op[i].mem.type == ZYDIS_MEMOP_TYPE_MEM && f->n_pointers < 3)
			add_pointer(f, &op[i], &z);
		written_down |= op[i].visibility == ZYDIS_OPERAND_VISIBILITY_EXPLICIT;
	}
	if (written_down)
		see_extent(e);
	return true;
}

static bool is_x87(const struct insn *in)
{
	for (reg_t r = ST0; r < ST0 + 8; r++)
		if (regset_has(in->read, r) || regset_has(in->write, r))
			return true;
	return regset_has(in->read, FPSW) || regset_has(in->write, FPSW) || regset_has(in->read, FPCW) ||
	       regset_has(in->write, FPCW);
}

/* What reads or changes what is not in the state: the machine's or the system's. */
static bool is_system(const struct entry *e)
{
	static const char *const names[] = {
	    "syscall", "cpuid",    "rdtsc",    "xgetbv",   "rdpkru",   "wrpkru",   "xsave",  "xrstor", "fxsave",
	    "fxrstor", "rdfsbase", "wrfsbase", "rdgsbase", "wrgsbase", "rdpid",    "rdssp",  "incssp", "ldmxcsr",
	    "stmxcsr", "vldmxcsr", "vstmxcsr", "xbegin",   "xend",     "xabort",   "xtest",  "hlt",    "int",
	    "in ",     "out ",     "pause",    "tpause",   "umwait",   "umonitor", "rdrand", "rdseed", NULL};
	return starts_with_one_of(e->text, names) || regset_has(e->in.write, SEGMENTS) ||
	       regset_has(e->in.write, SYSTEM);
}

static unsigned reason_of(struct entry *e)
{
	if (e->in.flow != FLOW_NEXT)
		return CONTROL;
	if (is_system(e))
		return SYSTEM_STATE;
	if (is_x87(&e->in))
		return X87;
	return find_pointers(e) ? RUN : THREAD_LOCAL;
}

static bool parse_hex(const char *hex, struct form *f)
{
	for (; f->length < 15 && hex[0] && hex[1]; hex += 2) {
		unsigned byte;
		if (sscanf(hex, "%2x", &byte) != 1)
			return false;
		f->code[f->length++] = (uint8_t)byte;
	}
	return f->length && !*hex;
}

static bool add_recorded(struct lifter *l, const char *hex, const char *text)
{
	struct entry *e = new_entry();
	snprintf(e->text, sizeof e->text, "%s", text);
	if (!parse_hex(hex, &e->form))
		return false;
	prepare_entry(l, e, e->form.code, e->form.length);
	return true;
}

static const char *emulator; /* what the program is run with */

static void test_registers(void **state)
{
	struct lifter l;
	(void)state;
	open_lifter(&l);
	read_recorded(&l);
	close_lifter(&l);
	run_and_compare(emulator);
}

/* What is needed to build and run the program; where the host is another ISA, it is emulated. */
static bool all_installed(void)
{
	bool native = shell("test \"$(uname -m)\" = x86_64");
	const char *with = getenv("PERTURB_WITH");
	emulator = with ? with : native ? "" : "qemu-x86_64 -cpu max";
	return installed("x86_64-linux-gnu-gcc", "gcc-x86-64-linux-gnu") &&
	       (native || installed("qemu-x86_64", "qemu-user"));
}

int main(void)
{
	if (!all_installed())
		return SKIP;
	if (!shell("mkdir -p %s/tests && x86_64-linux-gnu-gcc -O2 -static -no-pie -fno-pie -fcf-protection=none "
	           "-Wl,--no-warn-rwx-segments -o %s/tests/perturb_x86_64 tests/x86_64/perturb.c",
	           build_folder(), build_folder()))
		return 1;
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_registers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
