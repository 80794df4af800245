/* test_models_aarch64.c: the AArch64 core models against LLVM's, instruction by instruction.
 *
 * llvm-mca assembles tests/aarch64/costs.s and tells latency and reciprocal throughput; our row of the instruction's
 * cost class must say the same, except where a row below gives the reason why Arm's guide is followed instead. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "isa.h"

enum { SKIP = 77 };

struct exception {
	const char *model, *classes; /* names of cost classes, between blanks */
	const char *why;
};

static const struct exception exceptions[] = {
    {"neoverse-n1", " NOP ", "never leaves the rename stage"},
    {"neoverse-n1", " LOGIC_FLAGS ", "LLVM takes ands with a register for the form with a shift, which is slower"},
    {"neoverse-n1", " V_TBL3 V_TBX2 ", "LLVM gives three registers more micro-operations than four"},
    {"neoverse-n1", " VLOAD ", "LLVM counts each register offset of a q register as a scaled one"},
    {"neoverse-n1", " V_MUL_Q ", "LLVM has no row for the form by an element of 16 bits"},
    {"neoverse-v1", " NOP ", "never leaves the rename stage"},
    {"neoverse-v1", " LOGIC_FLAGS ", "LLVM takes ands with a register for the form with a shift, which is slower"},
    {"neoverse-v1", " VF_CPLX_MLA ", "LLVM has no row for fcmla"},
    {"neoverse-v1", " ALU_FLAGS_SHIFT ", "LLVM does not tell an extended operand from a plain one"},
    {"neoverse-v1", " MUL32 MUL64 MULL ", "mul is madd without an accumulator here; alone it may use both pipes"},
    {"neoverse-v1", " VLOAD ", "LLVM counts each register offset of a q register as a scaled one"},
    {"neoverse-v1", " V_MUL_Q ", "LLVM has no row for the form by an element of 16 bits"},
    {"cortex-a72", " NOP ", "never leaves the rename stage"},
    {"cortex-a72",
     " F_ADD F_MUL F_MADD F_MINMAX F_ROUND F_CONVERT F_FROM_GENERAL F_TO_GENERAL VF_ADD VF_ADDP VF_MUL VF_MLA VF_CMP "
     "VF_MINMAX VF_REDUCE VF_ROUND VF_CONVERT VF_CONVERT_HALF VF_CONVERT_LONG VF_RECPE VF_RECPS ",
     "LLVM's model is Cortex-A57's, whose floating point takes longer"},
    {"cortex-a72",
     " DIV32 DIV64 F_DIV32 F_DIV64 F_SQRT32 F_SQRT64 VF_DIV32 VF_DIV32_Q VF_DIV64 VF_SQRT32 VF_SQRT32_Q VF_SQRT64 ",
     "LLVM's model is Cortex-A57's, which divides with radix 4"},
    {"cortex-a72", " V_MUL V_MUL_Q V_MLA V_MLA_Q V_MULL V_MLAL V_MLAL_SAT V_PMUL V_PMULL ",
     "LLVM's model is Cortex-A57's, whose multiplier takes one cycle more"},
    {"cortex-a72",
     " ROR CRC F_CMP F_CCMP V_SHIFT V_SHIFT_INS V_SHIFT_REG V_REDUCE4 V_REDUCE8 V_REDUCE16 V_SELECT V_INSERT SHA_FAST ",
     "LLVM's model is Cortex-A57's"},
    {"cortex-a72", " MUL64 MULH ", "LLVM lets the multiplier start another 64-bit product every cycle"},
    {"cortex-a72", " V_PERMUTE ", "zip and uzp of q registers are one class with the cheaper trn, ext and rev here"},
    {"cortex-a72", " VLOAD VSTORE VSTORE_LANE ",
     "d and q registers, and both ways to address them, are one class here"},
};

static const char *exempt(const char *model, const char *class)
{
	char word[64];
	snprintf(word, sizeof word, " %s ", class);
	for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
		if (!strcmp(exceptions[i].model, model) && strstr(exceptions[i].classes, word))
			return exceptions[i].why;
	return NULL;
}

/* ---- one instruction
 * ------------------------------------------------------------------------------------------------- */

struct figures {
	unsigned latency;
	float throughput;
	uint8_t code[4];
	char text[128];
};

/* " 1      4     0.50    *                    4     20 00 40 f9                   ldr	x0, [x1]" */
static bool parse(const char *line, struct figures *f)
{
	unsigned uops, size, b[4];
	char flags[64];
	int at = 0, rest = 0;
	if (sscanf(line, " %u %u %f%n", &uops, &f->latency, &f->throughput, &at) != 3 || strlen(line) < 60)
		return false;
	snprintf(flags, sizeof flags, "%.*s", 24, line + at);
	if (sscanf(line + at + strspn(line + at, " *U"), "%u %x %x %x %x %n", &size, &b[0], &b[1], &b[2], &b[3],
	           &rest) != 5 ||
	    size != 4)
		return false;
	for (unsigned i = 0; i < 4; i++)
		f->code[i] = (uint8_t)b[i];
	snprintf(f->text, sizeof f->text, "%.120s", line + at + strspn(line + at, " *U") + rest);
	f->text[strcspn(f->text, "\n")] = '\0';
	return true;
}

static float our_throughput(const struct core_cost *c)
{
	unsigned ports = (unsigned)__builtin_popcount(c->ports);
	float by_ports = ports ? (float)c->uops / (float)ports : 0;
	return c->recip > by_ports ? c->recip : by_ports;
}

struct counts {
	unsigned compared, unknown, exempt, wrong;
};

