/* test_models_x86_64.c: latencies of the core models against llvm-mca's tables, instruction by instruction.
 *
 * tests/data/cost_x86_64.s holds one instruction or more for each cost class. Here each of them is assembled, lifted,
 * and its class's latency compared with what llvm-mca says. Where they are meant to differ is listed, with the reason.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gelf.h>
#include <jansson.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "x86_64/cost.h"

#define DATA      "tests/data/cost_x86_64.s"
#define MAX_LINES 1024

/* An instruction where the model differs from LLVM's: its text begins so (NULL: any of that class). */
struct exception {
	const struct core_model *model;
	const char *text, *reason;
	bool used;
};

#define ZN &x86_model_znver4
#define SK &x86_model_skylake
static struct exception exceptions[] = {
    {ZN, "pxor", "a zeroing idiom; LLVM's table is asked for the instruction, not for equal operands", false},
    {ZN, "fld", "LLVM: as a load to a general register; x87 is behind the vector loads", false},
    {ZN, "endbr64", "LLVM: 100, its default for what it has no class for", false},
    {SK, "endbr64", "LLVM: 100, its default for what it has no class for", false},
    {SK, "nop", "LLVM: 1, but nothing waits for it", false},
    {SK, "mov ", "copies are eliminated (Intel); LLVM's model does not do that", false},
    {SK, "movaps", "copies are eliminated", false},
    {SK, "vmovdqa ", "copies are eliminated", false},
    {SK, "lea rax, [rbx + rcx + 8]", "three components: 3 cycles (Intel)", false},
    {SK, "lea rax, [rbx + rcx * 4 + 8]", "three components: 3 cycles (Intel)", false},
    {SK, "div", "LLVM has one row for 16, 32 and 64 bits; Agner Fog's tables", false},
    {SK, "idiv", "LLVM has one row for 16, 32 and 64 bits; Agner Fog's tables", false},
};

/* Classes of which a run on a Zen 4 (bench/latency_x86_64.sh) gave another figure than LLVM has. */
static const char znver4_measured[] =
    "LOAD LEA_SCALED TZCNT XADD_RR VLOAD VLOAD_Y VLOAD_SCALAR VADDSAT_Y VCMPGT_Q VCMPGT_Q_Y VCMP_K VCMP_K_Y VCMP_K_Z "
    "VSHLD_Y VSHUFFLE VPACK_Y VSHUFFLE_VAR VLANES_Y VLANES VLANES_Z VPERM_Y VBROADCAST_Y VBROADCAST_GPR "
    "VBROADCAST_GPR_Y VBROADCAST_GPR_Z VINSERT_LANE_Y VEXTRACT_LANE_Y VEXTRACT_LANE_Z VEXTEND VTRUNCATE_Y VCOMPRESS_Z "
    "VMPSAD VMPSAD_Y VHADD_Y VPOPCNT_Y VPOPCNT_Z VGFNI_Y PTEST PTEST_Y MOVD_TO_VEC MOVD_FROM_VEC PINSR PEXTR MOVMSK "
    "MOVMSK_Y FCMP_K FCMP_K_Y FCMP_K_Z FCVT_WIDE_Y FCVT_PH_Y FCVT_FROM_GPR FCVT_TO_GPR FCLASS FCLASS_Y FCLASS_Z "
    "GATHER_D GATHER_D_Y GATHER_Q GATHER_Q_Y SHA1 SHA256_MSG PCMPISTR KTEST KMOV_TO_K KMOV_FROM_K VEC_TO_K VEC_FROM_K "
    "X87_LOAD X87_ADD X87_MUL X87_DIV VADDSAT_Z VLOAD_Z VSAD_Z FCVT_NARROW_Z FCVT_PH_Z GATHER_D_Z GATHER_Q_Z VBLEND_Z "
    "VBLEND_Y ";

static char *line[MAX_LINES];
static struct insn lifted[MAX_LINES];
static unsigned n_line;

static void read_lines(void)
{
	char buf[256];
	FILE *f = fopen(DATA, "r");
	assert_non_null(f);
	while (fgets(buf, sizeof buf, f) && n_line < MAX_LINES) {
		buf[strcspn(buf, "\n")] = 0;
		if (*buf && *buf != '#')
			line[n_line++] = strdup(buf);
	}
	fclose(f);
	assert_true(n_line > 400 && n_line < MAX_LINES);
}

