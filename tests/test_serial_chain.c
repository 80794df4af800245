/* test_serial_chain.c: the loops in tests/chain against what their comments state: latency, finding, evidence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "chain_case.h"

static unsigned wrong, checked;

#define SAY(...)                                                                                                       \
	do {                                                                                                           \
		print_error("%s/%s on %s: ", c->isa, c->name, m->name);                                                \
		print_error(__VA_ARGS__);                                                                              \
		wrong++;                                                                                               \
	} while (0)

static uint32_t the_loop(const struct analysis *a)
{
	for (uint32_t l = 0; l < a->code->n_loop; l++)
		if (a->code->loop[l].innermost)
			return l;
	return NONE;
}

static void check_latency(const struct chain_case *c, const struct core_model *m, const struct loop *l)
{
	char value[32];
	const char *fact = case_fact(c, "latency", 0);
	if (!fact || !fact_of_model(fact, m->name, value, sizeof value))
		return;
	checked++;
	if (fabs(atof(value) - l->latency) > 0.01)
		SAY("latency %g, expected %s\n", (double)l->latency, value);
}

/* The words of the facts, and the class that each is about. A chain belongs to one of them: what the other one reports
 * is that fact's "nothing", also where the case does not say so. */
static const struct {
	const char *word;
	const struct class *class;
	const char *missing; /* what a case without the fact states, NULL: nothing */
} judges[] = {
    {"finds", &class_serial_chain, NULL},
    {"chases", &class_pointer_chase, "nothing"},
};

static void check_finding(const struct chain_case *c, const struct core_model *m, const struct analysis *a,
                          const char *fact, const struct class *class)
{
	char kind[32];
	struct finding_list found = {0};
	if (strchr(fact, '=')) {
		if (!fact_of_model(fact, m->name, kind, sizeof kind))
			return;
	} else {
		snprintf(kind, sizeof kind, "%.*s", (int)strcspn(fact, " "), fact);
	}
	class->find(a, &found);
	checked++;
	const struct loop *l = &a->code->loop[the_loop(a)];
	if (!strcmp(kind, "nothing")) {
		if (found.n)
			SAY("%s: found a %s, expected nothing (latency %g, throughput %g)\n", class->name,
			    found.v[0].kind, (double)l->latency, (double)l->throughput);
		return;
	}
	if (found.n != 1)
		SAY("%s: %u findings, expected a %s (latency %g, throughput %g)\n", class->name, found.n, kind,
		    (double)l->latency, (double)l->throughput);
	else if (strcmp(found.v[0].kind, kind))
		SAY("%s: a %s, expected a %s\n", class->name, found.v[0].kind, kind);
	else if ((found.v[0].confidence == LEVEL_LOW) != (strstr(fact, " low") != NULL))
		SAY("%s: confidence %s\n", class->name, level_name(found.v[0].confidence));
}

static void check_findings(const struct chain_case *c, const struct core_model *m, const struct analysis *a)
{
	for (unsigned i = 0; i < sizeof judges / sizeof *judges; i++) {
		const char *fact = case_fact(c, judges[i].word, 0);
		if (fact || judges[i].missing)
			check_finding(c, m, a, fact ? fact : judges[i].missing, judges[i].class);
	}
}

/* No core beats the bound, and a loop that waits for its chain takes as long as that. */
static void check_measured(const struct chain_case *c, const struct core_model *m, const struct loop *l)
{
	char value[32];
	const char *fact = case_fact(c, "measured", 0);
	if (!fact || !fact_of_model(fact, m->name, value, sizeof value))
		return;
	checked++;
	double measured = atof(value), ours = fmax(l->latency, l->throughput);
	if (measured < 0.95 * ours - 0.1)
		SAY("%g cycles (latency %g, throughput %g), a run took %g\n", ours, (double)l->latency,
		    (double)l->throughput, measured);
	else if (l->latency >= 2 * l->throughput && measured > 1.05 * ours + 0.1)
		SAY("latency %g, a run took %g\n", (double)l->latency, measured);
}

/* Evidence is one turn of the chain: each instruction writes what the next one reads. */
static void check_evidence(const struct chain_case *c, const struct core_model *m, const struct analysis *a, uint32_t l)
{
	const struct chain *ch = &a->chain[l];
	if (!ch->through_memory != !case_fact(c, "memory", 0))
		SAY("through memory: %d\n", ch->through_memory);
	for (uint32_t i = 0; i < ch->n; i++) {
		const struct insn *this = &a->code->insn[ch->insn[i]],
		                  *next = &a->code->insn[ch->insn[(i + 1) % ch->n]];
		bool linked = !regset_empty(regset_and(this->write, next->read)) || ch->span > 1;
		if (!linked && !ch->through_memory)
			SAY("instruction %u of the evidence does not lead to the next\n", i);
		if (!loop_has_block(a->code, l, a->code->block_of[ch->insn[i]]))
			SAY("instruction %u of the evidence is outside the loop\n", i);
	}
}

static void check(const struct chain_case *c, const struct core_model *m, const struct analysis *a)
{
	uint32_t l = the_loop(a);
	if (l == NONE) {
		SAY("no loop\n");
		return;
	}
	check_latency(c, m, &a->code->loop[l]);
	check_measured(c, m, &a->code->loop[l]);
	check_findings(c, m, a);
	check_evidence(c, m, a, l);
}

static void run(const char *isa)
{
	wrong = checked = 0;
	int n = cases_each(isa, check);
	print_message("%s: %d cases, %u facts\n", isa, n, checked);
	assert_true(n >= 30);
	assert_true(checked >= (unsigned)n);
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