/* Throughput is compared where nothing but computing is done: LLVM counts dispatch, loads and stores, too. */
static void compare(const struct core_model *m, const struct insn *in, const struct figures *f, struct counts *n)
{
	const struct core_cost *c = &m->cost[in->cost];
	const char *class = isa_aarch64.cost_names[in->cost];
	if (!c->known) {
		n->unknown++;
		return;
	}
	bool throughput = !in->n_mem && c->uops && in->flow == FLOW_NEXT;
	bool same = fabsf(c->latency - (float)f->latency) < 0.01f &&
	            (!throughput || fabsf(our_throughput(c) - f->throughput) < 0.02f);
	n->compared++;
	if (same)
		return;
	if (exempt(m->name, class)) {
		n->exempt++;
		return;
	}
	n->wrong++;
	printf("%s: %s (%s): latency %g, LLVM's %u; throughput %.2f, LLVM's %.2f\n", m->name, f->text, class,
	       (double)c->latency, f->latency, throughput ? (double)our_throughput(c) : 0.0, (double)f->throughput);
}

static void compare_model(const struct core_model *m)
{
	char command[512], line[512];
	struct counts n = {0};
	csh handle;
	assert_int_equal(cs_open(isa_aarch64.arch, isa_aarch64.mode, &handle), CS_ERR_OK);
	cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
	cs_insn *decoded = cs_malloc(handle);
	snprintf(command, sizeof command,
	         "llvm-mca-19 -mtriple=aarch64 -mcpu=%s -instruction-info -resource-pressure=0 -summary-view=0 "
	         "-show-encoding "
	         "-iterations=1 -skip-unsupported-instructions=lack-sched tests/aarch64/costs.s 2>/dev/null",
	         m->name);
	FILE *run = popen(command, "r");
	assert_non_null(run);
	while (fgets(line, sizeof line, run)) {
		struct figures f;
		if (!parse(line, &f))
			continue;
		const uint8_t *code = f.code;
		size_t size = 4;
		uint64_t address = 0;
		struct insn in;
		assert_true(cs_disasm_iter(handle, &code, &size, &address, decoded));
		isa_aarch64.lift(handle, decoded, &in);
		compare(m, &in, &f, &n);
	}
	assert_int_equal(pclose(run), 0);
	cs_free(decoded, 1);
	cs_close(&handle);
	printf("%s: %u instructions compared with LLVM 19's model, %u of unknown cost, %u differ for the reasons "
	       "listed, %u without\n",
	       m->name, n.compared, n.unknown, n.exempt, n.wrong);
	assert_int_equal(n.wrong, 0);
	assert_in_range(n.compared, 150, 100000);
}

static void test_models(void **state)
{
	(void)state;
	for (const struct core_model *const *m = isa_aarch64.models; *m; m++)
		compare_model(*m);
}

/* ---- what Arm's guides say that LLVM does not model
 * ------------------------------------------------------------------- */

static const struct core_cost *cost_of(const struct core_model *m, const char *class)
{
	for (unsigned i = 0; i < isa_aarch64.n_cost; i++)
		if (!strcmp(isa_aarch64.cost_names[i], class))
			return &m->cost[i];
	fail_msg("no class %s", class);
	return NULL;
}

static void test_accumulators(void **state)
{
	static const struct {
		const char *model, *class;
		float latency, acc;
	} rows[] = {{"neoverse-n1", "F_MADD", 4, 2}, {"neoverse-n1", "VF_MLA", 4, 2}, {"neoverse-n1", "MUL32", 2, 1},
	            {"neoverse-n1", "MUL64", 4, 3},  {"neoverse-n1", "F_ADD", 2, 0},  {"neoverse-v1", "F_MADD", 4, 2},
	            {"neoverse-v1", "MUL64", 2, 1},  {"cortex-a72", "F_MADD", 7, 3},  {"cortex-a72", "MUL32", 3, 1}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct core_cost *c = cost_of(isa_model(&isa_aarch64, rows[i].model), rows[i].class);
		assert_true(c->latency == rows[i].latency && c->acc_latency == rows[i].acc);
	}
}

/* Every class that the base architecture needs has a row in every model, and no row is without ports. */
static void test_complete(void **state)
{
	static const char *const optional[] = {
	    "UNKNOWN", "PAC",      "BARRIER",   "SYSTEM", "ATOMIC", "F_DIV16", "F_SQRT16", "V_DOT", "V_MMLA", "VF_MLAL",
	    "VF_CPLX", "VF_DIV16", "VF_SQRT16", "BF_",    "SHA3",   "SM",      "P_",       "VL_",   "S_",     "FFR"};
	(void)state;
	for (const struct core_model *const *m = isa_aarch64.models; *m; m++)
		for (unsigned i = 0; i < isa_aarch64.n_cost; i++) {
			bool needed = true;
			for (size_t k = 0; k < sizeof optional / sizeof *optional; k++)
				needed &= strncmp(isa_aarch64.cost_names[i], optional[k], strlen(optional[k])) != 0;
			if (needed && !(*m)->cost[i].known)
				fail_msg("%s has no row for %s", (*m)->name, isa_aarch64.cost_names[i]);
			assert_true(!(*m)->cost[i].uops || (*m)->cost[i].ports);
		}
}

int main(void)
{
	if (system("command -v llvm-mca-19 >/dev/null 2>&1")) {
		printf("skipped: llvm-mca-19 is not installed\n");
		return SKIP;
	}
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_models), cmocka_unit_test(test_accumulators),
	                                   cmocka_unit_test(test_complete)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