static void lift_text(const uint8_t *code, size_t size)
{
	csh handle;
	assert_int_equal(cs_open(isa_x86_64.arch, isa_x86_64.mode, &handle), CS_ERR_OK);
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	cs_insn *in = cs_malloc(handle);
	uint64_t address = 0;
	for (unsigned i = 0; i < n_line; i++) {
		if (!cs_disasm_iter(handle, &code, &size, &address, in))
			fail_msg("'%s' was not decoded", line[i]);
		isa_x86_64.lift(handle, in, &lifted[i]);
	}
	assert_int_equal(size, 0);
	cs_free(in, 1);
	cs_close(&handle);
}

static void with_text(const char *object, void (*use)(const uint8_t *, size_t))
{
	elf_version(EV_CURRENT);
	FILE *f = fopen(object, "r");
	assert_non_null(f);
	Elf *e = elf_begin(fileno(f), ELF_C_READ, NULL);
	Elf_Scn *s = NULL;
	while ((s = elf_nextscn(e, s))) {
		GElf_Shdr sh;
		gelf_getshdr(s, &sh);
		Elf_Data *d = sh.sh_flags & SHF_EXECINSTR ? elf_getdata(s, NULL) : NULL;
		if (d && d->d_size)
			use(d->d_buf, d->d_size);
	}
	elf_end(e);
	fclose(f);
}

static int assemble_and_lift(void **state)
{
	(void)state;
	char object[64], command[512];
	read_lines();
	snprintf(object, sizeof object, "/tmp/assay-models-%ld.o", (long)getpid());
	snprintf(command, sizeof command,
	         "(echo .intel_syntax noprefix; cat " DATA
	         ") | clang-19 --target=x86_64-linux-gnu -x assembler -c - -o %s",
	         object);
	assert_int_equal(system(command), 0);
	with_text(object, lift_text);
	unlink(object);
	return 0;
}

/* One region for each line, so that those which a core does not have are left out alone. */
static json_t *mca(const char *core)
{
	char input[64], command[512];
	snprintf(input, sizeof input, "/tmp/assay-models-%ld.s", (long)getpid());
	FILE *f = fopen(input, "w");
	assert_non_null(f);
	fputs(".intel_syntax noprefix\n", f);
	for (unsigned i = 0; i < n_line; i++)
		fprintf(f, "# LLVM-MCA-BEGIN %u\n%s\n# LLVM-MCA-END\n", i, line[i]);
	fclose(f);
	snprintf(command, sizeof command,
	         "llvm-mca-19 -mtriple=x86_64-linux-gnu -mcpu=%s -iterations=1 -skip-unsupported-instructions=any "
	         "-instruction-info -json %s 2>/dev/null",
	         core, input);
	FILE *p = popen(command, "r");
	json_error_t error;
	json_t *j = json_loadf(p, JSON_ALLOW_NUL, &error);
	pclose(p);
	unlink(input);
	if (!j)
		fail_msg("llvm-mca: %s", error.text);
	return j;
}

