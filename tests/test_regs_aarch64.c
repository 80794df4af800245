/* test_regs_aarch64.c: the AArch64 lifter's registers and memory operands against the instructions themselves.
 *
 * tests/aarch64/forms.s is assembled, and the forms of tests/aarch64/forms.txt (what occurs in real code:
 * tests/forms.py) are put beside it; tests/aarch64/perturb.c runs each instruction under qemu-aarch64 and reports what
 * it read and wrote; the lifter must say the same, except for what the table of differences explains. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "isa.h"

enum { OTHER_NZCV = 1, OTHER_FFR = 2, OTHER_MEMORY = 4, OTHER_TAKEN = 8, SKIP = 77, MAX_FORMS = 8192, PLAIN = 0x100 };

/* A64's own numbers of flags and the first-fault register: what isa.h leaves to the ISA folder. */
enum { NZCV = REG_FLAG, FFR = REG_SPECIAL };

struct seen {
	uint32_t x, z, p, other;
};

struct report {
	unsigned form;
	struct seen read, written;
	unsigned read_first, read_last, write_first, write_last; /* offsets in the memory; 0: none */
	uint64_t base[7]; /* x19..x24 and sp, as offsets where they are addresses */
};

/* ---- what is known to differ
 * ------------------------------------------------------------------------------------------ */

/* What the lifter names and a run cannot show; every row says why. */
struct difference {
	const char *text; /* that it begins with */
	struct seen read, written;
	const char *why;
};

#define NOTHING                                                                                                        \
	{                                                                                                              \
		0, 0, 0, 0                                                                                             \
	}
#define MEMORY                                                                                                         \
	{                                                                                                              \
		0, 0, 0, OTHER_MEMORY                                                                                  \
	}
#define ADDRESSES                                                                                                      \
	{                                                                                                              \
		~0u, ~0u, ~0u, OTHER_MEMORY                                                                            \
	}
static const struct difference known[] = {
    {"stxr", {~0u, 0, 0, 0}, MEMORY, "without a reservation it stores nothing"},
    {"stlxr", {~0u, 0, 0, 0}, MEMORY, "without a reservation it stores nothing"},
    {"stlxp", {~0u, 0, 0, 0}, MEMORY, "without a reservation it stores nothing"},
    {"ldr wzr", ADDRESSES, NOTHING, "what it loads goes to the zero register"},
    {"ldr xzr", ADDRESSES, NOTHING, "what it loads goes to the zero register"},
    {"ldp wzr", ADDRESSES, NOTHING, "half of what it loads goes to the zero register"},
    {"ldp xzr", ADDRESSES, NOTHING, "half of what it loads goes to the zero register"},
    {"stadd", MEMORY, NOTHING, "memory that is changed before is not compared after"},
    {"stset", MEMORY, NOTHING, "memory that is changed before is not compared after"},
    {"prf", ADDRESSES, NOTHING, "a prefetch changes nothing that a program could see"},
    {"add x0, x0, #0", {1, 0, 0, 0}, {1, 0, 0, 0}, "its own value"},
    {"sub x8, x8, xzr", {1u << 8, 0, 0, 0}, {1u << 8, 0, 0, 0}, "its own value"},
    {"add x1, x1, #0", {1u << 1, 0, 0, 0}, {1u << 1, 0, 0, 0}, "its own value"},
    {"autiasp", {1u << 31, 0, 0, 0}, NOTHING, "a wrong signature is as wrong under any modifier"},
    {"ldff1", {0, 0, 0, OTHER_FFR}, {0, 0, 0, OTHER_FFR}, "no element faults"},
    {"ldnf1", {0, 0, 0, OTHER_FFR}, {0, 0, 0, OTHER_FFR}, "no element faults"},
};

static const struct difference *explained(const char *text)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (!strncmp(text, known[i].text, strlen(known[i].text)))
			return &known[i];
	return NULL;
}

/* ---- the lifter's sets in the run's form
 * ------------------------------------------------------------------------------- */

static struct seen lifted_set(regset s)
{
	struct seen out = {0};
	for (unsigned i = 0; i < 32; i++) {
		out.x |= (uint32_t)regset_has(s, (reg_t)i) << i;
		out.z |= (uint32_t)regset_has(s, (reg_t)(REG_VECTOR + i)) << i;
	}
	for (unsigned i = 0; i < 16; i++)
		out.p |= (uint32_t)regset_has(s, (reg_t)(REG_MASK + i)) << i;
	out.other = (regset_has(s, NZCV) ? OTHER_NZCV : 0) | (regset_has(s, FFR) ? OTHER_FFR : 0);
	return out;
}

