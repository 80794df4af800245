/* regs_case.h: a lifter's registers and memory operands against the instructions themselves, for test_regs_*.c.
 *
 * tests/ISA/perturb.c runs each form of tests/ISA/forms.txt (tests/forms.py) and reports what it read and wrote; the
 * lifter must say the same, except for what the table of differences explains. The test of each ISA includes its
 * perturb.h before, for struct form, KIND_MEM and KIND_COUNT, and defines after what is declared first. */
#ifndef ASSAY_REGS_CASE_H
#define ASSAY_REGS_CASE_H

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "isa.h"
#include "kinds.h"

enum { SKIP = 77, MAX_FORMS = 8192, TEXT = 200 };

/* Why a form is left out; each ISA adds its own. */
enum { RUN, CONTROL, SYSTEM_STATE, NOT_LIFTED, ISA_REASONS };

struct entry {
	struct form form;
	struct insn in;
	char text[TEXT];
	unsigned reason; /* RUN: it is run */
	unsigned needed; /* accesses of its memory operand that must be seen */
};

/* What the lifter names and a run need not show, and what a run may show beside it; every row says why. */
struct difference {
	const char *text; /* that it begins with */
	set read, written, read_more, written_more;
	const char *why;
};

/* Registers from `reg` on are kinds from `kind` on. */
struct kind_range {
	reg_t reg;
	uint8_t kind, n;
};

struct lifter {
	csh handle;
	cs_insn *decoded;
};

/* What the ISA's test defines: all but the functions ends with a row of zeroes. */
static const struct isa *const isa;
static const struct difference known[];
static const struct kind_range ranges[];
static const char *const own_reasons[]; /* from ISA_REASONS on */
/* What an instruction is lifted to. */
static void lifted(const struct insn *in, set *read, set *written);
/* What is left out for other reasons than that it transfers control. */
static unsigned reason_of(struct entry *e);
/* One recorded form, of a line of forms.txt; false: it is not understood. */
static bool add_recorded(struct lifter *l, const char *hex, const char *text);

static struct entry entries[MAX_FORMS];
static size_t n_entries;

/* ---- what is to be run --------------------------------------------------------------------------------------------
 */

static const struct difference *explained(const char *text)
{
	static const struct difference none;
	for (const struct difference *d = known; d->text; d++)
		if (!strncmp(text, d->text, strlen(d->text)))
			return d;
	return &none;
}

static set kinds_of(regset s)
{
	set out = 0;
	for (const struct kind_range *r = ranges; r->n; r++)
		for (unsigned i = 0; i < r->n; i++)
			out |= regset_has(s, (reg_t)(r->reg + i)) ? ONE(r->kind + i) : 0;
	return out;
}

/* Registers, and memory but for operands with one of `unseen` flags. */
static void lifted_kinds(const struct insn *in, unsigned unseen, set *read, set *written)
{
	*read = kinds_of(in->read);
	*written = kinds_of(in->write);
	for (unsigned i = 0; i < in->n_mem; i++) {
		unsigned flags = in->mem[i].flags & unseen ? 0 : in->mem[i].flags;
		*read |= flags & MEM_READ ? ONE(KIND_MEM) : 0;
		*written |= flags & MEM_WRITE ? ONE(KIND_MEM) : 0;
	}
}

static struct entry *new_entry(void)
{
	assert_in_range(n_entries, 0, MAX_FORMS - 1);
	return &entries[n_entries++];
}

/* Lifts its code and sees what of it is to be run; without a text it gets capstone's. */
static void prepare_entry(struct lifter *l, struct entry *e, const uint8_t *code, size_t length)
{
	uint64_t address = 0x1000;
	set written;
	size_t left = length;
	if (!cs_disasm_iter(l->handle, &code, &left, &address, l->decoded) || l->decoded->size != length) {
		e->reason = NOT_LIFTED;
		return;
	}
	if (!*e->text)
		snprintf(e->text, sizeof e->text, "%s %s", l->decoded->mnemonic, l->decoded->op_str);
	isa->lift(l->handle, l->decoded, &e->in);
	e->reason = reason_of(e);
	lifted(&e->in, &e->form.said, &written);
	e->form.said &= ~explained(e->text)->read;
}

static bool starts_with_one_of(const char *text, const char *const *names)
{
	for (; *names; names++)
		if (!strncmp(text, *names, strlen(*names)))
			return true;
	return false;
}

static void read_recorded(struct lifter *l)
{
	char path[64], line[256], hex[64], text[TEXT];
	snprintf(path, sizeof path, "tests/%s/forms.txt", isa->name);
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f))
		if (*line != '#' &&
		    (sscanf(line, "%63[0-9a-f]\t%199[^\n]", hex, text) != 2 || !add_recorded(l, hex, text)))
			fail_msg("%s: bytes, a tab and a text were expected: %s", path, line);
	fclose(f);
}

/* ---- the comparison -----------------------------------------------------------------------------------------------
 */

static void print_kinds(const char *what, set s)
{
	char name[8];
	if (!s)
		return;
	printf("  %s", what);
	for (const struct kind_range *r = ranges; r->n; r++)
		for (unsigned i = 0; i < r->n; i++)
			if (s & ONE(r->kind + i))
				printf(" %s", isa->reg_name((reg_t)(r->reg + i), 0, name));
	printf("%s%s\n", s & ONE(KIND_MEM) ? " memory" : "", s >> (KIND_MEM + 1) ? " branch" : "");
}

