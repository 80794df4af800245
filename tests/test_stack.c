/* test_stack.c: slots of hand-written functions' frames on both ISAs: where they are, what for, what escapes.
 *
 * Each case states its slots, lowest first: OFFSET:WIDTH from sp at entry, then p plain, s saved for the caller, o
 * outgoing, i incoming, c canary, v variadic; & escapes, ~ mixed, * scaled by the vector length (in bytes, were it 128
 * bits), ' in a part of the frame that begins at an unknown distance, from there.
 * On x86_64 offset 0 is the return address. The twin of a case differs in the one thing that must count. */
#include "object_case.h"

#include "noreturn.h"
#include "stack.h"

#define FRAME   "stp x29, x30, [sp, -48]!\n"
#define UNFRAME "ldp x29, x30, [sp], 48\nret\n"
#define SAVED   "-48:8s -40:8s "
#define GUARD   "adrp x9, __stack_chk_guard\nldr x9, [x9, :lo12:__stack_chk_guard]\n"
/* Both members of a va_list are stored, loaded, and its address is handed on. */
#define X86_VA_LIST                                                                                                    \
	"lea rax, [rsp + 80]\nmov [rsp + 8], rax\nlea rax, [rsp + 32]\nmov [rsp + 16], rax\nmov rcx, [rsp + 8]\n"      \
	"mov rdx, [rsp + 16]\nmov rsi, rsp\ncall g\nadd rsp, 72\nret\n"
#define A64_VA_LIST                                                                                                    \
	"add x9, sp, 64\nstr x9, [sp, 8]\nstr x9, [sp, 16]\nldr x3, [sp, 8]\nldr x4, [sp, 16]\nadd x1, sp, 8\nbl g\n"  \
	"ldr x30, [sp]\nadd sp, sp, 64\nret\n"

