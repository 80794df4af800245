/* kernels_cases.c: the cases that are measured: function, what is measured, where the range lies, how long it is. */
#include "kernels.h"

#include <stdlib.h>

static const char *const functions[] = {"popcount", "popcount_words", "hamming"};
static const char *const measures[] = {"throughput", "latency"};
static const char *const places[] = {"aligned", "off by one", "at any address", "ending at an unmapped page",
                                     "the same with mapped memory behind"};

const char *function_name(enum function f) { return functions[f]; }
const char *measure_name(enum measure m) { return measures[m]; }
const char *place_name(enum place p) { return places[p]; }

#define KIB << 10
#define MIB << 20
static const size_t all_sizes[] = {0,       1,     7,     8,     31,     32,     63,     64,
                                   100,     256,   1 KIB, 4 KIB, 16 KIB, 32 KIB, 64 KIB, 256 KIB,
                                   512 KIB, 1 MIB, 4 MIB, 8 MIB, 16 MIB, 64 MIB, 256 MIB};
static const size_t word_sizes[] = {0, 8, 32, 64, 256, 1 KIB, 4 KIB, 32 KIB, 256 KIB, 8 MIB, 256 MIB};
static const size_t small_sizes[] = {0, 1, 7, 8, 31, 32, 63, 64, 100, 256, 1 KIB, 4 KIB};
static const size_t end_sizes[] = {1, 7, 8, 31, 32, 63, 64, 100, 256, 1 KIB};
static const size_t random_sizes[] = {7, 64, 256};

#define SIZES(a) .sizes = (a), .n = sizeof(a) / sizeof *(a)
static const struct plan {
	enum function function;
	enum measure measure;
	enum place place;
	bool random;
	const size_t *sizes;
	size_t n;
} plans[] = {
    {POPCOUNT, THROUGHPUT, ALIGNED, false, SIZES(all_sizes)},
    {POPCOUNT, THROUGHPUT, OFF_BY_ONE, false, SIZES(all_sizes)},
    {POPCOUNT, LATENCY, ALIGNED, false, SIZES(small_sizes)},
    {POPCOUNT, LATENCY, OFF_BY_ONE, false, SIZES(small_sizes)},
    {POPCOUNT, THROUGHPUT, ALIGNED, true, SIZES(random_sizes)},
    {POPCOUNT, THROUGHPUT, SCATTERED, true, SIZES(random_sizes)},
    {POPCOUNT, LATENCY, ALIGNED, true, SIZES(random_sizes)},
    {POPCOUNT, THROUGHPUT, PAGE_END, false, SIZES(end_sizes)},
    {POPCOUNT_WORDS, THROUGHPUT, ALIGNED, false, SIZES(word_sizes)},
    {POPCOUNT_WORDS, LATENCY, ALIGNED, false, .sizes = word_sizes, .n = 7},
    {POPCOUNT_WORDS, THROUGHPUT, ALIGNED, true, SIZES(random_sizes)},
    {POPCOUNT_WORDS, THROUGHPUT, PAGE_END, false, .sizes = word_sizes + 1, .n = 5},
    {HAMMING, THROUGHPUT, ALIGNED, false, SIZES(all_sizes)},
    {HAMMING, THROUGHPUT, OFF_BY_ONE, false, SIZES(all_sizes)},
    {HAMMING, LATENCY, ALIGNED, false, SIZES(small_sizes)},
    {HAMMING, THROUGHPUT, ALIGNED, true, SIZES(random_sizes)},
    {HAMMING, THROUGHPUT, SCATTERED, true, SIZES(random_sizes)},
    {HAMMING, LATENCY, ALIGNED, true, SIZES(random_sizes)},
    {HAMMING, THROUGHPUT, PAGE_END, false, SIZES(end_sizes)},
};

enum { PLANS = sizeof plans / sizeof *plans };

/* A range before an unmapped page and its twin elsewhere are measured in the same rounds. */
struct cases list_cases(void)
{
	struct cases all = {0};
	for (size_t i = 0; i < PLANS; i++)
		all.n += plans[i].n * (plans[i].place == PAGE_END ? 2 : 1);
	all.list = calloc(all.n, sizeof *all.list);
	struct bench_case *c = all.list;
	for (const struct plan *p = plans; p < plans + PLANS; p++)
		for (size_t k = 0; k < p->n; k++) {
			*c++ = (struct bench_case){p->function, p->measure,  p->place,
			                           p->random,   p->sizes[k], p->place == PAGE_END};
			if (p->place == PAGE_END)
				*c++ = (struct bench_case){p->function, p->measure,  MID_PAGE,
				                           p->random,   p->sizes[k], false};
		}
	return all;
}

void size_text(size_t bytes, char text[32])
{
	if (bytes >= 1 MIB)
		snprintf(text, 32, "%zu MiB", bytes >> 20);
	else if (bytes >= 1 KIB)
		snprintf(text, 32, "%zu KiB", bytes >> 10);
	else
		snprintf(text, 32, "%zu", bytes);
}