struct report {
	set read, written;
	unsigned accesses;
};

static bool compare(const struct entry *e, const struct report *r)
{
	const struct difference *d = explained(e->text);
	set read, written;
	lifted(&e->in, &read, &written);
	set no_read = read & ~r->read & ~d->read, more_read = r->read & ~read & ~d->read_more;
	set no_write = written & ~r->written & ~d->written, more_write = r->written & ~written & ~d->written_more;
	unsigned outside = r->accesses & (OUTSIDE_READ | OUTSIDE_WRITTEN), unseen = e->needed & ~r->accesses;
	bool extents = d->text || !e->form.width || (!outside && !unseen);
	if (!(no_read | more_read | no_write | more_write) && extents)
		return true;
	printf("%s\n", e->text);
	print_kinds("lifted as read, and nothing depends on it:", no_read);
	print_kinds("what comes out depends on it, not lifted as read:", more_read);
	print_kinds("lifted as written, and never changes:", no_write);
	print_kinds("changes, not lifted as written:", more_write);
	if (!extents)
		printf("  of its %u bytes, accesses seen: %#x, needed: %#x\n", e->form.width, r->accesses, e->needed);
	return false;
}

static bool parse_report(const char *line, unsigned *at, struct report *r)
{
	unsigned long long v[4];
	if (sscanf(line, "%u R " SET_SCAN " W " SET_SCAN " M %u", at, &v[0], &v[1], &v[2], &v[3], &r->accesses) != 6)
		return false;
	r->read = (set)v[0] << 64 | v[1];
	r->written = (set)v[2] << 64 | v[3];
	return true;
}

/* ---- the run ------------------------------------------------------------------------------------------------------
 */

static const char *build_folder(void) { return getenv("BUILD") ? getenv("BUILD") : "build"; }

__attribute__((format(printf, 1, 2))) static bool shell(const char *format, ...)
{
	char command[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(command, sizeof command, format, args);
	va_end(args);
	return !system(command);
}

static bool installed(const char *program, const char *package)
{
	if (shell("command -v %s >/dev/null 2>&1", program))
		return true;
	printf("skipped: %s is not installed (Debian: %s)\n", program, package);
	return false;
}

/* Gives each form that is to be run its place in the program's input; returns how many there are. */
static size_t write_input(uint32_t *place)
{
	char path[512];
	size_t out = 0;
	snprintf(path, sizeof path, "%s/tests/said_%s.bin", build_folder(), isa->name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	for (size_t i = 0; i < n_entries; i++) {
		if (entries[i].reason)
			continue;
		place[out++] = (uint32_t)i;
		assert_int_equal(fwrite(&entries[i].form, sizeof entries[i].form, 1, f), 1);
	}
	assert_int_equal(fclose(f), 0);
	return out;
}

struct counts {
	unsigned compared, faults, not_here, wrong;
};

static void compare_all(FILE *run, const uint32_t *place, size_t n, struct counts *c)
{
	char line[512];
	while (fgets(line, sizeof line, run)) {
		struct report r;
		unsigned at;
		char word[8];
		if (sscanf(line, "%u %7s", &at, word) != 2 || at >= n)
			fail_msg("not understood: %s", line);
		const struct entry *e = &entries[place[at]];
		if (parse_report(line, &at, &r)) {
			c->compared++;
			c->wrong += !compare(e, &r);
		} else if (!strcmp(word, "not")) {
			c->not_here++;
		} else {
			c->faults++;
			printf("%s: form %s", e->text, line);
		}
	}
}

static void print_counts(const struct counts *c)
{
	static const char *const common[] = {"run", "control transfer", "system", "not decoded by capstone"};
	printf("%zu forms: %u compared, %u not in this machine", n_entries, c->compared, c->not_here);
	for (unsigned r = RUN + 1; r < ISA_REASONS || own_reasons[r - ISA_REASONS]; r++) {
		unsigned n = 0;
		for (size_t i = 0; i < n_entries; i++)
			n += entries[i].reason == r;
		printf(", %u %s", n, r < ISA_REASONS ? common[r] : own_reasons[r - ISA_REASONS]);
	}
	printf("; %u fault, %u differ without explanation\n", c->faults, c->wrong);
}

static void open_lifter(struct lifter *l)
{
	assert_int_equal(cs_open(isa->arch, isa->mode, &l->handle), CS_ERR_OK);
	cs_option(l->handle, CS_OPT_DETAIL, CS_OPT_ON);
	l->decoded = cs_malloc(l->handle);
}

static void close_lifter(struct lifter *l)
{
	cs_free(l->decoded, 1);
	cs_close(&l->handle);
}

/* Runs all entries by the program, itself run by `with`. */
static void run_and_compare(const char *with)
{
	static uint32_t place[MAX_FORMS];
	char command[1024];
	struct counts c = {0};
	size_t n = write_input(place);
	snprintf(command, sizeof command, "timeout 200 %s %s/tests/perturb_%s <%s/tests/said_%s.bin", with,
	         build_folder(), isa->name, build_folder(), isa->name);
	FILE *run = popen(command, "r");
	assert_non_null(run);
	compare_all(run, place, n, &c);
	assert_int_equal(pclose(run), 0);
	print_counts(&c);
	assert_int_equal(c.wrong, 0);
	assert_int_equal(c.faults, 0);
	assert_int_equal(c.compared + c.not_here, n);
	assert_true(c.compared > n_entries / 2);
}

#endif
