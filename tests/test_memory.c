/* test_memory.c: which accesses of hand-written loops may touch the same bytes, and what may change what is loaded. */
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

#include "memory.h"

enum changed { NOTHING, STORE, BARRIER };

/* A function's text, and what is so of the first two accesses of its loop, x and y: in one iteration, in any two; and
 * what in the loop, and what between the loop's first and last access, may change what x (or the last one) reads. */
struct memory_case {
	const char *what, *text;
	enum alias same, ever;
	enum changed loop, between;
};

#define END_X "\tdec rsi\n\tjne 1b\n\tret\n"
#define END_A "\tsubs x1, x1, #1\n\tb.ne 1b\n\tret\n"

static const struct memory_case x86_64_cases[] = {
    {"the same place", "1:\tmov eax, [rdi]\n\tmov [rdi], ecx\n" END_X, ALIAS_SAME, ALIAS_SAME, STORE, NOTHING},
    {"a part of it", "1:\tmov rax, [rdi]\n\tmov [rdi + 4], ecx\n" END_X, ALIAS_PART, ALIAS_PART, STORE, NOTHING},
    {"beside it", "1:\tmov rax, [rdi]\n\tmov [rdi + 8], ecx\n" END_X, ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"another pointer", "1:\tmov rax, [rdi]\n\tmov [rdx], ecx\n\tmov r8, [rdi]\n" END_X, ALIAS_MAY, ALIAS_MAY, STORE,
     STORE},
    {"a copy of the pointer", "\tlea rdx, [rdi - 8]\n1:\tmov rax, [rdi]\n\tmov [rdx + 8], rcx\n" END_X, ALIAS_SAME,
     ALIAS_SAME, STORE, NOTHING},
    {"a store that moves on", "1:\tmov eax, [rdi]\n\tmov [rdi + 4], ecx\n\tadd rdi, 4\n" END_X, ALIAS_NO, ALIAS_MAY,
     STORE, NOTHING},
    {"fields of one element", "1:\tmov eax, [rdi]\n\tmov [rdi + 4], ecx\n\tadd rdi, 8\n" END_X, ALIAS_NO, ALIAS_NO,
     NOTHING, NOTHING},
    {"fields, one of them over the end", "1:\tmov eax, [rdi]\n\tmov [rdi + 6], ecx\n\tadd rdi, 8\n" END_X, ALIAS_NO,
     ALIAS_MAY, STORE, NOTHING},
    {"a header, and elements behind it",
     "\txor ecx, ecx\n1:\tmov rax, [rdi]\n\tmov [rdi + rcx*4 + 8], eax\n\tinc rcx\n" END_X, ALIAS_MAY, ALIAS_NO,
     NOTHING, NOTHING},
    {"a header, and elements from it on",
     "\txor ecx, ecx\n1:\tmov rax, [rdi]\n\tmov [rdi + rcx*4 + 4], eax\n\tinc rcx\n" END_X, ALIAS_MAY, ALIAS_MAY, STORE,
     NOTHING},
    {"a header, and elements towards it",
     "\txor ecx, ecx\n1:\tmov rax, [rdi]\n\tmov [rdi + rcx*4 + 80], eax\n\tdec rcx\n" END_X, ALIAS_MAY, ALIAS_MAY,
     STORE, NOTHING},
    {"a loaded index", "1:\tmov eax, [rdi]\n\tmov [rdx + rax*4], ecx\n\tmov r8d, [rdi]\n" END_X, ALIAS_MAY, ALIAS_MAY,
     STORE, STORE},
    {"the own frame and a parameter", "\tsub rsp, 40\n1:\tmov eax, [rsp + 8]\n\tmov [rdi], eax\n\tadd rdi, 4\n" END_X,
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"the own frame and a loaded pointer",
     "\tsub rsp, 40\n\tmov rdx, [rdi]\n1:\tmov eax, [rsp + 8]\n\tmov [rdx], eax\n" END_X, ALIAS_NO, ALIAS_NO, NOTHING,
     NOTHING},
    {"an object of the frame that got away, and a loaded pointer",
     "\tsub rsp, 40\n\tlea rax, [rsp + 8]\n\tmov [rdi], rax\n\tmov rdx, [rdi + 8]\n1:\tmov eax, [rsp + 8]\n"
     "\tmov [rdx], eax\n" END_X,
     ALIAS_MAY, ALIAS_MAY, STORE, NOTHING},
    {"an object of the frame that got away, and a call",
     "\tpush rbx\n\tmov rbx, rsi\n\tsub rsp, 32\n1:\tmov eax, [rsp + 8]\n\tmov [rsp], eax\n\tlea rdi, [rsp + 8]\n"
     "\tcall other\n\tdec rbx\n\tjne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, BARRIER, NOTHING},
    {"the own frame and a call",
     "\tpush rbx\n\tmov rbx, rsi\n\tsub rsp, 32\n1:\tmov eax, [rsp + 8]\n\tmov [rsp], eax\n\tcall other\n\tdec "
     "rbx\n\tjne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a call", "1:\tmov eax, [rbx]\n\tmov [rbx + 4], eax\n\tcall other\n\tmov eax, [rbx]\n\tdec rbp\n\tjne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, BARRIER, BARRIER},
    {"a call that writes nothing",
     "1:\tmov eax, [rbx]\n\tmov [rbx + 4], eax\n\tcall strlen\n\tmov eax, [rbx]\n\tdec rbp\n\tjne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"an atomic access", "1:\tmov eax, [rdi]\n\tlock add [rdi + 8], eax\n\tmov eax, [rdi]\n" END_X, ALIAS_NO, ALIAS_NO,
     BARRIER, BARRIER},
    {"a constant",
     "1:\tmov eax, [rip + constant]\n\tmov [rdi], eax\n\tadd rdi, 4\n" END_X
     "\t.section .rodata\nconstant:\t.long 3, 4\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a table of constants",
     "1:\tmov eax, [rdx*4 + table]\n\tmov [rdi + rdx], eax\n" END_X "\t.section .rodata\ntable:\t.long 3, 4\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a displacement that would be an address",
     "1:\tmov eax, [rdx + table]\n\tmov [rdi], eax\n" END_X "\t.section .rodata\ntable:\t.long 3, 4\n", ALIAS_MAY,
     ALIAS_MAY, STORE, NOTHING},
    {"a table of constants by a 32-bit index",
     "1:\tmov ecx, ecx\n\tmov eax, [rcx*4 + table]\n\tmov [rdi + rcx], eax\n" END_X
     "\t.section .rodata\ntable:\t.long 3, 4\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a global and a parameter",
     "1:\tmov eax, [rip + global]\n\tmov [rdi], eax\n\tadd rdi, 4\n" END_X "\t.data\nglobal:\t.long 3, 4\n", ALIAS_MAY,
     ALIAS_MAY, STORE, NOTHING},
    {"two globals",
     "1:\tmov eax, [rip + global]\n\tmov [rip + global + 4], eax\n" END_X "\t.data\nglobal:\t.long 3, 4\n", ALIAS_NO,
     ALIAS_NO, NOTHING, NOTHING},
    {"globals in two sections",
     "1:\tmov eax, [rip + global]\n\tmov [rcx*4 + other], eax\n\tmov ecx, ecx\n" END_X
     "\t.data\nglobal:\t.long 3, 4\n\t.bss\nother:\t.zero 64\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a global elsewhere",
     "1:\tmov eax, [rip + global]\n\tmov [rip + elsewhere], eax\n" END_X "\t.data\nglobal:\t.long 3, 4\n", ALIAS_NO,
     ALIAS_NO, NOTHING, NOTHING},
    {"a slot of the GOT", "1:\tmov rax, [rip + elsewhere@GOTPCREL]\n\tmov [rax], ecx\n" END_X, ALIAS_NO, ALIAS_NO,
     NOTHING, NOTHING},
    {"fresh memory and a parameter",
     "\tmov rbx, rsi\n\tmov rbp, rdi\n\tmov edi, 8\n\tcall malloc\n1:\tmov ecx, [rax]\n\tmov [rbp], ecx\n\tmov "
     "ecx, [rax]\n\tadd rbp, 4\n\tdec rbx\n\tjne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"what some function returned",
     "\tmov rbx, rsi\n\tmov rbp, rdi\n\tmov edi, 8\n\tcall other\n1:\tmov ecx, [rax]\n\tmov [rbp], ecx\n\tmov "
     "ecx, [rax]\n\tadd rbp, 4\n\tdec rbx\n\tjne 1b\n\tret\n",
     ALIAS_MAY, ALIAS_MAY, STORE, STORE},
    {"a store on one of two ways",
     "1:\tmov eax, [rdi]\n\ttest eax, eax\n\tje 2f\n\tmov [rdx], ecx\n2:\tmov r8d, [rdi]\n" END_X, ALIAS_MAY, ALIAS_MAY,
     STORE, STORE},
    {"a store elsewhere on one of two ways",
     "1:\tmov eax, [rdi]\n\ttest eax, eax\n\tje 2f\n\tmov [rdi + 8], ecx\n2:\tmov r8d, [rdi]\n" END_X, ALIAS_NO,
     ALIAS_NO, NOTHING, NOTHING},
    {"a store in a loop between",
     "1:\tmov eax, [rdi]\n\tmov [rdi + 8], eax\n2:\tmov [rdx + rcx], al\n\tdec rcx\n\tjne 2b\n\tmov r8d, "
     "[rdi]\n" END_X,
     ALIAS_NO, ALIAS_NO, STORE, STORE},
    {"rep stos", "1:\tmov eax, [rdi]\n\tmov [rbx], eax\n\trep stosb\n" END_X, ALIAS_MAY, ALIAS_MAY, STORE, STORE},
};

static const struct memory_case aarch64_cases[] = {
    {"the same place", "1:\tldr w2, [x0]\n\tstr w3, [x0]\n" END_A, ALIAS_SAME, ALIAS_SAME, STORE, NOTHING},
    {"a part of it", "1:\tldr x2, [x0]\n\tstr w3, [x0, #4]\n" END_A, ALIAS_PART, ALIAS_PART, STORE, NOTHING},
    {"beside a pair", "1:\tldp x2, x3, [x0]\n\tstr w3, [x0, #16]\n" END_A, ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"in a pair", "1:\tldp x2, x3, [x0]\n\tstr w3, [x0, #12]\n" END_A, ALIAS_PART, ALIAS_PART, STORE, NOTHING},
    {"another pointer", "1:\tldr w2, [x0]\n\tstrb w3, [x4], #1\n\tldr w5, [x0]\n" END_A, ALIAS_MAY, ALIAS_MAY, STORE,
     STORE},
    {"written back", "1:\tldr w2, [x0], #8\n\tstr w3, [x0, #-4]\n" END_A, ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"written back, one element on", "1:\tldr w2, [x0], #4\n\tstr w3, [x0]\n" END_A, ALIAS_NO, ALIAS_MAY, STORE,
     NOTHING},
    {"a header, and elements behind it", "\tadd x4, x0, #8\n1:\tldr x2, [x0]\n\tstr w3, [x4], #4\n" END_A, ALIAS_MAY,
     ALIAS_NO, NOTHING, NOTHING},
    {"the own frame and a parameter", "\tsub sp, sp, #32\n1:\tldr w2, [sp, #8]\n\tstr w2, [x0], #4\n" END_A, ALIAS_NO,
     ALIAS_NO, NOTHING, NOTHING},
    {"an object of the frame that got away, and a loaded pointer",
     "\tsub sp, sp, #32\n\tadd x2, sp, #8\n\tstr x2, [x0]\n\tldr x4, [x0, #8]\n1:\tldr w2, [sp, #8]\n\tstr w2, "
     "[x4]\n" END_A,
     ALIAS_MAY, ALIAS_MAY, STORE, NOTHING},
    {"a call",
     "1:\tldr w2, [x19]\n\tstr w2, [x19, #4]\n\tbl other\n\tldr w2, [x19]\n\tsubs x20, x20, #1\n\tb.ne "
     "1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, BARRIER, BARRIER},
    {"a call that writes nothing",
     "1:\tldr w2, [x19]\n\tstr w2, [x19, #4]\n\tbl memcmp\n\tldr w2, [x19]\n\tsubs x20, x20, #1\n\tb.ne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"an acquiring load", "1:\tldr w2, [x0]\n\tldar w3, [x4]\n\tldr w2, [x0]\n" END_A, ALIAS_MAY, ALIAS_MAY, BARRIER,
     BARRIER},
    {"a barrier", "1:\tldr w2, [x0]\n\tldr w3, [x0, #4]\n\tdmb ish\n\tldr w2, [x0]\n" END_A, ALIAS_NO, ALIAS_NO,
     BARRIER, BARRIER},
    {"a constant",
     "\tadrp x4, constant\n1:\tldr w2, [x4, :lo12:constant]\n\tstr w2, [x0], #4\n" END_A
     "\t.section .rodata\nconstant:\t.long 3, 4\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a table of constants",
     "\tadrp x4, table\n\tadd x4, x4, :lo12:table\n1:\tldr w2, [x4, w2, uxtw #2]\n\tstr w2, [x0], #4\n" END_A
     "\t.section .rodata\ntable:\t.long 3, 4\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a global and a parameter",
     "\tadrp x4, global\n1:\tldr w2, [x4, :lo12:global]\n\tstr w2, [x0], #4\n" END_A "\t.data\nglobal:\t.long 3, 4\n",
     ALIAS_MAY, ALIAS_MAY, STORE, NOTHING},
    {"fresh memory and a parameter",
     "\tmov x19, x0\n\tmov x20, x1\n\tbl malloc\n1:\tldr w2, [x0]\n\tstr w2, [x19], #4\n\tldr w3, [x0]\n\tsubs x20, "
     "x20, #1\n\tb.ne 1b\n\tret\n",
     ALIAS_NO, ALIAS_NO, NOTHING, NOTHING},
    {"a store on one of two ways", "1:\tldr w2, [x0]\n\tcbz w2, 2f\n\tstr w3, [x4]\n2:\tldr w5, [x0]\n" END_A,
     ALIAS_MAY, ALIAS_MAY, STORE, STORE},
};

/* ---- running them ------------------------------------------------------------------------------------------------ */

struct run {
	const struct memory_case *k;
	bool done;
};

static enum changed changed_by(const struct clobber *c)
{
	return c->insn == NONE ? NOTHING : c->barrier ? BARRIER : STORE;
}

static void check_loop(const struct memory_case *k, const struct analysis *a)
{
	const struct code *c = a->code;
	uint32_t at[8], n = 0;
	for (uint32_t i = 0; i < c->n_insn && n < 8; i++)
		if (loop_has_block(c, 0, c->block_of[i]) && c->insn[i].n_mem &&
		    !(c->insn[i].mem[0].flags & MEM_ADDRESS) && c->insn[i].op != OP_PUSH && !insn_is_call(&c->insn[i]))
			at[n++] = i;
	assert_true(n >= 2);
	enum alias same = memory_alias(a, 0, at[0], 0, at[1], 0), ever = memory_alias_ever(a, 0, at[0], 0, at[1], 0);
	struct clobber loop = memory_clobber(a, 0, at[0], 0),
	               between = memory_clobber_between(a, 0, at[0], at[n - 1], 0);
	if (same != k->same || ever != k->ever)
		fail_msg("%s: alias %d, ever %d", k->what, same, ever);
	if (memory_alias(a, 0, at[1], 0, at[0], 0) != same || memory_alias_ever(a, 0, at[1], 0, at[0], 0) != ever)
		fail_msg("%s: not the same the other way round", k->what);
	if (changed_by(&loop) != k->loop)
		fail_msg("%s: in the loop changed by %d", k->what, changed_by(&loop));
	if (changed_by(&between) != k->between)
		fail_msg("%s: between changed by %d", k->what, changed_by(&between));
}

static void check_object(struct object *o, void *ctx)
{
	struct run *r = ctx;
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	struct analysis *a = analyse(o, &o->functions[0], o->isa->models[0], d, &arena);
	assert_true(a->code->n_loop >= 1);
	check_loop(r->k, a);
	r->done = true;
	decoder_close(d);
	arena_free(&arena);
}

static void run_case(const char *isa, const char *prologue, const struct memory_case *k)
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
