/* test_kernels.c: the kernels' answers known by hand, in every tier that this CPU runs; caps; the first call. */
#include "kernels/tiers.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- the first call, from many threads (first in this program, and what thread sanitizers should look at) ---- */

enum { THREADS = 16 };

static pthread_barrier_t barrier;

static void *call_first(void *argument)
{
	const unsigned i = (unsigned)(uintptr_t)argument;
	static const unsigned char a[] = {0x0f, 0xff}, b[] = {0xf0, 0xff};
	static const uint64_t words[] = {1, 3, 7};
	pthread_barrier_wait(&barrier);
	switch (i % 5) {
	case 0:
		return (void *)(uintptr_t)(assay_popcount(a, 2) == 12);
	case 1:
		return (void *)(uintptr_t)(assay_popcount_words(words, 3) == 6);
	case 2:
		return (void *)(uintptr_t)(assay_hamming(a, b, 2) == 8);
	case 3:
		return (void *)(uintptr_t)(assay_kernels_tier() != NULL);
	default:
		return (void *)(uintptr_t)(assay_kernels_tiers()[0] != NULL);
	}
}

static void first_call_from_many_threads(void **state)
{
	(void)state;
	pthread_t thread[THREADS];
	pthread_barrier_init(&barrier, NULL, THREADS);
	for (unsigned i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, call_first, (void *)(uintptr_t)i), 0);
	for (unsigned i = 0; i < THREADS; i++) {
		void *right;
		pthread_join(thread[i], &right);
		assert_non_null(right);
	}
	pthread_barrier_destroy(&barrier);
}

/* ---- answers, in each tier ---- */

enum { SIZE = 3000, MARGIN = 64 };

static unsigned char a[SIZE + MARGIN], b[SIZE + MARGIN];

static const struct tier scalar = {"scalar", 0, assay_popcount_scalar, assay_popcount_words_scalar,
                                   assay_hamming_scalar};

/* Calls f for scalar and for each tier that this CPU has. */
static void in_each_tier(void (*f)(const struct tier *))
{
	const uint32_t features = assay_isa_features(&assay_isa_cpu);
	f(&scalar);
	for (const struct tier *t = assay_isa_tiers; t->name; t++) {
		if ((t->needs & ~features) == 0)
			f(t);
		else
			print_message("%s: this CPU has it not\n", t->name);
	}
}

static void check_nothing(const struct tier *t)
{
	assert_int_equal(t->popcount(NULL, 0), 0);
	assert_int_equal(t->popcount_words(NULL, 0), 0);
	assert_int_equal(t->hamming(NULL, NULL, 0), 0);
	assert_int_equal(t->popcount("\xff", 0), 0);
	assert_int_equal(t->hamming("\xff", "", 0), 0);
}

static void null_with_length_0(void **state)
{
	(void)state;
	in_each_tier(check_nothing);
	assert_int_equal(assay_popcount(NULL, 0), 0);
	assert_int_equal(assay_popcount_words(NULL, 0), 0);
	assert_int_equal(assay_hamming(NULL, NULL, 0), 0);
}

static void check_by_hand(const struct tier *t)
{
	unsigned char every_byte[256];
	static const uint64_t words[] = {1, 3, 7, UINT64_MAX, 0, UINT64_C(1) << 63};
	/* a 0110 0001, s 0111 0011, y 0111 1001 */
	assert_int_equal(t->popcount("assay", 5), 3 + 5 + 5 + 3 + 5);
	assert_int_equal(t->hamming("assay", "yassa", 5), 2 + 2 + 0 + 2 + 2);
	for (unsigned i = 0; i < 256; i++)
		every_byte[i] = (unsigned char)i;
	assert_int_equal(t->popcount(every_byte, 256), 256 / 2 * 8); /* each bit is set in half of them */
	assert_int_equal(t->popcount_words(words, 6), 1 + 2 + 3 + 64 + 0 + 1);
	assert_int_equal(t->popcount_words(words + 3, 1), 64);
}

static void small_answers(void **state)
{
	(void)state;
	in_each_tier(check_by_hand);
}

/* All ones at every length: 8 for each byte; what is outside is zero, and the other way round. */
static void check_ones(const struct tier *t)
{
	for (size_t size = 0; size <= SIZE; size = size < 600 ? size + 1 : size + 97)
		for (size_t offset = 0; offset < MARGIN; offset += 1 + size % 7) {
			memset(a, 0, sizeof a);
			memset(b, 0xff, sizeof b);
			if (offset + size > sizeof a)
				continue;
			memset(a + offset, 0xff, size);
			memset(b + offset, 0, size);
			assert_int_equal(t->popcount(a + offset, size), 8 * size);
			assert_int_equal(t->popcount(b + offset, size), 0);
			assert_int_equal(t->hamming(a + offset, b + offset, size), 8 * size);
			assert_int_equal(t->hamming(a + offset, a + offset, size), 0);
		}
}