static struct exception *exception_of(const struct core_model *m, const char *text)
{
	for (unsigned i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
		if (exceptions[i].model == m && !strncmp(text, exceptions[i].text, strlen(exceptions[i].text)))
			return &exceptions[i];
	return NULL;
}

/* What llvm-mca has as the latency of the whole instruction. */
static float model_latency(const struct core_model *m, const struct insn *i)
{
	const struct core_cost *c = &m->cost[i->cost];
	bool load = i->n_mem && i->mem[0].flags & MEM_READ;
	if (!load || (i->op == OP_MOVE && c->latency > 0))
		return c->latency;
	return c->latency + (i->n_dst && reg_is_general(i->dst[0]) ? m->load_latency : m->vec_load_latency);
}

/* Stores, and loads that are merged into something, have no figure that means the same in both. */
static bool comparable(const struct core_model *m, const struct insn *i)
{
	if (!m->cost[i->cost].known || i->flags & INSN_ATOMIC || i->flow != FLOW_NEXT)
		return false;
	return !i->n_mem || i->op == OP_ADDRESS || (i->op == OP_MOVE && !(i->mem[0].flags & MEM_WRITE));
}

static bool measured(const struct core_model *m, const char *class)
{
	char word[40];
	snprintf(word, sizeof word, " %s ", class);
	return m == ZN && (strstr(znver4_measured, word) || !strncmp(znver4_measured, word + 1, strlen(word) - 1));
}

static void compare(const struct core_model *m)
{
	if (system("llvm-mca-19 --version >/dev/null 2>&1"))
		skip();
	unsigned compared = 0, excepted = 0, wrong = 0, runs = 0;
	json_t *j = mca(m->name), *region;
	size_t k;
	json_array_foreach(json_object_get(j, "CodeRegions"), k, region)
	{
		unsigned i = (unsigned)atoi(json_string_value(json_object_get(region, "Name")));
		json_t *view = json_object_get(region, "InstructionInfoView");
		json_t *info = json_array_get(json_object_get(view, "InstructionList"), 0);
		if (!info || i >= n_line || !comparable(m, &lifted[i]))
			continue;
		float theirs = (float)json_number_value(json_object_get(info, "Latency"));
		float ours = model_latency(m, &lifted[i]);
		struct exception *e = exception_of(m, line[i]);
		compared++;
		if (ours == theirs)
			continue;
		const char *class = x86_cost_names[lifted[i].cost];
		bool run = !e && measured(m, class);
		runs += run;
		excepted += e != NULL;
		if (e)
			e->used = true;
		wrong += !e && !run;
		print_message("%s: %-40s %-16s %5.1f  llvm-mca %5.1f  %s\n", m->name, line[i], class, (double)ours,
		              (double)theirs,
		              e     ? e->reason
		              : run ? "measured"
		                    : "DIFFERS");
	}
	json_decref(j);
	print_message("%s: %u latencies compared, %u equal, %u measured otherwise, %u differ for a listed reason, "
	              "%u for none\n",
	              m->name, compared, compared - excepted - wrong - runs, runs, excepted, wrong);
	for (unsigned i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
		if (exceptions[i].model == m && !exceptions[i].used)
			fail_msg("%s: the exception for '%s' is needed no more", m->name, exceptions[i].text);
	assert_int_equal(wrong, 0);
	assert_true(compared > 150);
}

static void znver4(void **state) { (void)state, compare(&x86_model_znver4); }
static void skylake(void **state) { (void)state, compare(&x86_model_skylake); }

/* A row that no instruction reaches is a typing error, and so is a class that no row backs. */
static void every_row_is_reached(void **state)
{
	(void)state;
	bool reached[N_COST] = {false};
	for (unsigned i = 0; i < n_line; i++)
		reached[lifted[i].cost] = true;
	/* In classes of three widths, a width that only other instructions of the class have. */
	static const uint16_t elsewhere[] = {COST_RET};
	for (unsigned i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
		reached[elsewhere[i]] = true;
	for (unsigned c = 0; c < N_COST; c++)
		for (const struct core_model *const *m = isa_x86_64.models; *m; m++)
			if ((*m)->cost[c].known && !reached[c])
				fail_msg("%s has figures for %s, which no instruction of %s has", (*m)->name,
				         x86_cost_names[c], DATA);
}

static void rows_make_sense(void **state)
{
	(void)state;
	for (const struct core_model *const *m = isa_x86_64.models; *m; m++)
		for (unsigned c = 0; c < N_COST; c++) {
			const struct core_cost *k = &(*m)->cost[c];
			bool eliminated = c == COST_XCHG_RR || c == COST_VZEROUPPER;
			if (k->known && k->uops && !k->ports && !eliminated)
				fail_msg("%s: %s has micro-ops but no port", (*m)->name, x86_cost_names[c]);
			assert_true(k->latency >= 0 && k->latency <= 60);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(znver4),
	    cmocka_unit_test(skylake),
	    cmocka_unit_test(every_row_is_reached),
	    cmocka_unit_test(rows_make_sense),
	};
	return cmocka_run_group_tests(tests, assemble_and_lift, NULL);
}
