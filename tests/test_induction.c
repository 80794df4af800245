/* test_induction.c: strides, starts and distances of addresses in hand-written loops, on both ISAs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "assembled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "induction.h"

#define UNKNOWN INT64_MIN
#define GATHER  (INT64_MIN + 1)
#define NOT     INT64_MIN /* no distance: not comparable */

/* A function's text, and what its loop's memory operands are: the stride of each in order, and how far the second lies
 * from the first. */
struct loop_case {
	const char *what, *text;
	int64_t stride[4];
	unsigned n;
	int64_t distance;
};

#define END_X "\tcmp rdi, rsi\n\tjne 1b\n\tret\n"
#define END_A "\tcmp x0, x1\n\tb.ne 1b\n\tret\n"

static const struct loop_case x86_64_cases[] = {
    {"a bumped pointer", "1:\tmov eax, [rdi]\n\tmov [rdi + 8], eax\n\tadd rdi, 4\n" END_X, {4, 4}, 2, 8},
    {"a pointer that goes down", "1:\tmov eax, [rdi]\n\tsub rdi, 16\n" END_X, {-16}, 1, NOT},
    {"base and index",
     "1:\tmov eax, [rdi + rcx*4]\n\tmov [rdi + rcx*4 - 4], eax\n\tinc rcx\n\tcmp rcx, rsi\n\tjne 1b\n\tret\n",
     {4, 4},
     2,
     -4},
    {"two bases",
     "1:\tmov eax, [rdi + rcx*4]\n\tmov [rdx + rcx*4], eax\n\tinc rcx\n\tcmp rcx, rsi\n\tjne 1b\n\tret\n",
     {4, 4},
     2,
     NOT},
    {"base and index the other way round",
     "1:\tmov al, [rdi + rcx]\n\tmov [rcx + rdi + 1], al\n\tinc rcx\n\tcmp rcx, rsi\n\tjne 1b\n\tret\n",
     {1, 1},
     2,
     1},
    {"lea of base and index",
     "1:\tlea rdx, [rdi + rcx*8]\n\tmov rax, [rdx + 8]\n\tmov [rdi + rcx*8], rax\n\tinc rcx\n\tcmp rcx, rsi\n\tjne "
     "1b\n\tret\n",
     {8, 8},
     2,
     -8},
    {"a shifted counter",
     "1:\tmov rdx, rcx\n\tshl rdx, 3\n\tmov rax, [rdi + rdx]\n\tadd rcx, 2\n\tcmp rcx, rsi\n\tjne 1b\n\tret\n",
     {16},
     1,
     NOT},
    {"a multiplied counter",
     "1:\timul rdx, rcx, 24\n\tmov rax, [rdi + rdx]\n\tinc rcx\n\tcmp rcx, rsi\n\tjne 1b\n\tret\n",
     {24},
     1,
     NOT},
    {"a 32-bit counter, extended",
     "1:\tmovsxd rdx, ecx\n\tmov eax, [rdi + rdx*4]\n\tadd ecx, 1\n\tcmp ecx, esi\n\tjne 1b\n\tret\n",
     {4},
     1,
     NOT},
    {"stepped twice", "1:\tmov eax, [rdi]\n\tadd rdi, 4\n\tmov [rdi], eax\n\tadd rdi, 4\n" END_X, {8, 8}, 2, 4},
    {"the same step on both arms",
     "1:\tmov eax, [rdi]\n\ttest eax, eax\n\tje 2f\n\tadd rdi, 4\n\tjmp 3f\n2:\tadd rdi, 4\n3:\tcmp rdi, rsi\n\tjne "
     "1b\n\tret\n",
     {4},
     1,
     NOT},
    {"another step on one arm",
     "1:\tmov eax, [rdi]\n\ttest eax, eax\n\tje 2f\n\tadd rdi, 4\n\tjmp 3f\n2:\tadd rdi, 8\n3:\tcmp rdi, rsi\n\tjne "
     "1b\n\tret\n",
     {UNKNOWN},
     1,
     NOT},
    {"a step on one arm only",
     "1:\tmov eax, [rdi]\n\ttest eax, eax\n\tje 2f\n\tadd rdi, 4\n2:\tdec rsi\n\tjne 1b\n\tret\n",
     {UNKNOWN},
     1,
     NOT},
    {"a step that is a register", "1:\tmov eax, [rdi]\n\tadd rdi, rdx\n" END_X, {UNKNOWN}, 1, NOT},
    {"a loaded index", "1:\tmov ecx, [rdi]\n\tmov eax, [rdx + rcx*4]\n\tadd rdi, 4\n" END_X, {4, GATHER}, 2, NOT},
    {"a loaded and masked index",
     "1:\tmov ecx, [rdi]\n\tand ecx, 255\n\tmov eax, [rdx + rcx*4]\n\tadd rdi, 4\n" END_X,
     {4, GATHER},
     2,
     NOT},
    {"a list", "1:\tmov rdi, [rdi + 8]\n\ttest rdi, rdi\n\tjne 1b\n\tret\n", {GATHER}, 1, NOT},
    {"the same address", "1:\tmov eax, [rdi]\n\tadd [rdx], eax\n\tadd rdi, 4\n" END_X, {4, 0}, 2, NOT},
    {"pointers of one origin",
     "\tlea rdx, [rdi + 16]\n1:\tmov eax, [rdi]\n\tmov [rdx], eax\n\tadd rdi, 4\n\tadd rdx, 4\n" END_X,
     {4, 4},
     2,
     16},
    {"pointers of one origin, with an index",
     "\tlea rdx, [rdi + rcx*4]\n\tlea r8, [rdi + 8]\n\tlea r8, [r8 + rcx*4]\n1:\tmov eax, [rdx]\n\tmov [r8], eax\n"
     "\tadd rdx, 4\n\tadd r8, 4\n\tdec rsi\n\tjne 1b\n\tret\n",
     {4, 4},
     2,
     8},
    {"a doubled counter is no induction",
     "1:\tmov eax, [rdi + rcx]\n\tadd rcx, rcx\n\tcmp rcx, rsi\n\tjne 1b\n\tret\n",
     {UNKNOWN},
     1,
     NOT},
    {"the stack pointer, pushed", "1:\tpush rax\n\tmov [rsp + 16], eax\n\tdec rsi\n\tjne 1b\n\tret\n", {-8, -8}, 2, 16},
};

