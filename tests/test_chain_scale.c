/* test_chain_scale.c: loops as large and as knotted as generated code has them: right, in time, without recursion. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "classes.h"

#define SECONDS 5 /* for what takes a fraction of one; only what is not linear gets there */

struct run {
	void (*write)(FILE *f, unsigned n);
	void (*check)(const struct analysis *a, unsigned n);
	unsigned n;
	bool done;
};

static void check_object(struct object *o, void *ctx)
{
	struct run *r = ctx;
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	struct analysis *a = ARENA_NEW(&arena, struct analysis);
	clock_t start = clock();
	a->code = code_analyse(o, &o->functions[0], o->isa->models[0], d, &arena);
	a->induction = ARENA_ARRAY(&arena, struct induction *, a->code->n_loop);
	noreturn_mark(a->code);
	clock_t analysed = clock();
	cycles_analyse(a);
	double seconds = (double)(clock() - analysed) / CLOCKS_PER_SEC;
	print_message("%u instructions: code %.2f s, cycles %.2f s\n", a->code->n_insn,
	              (double)(analysed - start) / CLOCKS_PER_SEC, seconds);
	assert_true(a->code->n_loop > 0 && !a->code->too_large);
	assert_true(seconds < SECONDS);
	r->check(a, r->n);
	r->done = true;
	decoder_close(d);
	arena_free(&arena);
}

static void run_case(void (*write)(FILE *, unsigned), void (*check)(const struct analysis *, unsigned), unsigned n)
{
	char source[64], object[64], command[256];
	struct run r = {write, check, n, false};
	snprintf(source, sizeof source, "/tmp/assay-scale-%ld.s", (long)getpid());
	snprintf(object, sizeof object, "/tmp/assay-scale-%ld.o", (long)getpid());
	FILE *f = fopen(source, "w");
	assert_non_null(f);
	fprintf(f, "\t.intel_syntax noprefix\n\t.globl f\n\t.type f, @function\nf:\n");
	write(f, n);
	fprintf(f, "\tret\n\t.size f, . - f\n");
	fclose(f);
	snprintf(command, sizeof command, "x86_64-linux-gnu-gcc -c -o %s %s", object, source);
	assert_int_equal(system(command), 0);
	object_each(object, check_object, &r);
	unlink(source);
	unlink(object);
	assert_true(r.done);
}

static float op_latency(const struct analysis *a, uint32_t insn)
{
	const struct code *c = a->code;
	return c->model->cost[c->insn[insn].cost].latency;
}

/* One chain of n multiplications. */
static void write_long(FILE *f, unsigned n)
{
	fprintf(f, "1:\n");
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "\timul rax, rdx\n");
	fprintf(f, "\tdec rcx\n\tjne 1b\n");
}

static void check_long(const struct analysis *a, unsigned n)
{
	assert_int_equal(a->chain[0].n, n);
	assert_true(a->chain[0].latency == (float)n * op_latency(a, a->chain[0].insn[0]));
	assert_true(a->chain[0].every == a->chain[0].latency);
}

/* n ways back to the header, one multiplication before each. */
static void write_latches(FILE *f, unsigned n)
{
	fprintf(f, "1:\n");
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "\timul rax, rdx\n\tcmp rcx, [rdi + %u]\n\tje 1b\n", 8 * i);
}

static void check_latches(const struct analysis *a, unsigned n)
{
	float one = op_latency(a, a->chain[0].insn[0]);
	assert_int_equal(a->chain[0].n, n);
	assert_true(a->chain[0].latency == (float)n * one);
	assert_true(a->chain[0].every == one);
}

/* n registers' worth of phis: values go around eight registers, each a step further in each iteration. */
static void write_rotation(FILE *f, unsigned n)
{
	static const char *const r[] = {"rax", "rbx", "rdx", "rsi", "r8", "r9", "r10", "r11"};
	fprintf(f, "1:\n\tmov rbp, rax\n");
	for (unsigned i = 0; i < 7; i++)
		fprintf(f, "\tmov %s, %s\n", r[i], r[i + 1]);
	fprintf(f, "\tmov r11, rbp\n");
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "\timul r11, rdi\n");
	fprintf(f, "\tdec rcx\n\tjne 1b\n");
}

static void check_rotation(const struct analysis *a, unsigned n)
{
	(void)n;
	assert_int_equal(a->chain[0].span, 8);
}

/* More pairs of accesses than are compared: said, not guessed. */
static void write_accesses(FILE *f, unsigned n)
{
	fprintf(f, "1:\n");
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "\tmov eax, [rdi + %u]\n\tmov [rsi + %u], eax\n", 4 * i, 4 * i);
	fprintf(f, "\tadd rdi, 8\n\tadd rsi, 8\n\tdec rcx\n\tjne 1b\n");
}

static void check_accesses(const struct analysis *a, unsigned n)
{
	(void)n;
	assert_true(a->chain[0].unknown);
}

/* A pointer stepped n times before the loop and n times in it. */
static void write_steps(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "\tlea rdi, [rdi + 8]\n");
	fprintf(f, "1:\n\tmov eax, [rdi]\n");
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "\tadd rdi, 8\n");
	fprintf(f, "\tdec rcx\n\tjne 1b\n");
}

static void check_steps(const struct analysis *a, unsigned n)
{
	struct address_pattern p = induction_address(analysis_induction(a, 0), n, 0);
	assert_true(p.known);
	assert_int_equal(p.stride, 8 * n);
	assert_int_equal(a->chain[0].n, n);
}

/* Many small loops in one function. */
static void write_many(FILE *f, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(f, "1:\timul rax, [rdi]\n\tadd rdi, 8\n\tcmp rdi, rsi\n\tjne 1b\n\tmov rdi, rdx\n");
}

static void check_many(const struct analysis *a, unsigned n)
{
	assert_int_equal(a->code->n_loop, n);
	for (unsigned i = 0; i < n; i++)
		assert_int_equal(a->chain[i].n, 1);
}

#define SCALE_TEST(name, n)                                                                                            \
	static void test_##name(void **state)                                                                          \
	{                                                                                                              \
		(void)state;                                                                                           \
		run_case(write_##name, check_##name, n);                                                               \
	}
SCALE_TEST(long, 200000)
SCALE_TEST(latches, 3000)
SCALE_TEST(rotation, 20000)
SCALE_TEST(accesses, 2000)
SCALE_TEST(steps, 50000)
SCALE_TEST(many, 20000)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_long),     cmocka_unit_test(test_latches), cmocka_unit_test(test_rotation),
	    cmocka_unit_test(test_accesses), cmocka_unit_test(test_steps),   cmocka_unit_test(test_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
