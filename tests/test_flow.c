/* test_flow.c: blocks, edges and loops of hand-written functions on both ISAs.
 *
 * Each case states the graph as a drawing: blocks in order, each with its successors behind '>' (a fall-through first);
 * x leaves the function, u unresolved, + behind an additional root, - padding. Then the loops, outer before inner:
 * header:blocks, with ^ where an irreducible cycle is inside. The drawings follow from the text alone. */
#include "object_case.h"

#include "code.h"

struct flow_case {
	const char *what, *x86_64, *aarch64, *drawing;
	uint32_t n_irreducible;
};

static const struct flow_case cases[] = {
    {"straight", "nop\nret\n", "nop\nret\n", "0x", 0},
    {"diamond", "test edi, edi\nje 1f\nmov eax, 1\njmp 2f\n1: mov eax, 2\n2: ret\n",
     "cbz w0, 1f\nmov w0, 1\nb 2f\n1: mov w0, 2\n2: ret\n", "0>1,2 1>3 2>3 3x", 0},
    {"one arm", "test edi, edi\nje 1f\nmov eax, 1\n1: ret\n", "tbz w0, 3, 1f\nmov w0, 1\n1: ret\n", "0>1,2 1>2 2x", 0},
    {"loop", "xor eax, eax\n1: add eax, edi\ndec edi\njne 1b\nret\n",
     "mov w1, 0\n1: add w1, w1, w0\nsubs w0, w0, 1\nb.ne 1b\nret\n", "0>1 1>2,1 2x 1:1", 0},
    {"loop that starts the function", "1: dec edi\njne 1b\nret\n", "1: subs w0, w0, 1\nb.ne 1b\nret\n",
     "0>1 1>2,1 2x 1:1", 0},
    {"nest", "nop\n1: mov ecx, 9\n2: dec ecx\njne 2b\ndec edi\njne 1b\nret\n",
     "nop\n1: mov w1, 9\n2: subs w1, w1, 1\nb.ne 2b\nsubs w0, w0, 1\nb.ne 1b\nret\n",
     "0>1 1>2 2>3,2 3>4,1 4x 1:1,2,3 2:2", 0},
    {"two latches, one header", "nop\n1: dec edi\njs 2f\njne 1b\ndec esi\njne 1b\n2: ret\n",
     "nop\n1: subs w0, w0, 1\nb.mi 2f\nb.ne 1b\nsubs w1, w1, 1\nb.ne 1b\n2: ret\n", "0>1 1>2,4 2>3,1 3>4,1 4x 1:1,2,3",
     0},
    {"irreducible", "test edi, edi\nje 2f\n1: dec esi\n2: dec edi\njne 1b\nret\n",
     "cbz w0, 2f\n1: sub w1, w1, 1\n2: subs w0, w0, 1\nb.ne 1b\nret\n", "0>1,2 1>2 2>3,1 3x", 1},
    {"irreducible in a loop", "nop\n3: test edi, edi\nje 2f\n1: dec esi\n2: dec edi\njne 1b\ndec edx\njne 3b\nret\n",
     "nop\n3: cbz w0, 2f\n1: sub w1, w1, 1\n2: subs w0, w0, 1\nb.ne 1b\nsubs w2, w2, 1\nb.ne 3b\nret\n",
     "0>1 1>2,3 2>3 3>4,2 4>5,1 5x 1:1,2,3,4^", 1},
    {"call within a block", "push rbx\ncall g\npop rbx\nret\n", "str x30, [sp, -16]!\nbl g\nldr x30, [sp], 16\nret\n",
     "0x", 0},
    {"call that does not return", "test edi, edi\njne 1f\nret\n1: push rax\ncall abort\n",
     "cbnz w0, 1f\nret\n1: bl abort\n", "0>1,2 1x 2", 0},
    {"a known sink before other code", "test edi, edi\njne 1f\ncall abort\n1: ret\n", "cbnz w0, 1f\nbl abort\n1: ret\n",
     "0>1,2 1 2x", 0},
    {"any other call there", "test edi, edi\njne 1f\ncall g\n1: ret\n", "cbnz w0, 1f\nbl g\n1: ret\n", "0>1,2 1>2 2x",
     0},
    {"only padding behind a call", "test edi, edi\njne 1f\nret\n1: call g\nnop\nnop\n",
     "cbnz w0, 1f\nret\n1: bl g\nnop\nnop\n", "0>1,2 1x 2 3-", 0},
    {"trap", "test edi, edi\njne 1f\nret\n1: ud2\n", "cbnz w0, 1f\nret\n1: brk 1\n", "0>1,2 1x 2", 0},
    {"tail call", "test edi, edi\njne 1f\njmp g\n1: ret\n", "cbnz w0, 1f\nb g\n1: ret\n", "0>1,2 1x 2x", 0},
    {"conditional tail call", "test edi, edi\njne g\nret\n", "cmp w0, 0\nb.ne g\nret\n", "0x>1 1x", 0},
    {"tail call through a pointer", "mov rax, [rdi]\njmp [rax + 16]\n", "ldr x1, [x0]\nldr x1, [x1, 16]\nbr x1\n", "0x",
     0},
    {"tail call through a pointer, frame gone", "push rbx\nmov rax, [rdi]\nmov rbx, rdi\npop rbx\njmp rax\n",
     "stp x29, x30, [sp, -32]!\nmov x29, sp\nldr x1, [x0]\nldp x29, x30, [sp], 32\nbr x1\n", "0x", 0},
    {"a jump with the frame still there", "push rbx\nmov rax, [rdi]\njmp rax\n1: pop rbx\nret\n",
     "stp x29, x30, [sp, -32]!\nldr x1, [x0]\nbr x1\n1: ldp x29, x30, [sp], 32\nret\n", "0u 1x+", 0},
    {"a jump to code that nothing else reaches", "mov rax, [rdi]\njmp rax\n1: inc esi\nret\n",
     "ldr x1, [x0]\nbr x1\n1: add w1, w1, 1\nret\n", "0xu 1x+", 0},
    {"code that only unwinding reaches",
     "push rbx\ncall g\npop rbx\nret\nmov rdi, rax\ncall h\njmp 1f\n1: pop rbx\nret\n",
     "str x30, [sp, -16]!\nbl g\nldr x30, [sp], 16\nret\nmov x19, x0\nbl h\nb 1f\n1: ldr x30, [sp], 16\nret\n",
     "0x 1>2+ 2x+", 0},
    {"a handler that enters a loop", "nop\n1: call g\n2: dec edi\njne 1b\nret\nmov ebx, 1\njmp 2b\n",
     "nop\n1: bl g\n2: subs w19, w19, 1\nb.ne 1b\nret\nmov w19, 1\nb 2b\n", "0>1 1>2 2>3,1 3x 4>2+ 1:1,2", 0},
    {"split-off part",
     "test edi, edi\njne f.cold\nmov eax, 1\n1: ret\n.section .text.unlikely,\"ax\"\n.type f.cold, "
     "@function\nf.cold: call g\njmp 1b\n.size f.cold, .-f.cold\n.text\n",
     "tst w0, 1\nb.ne f.cold\nmov w0, 1\n1: ret\n.section .text.unlikely,\"ax\"\n.type f.cold, %function\nf.cold: bl "
     "g\nb 1b\n.size f.cold, .-f.cold\n.text\n",
     "0>1,3 1>2 2x 3>2", 0},
    {"table of addresses",
     "cmp edi, 2\nja 9f\nmov edi, edi\njmp [t + rdi*8]\n1: inc esi\n2: inc esi\n3: ret\n9: xor eax, "
     "eax\nret\n.section .rodata\nt: .quad 1b, 3b, 2b\n.text\n",
     "cmp w0, 2\nb.hi 9f\nadrp x1, t\nadd x1, x1, :lo12:t\nldr x1, [x1, w0, uxtw 3]\nbr x1\n1: add w1, w1, 1\n2: add "
     "w1, "
     "w1, 1\n3: ret\n9: mov w0, 0\nret\n.section .rodata\nt: .quad 1b, 3b, 2b\n.text\n",
     "0>1,5 1>2,3,4 2>3 3>4 4x 5x", 0},
    {"table of distances",
     "cmp edi, 2\nja 9f\nlea rdx, [rip + t]\nmovsxd rax, [rdx + rdi*4]\nadd rax, rdx\njmp rax\n1: inc esi\n2: inc "
     "esi\n3: ret\n9: xor eax, eax\nret\n.section .rodata\nt: .long 1b-t, 3b-t, 2b-t\n.text\n",
     "cmp w0, 2\nb.hi 9f\nadrp x1, t\nadd x1, x1, :lo12:t\nldrb w1, [x1, w0, uxtw]\nadr x2, 0f\nadd x1, x2, w1, sxtb "
     "2\nbr "
     "x1\n0:\n1: add w1, w1, 1\n2: add w1, w1, 1\n3: ret\n9: mov w0, 0\nret\n.section .rodata\nt: .byte (1b-0b)/4, "
     "(3b-0b)/4, (2b-0b)/4\n.text\n",
     "0>1,5 1>2,3,4 2>3 3>4 4x 5x", 0},
    {"table whose address was computed before a loop",
     "push rbx\nlea rdx, [rip + t]\n0: movzx eax, byte ptr [rdi]\ninc rdi\ncmp eax, 1\nja 0b\nmovsxd rax, [rdx + "
     "rax*4]\nadd rax, rdx\njmp rax\n1: inc esi\njmp 0b\n2: pop rbx\nret\n.section .rodata\nt: .long 1b-t, "
     "2b-t\n.text\n",
     "adrp x2, t\nadd x2, x2, :lo12:t\nadr x3, 1f\n0: ldrb w4, [x0], 1\ncmp w4, 1\nb.hi 0b\nldrsw x5, [x2, x4, lsl "
     "2]\nadd "
     "x5, x2, x5\nbr x5\n1: add w1, w1, 1\nb 0b\n2: ret\n.section .rodata\nt: .long 1b-t, 2b-t\n.text\n",
     "0>1 1>2,1 2>3,4 3>1 4x 1:1,2,3", 0},
    {"index with a mask",
     "and edi, 1\nlea rdx, [rip + t]\nmovsxd rax, [rdx + rdi*4]\nadd rax, rdx\njmp rax\n1: inc esi\n2: ret\n.section "
     ".rodata\nt: .long 1b-t, 2b-t\n.long 0, 0\n.text\n",
     "and w0, w0, 1\nadrp x1, t\nadd x1, x1, :lo12:t\nldrsw x2, [x1, x0, lsl 2]\nadd x1, x1, x2\nbr x1\n1: add w1, w1, "
     "1\n2: ret\n.section .rodata\nt: .long 1b-t, 2b-t\n.long 0, 0\n.text\n",
     "0>1,2 1>2 2x", 0},
    {"index that was shifted down",
     "sub edi, 70\ncmp edi, 1\nja 9f\nlea rdx, [rip + t]\nmovsxd rax, [rdx + rdi*4]\nadd rax, rdx\njmp rax\n1: inc "
     "esi\n2: ret\n9: ret\n.section .rodata\n.zero 400\nt: .long 1b-t, 2b-t\n.text\n",
     "sub w0, w0, 70\ncmp w0, 1\nb.hi 9f\nadrp x1, t\nadd x1, x1, :lo12:t\nldrsw x2, [x1, w0, uxtw 2]\nadd x1, x1, "
     "x2\nbr "
     "x1\n1: add w1, w1, 1\n2: ret\n9: ret\n.section .rodata\n.zero 400\nt: .long 1b-t, 2b-t\n.text\n",
     "0>1,4 1>2,3 2>3 3x 4x", 0},
    {"functions in a table", "mov edi, edi\njmp [t + rdi*8]\n.section .rodata\nt: .quad g, h\n.text\n",
     "adrp x1, t\nadd x1, x1, :lo12:t\nldr x1, [x1, w0, uxtw 3]\nbr x1\n.section .rodata\nt: .quad g, h\n.text\n", "0x",
     0},
    {"a signed compare bounds nothing, and the table does not say how long it is",
     "cmp edi, 1\njg 9f\nmovzx eax, byte ptr [t + rdi]\nlea rdx, [rip + 1f]\nadd rax, rdx\njmp rax\n1: inc esi\n9: "
     "ret\n.section .rodata\nt: .byte 0, 2\n.text\n",
     "cmp w0, 1\nb.gt 9f\nadrp x1, t\nadd x1, x1, :lo12:t\nldrb w1, [x1, w0, uxtw]\nadr x2, 1f\nadd x1, x2, w1, uxtb "
     "2\nbr "
     "x1\n1: add w1, w1, 1\n9: ret\n.section .rodata\nt: .byte 0, 1\n.text\n",
     "0>1,3 1u 2>3+ 3x", 0},
};