static const struct loop_case aarch64_cases[] = {
    {"post-index", "1:\tldr w2, [x0], #4\n\tstr w2, [x0, #4]\n" END_A, {4, 4}, 2, 8},
    {"pre-index", "1:\tldr w2, [x0, #4]!\n\tstr w2, [x0, #4]\n" END_A, {4, 4}, 2, 4},
    {"two writebacks in a row", "1:\tldr w2, [x0], #4\n\tldr w3, [x0], #4\n" END_A, {8, 8}, 2, 4},
    {"down", "1:\tldr x2, [x0, #-8]!\n" END_A, {-8}, 1, NOT},
    {"base and index",
     "1:\tldr w2, [x0, x3, lsl #2]\n\tstr w2, [x4, x3, lsl #2]\n\tadd x3, x3, #1\n\tcmp x3, x1\n\tb.ne 1b\n\tret\n",
     {4, 4},
     2,
     NOT},
    {"one base, two ways",
     "1:\tadd x5, x0, x3, lsl #2\n\tldr w2, [x0, x3, lsl #2]\n\tstr w2, [x5, #4]\n\tadd x3, x3, #1\n\tcmp x3, "
     "x1\n\tb.ne 1b\n\tret\n",
     {4, 4},
     2,
     4},
    {"a 32-bit counter, extended",
     "1:\tldr w2, [x0, w3, sxtw #2]\n\tadd w3, w3, #1\n\tcmp w3, w1\n\tb.ne 1b\n\tret\n",
     {4},
     1,
     NOT},
    {"a shifted counter",
     "1:\tlsl x5, x3, #3\n\tldr x2, [x0, x5]\n\tadd x3, x3, #2\n\tcmp x3, x1\n\tb.ne 1b\n\tret\n",
     {16},
     1,
     NOT},
    {"a subtracted shift",
     "1:\tsub x5, x0, x3, lsl #3\n\tldr x2, [x5]\n\tadd x3, x3, #1\n\tcmp x3, x1\n\tb.ne 1b\n\tret\n",
     {-8},
     1,
     NOT},
    {"a loaded index", "1:\tldr w2, [x0], #4\n\tldr w3, [x4, w2, uxtw #2]\n" END_A, {4, GATHER}, 2, NOT},
    {"a list", "1:\tldr x0, [x0, #8]\n\tcbnz x0, 1b\n\tret\n", {GATHER}, 1, NOT},
    {"a step that is a register", "1:\tldr w2, [x0]\n\tadd x0, x0, x5\n" END_A, {UNKNOWN}, 1, NOT},
    {"the same address", "1:\tldr w2, [x0], #4\n\tstr w2, [x5]\n" END_A, {4, 0}, 2, NOT},
    {"pointers of one origin", "\tadd x4, x0, #16\n1:\tldr w2, [x0], #4\n\tstr w2, [x4], #4\n" END_A, {4, 4}, 2, 16},
    {"a global by adrp and lo12",
     "1:\tadrp x4, table\n\tadd x4, x4, :lo12:table\n\tldr w2, [x4, #4]\n\tadrp x5, table\n\tadd x5, x5, :lo12:table\n"
     "\tstr w2, [x5]\n\tsub x0, x0, #1\n\tcbnz x0, 1b\n\tret\n\t.bss\ntable:\t.zero 64\n",
     {0, 0},
     2,
     -4},
};

