/* test_asm_clobbers.c: asm statements that write what they do not name are reported, and no others. Each toolchain
 * compiles each case of its ISA. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asm_clobbers.h"
#include "paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fault_case {
	const char *isa, *title;
	const char *text;    /* a function body with `long a, b; char *p` */
	const char *says[3]; /* what the faults must say, in order; none: it is sound */
	unsigned line;       /* of the first, 0: 2 */
	bool unseen;
};

#define CASE(i, t, x, ...)                                                                                             \
	{                                                                                                              \
		.isa = #i, .title = t, .text = x, __VA_ARGS__                                                          \
	}
#define SAYS(...) .says = {__VA_ARGS__}

static const struct fault_case cases[] = {
    CASE(x86_64, "flags", "asm(\"add %1, %0\" : \"+r\"(a) : \"r\"(b));", SAYS("writes the flags: add \"cc\"")),
    CASE(x86_64, "flags, named", "asm(\"add %1, %0\" : \"+r\"(a) : \"r\"(b) : \"cc\");"),
    CASE(x86_64, "no flags", "asm(\"lea (%1, %0), %0\\n\\tmov %0, %0\" : \"+r\"(a) : \"r\"(b));"),
    CASE(x86_64, "flags in a comment", "asm(\"lea (%1, %0), %0 # add %1, %0\" : \"+r\"(a) : \"r\"(b));"),
    CASE(x86_64, "flags in C around it", "a += b; asm(\"mov %1, %0\" : \"=r\"(a) : \"r\"(b)); a -= b;"),
    CASE(x86_64, "flags as an output", "asm(\"cmp %2, %1\" : \"=@ccz\"(a) : \"r\"(a), \"r\"(b));"),
    CASE(x86_64, "second line", "\nasm(\"mov %1, %0\\n\\tinc %0\" : \"=r\"(a) : \"r\"(b));", SAYS("`inc "), .line = 3),
    CASE(x86_64, "without colons", "asm(\"cmc\");",
         SAYS("`cmc` writes the flags: add \"cc\" to the clobbers (an asm without")),
    CASE(x86_64, "without colons, nothing written", "asm(\"pause\");"),
    CASE(x86_64, "named register", "asm(\"mov %1, %%rbx\\n\\tmov %%rbx, %0\" : \"=r\"(a) : \"r\"(b));",
         SAYS("writes rbx")),
    CASE(x86_64, "its clobber by a part",
         "asm(\"mov %1, %%rbx\\n\\tmov %%rbx, %0\" : \"=r\"(a) : \"r\"(b) : \"ebx\");"),
    CASE(x86_64, "saved and restored",
         "asm(\"lea -128(%%rsp), %%rsp\\n\\tpush %%rbx\\n\\tmov %1, %%rbx\\n\\tmov %%rbx, %0\\n\\tpop %%rbx\\n\\t"
         "lea 128(%%rsp), %%rsp\" : \"=&r\"(a) : \"r\"(b));"),
    CASE(x86_64, "exchanged and back", "asm(\"xchg %%rbx, %0\\n\\tmov $1, %%ebx\\n\\txchg %%rbx, %0\" : \"+r\"(a));"),
    CASE(x86_64, "register named and an operand", "asm(\"mov %1, %%rax\" : \"=a\"(a) : \"r\"(b));"),
    CASE(x86_64, "written by the instruction", "asm(\"mul %2\" : \"+a\"(a) : \"m\"(b), \"r\"(b) : \"cc\");",
         SAYS("writes rdx")),
    CASE(x86_64, "vector register", "asm(\"movdqu (%0), %%xmm7\" : : \"r\"(p) : \"memory\");", SAYS("writes xmm7")),
    CASE(x86_64, "two faults", "asm(\"xor %%ecx, %%ecx\" : \"=&a\"(a));", SAYS("writes the flags", "writes rcx")),
    CASE(x86_64, "jump around", "asm(\"jrcxz 1f\\n\\tmov $1, %%r12\\n1:\" : : \"c\"(a));", SAYS("writes r12")),
    CASE(x86_64, "goto", "asm goto(\"mov $1, %%eax\\n\\tjmp %l[out]\" : : : \"eax\" : out); a++; out:;"),
    CASE(x86_64, "goto, flags", "asm goto(\"test %0, %0\\n\\tjz %l[out]\" : : \"r\"(a) : : out); a++; out:;",
         SAYS("flags")),
    CASE(x86_64, "call", "asm(\"call f\" : : : \"memory\");"),
    CASE(x86_64, "never called", "a++; } static void g(void) { asm(\"cmc\");", .unseen = true),
    CASE(x86_64, "not an instruction", "asm(\".byte 0x06\");", .unseen = true),
    CASE(aarch64, "flags", "asm(\"adds %0, %0, %1\" : \"+r\"(a) : \"r\"(b));", SAYS("writes the flags: add \"cc\"")),
    CASE(aarch64, "flags, named", "asm(\"adds %0, %0, %1\" : \"+r\"(a) : \"r\"(b) : \"cc\");"),
    CASE(aarch64, "no flags", "asm(\"add %0, %0, %1\\n\\tcbz %0, 1f\\n1:\" : \"+r\"(a) : \"r\"(b));"),
    CASE(aarch64, "flags in a comment", "asm(\"add %0, %0, %1 // adds %0, %0, %1\" : \"+r\"(a) : \"r\"(b));"),
    CASE(aarch64, "named register", "asm(\"mov x19, %1\\n\\tmov %0, x19\" : \"=r\"(a) : \"r\"(b));",
         SAYS("writes x19")),
    CASE(aarch64, "its clobber by a part", "asm(\"mov x19, %1\\n\\tmov %0, x19\" : \"=r\"(a) : \"r\"(b) : \"w19\");"),
    CASE(aarch64, "vector register", "asm(\"ldr q9, [%0]\" : : \"r\"(p) : \"memory\");", SAYS("writes v9")),
    CASE(aarch64, "vector register, its clobber", "asm(\"ldr q9, [%0]\" : : \"r\"(p) : \"memory\", \"v9\");"),
    CASE(aarch64, "written base", "asm(\"mov x5, %1\\n\\tldr %0, [x5], #8\" : \"=r\"(a) : \"r\"(p) : \"memory\");",
         SAYS("writes x5")),
    CASE(aarch64, "saved and restored",
         "asm(\"str x20, [%1]\\n\\tmov x20, %0\\n\\tldr x20, [%1]\" : \"+r\"(a) : \"r\"(p) : \"memory\");"),
    CASE(aarch64, "call", "asm(\"bl f\" : : : \"x30\", \"memory\");"),
    CASE(aarch64, "one that capstone does not know", "asm(\".inst 0xdac01c09\" : :);", SAYS("`cnt x9, x0` writes x9")),
    CASE(aarch64, "not an instruction", "asm(\".inst 0x00210000\");", .unseen = true),
    {0},
};

