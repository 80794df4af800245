/* test_asm_source.c: asm statements as they are read out of C: templates, operands, clobbers, places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "asm_source.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

static struct asm_statements read_text(const char *text)
{
	struct asm_statements s;
	asm_source_read(text, strlen(text), "x.c", &s, &arena);
	return s;
}

/* "a b" of a list. */
static const char *joined(const struct strings *s)
{
	const char *text = "";
	for (unsigned i = 0; i < s->n; i++)
		text = arena_printf(&arena, "%s%s%s", text, i ? " " : "", s->v[i]);
	return text;
}

static void test_all_parts(void **state)
{
	(void)state;
	const char *text = "int f(int *p)\n{\n"
	                   "\tint r;\n"
	                   "\t__asm__ volatile goto (\"mov %1, %0\\n\\t\"\n"
	                   "\t\t\"jmp %l[out]\"\n"
	                   "\t\t: [r] \"=&\" \"r\"(r), \"+m\"(p[(1, 2)])\n"
	                   "\t\t: \"r\"(f((int *)0)), [n] \"i\"(\")\"[0])\n"
	                   "\t\t: \"cc\", \"mem\" \"ory\"\n"
	                   "\t\t: out);\n"
	                   "out: return r;\n}\n";
	struct asm_statements s = read_text(text);
	assert_null(s.fault);
	assert_int_equal(s.n, 1);
	const struct asm_statement *a = &s.v[0];
	assert_string_equal(a->file, "x.c");
	assert_int_equal(a->line, 4);
	assert_string_equal(a->template, "mov %1, %0\n\tjmp %l[out]");
	assert_true(a->is_volatile && a->is_goto && !a->is_inline && !a->basic && !a->toplevel && !a->system);
	assert_int_equal(a->outputs.n, 2);
	assert_string_equal(a->outputs.v[0].name, "r");
	assert_string_equal(a->outputs.v[0].constraint, "=&r");
	assert_null(a->outputs.v[1].name);
	assert_string_equal(a->outputs.v[1].constraint, "+m");
	assert_int_equal(a->inputs.n, 2);
	assert_string_equal(a->inputs.v[1].name, "n");
	assert_string_equal(joined(&a->clobbers), "cc memory");
	assert_string_equal(joined(&a->labels), "out");
	assert_int_equal(strncmp(text + a->begin, "__asm__", 7), 0);
	assert_int_equal(text[a->end - 1], ')');
	assert_int_equal(strncmp(text + a->end, ";\nout", 5), 0);
	assert_int_equal(strncmp(text + a->template_begin, "\"mov", 4), 0);
	assert_int_equal(text[a->template_end - 1], '"');
}

static void test_spellings(void **state)
{
	(void)state;
	struct asm_statements s = read_text("asm(\"top\");\nvoid f(void) {\n"
	                                    "asm(\"nop\"); __asm __volatile__ (\"a\" ::: \"x\");\n"
	                                    "if (1) asm inline (\"b\" : : \"r\"(1)); else asm(\"c\");\n"
	                                    "do asm(\"d\"); while (0); l: asm(\"e\"); __extension__ asm(\"f\" :);\n"
	                                    "({ asm(\"g\\x41\\101\\\"\\\\\"); });}\n");
	assert_null(s.fault);
	assert_int_equal(s.n, 9);
	assert_true(s.v[0].toplevel && s.v[0].basic);
	assert_true(s.v[1].basic && !s.v[1].toplevel && !s.v[1].is_volatile);
	assert_true(!s.v[2].basic && s.v[2].is_volatile);
	assert_string_equal(joined(&s.v[2].clobbers), "x");
	assert_true(s.v[3].is_inline);
	assert_int_equal(s.v[3].line, 4);
	assert_string_equal(s.v[7].template, "f");
	assert_false(s.v[7].basic);
	assert_string_equal(s.v[8].template, "gAA\"\\");
}

