/* test_base.c: memory, buffers, the pool's order, and that what emit.c writes is what jansson reads. */
#include "arena.h"
#include "emit.h"
#include "pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

static void test_arena_memory_is_zeroed_again_after_a_reset(void **state)
{
	struct arena a = {0};
	(void)state;
	for (int round = 0; round < 3; round++) {
		unsigned char *p = arena_alloc(&a, 1000), *big = arena_alloc(&a, 1 << 20);
		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < 1000; i++)
			assert_int_equal(p[i], 0);
		assert_int_equal(big[(1 << 20) - 1], 0);
		memset(p, 0xff, 1000);
		memset(big, 0xff, 1 << 20);
		arena_reset(&a);
	}
	arena_free(&a);
}

static void test_arena_list_grows(void **state)
{
	struct arena a = {0};
	struct {
		uint32_t *v;
		uint32_t n, cap;
	} list = {0};
	(void)state;
	for (uint32_t i = 0; i < 10000; i++)
		*ARENA_PUSH(&a, &list) = i;
	for (uint32_t i = 0; i < 10000; i++)
		assert_int_equal(list.v[i], i);
	arena_free(&a);
}

enum { JOBS = 5000 };
struct jobs {
	unsigned done, worked[JOBS];
};

static void work(void *ctx, unsigned worker, size_t i)
{
	struct jobs *j = ctx;
	assert_true(worker < 4);
	j->worked[i]++;
}

static void done(void *ctx, size_t i)
{
	struct jobs *j = ctx;
	assert_int_equal(i, j->done);
	assert_int_equal(j->worked[i], 1);
	j->done++;
}

static void test_pool_hands_on_in_order_whatever_the_threads(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= 4; threads++)
		for (size_t ahead = 1; ahead <= 64; ahead *= 8) {
			static struct jobs j;
			memset(&j, 0, sizeof j);
			pool_run(JOBS, threads, ahead, &j, work, done);
			assert_int_equal(j.done, JOBS);
		}
}

static void test_pool_of_nothing(void **state)
{
	(void)state;
	pool_run(0, 4, 4, NULL, work, done);
}

static json_t *round_trip(struct buf *b)
{
	json_error_t e;
	json_t *t = json_loadb(b->data, b->size, 0, &e);
	if (!t)
		fail_msg("%s at %d in %.*s", e.text, e.position, (int)b->size, b->data);
	buf_free(b);
	return t;
}

static void test_json_numbers_and_nesting(void **state)
{
	struct buf b = {0};
	struct json j = {&b, false};
	(void)state;
	emit_open(&j, NULL, '{');
	emit_uint(&j, "u", 9007199254740993u);
	emit_int(&j, "i", INT64_MIN);
	emit_real(&j, "r", 2.5);
	emit_real(&j, "nan", 0.0 / 0.0);
	emit_open(&j, "a", '[');
	emit_bool(&j, NULL, true);
	emit_null(&j, NULL);
	emit_open(&j, NULL, '{');
	emit_close(&j, '}');
	emit_close(&j, ']');
	emit_close(&j, '}');
	json_t *t = round_trip(&b);
	assert_int_equal(json_integer_value(json_object_get(t, "u")), 9007199254740993);
	assert_true(json_integer_value(json_object_get(t, "i")) == INT64_MIN);
	assert_true(json_is_null(json_object_get(t, "nan")));
	assert_int_equal(json_array_size(json_object_get(t, "a")), 3);
	json_decref(t);
}

static void test_json_strings(void **state)
{
	static const struct {
		const char *in, *out;
	} rows[] = {
	    {"", ""},
	    {"a\"b\\c\n\t\x01\x7f", "a\"b\\c\n\t\x01\x7f"},
	    {"gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x8c\x8d", "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x8c\x8d"},
	    {"\xff", "\xef\xbf\xbd"},
	    {"\xc3", "\xef\xbf\xbd"},                                                   /* cut short */
	    {"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},                                   /* overlong */
	    {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},                   /* a surrogate */
	    {"\xf4\x90\x80\x80x", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdx"}, /* beyond U+10FFFF */
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = {0};
		struct json j = {&b, false};
		emit_open(&j, NULL, '[');
		emit_string(&j, NULL, rows[i].in);
		emit_close(&j, ']');
		json_t *t = round_trip(&b);
		assert_string_equal(json_string_value(json_array_get(t, 0)), rows[i].out);
		json_decref(t);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_arena_memory_is_zeroed_again_after_a_reset),
	    cmocka_unit_test(test_arena_list_grows),
	    cmocka_unit_test(test_pool_hands_on_in_order_whatever_the_threads),
	    cmocka_unit_test(test_pool_of_nothing),
	    cmocka_unit_test(test_json_numbers_and_nesting),
	    cmocka_unit_test(test_json_strings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
