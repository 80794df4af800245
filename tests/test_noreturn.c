/* test_noreturn.c: the list of functions that do not return: what is built in, and what users add. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "diag.h"
#include "noreturn.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void has(const char *name, const char *kind, bool returns)
{
	const struct noreturn *n = noreturn_lookup(name);
	assert_non_null(n);
	assert_string_equal(n->kind, kind);
	assert_int_equal(n->returns, returns);
}

static void built_in(void **state)
{
	(void)state;
	has("abort", "", false);
	has("__assert_fail", "assert", false);
	has("__stack_chk_fail", "stack-protector", false);
	has("__ubsan_handle_out_of_bounds", "bounds", true);
	has("__ubsan_handle_out_of_bounds_abort", "bounds", false);
	has("__ubsan_handle_builtin_unreachable", "other", false);
	has("_ZSt24__throw_out_of_range_fmtPKcz", "bounds", false);
	has("_RNvNtCsgEmfK2I1SDS_4core9panicking18panic_bounds_check", "bounds", false);
	has("_ZN4core9panicking11panic_const23panic_const_div_by_zero17h0123456789abcdefE", "division", false);
	has("runtime.panicIndex", "bounds", false);
	has("__gnat_rcheck_CE_Index_Check", "bounds", false);
}

static void unknown(void **state)
{
	(void)state;
	static const char *const names[] = {"",
	                                    "a",
	                                    "abor",
	                                    "abort_later",
	                                    "memcpy",
	                                    "_ZSt4moveIRiEONSt16remove_referenceIT_E4typeEOS2_",
	                                    "_ZN4core3fmt5write17h0123456789abcdefE"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_null(noreturn_lookup(names[i]));
	assert_null(noreturn_lookup(NULL));
}

static bool load_text(const char *text)
{
	char path[] = "/tmp/assay-noreturn-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	FILE *f = fdopen(fd, "w");
	fputs(text, f);
	fclose(f);
	bool good = noreturn_load(path);
	unlink(path);
	return good;
}

static void users_lists(void **state)
{
	(void)state;
	assert_null(noreturn_lookup("my_panic_index"));
	assert_true(
	    load_text("# mine\n\nmy_panic_* bounds # all of them\n*_fatal\n__assert_fail other\nmine::fail* null\n"));
	has("my_panic_index", "bounds", false);
	has("very_fatal", "", false);
	has("__assert_fail", "other", false); /* the last line that fits wins */
	has("_ZN4mine4failEi", "null", false);
	assert_null(noreturn_lookup("_ZN5yours4failEi"));
}

static void bad_lists(void **state)
{
	(void)state;
	assert_int_equal(diag_exit_code(), EXIT_DONE);
	assert_false(load_text("die nonsense\n"));
	assert_false(load_text("die bounds sometimes\n"));
	assert_false(load_text("die bounds returns really\n"));
	assert_false(noreturn_load("/nowhere/list"));
	assert_int_equal(diag_exit_code(), EXIT_INPUT);
	assert_null(noreturn_lookup("die"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(built_in),
	    cmocka_unit_test(unknown),
	    cmocka_unit_test(users_lists),
	    cmocka_unit_test(bad_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
