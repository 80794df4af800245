/* test_callees.c: what is known of functions by their names. */
#include "callees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct expected {
	const char *name;
	enum callee_sort sort;
};

static void check(const struct expected *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		enum callee_sort is = callee_sort(e[i].name);
		if (is != e[i].sort)
			fail_msg("%s: sort %d, expected %d", e[i].name ? e[i].name : "(null)", is, e[i].sort);
	}
}

static void known_names(void **state)
{
	(void)state;
	static const struct expected e[] = {
	    {"memcpy", SORT_MEMORY},
	    {"__memcpy_chk", SORT_MEMORY},
	    {"strlen", SORT_STRING},
	    {"tolower", SORT_CHARACTER},
	    {"_IO_getc", SORT_CHARACTER},
	    {"sin", SORT_MATH},
	    {"sinf", SORT_MATH},
	    {"powl", SORT_MATH},
	    {"__popcountdi2", SORT_RUNTIME},
	    {"__udivti3", SORT_RUNTIME},
	    {"__extendhfsf2", SORT_RUNTIME},
	    {"__aarch64_ldadd8_relax", SORT_ATOMIC},
	    {"__atomic_fetch_add_16", SORT_ATOMIC},
	    {"__tls_get_addr", SORT_TLS},
	    {"malloc", SORT_LONG},
	    {"_Znwm", SORT_LONG},
	    {"__printf_chk", SORT_LONG},
	    {"pthread_mutex_lock", SORT_LONG},
	    {"__fentry__", SORT_PROBE},
	    {"mcount", SORT_PROBE},
	    {"__sanitizer_cov_trace_pc", SORT_PROBE},
	};
	check(e, sizeof e / sizeof *e);
}

/* Names of the user's own that only begin, end or look like those. */
static void other_names(void **state)
{
	(void)state;
	static const struct expected e[] = {
	    {NULL, SORT_ANY},          {"", SORT_ANY},
	    {"memcpy_fast", SORT_ANY}, {"my_memcpy", SORT_ANY},
	    {"open_table", SORT_ANY},  {"reader", SORT_ANY},
	    {"sinx", SORT_ANY},        {"logger", SORT_ANY},
	    {"popcountdi2", SORT_ANY}, {"atomic_load", SORT_ANY},
	    {"asan_report", SORT_ANY}, {"l", SORT_ANY},
	    {"f", SORT_ANY},           {"__", SORT_ANY},
	    {"str", SORT_ANY},
	};
	check(e, sizeof e / sizeof *e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(known_names), cmocka_unit_test(other_names)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