/* The same word where it is no statement. */
static void test_declarations(void **state)
{
	(void)state;
	struct asm_statements s =
	    read_text("int f(void) __asm__(\"g\");\nextern int v asm(\"w\");\n"
	              "// asm(\"nop\");\n/* asm(\"nop\"); */\nconst char *t = \"asm(1)\";\n"
	              "void h(void) { register long x asm(\"r12\") = 1; (void)x; int asm_ = 'a'; }\n");
	assert_null(s.fault);
	assert_int_equal(s.n, 0);
}

static void test_markers(void **state)
{
	(void)state;
	struct asm_statements s =
	    read_text("# 1 \"a.c\"\n# 1 \"/usr/include/h.h\" 1 3 4\nstatic void g(void) { asm(\"nop\"); }\n"
	              "# 7 \"a.c\" 2\n\nvoid f(void)\n{\n#pragma x\n\tasm(\"nop\"\n\n# 30 \"b\\\\.c\"\n"
	              "\"x\"); asm(\"nop\"); }\n");
	assert_null(s.fault);
	assert_int_equal(s.n, 3);
	assert_string_equal(s.v[0].file, "/usr/include/h.h");
	assert_int_equal(s.v[0].line, 1);
	assert_true(s.v[0].system);
	assert_string_equal(s.v[1].file, "a.c");
	assert_int_equal(s.v[1].line, 11);
	assert_false(s.v[1].system);
	assert_int_equal(s.v[2].line, 30);
}

static void test_faults(void **state)
{
	(void)state;
	static const char *const broken[][2] = {{"void f(void) { asm(1); }", "a template"},
	                                        {"void f(void) { asm volatile; }", "("},
	                                        {"void f(void) { asm(\"\" : \"r\"); }", "expression"},
	                                        {"void f(void) { asm(\"\" : x); }", "a constraint"},
	                                        {"void f(void) { asm(\"\" : \"r\"(1", "parenthesis"},
	                                        {"void f(void) { asm(\"\" : : : 1); }", "a clobber"},
	                                        {"void f(void) { asm(\"\" : [(", "name"},
	                                        {"void f(void) { asm(\"", ")"},
	                                        {"void f(void) { asm(\"\" : : : \"a\" \"b\" c); }", "a comma"}};
	for (unsigned i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct asm_statements s = read_text(broken[i][0]);
		assert_int_equal(s.n, 0);
		assert_non_null(s.fault);
		if (!strstr(s.fault, broken[i][1]))
			print_error("%s: %s\n", broken[i][0], s.fault);
		assert_non_null(strstr(s.fault, broken[i][1]));
		assert_int_equal(strncmp(s.fault, "x.c:1: ", 7), 0);
	}
}

/* Every beginning of a text, in memory that ends with it. */
static void test_beginnings(void **state)
{
	(void)state;
	static const char text[] =
	    "# 1 \"a.c\"\nvoid f(void) { int r; /* c */ asm goto(\"\\x4\\101\\n\\\\\" \"b\" : [r] \"=r\"(r) "
	    ": \"r\"('\\'' + (1)) : \"cc\" : out); out:; } // end\n#line 7 \"b\"\n";
	unsigned whole = 0;
	for (size_t n = 0; n <= strlen(text); n++) {
		struct asm_statements s;
		char *copy = malloc(n ? n : 1);
		assert_non_null(copy);
		memcpy(copy, text, n);
		asm_source_read(copy, n, "x.c", &s, &arena);
		assert_true(s.n <= 1);
		whole += s.n;
		free(copy);
	}
	assert_int_equal(whole, strlen(strstr(text, "; out:;")) + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_all_parts), cmocka_unit_test(test_spellings), cmocka_unit_test(test_declarations),
	    cmocka_unit_test(test_markers),   cmocka_unit_test(test_faults),    cmocka_unit_test(test_beginnings),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}