static void lifted_sets(const struct insn *in, struct seen *read, struct seen *written)
{
	*read = lifted_set(in->read);
	*written = lifted_set(in->write);
	for (unsigned i = 0; i < in->n_mem; i++) {
		bool literal =
		    in->mem[i].flags & MEM_PC_RELATIVE; /* reads its own code, which the run does not change */
		read->other |= in->mem[i].flags & MEM_READ && !literal ? OTHER_MEMORY : 0;
		written->other |= in->mem[i].flags & MEM_WRITE ? OTHER_MEMORY : 0;
	}
	written->other |= in->flow == FLOW_BRANCH ? OTHER_TAKEN : 0;
}

static bool within(uint32_t more, uint32_t less, uint32_t allowed)
{
	return !(less & ~more) && !(more & ~less & ~allowed);
}

static bool agree(const struct seen *lifted, const struct seen *run, const struct seen *allowed)
{
	static const struct seen nothing;
	allowed = allowed ? allowed : &nothing;
	return within(lifted->x, run->x, allowed->x) && within(lifted->z, run->z, allowed->z) &&
	       within(lifted->p, run->p, allowed->p) && within(lifted->other, run->other, allowed->other);
}

/* ---- addresses
 * --------------------------------------------------------------------------------------------------------- */

static bool register_value(const struct report *r, reg_t reg, uint64_t *value)
{
	*value = 0;
	if (reg == REG_NONE)
		return true;
	if (reg >= 19 && reg <= 24)
		*value = r->base[reg - 19];
	else if (reg == 31)
		*value = r->base[6];
	return (reg >= 19 && reg <= 24) || reg == 31;
}

/* The vector length that an instruction runs with: for Advanced SIMD no more than it writes itself, as QEMU 7.2 forgets
 * to clear what lies above that in some of them (uaddl, umull, sm3ss1). */
static unsigned vector_bytes(const struct insn *in)
{
	bool predicates = in->read.w[1] >> 32 || in->write.w[1] >> 32;
	return in->flags & INSN_SCALABLE || predicates ? 32 : 16;
}

/* Whether the bytes that were seen accessed are those that the memory operand names. A masked access may leave some
 * out; a load's predicate is all true in p0 only. */
static bool addresses_agree(const struct insn *in, const struct report *r)
{
	const struct memop *m = &in->mem[0];
	uint64_t base, index;
	if (!in->n_mem || m->flags & (MEM_VECTOR_INDEX | MEM_PC_RELATIVE | MEM_ADDRESS) || !m->width)
		return true;
	if (!register_value(r, m->base, &base) || !register_value(r, m->index, &index))
		return true;
	int64_t scale = m->flags & MEM_VL_SCALED ? vector_bytes(in) / 16 : 1;
	uint64_t first = base + index * m->scale + (uint64_t)(m->disp * scale),
	         last = first + (uint64_t)(m->width * scale) - 1;
	bool stored = m->flags & MEM_WRITE && r->write_last, loaded = m->flags & MEM_READ && r->read_last;
	bool whole = !(in->flags & INSN_MASKED) || regset_has(in->read, REG_MASK);
	if (stored && (r->write_first < first || r->write_last > last))
		return false;
	if (stored && whole && in->op == OP_MOVE && r->write_last - r->write_first + 5 < m->width * scale)
		return false; /* some stored bytes may be what was there, but not so many */
	if (loaded && (r->read_first < first || r->read_last > last))
		return false;
	return !loaded || !whole || (r->read_first == first && r->read_last == last);
}

/* ---- the run
 * ------------------------------------------------------------------------------------------------------------ */

static const char *build_folder(void) { return getenv("BUILD") ? getenv("BUILD") : "build"; }