static struct arena arena;
static struct toolchains toolchains;
static char folder[] = "/tmp/assay-asm-XXXXXX";

static bool as_expected(const struct fault_case *c, const struct toolchain *t, const struct asm_faults *f,
                        const char *source)
{
	unsigned n = 0;
	while (n < 3 && c->says[n])
		n++;
	bool good = f->n == n && !f->unseen == !c->unseen;
	for (unsigned i = 0; i < n && i < f->n; i++)
		good &= strstr(f->v[i].text, c->says[i]) != NULL;
	const char *place = arena_printf(&arena, "%s:%u: ", source, c->line ? c->line : 2);
	if (n && f->n)
		good &= !strncmp(f->v[0].text, place, strlen(place));
	if (good)
		return true;
	print_error("%s: %s: %u faults, not %u; %u unseen\n", t->id, c->title, f->n, n, f->unseen);
	for (unsigned i = 0; i < f->n; i++)
		print_error("    %s\n", f->v[i].text);
	return false;
}

static unsigned try_case(const struct fault_case *c, const struct toolchain *t)
{
	struct config config = config_make(t, "O1", t->level, &arena);
	char *source = arena_printf(&arena, "%s/case.c", folder);
	struct asm_faults faults;
	struct asm_request q = {.config = &config, .source = source, .scratch = arena_printf(&arena, "%s/x", folder)};
	char *text = arena_printf(
	    &arena, "long f(long a, long b, char *p) {\n%s\n(void)a, (void)b, (void)p; return 0; }\n", c->text);
	if (c->unseen && strstr(c->text, "static"))
		text = arena_printf(&arena, "void f(long a) {\n%s\n}\n", c->text);
	assert_true(file_write_atomically(source, text, strlen(text), 0644));
	const char *failure = asm_clobbers_check(&q, &faults, &arena);
	unlink(source);
	if (failure) {
		print_error("%s: %s: %s\n", t->id, c->title, failure);
		return 1;
	}
	return !as_expected(c, t, &faults, source);
}

static void test_cases(void **state)
{
	(void)state;
	unsigned wrong = 0, tried = 0;
	for (unsigned i = 0; i < toolchains.n; i++) {
		const struct toolchain *t = toolchains.v[i];
		if (toolchain_unavailable(t, &arena))
			continue;
		for (const struct fault_case *c = cases; c->isa; c++)
			if (!strcmp(c->isa, t->isa->name)) {
				tried++;
				wrong += try_case(c, t);
			}
	}
	if (!tried)
		skip();
	print_message("%u cases\n", tried);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
	if (!mkdtemp(folder))
		return 1;
	toolchains_load(&toolchains, paths_data(&arena, "toolchains"), &arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	rmdir(folder);
	arena_free(&arena);
	return failed;
}