static const struct flow_case only_x86_64[] = {
    {"past a lock prefix", "cmp edi, 1\nje 1f+1\n1: lock inc dword ptr [rsi]\nret\n", NULL, "0>1,1 1x", 0},
    {"into an instruction", "cmp edi, 1\nje 1f+1\n1: mov eax, 5\nret\n", NULL, "0u>1 1x", 0},
    {"leave", "push rbp\nmov rbp, rsp\nsub rsp, 32\nmov rax, [rdi]\nleave\njmp rax\n", NULL, "0x", 0},
};

static const struct flow_case only_aarch64[] = {
    {"data within code", NULL, "ldr x0, 1f\nb 2f\n1: .quad 0x0706050403020100\n2: ret\n", "0>1 1x", 0},
};

/* ---- drawing ----------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void draw(const struct code *c, char *out, size_t size)
{
	size_t n = 0;
	for (uint32_t b = 0; b < c->n_block; b++) {
		const struct block *k = &c->block[b];
		n += (size_t)snprintf(out + n, size - n, "%s%u%s%s%s", b ? " " : "", b, k->exits ? "x" : "",
		                      k->unresolved ? "u" : "", k->rpo == NONE ? "-" : "");
		for (uint32_t i = 0; i < k->n_succ; i++)
			n += (size_t)snprintf(out + n, size - n, "%c%u", i ? ',' : '>', c->succ[k->first_succ + i]);
		n += (size_t)snprintf(out + n, size - n, "%s", k->extra ? "+" : "");
	}
	for (uint32_t l = 0; l < c->n_loop; l++) {
		const struct loop *k = &c->loop[l];
		uint32_t *blocks = c->loop_blocks + k->first_block;
		n += (size_t)snprintf(out + n, size - n, " %u:", k->header);
		qsort(blocks, k->n_blocks, sizeof *blocks, by_number);
		for (uint32_t i = 0; i < k->n_blocks; i++)
			n += (size_t)snprintf(out + n, size - n, "%s%u", i ? "," : "", blocks[i]);
		n += (size_t)snprintf(out + n, size - n, "%s", k->irreducible_inside ? "^" : "");
	}
}

static const struct flow_case *now;
static unsigned n_faults;

static void check(struct object *o, void *ctx)
{
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	char drawing[1024];
	(void)ctx;
	assert_int_equal(o->n_functions, 1);
	struct code *c = code_analyse(o, &o->functions[0], NULL, d, &arena);
	draw(c, drawing, sizeof drawing);
	if (strcmp(drawing, now->drawing) || c->n_irreducible != now->n_irreducible) {
		fprintf(stderr, "%s, %s: %s (%u irreducible), not %s\n", o->isa->name, now->what, drawing,
		        c->n_irreducible, now->drawing);
		n_faults++;
	}
	decoder_close(d);
	arena_free(&arena);
}

static void run(const char *isa, const struct flow_case *v, size_t n)
{
	bool x86_64 = !strcmp(isa, "x86_64");
	for (size_t i = 0; i < n; i++) {
		char text[4096];
		now = &v[i];
		snprintf(text, sizeof text, "%s.text\n.globl f\n.type f, %s\nf:\n%s.size f, .-f\n",
		         x86_64 ? ".intel_syntax noprefix\n" : "", x86_64 ? "@function" : "%function",
		         x86_64 ? now->x86_64 : now->aarch64);
		write_text("f.s", text);
		if (!shell("%s-linux-gnu-gcc -c f.s -o f.o", isa))
			fail_msg("%s, %s: does not assemble", isa, now->what);
		assert_int_equal(object_each(case_path("f.o"), check, NULL), 1);
	}
	assert_int_equal(n_faults, 0);
}

static void test_x86_64(void **state)
{
	(void)state;
	n_faults = 0;
	run("x86_64", cases, sizeof cases / sizeof *cases);
	run("x86_64", only_x86_64, sizeof only_x86_64 / sizeof *only_x86_64);
}

static void test_aarch64(void **state)
{
	(void)state;
	n_faults = 0;
	run("aarch64", cases, sizeof cases / sizeof *cases);
	run("aarch64", only_aarch64, sizeof only_aarch64 / sizeof *only_aarch64);
}

/* ---- bytes that are no instruction ------------------------------------------------------------------------------- */