struct run {
	const struct loop_case *k;
	bool done;
};

static bool differs(int64_t wanted, const struct address_pattern *p)
{
	if (wanted == UNKNOWN || wanted == GATHER)
		return p->known || p->gather != (wanted == GATHER);
	return !p->known || p->stride != wanted;
}

static void check_loop(const struct loop_case *k, const struct code *c, struct arena *arena)
{
	struct address_pattern first = {0};
	struct induction *in = induction_new(c, 0, arena);
	const struct loop *l = &c->loop[0];
	unsigned n = 0;
	for (uint32_t i = 0; i < c->n_insn; i++) {
		if (!loop_has_block(c, 0, c->block_of[i]) || !c->insn[i].n_mem || c->insn[i].mem[0].flags & MEM_ADDRESS)
			continue;
		assert_true(n < k->n);
		struct address_pattern p = induction_address(in, i, 0);
		int64_t distance = NOT;
		if (differs(k->stride[n], &p))
			fail_msg("%s: access %u: known %d stride %lld gather %d", k->what, n, p.known,
			         (long long)p.stride, p.gather);
		if (n == 1 && !address_comparable(&p, &first, &distance))
			distance = NOT;
		if (n == 1 && distance != k->distance)
			fail_msg("%s: distance %lld", k->what, (long long)distance);
		first = n ? first : p;
		n++;
	}
	assert_int_equal(n, k->n);
	assert_true(l->innermost);
}

static void check_object(struct object *o, void *ctx)
{
	struct run *r = ctx;
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	struct code *c = code_analyse(o, &o->functions[0], o->isa->models[0], d, &arena);
	assert_int_equal(c->n_loop, 1);
	check_loop(r->k, c, &arena);
	r->done = true;
	decoder_close(d);
	arena_free(&arena);
}

static void run_case(const char *isa, const char *prologue, const struct loop_case *k)
{
	struct run r = {k, false};
	assembled(isa, prologue, k->text, check_object, &r);
	assert_true(r.done);
}

static void test_x86_64(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof x86_64_cases / sizeof *x86_64_cases; i++)
		run_case("x86_64", "\t.intel_syntax noprefix\n", &x86_64_cases[i]);
}

static void test_aarch64(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof aarch64_cases / sizeof *aarch64_cases; i++)
		run_case("aarch64", "", &aarch64_cases[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_x86_64),
	    cmocka_unit_test(test_aarch64),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
