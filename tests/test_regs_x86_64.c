/* test_regs_x86_64.c: the x86_64 lifter's registers and memory operands against the instructions themselves.
 *
 * Each form of tests/x86_64/forms.txt (tests/forms.py) is run by tests/x86_64/perturb.c, which reports what it read and
 * wrote; the lifter must say the same, except for what the table of differences explains. Addresses are set up by what
 * Zydis says of the operands, so a wrong operand of the lifter's shows. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <Zydis/Zydis.h>

#include "x86_64/perturb.h" /* tests/ */
#include "x86_64/registers.h"

enum { SKIP = 77, MAX_FORMS = 8192, TEXT = 120 };

struct entry {
	struct form form;
	struct insn in;
	char text[TEXT];
	bool explicit;   /* its memory operand is written down */
	unsigned reason; /* why it is left out; 0: it is run */
};

enum { RUN, CONTROL, SYSTEM_STATE, THREAD_LOCAL, X87, NOT_LIFTED, N_REASONS };
static const char *const reasons[N_REASONS] = {"run",          "control transfer", "system",
                                               "thread-local", "x87 and MMX",      "not decoded by capstone"};

#define FLAGS   (7ull << KIND_CF)
#define KIND(r) (1ull << (r))

/* ---- what is known to differ --------------------------------------------------------------------------------------
 */

/* What the lifter names and a run need not show, and what a run may show beside it; every row says why. */
struct difference {
	const char *text; /* that it begins with */
	uint64_t read, written, read_more, written_more;
	const char *why;
};

#define UNDEFINED "undefined by the manual: some cores and emulators leave what was there"
static const struct difference known[] = {
    {"prefetch", ~0ull, 0, 0, 0, "changes nothing that a program could see"},
    {"nop", ~0ull, 0, 0, 0, "its operand is not used"},
    {"mul ", 0, KIND(KIND_XF), 0, 0, UNDEFINED},
    {"imul ", 0, KIND(KIND_XF), 0, 0, UNDEFINED},
    {"div ", 0, FLAGS, 0, 0, UNDEFINED},
    {"idiv ", 0, FLAGS, 0, 0, UNDEFINED},
    {"lzcnt ", 0, KIND(KIND_OF), 0, 0, UNDEFINED},
    {"tzcnt ", 0, KIND(KIND_OF), 0, 0, UNDEFINED},
    {"sbb ", 0, KIND(KIND_CF), 0, 0, "of a register from itself the carry comes out as it went in"},
    {"mov rdi,rdi", KIND(RDI), KIND(RDI), 0, 0, "its own value"},
    {"kxnor", ~0ull, 0, 0, 0, "of a mask with itself: all ones, but the cores wait for it"},
    {"lock cmpxchg DWORD PTR [rdi],eax", 0, KIND(KIND_MEM), 0, 0, "stores what is there, where it stores"},
    {"vzeroupper", 0, 0, 0xffffull << KIND_Z, 0xffffull << KIND_Z, "clears what no code looks at after it"},
    {NULL, 0, 0, 0, 0, NULL},
};

static const struct difference *explained(const char *text)
{
	static const struct difference none;
	for (const struct difference *d = known; d->text; d++)
		if (!strncmp(text, d->text, strlen(d->text)))
			return d;
	return &none;
}

/* ---- the lifter's sets as kinds -----------------------------------------------------------------------------------
 */

static uint64_t kinds_of(regset s)
{
	uint64_t out = 0;
	for (reg_t r = RAX; r <= R15; r++)
		out |= regset_has(s, r) ? KIND(r) : 0;
	for (unsigned i = 0; i < 32; i++)
		out |= regset_has(s, (reg_t)(XMM0 + i)) ? KIND(KIND_Z + i) : 0;
	for (unsigned i = 0; i < 8; i++)
		out |= regset_has(s, (reg_t)(K0 + i)) ? KIND(KIND_K + i) : 0;
	out |= regset_has(s, CF) ? KIND(KIND_CF) : 0;
	out |= regset_has(s, OF) ? KIND(KIND_OF) : 0;
	out |= regset_has(s, XF) ? KIND(KIND_XF) : 0;
	return out | (regset_has(s, DF) ? KIND(KIND_DF) : 0);
}

static void lifted(const struct insn *in, uint64_t *read, uint64_t *written)
{
	*read = kinds_of(in->read);
	*written = kinds_of(in->write);
	for (unsigned i = 0; i < in->n_mem; i++) {
		*read |= in->mem[i].flags & MEM_READ ? KIND(KIND_MEM) : 0;
		*written |= in->mem[i].flags & MEM_WRITE ? KIND(KIND_MEM) : 0;
	}
}

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

