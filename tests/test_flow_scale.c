/* test_flow_scale.c: functions of a million instructions in shapes that make careless algorithms quadratic or
 * recursive. No times are asserted: a quadratic step here takes hours. */
#include "object_case.h"

#include "code_private.h"

#include <time.h>

enum { BASE = 0x1000, SIZE = 4, N = 1000000 };

static const struct isa machine = {.name = "machine",
                                   .sp = 3,
                                   .fp = REG_NONE,
                                   .link = REG_NONE,
                                   .call_clobbers = {{0x3, 0}},
                                   .call_args = {{0x1, 0}},
                                   .call_results = {{0x1, 0}},
                                   .callee_saved = {{0xf0, 0}}};

/* r[i % 8] += r[i * 5 % 8], and what `shape` makes of it. */
static void fill(struct insn *v, uint32_t n, void (*shape)(struct insn *v, uint32_t i, uint32_t n))
{
	for (uint32_t i = 0; i < n; i++) {
		v[i] = (struct insn){.address = BASE + SIZE * (uint64_t)i, .size = SIZE, .sym = -1, .op = OP_ADD};
		v[i].write.w[0] = 1u << (i % 8);
		v[i].read.w[0] = v[i].write.w[0] | 1u << (i * 5 % 8);
		shape(v, i, n);
	}
	v[n - 1].flow = FLOW_RETURN;
	v[n - 1].write.w[0] = 0;
}

static void go(struct insn *in, enum flow flow, uint32_t to)
{
	in->flow = (uint8_t)flow;
	in->target = BASE + SIZE * (uint64_t)to;
	in->write.w[0] = 0;
}

static void straight(struct insn *v, uint32_t i, uint32_t n) { (void)v, (void)i, (void)n; }

static void small_branches(struct insn *v, uint32_t i, uint32_t n)
{
	if (i % 5 == 0 && i + 3 < n)
		go(&v[i], FLOW_BRANCH, i + 3);
}

static void all_branches_to_the_end(struct insn *v, uint32_t i, uint32_t n)
{
	if (i % 2)
		go(&v[i], FLOW_BRANCH, n - 1);
}

static void sequential_loops(struct insn *v, uint32_t i, uint32_t n)
{
	if (i % 10 == 9 && i + 1 < n)
		go(&v[i], FLOW_BRANCH, i - 6);
}

/* 100,000 headers in a row, then their latches, innermost first. */
static void nested_loops(struct insn *v, uint32_t i, uint32_t n)
{
	uint32_t half = n / 2;
	if (i > half && (i - half) % 5 == 0 && i + 1 < n)
		go(&v[i], FLOW_BRANCH, n - i);
}

/* The same nest, each loop with a way from outside of all into its middle. */
static void irreducible_nest(struct insn *v, uint32_t i, uint32_t n)
{
	uint32_t half = n / 2;
	if (i < half && i % 10 == 3)
		go(&v[i], FLOW_BRANCH, n - 2 - i);
	else
		nested_loops(v, i, n);
}

/* A ladder that goes back by one step and on by two: every block is in one large irreducible cycle. */
static void ladder(struct insn *v, uint32_t i, uint32_t n)
{
	if (i % 4 == 1 && i > 8 && i + 12 < n)
		go(&v[i], FLOW_BRANCH, i % 8 == 1 ? i - 6 : i + 10);
}

static void code_then_backwards(struct insn *v, uint32_t i, uint32_t n)
{
	if (i % 10 == 0 && i && i + 1 < n)
		go(&v[i], FLOW_JUMP, i - 5);
	else if (i % 10 == 5 && i + 11 < n)
		go(&v[i], FLOW_BRANCH, i + 11);
}

static void test_shapes(void **state)
{
	static const struct {
		const char *name;
		void (*shape)(struct insn *v, uint32_t i, uint32_t n);
		uint32_t min_blocks, min_loops, max_loops;
	} shapes[] = {
	    {"straight", straight, 1, 0, 0},
	    {"small branches", small_branches, 400000, 0, 0},
	    {"all branches to the end", all_branches_to_the_end, 500000, 0, 0},
	    {"sequential loops", sequential_loops, 100000, 99000, 100000},
	    {"nested loops", nested_loops, 100000, 99000, 100000},
	    {"irreducible nest", irreducible_nest, 100000, 0, 100000},
	    {"ladder", ladder, 200000, 0, 250000},
	    {"backwards", code_then_backwards, 100000, 0, 100000},
	};
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		struct arena arena = {0};
		struct object object = {.isa = &machine};
		struct function function = {.main = {.address = BASE, .size = SIZE * (uint64_t)N}};
		struct part_range range = {.end = N, .part = &function.main};
		struct code c = {.object = &object, .function = &function, .isa = &machine, .arena = &arena};
		c.insn = (struct insn *)arena_alloc_raw(&arena, sizeof *c.insn * (N + 1)) + 1;
		c.n_insn = N;
		c.part_range = &range;
		c.n_part_range = 1;
		fill(c.insn, N, shapes[i].shape);
		clock_t start = clock();
		code_analyse_decoded(&c);
		print_message("%s: %u blocks, %u loops, %u irreducible, %u values, %.2f s\n", shapes[i].name, c.n_block,
		              c.n_loop, c.n_irreducible, c.n_value, (double)(clock() - start) / CLOCKS_PER_SEC);
		assert_true(c.n_block >= shapes[i].min_blocks);
		assert_true(c.n_loop >= shapes[i].min_loops && c.n_loop <= shapes[i].max_loops);
		arena_free(&arena);
	}
}