static void all_ones(void **state)
{
	(void)state;
	in_each_tier(check_ones);
}

/* Long enough that a byte which adds 8 at a time overflows, for blocks of any size up to 4 KiB. */
static void check_long_ones(const struct tier *t)
{
	enum { LONG = 300000, STEP = 32 };
	unsigned char *const ones = malloc(LONG), *const zeros = calloc(1, LONG);
	assert_true(ones && zeros);
	memset(ones, 0xff, LONG);
	for (size_t size = 20000; size <= LONG; size += size < 60000 ? STEP : 19997) {
		assert_int_equal(t->popcount(ones, size), 8 * size);
		assert_int_equal(t->hamming(ones + 3, zeros + 7, size - 7), 8 * (size - 7));
	}
	assert_int_equal(t->popcount_words((const uint64_t *)(const void *)ones, LONG / 8), 8 * LONG);
	free(ones);
	free(zeros);
}

static void long_ranges_of_ones(void **state)
{
	(void)state;
	in_each_tier(check_long_ones);
}

/* One bit, at each place of ranges of several lengths. */
static void check_one_bit(const struct tier *t)
{
	static const size_t sizes[] = {1, 3, 7, 8, 15, 31, 33, 63, 64, 65, 100, 129, 255, 256, 257, 321, 1500, SIZE};
	memset(a, 0, sizeof a);
	memset(b, 0, sizeof b);
	for (unsigned i = 0; i < sizeof sizes / sizeof *sizes; i++)
		for (size_t bit = 0; bit < 8 * sizes[i]; bit++) {
			unsigned char *const p = a + 5;
			p[bit / 8] = (unsigned char)(1u << bit % 8);
			assert_int_equal(t->popcount(p, sizes[i]), 1);
			assert_int_equal(t->hamming(p, b + 40, sizes[i]), 1);
			assert_int_equal(t->hamming(b + 40, p, sizes[i]), 1);
			p[bit / 8] = 0;
		}
}

static void one_bit_anywhere(void **state)
{
	(void)state;
	in_each_tier(check_one_bit);
}

/* ---- the choice ---- */

static void names_agree_with_the_table(void **state)
{
	(void)state;
	const char *const *names = assay_kernels_tiers();
	assert_string_equal(names[0], "scalar");
	unsigned n = 1;
	for (const struct tier *t = assay_isa_tiers; t->name; t++, n++) {
		assert_non_null(names[n]);
		assert_string_equal(names[n], t->name);
		assert_true(t->popcount && t->popcount_words && t->hamming);
	}
	assert_null(names[n]);
}

static void read_nothing(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4])
{
	(void)context, (void)leaf, (void)subleaf;
	memset(out, 0, 4 * sizeof *out);
}

static void a_cpu_without_features_is_scalar(void **state)
{
	(void)state;
	const struct cpu_reader none = {read_nothing, NULL};
	bool unknown = true;
	assert_int_equal(assay_isa_features(&none), 0);
	assert_string_equal(assay_choose_tier(&none, NULL, &unknown)->name, "scalar");
	assert_false(unknown);
	/* A cap raises nothing. */
	for (const char *const *name = assay_kernels_tiers(); *name; name++) {
		assert_string_equal(assay_choose_tier(&none, *name, &unknown)->name, "scalar");
		assert_false(unknown);
	}
}

static void caps(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", " ", "Scalar", "scalar ", "scala", "scalars", "none", "fastest"};
	const uint32_t features = assay_isa_features(&assay_isa_cpu);
	bool unknown = true;
	const char *best = "scalar";
	for (const struct tier *t = assay_isa_tiers; t->name; t++) {
		if ((t->needs & ~features) == 0)
			best = t->name;
		assert_string_equal(assay_choose_tier(&assay_isa_cpu, t->name, &unknown)->name, best);
		assert_false(unknown);
	}
	assert_string_equal(assay_choose_tier(&assay_isa_cpu, NULL, &unknown)->name, best);
	assert_false(unknown);
	assert_string_equal(assay_choose_tier(&assay_isa_cpu, "scalar", &unknown)->name, "scalar");
	assert_false(unknown);
	for (unsigned i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		unknown = false;
		assert_string_equal(assay_choose_tier(&assay_isa_cpu, wrong[i], &unknown)->name, "scalar");
		assert_true(unknown);
	}
}

int main(void)
{
	unsetenv("ASSAY_KERNELS_TIER");
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(first_call_from_many_threads),
	    cmocka_unit_test(null_with_length_0),
	    cmocka_unit_test(small_answers),
	    cmocka_unit_test(all_ones),
	    cmocka_unit_test(long_ranges_of_ones),
	    cmocka_unit_test(one_bit_anywhere),
	    cmocka_unit_test(names_agree_with_the_table),
	    cmocka_unit_test(a_cpu_without_features_is_scalar),
	    cmocka_unit_test(caps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