static const struct stack_case {
	const char *what, *x86_64, *x86_64_slots, *aarch64, *aarch64_slots;
} cases[] = {
    {"a spilled register", "sub rsp, 24\nmov [rsp + 8], rdi\ncall g\nmov rax, [rsp + 8]\nadd rsp, 24\nret\n", "-16:8p",
     FRAME "str x0, [sp, 24]\nbl g\nldr x0, [sp, 24]\n" UNFRAME, SAVED "-24:8p"},
    {"folded into arithmetic",
     "sub rsp, 24\nmovss [rsp + 12], xmm0\ncall g\naddss xmm0, [rsp + 12]\nadd rsp, 24\nret\n", "-12:4p", NULL, NULL},
    {"a frame pointer",
     "push rbp\nmov rbp, rsp\nsub rsp, 16\nmov [rbp - 8], rdi\ncall g\nmov rax, [rbp - 8]\nleave\nret\n",
     "-16:8p -8:8s", FRAME "mov x29, sp\nstr d0, [x29, 32]\nbl g\nldr d0, [x29, 32]\n" UNFRAME, SAVED "-16:8p"},
    {"an aligned frame",
     "push rbp\nmov rbp, rsp\nand rsp, -32\nsub rsp, 32\nmov [rsp + 8], rdi\ncall g\nmov rax, [rsp + 8]\nleave\nret\n",
     "-8:8s -24:8p'", NULL, NULL},
    {"parts of one object", "mov [rsp - 8], rdi\nmov eax, [rsp - 4]\nret\n", "-8:8p~",
     "sub sp, sp, 16\nstr x0, [sp, 8]\nldr w0, [sp, 12]\nadd sp, sp, 16\nret\n", "-8:8p~"},
    {"side by side", "mov [rsp - 8], edi\nmov [rsp - 4], esi\nmov eax, [rsp - 4]\nmov edx, [rsp - 8]\nret\n",
     "-8:4p -4:4p", "sub sp, sp, 16\nstp w0, w1, [sp, 8]\nldp w1, w0, [sp, 8]\nadd sp, sp, 16\nret\n", "-8:4p -4:4p"},

    {"a callee-saved register", "push rbx\nmov ebx, edi\ncall g\nmov eax, ebx\npop rbx\nret\n", "-8:8s",
     FRAME "str x19, [sp, 16]\nmov w19, w0\nbl g\nmov w0, w19\nldr x19, [sp, 16]\n" UNFRAME, SAVED "-32:8s"},
    {"that register's later value", "mov rbx, rdi\npush rbx\ncall g\npop rbx\nmov rax, rbx\nret\n", "-8:8p",
     FRAME "mov x19, x0\nstr x19, [sp, 16]\nbl g\nldr x19, [sp, 16]\nmov x0, x19\n" UNFRAME, SAVED "-32:8p"},
    {"saved on one way only", "test edi, edi\nje 1f\npush rbx\nmov ebx, edi\ncall g\nmov eax, ebx\npop rbx\n1: ret\n",
     "-8:8s",
     "cbz w0, 1f\n" FRAME "str x19, [sp, 16]\nmov w19, w0\nbl g\nmov w0, w19\nldr x19, [sp, 16]\nldp x29, x30, [sp], "
     "48\n1: ret\n",
     SAVED "-32:8s"},
    {"the low half of a vector register", NULL, NULL,
     FRAME "str d8, [sp, 16]\nfmov d8, d0\nbl g\nfmov d0, d8\nldr d8, [sp, 16]\n" UNFRAME, SAVED "-32:8s"},
    {"what a register that carries no argument holds at entry",
     "sub rsp, 24\nmovaps [rsp], xmm8\ncall g\nmovaps xmm8, [rsp]\nadd rsp, 24\nret\n", "-24:16s",
     FRAME "str d16, [sp, 16]\nbl g\nldr d16, [sp, 16]\n" UNFRAME, SAVED "-32:8s"},
    {"what it holds later",
     "sub rsp, 24\npaddd xmm0, xmm1\nmovaps [rsp], xmm0\ncall g\nmovaps xmm0, [rsp]\nadd rsp, 24\nret\n", "-24:16p",
     FRAME "fadd d16, d0, d1\nstr d16, [sp, 16]\nbl g\nldr d16, [sp, 16]\nfmov d0, d16\n" UNFRAME, SAVED "-32:8p"},
    {"a push that only aligns", "push rax\ncall g\npop rcx\nret\n", "", NULL, NULL},

    {"an incoming argument", "mov rax, [rsp + 8]\nret\n", "8:8i", "ldr x0, [sp]\nret\n", "0:8i"},
    {"its place taken for another value", "mov [rsp + 8], rdi\ncall g\nmov rax, [rsp + 8]\nret\n", "8:8i",
     FRAME "str x0, [sp, 48]\nbl g\nldr x0, [sp, 48]\n" UNFRAME, SAVED "0:8i"},
    {"an outgoing argument", "sub rsp, 24\nmov dword ptr [rsp], 7\ncall g\nadd rsp, 24\nret\n", "-24:4o",
     "sub sp, sp, 16\nstr x30, [sp, 8]\nmov w9, 7\nstr w9, [sp]\nbl g\nldr x30, [sp, 8]\nadd sp, sp, 16\nret\n",
     "-16:4o -8:8s"},
    {"a constant that is loaded again",
     "sub rsp, 24\nmov dword ptr [rsp], 7\ncall g\nmov eax, [rsp]\nadd rsp, 24\nret\n", "-24:4p",
     "sub sp, sp, 16\nstr x30, [sp, 8]\nmov w9, 7\nstr w9, [sp]\nbl g\nldr w0, [sp]\nldr x30, [sp, 8]\nadd sp, sp, "
     "16\nret\n",
     "-16:4p -8:8s"},

    {"a canary",
     "sub rsp, 24\nmov rax, fs:[40]\nmov [rsp + 8], rax\ncall g\nmov rax, [rsp + 8]\nsub rax, fs:[40]\njne 1f\nadd "
     "rsp, "
     "24\nret\n1: call __stack_chk_fail\n",
     "-16:8c",
     FRAME GUARD "str x9, [sp, 40]\nbl g\n" GUARD "ldr x10, [sp, 40]\ncmp x10, x9\nb.ne 1f\n" UNFRAME
                 "1: bl __stack_chk_fail\n",
     SAVED "-8:8c"},
    {"any other comparison",
     "sub rsp, 24\nmov rax, fs:[40]\nmov [rsp + 8], rax\ncall g\nmov rax, [rsp + 8]\nsub rax, fs:[40]\njne 1f\nadd "
     "rsp, "
     "24\nret\n1: call abort\n",
     "-16:8p",
     FRAME GUARD "str x9, [sp, 40]\nbl g\n" GUARD "ldr x10, [sp, 40]\ncmp x10, x9\nb.ne 1f\n" UNFRAME "1: bl abort\n",
     SAVED "-8:8p"},

    {"its address is taken",
     "sub rsp, 24\nmov [rsp + 8], rdi\nlea rdi, [rsp + 8]\ncall g\nmov rax, [rsp + 8]\nadd rsp, "
     "24\nret\n",
     "-16:8p&", FRAME "str x0, [sp, 24]\nadd x0, sp, 24\nbl g\nldr x0, [sp, 24]\n" UNFRAME, SAVED "-24:8p&"},
    {"the address of what lies below",
     "sub rsp, 40\nmov [rsp + 32], rdi\nmov rdi, rsp\ncall g\nmov rax, [rsp + 32]\nadd eax, [rsp]\nadd rsp, 40\nret\n",
     "-40:4p& -8:8p", FRAME "str x0, [sp, 40]\nadd x0, sp, 16\nbl g\nldr x0, [sp, 40]\nldr w1, [sp, 16]\n" UNFRAME,
     SAVED "-32:4p& -8:8p"},
    {"indexed",
     "mov [rsp - 16], rdi\nmov [rsp - 8], rsi\nmov rcx, [rsp - 16]\nmov rax, [rsp - 8]\nadd rax, [rsp + rdx*8 "
     "- 16]\nret\n",
     "-16:8p& -8:8p&",
     "sub sp, sp, 16\nstp x0, x1, [sp]\nldp x3, x4, [sp]\nldr x0, [sp, x2, lsl 3]\nadd sp, sp, 16\nret\n",
     "-16:8p& -8:8p&"},

    {"variadic", "sub rsp, 72\nmov [rsp + 40], rsi\nmov [rsp + 48], rdx\n" X86_VA_LIST,
     "-64:8v& -56:8v& -32:8v& -24:8v&", "sub sp, sp, 64\nstr x30, [sp]\nstp x1, x2, [sp, 48]\n" A64_VA_LIST,
     "-64:8s -56:8v& -48:8v& -16:8v& -8:8v&"},
    {"addresses of its own frame, but not variadic", "sub rsp, 72\n" X86_VA_LIST, "-64:8p& -56:8p&",
     "sub sp, sp, 64\nstr x30, [sp]\n" A64_VA_LIST, "-64:8s -56:8p& -48:8p&"},

    {"a scalable vector", NULL, NULL,
     FRAME
     "mov x29, sp\naddvl sp, sp, -2\nstr z0, [sp, 1, mul vl]\nbl g\nldr z0, [sp, 1, mul vl]\nmov sp, x29\n" UNFRAME,
     SAVED "16:16p*'"},
};