static int shell(const char *format, ...)
{
	char command[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	return system(command);
}

static bool parse_report(const char *line, struct report *r)
{
	return sscanf(line,
	              "%u R %" SCNx32 " %" SCNx32 " %" SCNx32 " %" SCNx32 " W %" SCNx32 " %" SCNx32 " %" SCNx32
	              " %" SCNx32 " M %u %u %u %u B %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64
	              " %" SCNu64 " %" SCNu64,
	              &r->form, &r->read.x, &r->read.z, &r->read.p, &r->read.other, &r->written.x, &r->written.z,
	              &r->written.p, &r->written.other, &r->read_first, &r->read_last, &r->write_first, &r->write_last,
	              &r->base[0], &r->base[1], &r->base[2], &r->base[3], &r->base[4], &r->base[5], &r->base[6]) == 20;
}

static void print_seen(const char *what, const struct seen *s)
{
	printf(" %s x %" PRIx32 " z %" PRIx32 " p %" PRIx32 " other %" PRIx32, what, s->x, s->z, s->p, s->other);
}

static bool compare(const struct insn *in, const struct report *r, const char *text)
{
	struct seen read, written;
	const struct difference *d = explained(text);
	lifted_sets(in, &read, &written);
	if (!agree(&read, &r->read, d ? &d->read : NULL) || !agree(&written, &r->written, d ? &d->written : NULL)) {
		printf("%s:", text);
		print_seen("read: lifted", &read);
		print_seen("run", &r->read);
		print_seen("\n    written: lifted", &written);
		print_seen("run", &r->written);
		printf("\n");
		return false;
	}
	if (d || addresses_agree(in, r))
		return true;
	printf("%s: memory [%" PRId64 "] width %u, read %u..%u, written %u..%u, bases", text, in->mem[0].disp,
	       in->mem[0].width, r->read_first, r->read_last, r->write_first, r->write_last);
	for (unsigned i = 0; i < 7; i++)
		printf(" %" PRIu64, r->base[i]);
	printf("\n");
	return false;
}

static size_t read_words(const char *path, uint8_t *words, size_t size)
{
	FILE *f = fopen(path, "rb");
	size_t n = f ? fread(words, 1, size, f) : 0;
	if (f)
		fclose(f);
	return n / 4;
}

/* Counts of the whole comparison. */
struct counts {
	unsigned compared, undecoded, faults, wrong;
};

struct lifter {
	csh handle;
	cs_insn *decoded;
};

static bool lift_word(struct lifter *l, const uint8_t *code, struct insn *in)
{
	size_t size = 4;
	uint64_t address = 0x1000;
	if (!cs_disasm_iter(l->handle, &code, &size, &address, l->decoded))
		return false;
	isa_aarch64.lift(l->handle, l->decoded, in);
	return true;
}

static const char *instruction_text(const struct lifter *l)
{
	static char text[256];
	snprintf(text, sizeof text, "%s %s", l->decoded->mnemonic, l->decoded->op_str);
	return text;
}

/* The run's input: each word, and what the lifter says that it reads. */
static void write_said(struct lifter *l, const uint8_t *words, size_t n, size_t listed)
{
	char path[512];
	snprintf(path, sizeof path, "%s/tests/said_aarch64.bin", build_folder());
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	for (size_t i = 0; i < n; i++) {
		struct insn in = {0};
		struct seen read = {0}, written;
		if (lift_word(l, words + i * 4, &in)) {
			lifted_sets(&in, &read, &written);
			const struct difference *d = explained(instruction_text(l));
			if (d)
				read = (struct seen){read.x & ~d->read.x, read.z & ~d->read.z, read.p & ~d->read.p,
				                     read.other & ~d->read.other};
		}
		uint32_t vl = vector_bytes(&in) | (in.n_mem || i < listed ? 0 : PLAIN);
		fwrite(&vl, sizeof vl, 1, f);
		fwrite(words + i * 4, 4, 1, f);
		fwrite(&read, sizeof read, 1, f);
	}
	assert_int_equal(fclose(f), 0);
}

/* ---- what occurs in real code ---------------------------------------------------------------------------------------
 */

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

/* What reads or changes what is no register of the run. */
static bool is_system(const char *text)
{
	static const char *const names[] = {"mrs",
	                                    "msr",
	                                    "dc ",
	                                    "ic ",
	                                    "svc",
	                                    "brk",
	                                    "hlt",
	                                    "udf",
	                                    "wf",
	                                    "sev",
	                                    "at ",
	                                    "tlbi",
	                                    "sys",
	                                    /* memory tags */ "irg",
	                                    "gmi",
	                                    "ldg",
	                                    "stg",
	                                    "st2g",
	                                    "stzg",
	                                    "stz2g"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!strncmp(text, names[i], strlen(names[i])))
			return true;
	return false;
}

struct left_out {
	unsigned control, system, undecoded, twice;
};

static bool has_word(const uint8_t *words, size_t n, uint32_t word)
{
	for (size_t i = 0; i < n; i++)
		if (!memcmp(words + i * 4, &word, 4))
			return true;
	return false;
}

/* Appends what is to be run of the recorded forms to the n words; returns how many there are then. */
static size_t add_recorded(struct lifter *l, uint8_t *words, size_t n, struct left_out *out)
{
	char line[256];
	FILE *f = fopen("tests/aarch64/forms.txt", "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		struct insn in;
		uint32_t word;
		if (*line == '#')
			continue;
		if (sscanf(line, "%8" SCNx32 "\t", &word) != 1)
			fail_msg("forms.txt: a word, a tab and a text were expected: %s", line);
		word = retarget(word);
		if (!lift_word(l, (const uint8_t *)&word, &in))
			out->undecoded++;
		else if (in.flow != FLOW_NEXT)
			out->control++;
		else if (is_system(instruction_text(l)))
			out->system++;
		else if (has_word(words, n, word))
			out->twice++;
		else {
			assert_in_range(n, 0, MAX_FORMS - 1);
			memcpy(words + n++ * 4, &word, 4);
		}
	}
	fclose(f);
	return n;
}

static void compare_all(struct lifter *l, FILE *run, const uint8_t *words, size_t n, struct counts *c)
{
	char line[512];
	while (fgets(line, sizeof line, run)) {
		struct report r;
		unsigned form, signal;
		if (sscanf(line, "%u signal %u", &form, &signal) == 2) {
			c->faults++;
			struct insn in;
			bool known_word = form < n && lift_word(l, words + (size_t)form * 4, &in);
			printf("form %u, %s: signal %u\n", form, known_word ? instruction_text(l) : "?", signal);
			continue;
		}
		if (!parse_report(line, &r) || r.form >= n)
			fail_msg("not understood: %s", line);
		struct insn in;
		if (!lift_word(l, words + (size_t)r.form * 4, &in)) {
			c->undecoded++;
			printf("form %u: not decoded\n", r.form);
			continue;
		}
		c->compared++;
		c->wrong += !compare(&in, &r, instruction_text(l));
	}
}

static void test_registers(void **state)
{
	static uint8_t words[MAX_FORMS * 4];
	char path[512], command[1024];
	struct counts c = {0};
	struct left_out out = {0};
	(void)state;
	snprintf(path, sizeof path, "%s/tests/forms_aarch64.bin", build_folder());
	size_t n = read_words(path, words, sizeof words);
	assert_in_range(n, 1, MAX_FORMS);
	snprintf(command, sizeof command,
	         "timeout 100 qemu-aarch64 -cpu max,sve256=on %s/tests/perturb_aarch64 <%s/tests/said_aarch64.bin",
	         build_folder(), build_folder());
	struct lifter l;
	assert_int_equal(cs_open(isa_aarch64.arch, isa_aarch64.mode, &l.handle), CS_ERR_OK);
	cs_option(l.handle, CS_OPT_DETAIL, CS_OPT_ON);
	l.decoded = cs_malloc(l.handle);
	size_t listed = n;
	n = add_recorded(&l, words, n, &out);
	write_said(&l, words, n, listed);
	FILE *run = popen(command, "r");
	assert_non_null(run);
	compare_all(&l, run, words, n, &c);
	cs_free(l.decoded, 1);
	cs_close(&l.handle);
	assert_int_equal(pclose(run), 0);
	printf(
	    "%zu listed, %zu more that occur in real code; of those left out: %u control transfer, %u system, %u not "
	    "decoded, %u that are listed\n",
	    listed, n - listed, out.control, out.system, out.undecoded, out.twice);
	printf("%u instructions compared, %u not decoded, %u faulted, %u differ without explanation\n", c.compared,
	       c.undecoded, c.faults, c.wrong);
	assert_int_equal(c.wrong, 0);
	assert_int_equal(c.faults, 0);
	assert_int_equal(c.compared + c.undecoded, n);
}

/* The programs that the run needs; what is missing is said. */
static bool prepare(void)
{
	const char *build = build_folder();
	static const char *const needed[] = {"qemu-aarch64", "aarch64-linux-gnu-gcc", "aarch64-linux-gnu-objcopy"};
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (shell("command -v %s >/dev/null 2>&1", needed[i])) {
			printf("skipped: %s is not installed\n", needed[i]);
			return false;
		}
	return !shell("mkdir -p %s/tests && aarch64-linux-gnu-gcc -O2 -static -no-pie -w -o %s/tests/perturb_aarch64 "
	              "tests/aarch64/perturb.c 2>/dev/null",
	              build, build) &&
	       !shell(
	           "aarch64-linux-gnu-gcc -c -o %s/tests/forms_aarch64.o tests/aarch64/forms.s && "
	           "aarch64-linux-gnu-objcopy -O binary -j .text %s/tests/forms_aarch64.o %s/tests/forms_aarch64.bin",
	           build, build, build);
}

int main(void)
{
	if (!prepare())
		return SKIP;
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_registers)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