/* ---- through the decoder ----------------------------------------------------------------------------------------- */

static uint32_t n_succ, n_insn, n_unresolved;
static bool too_large;

static void measure(struct object *o, void *ctx)
{
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	(void)ctx;
	assert_int_equal(o->n_functions, 1);
	struct code *c = code_analyse(o, &o->functions[0], NULL, d, &arena);
	n_succ = 0;
	for (uint32_t b = 0; b < c->n_block; b++)
		n_succ = c->block[b].n_succ > n_succ ? c->block[b].n_succ : n_succ;
	n_insn = c->n_insn;
	n_unresolved = c->n_unresolved;
	too_large = c->too_large && c->unresolved;
	decoder_close(d);
	arena_free(&arena);
}

static void analyse(const char *isa, const char *text)
{
	write_text("f.s", text);
	assert_true(shell("%s-linux-gnu-gcc -c f.s -o f.o", isa));
	assert_int_equal(object_each(case_path("f.o"), measure, NULL), 1);
}

/* 50,000 cases, each with code of its own. */
static void test_switch_x86_64(void **state)
{
	(void)state;
	analyse("x86_64", ".text\n.globl f\n.type f, @function\nf: cmp $49999, %edi\nja 9f\nlea t(%rip), %rdx\n"
	                  "movslq (%rdx,%rdi,4), %rax\nadd %rdx, %rax\njmp *%rax\n.altmacro\n"
	                  ".macro case n\nL\\n: add $\\n, %esi\njmp 9f\n.endm\n"
	                  ".set i, 0\n.rept 50000\ncase %i\n.set i, i + 1\n.endr\n9: ret\n.size f, .-f\n"
	                  ".section .rodata\n.macro entry n\n.long L\\n - t\n.endm\nt:\n"
	                  ".set i, 0\n.rept 50000\nentry %i\n.set i, i + 1\n.endr\n");
	assert_int_equal(n_unresolved, 0);
	assert_int_equal(n_succ, 50000);
	assert_int_equal(n_insn, 100000 + 7);
}

/* Each jump's target was computed at the beginning, or nowhere near: looking for it must not cost the whole function.
 */
static void test_many_indirect_jumps_x86_64(void **state)
{
	(void)state;
	analyse("x86_64", ".text\n.globl f\n.type f, @function\nf: push %rbx\nmov (%rdi), %rax\n"
	                  ".rept 300000\nadd $1, %ecx\n.endr\n"
	                  ".rept 100000\ncmp $5, %ecx\nja 1f\nmov (%rsi), %edx\nmov t(,%rdx,8), %rdx\njmp *%rdx\n"
	                  "1: test %esi, %edi\njne 2f\njmp *%rax\n2:\n.endr\npop %rbx\nret\n.size f, .-f\n"
	                  ".section .rodata\n.zero 8\nt: .zero 800\n");
	assert_true(n_unresolved >= 100000);
}

static void test_straight_aarch64(void **state)
{
	(void)state;
	analyse("aarch64",
	        ".text\n.globl f\n.type f, %function\nf: .rept 1000000\nadd x0, x0, x1\n.endr\nret\n.size f, .-f\n");
	assert_int_equal(n_insn, 1000001);
	assert_false(too_large);
}

static void test_too_large(void **state)
{
	(void)state;
	analyse("aarch64", ".text\n.globl f\n.type f, %function\nf: .rept 2200000\nnop\n.endr\nret\n.size f, .-f\n");
	assert_true(too_large);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shapes),
	    cmocka_unit_test(test_switch_x86_64),
	    cmocka_unit_test(test_many_indirect_jumps_x86_64),
	    cmocka_unit_test(test_straight_aarch64),
	    cmocka_unit_test(test_too_large),
	};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