static uint32_t undecoded, n_insn, last_size;
static bool unresolved;

static void count_undecoded(struct object *o, void *ctx)
{
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	(void)ctx;
	const struct code *c = code_analyse(o, &o->functions[0], NULL, d, &arena);
	undecoded = c->undecoded_bytes;
	unresolved = c->unresolved;
	n_insn = c->n_insn;
	last_size = c->insn[c->n_insn - 1].flow == FLOW_RETURN ? c->insn[c->n_insn - 1].size : 0;
	decoder_close(d);
	arena_free(&arena);
}

static void decode(const char *isa, const char *text)
{
	char source[512];
	snprintf(source, sizeof source, ".text\n.globl f\n.type f, %%function\nf: %s\n.size f, .-f\n", text);
	write_text("f.s", source);
	assert_true(shell("%s-linux-gnu-gcc -c f.s -o f.o", isa));
	assert_int_equal(object_each(case_path("f.o"), count_undecoded, NULL), 1);
}

static void test_undecoded(void **state)
{
	(void)state;
	decode("x86_64", "jmp 1f\n.byte 0x06, 0x07\n1: ret"); /* push es, pop ss: not in 64-bit mode */
	assert_int_equal(undecoded, 2);
	assert_int_equal(n_insn, 4);
	assert_int_equal(last_size, 1);
	assert_true(unresolved);
	decode("x86_64", "jmp 1f\nnop\nnop\n1: ret");
	assert_int_equal(undecoded, 0);
	assert_false(unresolved);
	decode("aarch64",
	       "b 1f\n.inst 0x00000001\n1: ret"); /* op0 0000: reserved but for udf's 16 bits, this is udf #1 */
	assert_int_equal(undecoded, 0);
	decode("aarch64", "b 1f\n.inst 0x01000000\n1: ret"); /* reserved */
	assert_int_equal(undecoded, 4);
	assert_int_equal(n_insn, 3);
	assert_int_equal(last_size, 4);
	assert_true(unresolved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_x86_64), cmocka_unit_test(test_aarch64),
	                                   cmocka_unit_test(test_undecoded)};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