static const struct stack_case *now;
static const char *expected;
static unsigned n_faults;

static void draw(const struct stack *s, char *out, size_t size)
{
	size_t n = 0;
	*out = 0;
	for (uint32_t i = 0; i < s->n_slot; i++) {
		const struct stack_slot *k = &s->slot[i];
		int64_t offset = k->offset - (k->root ? 1 << 30 : 0); /* OWN_PART in stack_address.c */
		n += (size_t)snprintf(out + n, size - n, "%s%lld:%u%c%s%s%s%s", i ? " " : "", (long long)offset,
		                      k->width, "psoicv"[k->purpose], k -> escapes ? "&" : "", k->mixed ? "~" : "",
		                      k->vl_scaled ? "*" : "", k->root ? "'" : "");
	}
}

static void check(struct object *o, void *ctx)
{
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	char drawing[512];
	(void)ctx;
	assert_int_equal(o->n_functions, 1);
	struct code *c = code_analyse(o, &o->functions[0], NULL, d, &arena);
	noreturn_mark(c);
	draw(stack_analyse(c), drawing, sizeof drawing);
	if (strcmp(drawing, expected)) {
		fprintf(stderr, "%s, %s: %s, not %s\n", o->isa->name, now->what, drawing, expected);
		n_faults++;
	}
	decoder_close(d);
	arena_free(&arena);
}

static void run(const char *isa, bool x86_64)
{
	n_faults = 0;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2048];
		now = &cases[i];
		const char *body = x86_64 ? now->x86_64 : now->aarch64;
		expected = x86_64 ? now->x86_64_slots : now->aarch64_slots;
		if (!body)
			continue;
		snprintf(text, sizeof text, "%s.text\n.globl f\n.type f, %%function\nf:\n%s.size f, .-f\n",
		         x86_64 ? ".intel_syntax noprefix\n" : ".arch armv8-a+sve\n", body);
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
	run("x86_64", true);
}

static void test_aarch64(void **state)
{
	(void)state;
	run("aarch64", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_x86_64), cmocka_unit_test(test_aarch64)};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