/* Fills in where the addresses come from; false: relative to a segment. */
static bool find_pointers(struct entry *e)
{
	struct form *f = &e->form;
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
		e->explicit |= op[i].visibility == ZYDIS_OPERAND_VISIBILITY_EXPLICIT;
	}
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
static bool is_system(const char *text)
{
	static const char *const names[] = {
	    "syscall",  "cpuid",   "rdtsc",    "xgetbv",   "rdpkru",   "wrpkru",   "xsave",  "xrstor",
	    "fxsave",   "fxrstor", "rdfsbase", "wrfsbase", "rdgsbase", "wrgsbase", "rdpid",  "rdssp",
	    "incssp",   "ldmxcsr", "stmxcsr",  "vldmxcsr", "vstmxcsr", "xbegin",   "xend",   "xabort",
	    "xtest",    "hlt",     "int",      "in ",      "out ",     "pause",    "tpause", "umwait",
	    "umonitor", "rdrand",  "rdseed",   "mov e",    NULL};
	for (const char *const *n = names; *n; n++)
		if (strcmp(*n, "mov e") && !strncmp(text, *n, strlen(*n)))
			return true;
	return false;
}

static unsigned reason_of(struct entry *e)
{
	if (e->in.flow != FLOW_NEXT)
		return CONTROL;
	if (is_system(e->text) || regset_has(e->in.write, SEGMENTS) || regset_has(e->in.write, SYSTEM))
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

struct lifter {
	csh handle;
	cs_insn *decoded;
};

static void prepare_entry(struct lifter *l, struct entry *e)
{
	const uint8_t *code = e->form.code;
	size_t size = 16;
	uint64_t address = 0x1000;
	uint64_t written;
	bool decoded = cs_disasm_iter(l->handle, &code, &size, &address, l->decoded);
	if (!decoded || l->decoded->size != e->form.length) {
		e->reason = NOT_LIFTED;
		return;
	}
	isa_x86_64.lift(l->handle, l->decoded, &e->in);
	e->reason = reason_of(e);
	lifted(&e->in, &e->form.said, &written);
	const struct memop *m = &e->in.mem[0];
	if (e->in.n_mem == 1 && !(m->flags & (MEM_VECTOR_INDEX | MEM_ADDRESS)) && e->form.n_pointers == 1 &&
	    e->explicit && !e->form.repeats)
		e->form.width = m->width;
	e->form.said &= ~explained(e->text)->read;
}

static size_t read_forms(struct lifter *l, struct entry *v)
{
	char line[256], hex[64];
	size_t n = 0;
	FILE *f = fopen("tests/x86_64/forms.txt", "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		if (*line == '#')
			continue;
		assert_in_range(n, 0, MAX_FORMS - 1);
		struct entry *e = &v[n++];
		if (sscanf(line, "%63[0-9a-f]\t%119[^\n]", hex, e->text) != 2 || !parse_hex(hex, &e->form))
			fail_msg("forms.txt: bytes, a tab and a text were expected: %s", line);
		prepare_entry(l, e);
	}
	fclose(f);
	return n;
}

/* ---- the comparison -----------------------------------------------------------------------------------------------
 */

static void print_kinds(const char *what, uint64_t s)
{
	static const char *const names[] = {"rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9",
	                                    "r10", "r11", "r12", "r13", "r14", "r15", "CF",  "OF",  "XF", "DF"};
	printf("  %s", what);
	for (unsigned k = 0; k < KIND_COUNT; k++)
		if (s & KIND(k)) {
			if (k < KIND_Z)
				printf(" %s", names[k]);
			else if (k < KIND_K)
				printf(" v%u", k - KIND_Z);
			else if (k < KIND_MEM)
				printf(" k%u", k - KIND_K);
			else
				printf(" memory");
		}
	printf("\n");
}

struct report {
	uint64_t read, written;
	unsigned accesses;
};

/* All accesses lie in the operand, and a plain move's reach from its first byte to its last. */
static bool extent_agrees(const struct entry *e, const struct report *r)
{
	const struct memop *m = &e->in.mem[0];
	bool whole = e->in.op == OP_MOVE && !(e->in.flags & INSN_MASKED);
	unsigned needed = (m->flags & MEM_READ ? FIRST_READ | LAST_READ : 0) |
	                  (m->flags & MEM_WRITE ? FIRST_WRITTEN | LAST_WRITTEN : 0);
	if (!e->form.width)
		return true;
	return !(r->accesses & (OUTSIDE_READ | OUTSIDE_WRITTEN)) && (!whole || (r->accesses & needed) == needed);
}

static bool compare(const struct entry *e, const struct report *r)
{
	const struct difference *d = explained(e->text);
	uint64_t read, written;
	lifted(&e->in, &read, &written);
	uint64_t no_read = read & ~r->read & ~d->read, more_read = r->read & ~read & ~d->read_more;
	uint64_t no_write = written & ~r->written & ~d->written, more_write = r->written & ~written & ~d->written_more;
	bool extents = d->text || extent_agrees(e, r);
	if (!(no_read | more_read | no_write | more_write) && extents)
		return true;
	printf("%s\n", e->text);
	if (no_read)
		print_kinds("lifted as read, and nothing depends on it:", no_read);
	if (more_read)
		print_kinds("what comes out depends on it, not lifted as read:", more_read);
	if (no_write)
		print_kinds("lifted as written, and never changes:", no_write);
	if (more_write)
		print_kinds("changes, not lifted as written:", more_write);
	if (!extents)
		printf("  of its %u bytes, accesses seen: %#x\n", e->in.mem[0].width, r->accesses);
	return false;
}

static const char *build_folder(void) { return getenv("BUILD") ? getenv("BUILD") : "build"; }

/* Gives each form that is to be run its place in the program's input; returns how many there are. */
static size_t write_input(const struct entry *v, size_t n, uint32_t *place)
{
	char path[512];
	size_t out = 0;
	snprintf(path, sizeof path, "%s/tests/forms_x86_64.bin", build_folder());
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	for (size_t i = 0; i < n; i++) {
		if (v[i].reason)
			continue;
		place[out++] = (uint32_t)i;
		assert_int_equal(fwrite(&v[i].form, sizeof v[i].form, 1, f), 1);
	}
	assert_int_equal(fclose(f), 0);
	return out;
}

struct counts {
	unsigned compared, faults, not_here, wrong;
};

static void compare_all(FILE *run, const struct entry *v, const uint32_t *place, size_t n, struct counts *c)
{
	char line[512];
	while (fgets(line, sizeof line, run)) {
		struct report r;
		unsigned at;
		char word[8];
		assert_int_equal(sscanf(line, "%u", &at), 1);
		assert_in_range(at, 0, n - 1);
		const struct entry *e = &v[place[at]];
		if (sscanf(line, "%u R %" SCNx64 " W %" SCNx64 " M %u", &at, &r.read, &r.written, &r.accesses) == 4) {
			c->compared++;
			c->wrong += !compare(e, &r);
		} else if (sscanf(line, "%u %7s", &at, word) == 2 && !strcmp(word, "not")) {
			c->not_here++;
		} else {
			c->faults++;
			printf("%s: faults on every state\n", e->text);
		}
	}
}

static void test_registers(void **state)
{
	static struct entry v[MAX_FORMS];
	static uint32_t place[MAX_FORMS];
	unsigned left_out[N_REASONS] = {0};
	char command[1024];
	struct counts c = {0};
	struct lifter l;
	(void)state;
	assert_int_equal(cs_open(isa_x86_64.arch, isa_x86_64.mode, &l.handle), CS_ERR_OK);
	cs_option(l.handle, CS_OPT_DETAIL, CS_OPT_ON);
	l.decoded = cs_malloc(l.handle);
	size_t n = read_forms(&l, v), run_n = write_input(v, n, place);
	for (size_t i = 0; i < n; i++)
		left_out[v[i].reason]++;
	snprintf(command, sizeof command, "timeout 200 %s %s/tests/perturb_x86_64 <%s/tests/forms_x86_64.bin",
	         getenv("PERTURB_WITH") ? getenv("PERTURB_WITH") : "", build_folder(), build_folder());
	FILE *run = popen(command, "r");
	assert_non_null(run);
	compare_all(run, v, place, run_n, &c);
	cs_free(l.decoded, 1);
	cs_close(&l.handle);
	assert_int_equal(pclose(run), 0);
	printf("%zu forms: %u compared, %u not in this machine", n, c.compared, c.not_here);
	for (unsigned i = RUN + 1; i < N_REASONS; i++)
		printf(", %u %s", left_out[i], reasons[i]);
	printf("; %u differ without explanation\n", c.wrong);
	assert_int_equal(c.wrong, 0);
	assert_int_equal(c.faults, 0);
	assert_int_equal(c.compared + c.not_here, run_n);
	assert_true(c.compared > n / 2);
}

/* Builds the program that runs them; where the host is another ISA, it is emulated. */
static bool prepare(void)
{
	const char *build = build_folder();
	char command[1024];
	if (system("command -v x86_64-linux-gnu-gcc >/dev/null 2>&1")) {
		printf("skipped: x86_64-linux-gnu-gcc is not installed\n");
		return false;
	}
	if (system("test \"$(uname -m)\" = x86_64")) {
		if (system("command -v qemu-x86_64 >/dev/null 2>&1")) {
			printf("skipped: qemu-x86_64 is not installed (Debian: qemu-user)\n");
			return false;
		}
		setenv("PERTURB_WITH", "qemu-x86_64 -cpu max", 0);
	}
	snprintf(command, sizeof command,
	         "mkdir -p %s/tests && x86_64-linux-gnu-gcc -O2 -static -no-pie -fno-pie -fcf-protection=none "
	         "-Wl,--no-warn-rwx-segments -o %s/tests/perturb_x86_64 tests/x86_64/perturb.c",
	         build, build);
	return !system(command);
}

int main(void)
{
	if (!prepare())
		return SKIP;
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_registers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
