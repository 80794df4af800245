/* test_mca.c: cycles of one iteration against llvm-mca, which simulates the loop on LLVM's own model of the core.
 *
 * Ours is max(latency, throughput). What llvm-mca does not know: that a core takes one branch in a cycle, and what
 * passes through memory. Exceptions are named, with their reasons, in the cases' own comments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chain_case.h"

#define ITERATIONS 1000
#define RELATIVE   0.12
#define ABSOLUTE   0.35
#define SCHEDULING 1.6 /* where ports limit, ours is a bound that no schedule need reach */

/* Cores that LLVM schedules by another one's model: shown, not judged. */
static const char *const borrowed[][2] = {{"cortex-a72", "all of the case: LLVM has Cortex-A57's model for it"}};

static unsigned wrong, compared, excepted;

/* Cycles of one iteration of the case's loop; < 0: llvm-mca does not know an instruction or the core. */
static double mca_cycles(const struct chain_case *c, const char *core)
{
	char command[512], line[512];
	char input[64];
	double cycles = -1;
	snprintf(input, sizeof input, "/tmp/assay-mca-%ld.s", (long)getpid());
	FILE *f = fopen(input, "w");
	assert_non_null(f);
	fprintf(f, "%s.Lloop:\n%s\n.Lskip_end:\n", strcmp(c->isa, "x86_64") ? "" : "\t.intel_syntax noprefix\n",
	        c->body);
	fclose(f);
	snprintf(command, sizeof command,
	         "llvm-mca-19 -mtriple=%s-linux-gnu -mcpu=%s -iterations=%d -noalias=%s %s 2>/dev/null", c->isa, core,
	         ITERATIONS, case_fact(c, "memory", 0) ? "false" : "true", input);
	FILE *p = popen(command, "r");
	assert_non_null(p);
	while (fgets(line, sizeof line, p))
		if (sscanf(line, "Total Cycles: %lf", &cycles) == 1)
			cycles /= ITERATIONS;
	pclose(p);
	unlink(input);
	return cycles;
}

static const char *exception(const struct chain_case *c, const char *model)
{
	const char *fact;
	size_t n = strlen(model);
	for (size_t i = 0; i < sizeof borrowed / sizeof *borrowed; i++)
		if (!strcmp(model, borrowed[i][0]) && !case_fact(c, "mca", 0))
			return borrowed[i][1];
	for (unsigned k = 0; (fact = case_fact(c, "mca", k)); k++)
		if (!strncmp(fact, "off ", 4) || !strncmp(fact, "all ", 4) ||
		    (!strncmp(fact, model, n) && fact[n] == ' '))
			return fact;
	return NULL;
}

static bool agrees(const struct loop *l, double mca)
{
	double ours = l->latency > l->throughput ? l->latency : l->throughput;
	double above = l->latency > l->throughput ? 1 + RELATIVE : SCHEDULING;
	if (mca < 0)
		return false;
	if (ours <= 1 && mca < 1)
		return true; /* one taken branch in a cycle */
	return ours <= mca * (1 + RELATIVE) + ABSOLUTE && mca <= ours * above + ABSOLUTE;
}

static void compare(const struct chain_case *c, const struct core_model *m, const struct analysis *a)
{
	const struct loop *l = a->code->loop;
	const char *except = exception(c, m->name);
	if (!a->code->n_loop || (except && !strncmp(except, "off ", 4)))
		return;
	double mca = mca_cycles(c, m->name);
	bool same = agrees(l, mca);
	print_message("%-8s %-28s %-12s latency %5.2f throughput %5.2f  mca %6.2f%s%s\n", c->isa, c->name, m->name,
	              (double)l->latency, (double)l->throughput, mca, same ? "" : "  DIFFERS", except ? ", named" : "");
	compared += !except;
	excepted += except && !same;
	wrong += !same && !except;
}

static void run(const char *isa)
{
	if (system("llvm-mca-19 --version >/dev/null 2>&1"))
		skip();
	wrong = compared = excepted = 0;
	assert_true(cases_each(isa, compare) > 0);
	print_message("%s: %u compared, %u differ, %u named exceptions\n", isa, compared, wrong, excepted);
	assert_true(compared > 20);
	assert_int_equal(wrong, 0);
}

static void test_x86_64(void **state)
{
	(void)state;
	run("x86_64");
}

static void test_aarch64(void **state)
{
	(void)state;
	run("aarch64");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_x86_64),
	    cmocka_unit_test(test_aarch64),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
