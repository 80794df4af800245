/* test_class_scale.c: all classes on one large generated function for each shape that makes careless searches
 * quadratic: many loops; many accesses, calls or branches in one loop; a deep nest. Times are printed and not asserted:
 * all of it takes seconds, a look at all pairs takes minutes or hours, and the alarm ends it. */
#include "object_case.h"

#include "classes.h"

#include <time.h>
#include <unistd.h>

static struct finding_list found;
static uint32_t n_insn, n_loop;
static struct arena arena;

static void find_all(struct object *o, void *ctx)
{
	struct decoder *d = decoder_open(o->isa);
	clock_t start = clock();
	struct analysis *a = analyse(o, &o->functions[0], o->isa->models[0], d, &arena);
	(void)ctx;
	assert_false(a->code->too_large);
	found = (struct finding_list){0};
	analysis_find(a, ~0u, &found);
	n_insn = a->code->n_insn;
	n_loop = a->code->n_loop;
	print_message("%u instructions, %u loops, %u findings: %.2f s\n", n_insn, n_loop, found.n,
	              (double)(clock() - start) / CLOCKS_PER_SEC);
	decoder_close(d);
}

static uint32_t count(const char *class)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < found.n; i++)
		n += !strcmp(found.v[i].class->name, class);
	return n;
}

static const struct shape {
	const char *name;
	unsigned n;
	const char *before, *each, *after; /* `each` n times; the symbol i says which one */
	unsigned insns, loops;             /* at least; loops exactly */
	const char *class;                 /* that must be found, and how often at least; NULL: none */
	unsigned findings;
} shapes[] = {
    {"loops that load, store, compare and call", 50000, "",
     "xor ecx, ecx\n1: mov eax, [rdi+rcx*8]\nadd eax, [rsi]\nmov [rdx+rcx*4], eax\ncmp eax, 5\nje 2f\ncmp eax, 9\n"
     "je 2f\ncall g\n2: inc rcx\ncmp rcx, r8\njb 1b\n",
     "", 500000, 50000, "call-in-loop", 50000},
    {"accesses of different places in one loop", 100000, "xor ecx, ecx\n1:\n",
     "mov eax, [rdi+rcx*8+4*i]\nadd eax, [rsi+4*i]\nmov [rdx+rcx*4+4*i], eax\n", "inc rcx\ncmp rcx, r8\njb 1b\n",
     300000, 1, NULL, 0},
    {"accesses of one place in one loop", 100000, "xor ecx, ecx\n1:\n",
     "add eax, [rdi]\nmov [rsi+rcx*4], eax\nmov r9d, [rdi+8]\ntest r9d, r9d\nje 2f\n2:\n",
     "inc rcx\ncmp rcx, r8\njb 1b\n", 500000, 1, NULL, 0},
    {"ways back to one header", 100000, "xor ecx, ecx\n1: inc rcx\nmovzx eax, byte ptr [rdi+rcx]\n",
     "cmp eax, i\nje 1b\nmov [rdx+4*i], ecx\n", "cmp rcx, r8\njb 1b\n", 300000, 1, NULL, 0},
    {"calls of one function in one loop", 100000, "xor ebx, ebx\n1:\n", "test eax, eax\nje 2f\ncall g\n2:\n",
     "inc ebx\ncmp ebx, 100\njb 1b\n", 300000, 1, "call-in-loop", 1},
    {"divisions by one divisor in one loop", 100000, "xor ebx, ebx\n1:\n",
     "mov eax, [rdi+rbx*4]\nxor edx, edx\ndiv esi\nmov [rdi+rbx*4+4*i], edx\n", "inc rbx\ncmp rbx, 100\njb 1b\n",
     400000, 1, "slow-division", 1},
    {"cold code between the blocks of one loop", 100000, "xor ebx, ebx\n1:\n",
     "cmp eax, i\njne 2f\ncall g\nadd eax, 7\nmov [rdi+4], eax\njmp 9f\n2: add eax, [rdi+rbx*4]\n",
     "inc rbx\ncmp rbx, 100\njb 1b\n9:\n", 700000, 1, "cold-in-hot", 1},
    {"bytes put together and taken apart", 50000, "",
     "mov eax, [rdi]\nmov [rdi+4*i], al\nshr eax, 8\nmov [rdi+4*i+1], al\nmovzx ecx, byte ptr [rsi+i]\n"
     "movzx edx, byte ptr [rsi+i+1]\nshl ecx, 8\nor ecx, edx\nmov [r8+4*i], cx\nmov eax, [r8+4*i]\n",
     "", 500000, 0, "split-access", 50000},
};

static void test_shapes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const struct shape *s = &shapes[i];
		char text[4096];
		snprintf(text, sizeof text,
		         ".intel_syntax noprefix\n.text\n.globl f\n.type f, @function\nf: push rbx\n%s.set i, 0\n.rept "
		         "%u\n%s"
		         ".set i, i + 1\n.endr\n%spop rbx\nret\n.size f, .-f\n",
		         s->before, s->n, s->each, s->after);
		write_text("f.s", text);
		assert_true(shell("x86_64-linux-gnu-gcc -c f.s -o f.o"));
		print_message("%s: ", s->name);
		assert_int_equal(object_each(case_path("f.o"), find_all, NULL), 1);
		assert_true(n_insn >= s->insns);
		assert_int_equal(n_loop, s->loops);
		if (s->class)
			assert_true(count(s->class) >= s->findings);
		arena_reset(&arena);
	}
}

/* Each loop's blocks are all inner loops' blocks: what is done for each of them is paid for at every depth. */
static void test_nest(void **state)
{
	enum { DEPTH = 2000 };
	(void)state;
	write_text("f.s", ".intel_syntax noprefix\n.text\n.globl f\n.type f, @function\n.altmacro\n"
	                  ".macro head n\nL\\n: inc rcx\nadd eax, [rdi+rcx*4+4*\\n]\n.endm\n"
	                  ".macro latch n\nmov [rsi], eax\ncmp eax, \\n\njb L\\n\n.endm\nf:\n.set i, 0\n"
	                  ".rept 2000\nhead %i\n.set i, i + 1\n.endr\n"
	                  ".rept 2000\n.set i, i - 1\nlatch %i\n.endr\nret\n.size f, .-f\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c f.s -o f.o"));
	assert_int_equal(object_each(case_path("f.o"), find_all, NULL), 1);
	assert_int_equal(n_loop, DEPTH);
	arena_reset(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shapes),
	    cmocka_unit_test(test_nest),
	};
	alarm(600);
	return cmocka_run_group_tests(tests, case_open, case_close);
}
