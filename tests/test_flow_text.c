/* test_flow_text.c: the text of instructions, with symbols for what relocations and branches mean. */
#include "object_case.h"

#include "code.h"

struct text_case {
	const char *source, *text; /* text NULL: as the source */
};

static const struct text_case x86_64_cases[] = {
    {"call abort", NULL},
    {"call [rip + abort@GOTPCREL]", "call qword ptr [rip + abort@GOT]"},
    {"jne f.cold", "jne f.cold"},
    {"jmp f.cold+3", "jmp f.cold+0x3"},
    {"js f", "js f"},
    {"jns f+5", "jns f+0x5"},
    {"lea rdi, [rip + table]", NULL},
    {"lea rdi, [rip + table+8]", "lea rdi, [rip + table+0x8]"},
    {"mov eax, [rip + variable]", "mov eax, dword ptr [rip + variable]"},
    {"mov dword ptr [rip + variable], 7", NULL},
    {"cmp byte ptr [rip + variable + 2], 9", "cmp byte ptr [rip + variable+0x2], 9"},
    {"mov eax, [rdi*4 + table]", "mov eax, dword ptr [rdi*4 + table]"},
    {"mov edi, offset table", "mov edi, table"},
    {"mov qword ptr [rsp + 8], offset table", "mov qword ptr [rsp + 8], table"},
    {"mov eax, fs:[thread@TPOFF]", "mov eax, dword ptr fs:[thread@TLS]"},
    {"mov eax, [rsp + 16]", "mov eax, dword ptr [rsp + 0x10]"},
    {"ret", NULL},
};

static const struct text_case aarch64_cases[] = {
    {"bl abort", NULL},
    {"b.ne f.cold", "b.ne f.cold"},
    {"b f.cold+4", "b f.cold+0x4"},
    {"cbz w3, f+8", "cbz w3, f+0x8"},
    {"tbnz x1, #5, f", "tbnz w1, #5, f"},
    {"adrp x0, table", NULL},
    {"add x0, x0, :lo12:table", NULL},
    {"add x0, x1, :lo12:table+8", "add x0, x1, :lo12:table+0x8"},
    {"ldr w2, [x0, :lo12:variable]", NULL},
    {"ldr w2, [x0, :lo12:variable+4]", "ldr w2, [x0, :lo12:variable+0x4]"},
    {"adrp x0, :got:abort", "adrp x0, abort@GOT"},
    {"ldr x0, [x0, :got_lo12:abort]", "ldr x0, [x0, abort@GOT]"},
    {"add x0, x0, :tprel_hi12:thread", "add x0, x0, thread@TLS, lsl #12"},
    {"ldr x0, [sp, #16]", "ldr x0, [sp, #0x10]"},
    {"ret", NULL},
};

static const struct text_case *expected;
static unsigned n_expected, n_faults;

static void check(struct object *o, void *ctx)
{
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	(void)ctx;
	assert_int_equal(o->n_functions, 1);
	struct code *c = code_analyse(o, &o->functions[0], NULL, d, &arena);
	unsigned skip = c->insn[0].size == 0; /* a jump goes to the function's start: an empty instruction before it */
	assert_true(c->n_insn > n_expected + skip);
	for (unsigned i = 0; i < n_expected; i++) {
		const char *text = decoder_text(d, o, &c->insn[i + skip], &arena);
		const char *right = expected[i].text ? expected[i].text : expected[i].source;
		if (strcmp(text, right)) {
			fprintf(stderr, "%s: \"%s\", not \"%s\"\n", o->isa->name, text, right);
			n_faults++;
		}
	}
	decoder_close(d);
	arena_free(&arena);
}

static void run(const char *isa, const char *syntax, char kind, const struct text_case *v, unsigned n)
{
	char text[8192];
	size_t at = (size_t)snprintf(text, sizeof text, "%s.text\n.globl f\n.type f, %cfunction\nf:\n", syntax, kind);
	for (unsigned i = 0; i < n; i++)
		at += (size_t)snprintf(text + at, sizeof text - at, "\t%s\n", v[i].source);
	snprintf(text + at, sizeof text - at,
	         ".size f, .-f\n.section .text.unlikely, \"ax\"\n.type f.cold, %cfunction\nf.cold: "
	         "nop\nnop\nnop\nnop\n.size "
	         "f.cold, .-f.cold\n.globl table, variable, thread\n.section .tbss, \"awT\"\nthread: .zero "
	         "4\n.data\n.zero 16\nvariable: .zero 8\ntable: .zero 64\n",
	         kind);
	write_text("f.s", text);
	assert_true(shell("%s-linux-gnu-gcc -c f.s -o f.o", isa));
	expected = v;
	n_expected = n;
	n_faults = 0;
	assert_int_equal(object_each(case_path("f.o"), check, NULL), 1);
	assert_int_equal(n_faults, 0);
}

static void test_x86_64(void **state)
{
	(void)state;
	run("x86_64", ".intel_syntax noprefix\n", '@', x86_64_cases, sizeof x86_64_cases / sizeof *x86_64_cases);
}

static void test_aarch64(void **state)
{
	(void)state;
	run("aarch64", "", '%', aarch64_cases, sizeof aarch64_cases / sizeof *aarch64_cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_x86_64), cmocka_unit_test(test_aarch64)};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
