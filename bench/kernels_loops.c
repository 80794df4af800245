/* kernels_loops.c: the loops that are timed: every contender is called through a pointer, by the same code.
 *
 * Throughput: no call needs the one before it. Latency: the addresses and the size of a call come from the result of
 * the one before it, by an AND with a zero that the compiler cannot see and an addition (two cycles, for all alike). */
#include "kernels.h"

static uint64_t hidden_zero(void)
{
	uint64_t zero = 0;
	__asm__ volatile("" : "+r"(zero));
	return zero;
}

/* CALL sees f, a, b, n. */
#define LOOPS(name, type, CALL)                                                                                        \
	static uint64_t name##_fixed(const struct job *job, type f, size_t calls)                                      \
	{                                                                                                              \
		const char *a = job->at.a, *b = job->at.b;                                                             \
		size_t n = job->size;                                                                                  \
		uint64_t sum = 0;                                                                                      \
		(void)b;                                                                                               \
		for (size_t i = 0; i < calls; i++)                                                                     \
			sum += CALL;                                                                                   \
		return sum;                                                                                            \
	}                                                                                                              \
	static uint64_t name##_random(const struct job *job, type f, size_t calls)                                     \
	{                                                                                                              \
		uint64_t sum = 0;                                                                                      \
		for (size_t i = 0; i < calls; i++) {                                                                   \
			const struct item *item = &job->items[i % ITEMS];                                              \
			const char *a = job->at.a + item->offset, *b = job->at.b + item->offset;                       \
			size_t n = item->size;                                                                         \
			(void)b;                                                                                       \
			sum += CALL;                                                                                   \
		}                                                                                                      \
		return sum;                                                                                            \
	}                                                                                                              \
	static uint64_t name##_fixed_latency(const struct job *job, type f, size_t calls)                              \
	{                                                                                                              \
		uint64_t sum = 0, last = 0, zero = hidden_zero();                                                      \
		for (size_t i = 0; i < calls; i++) {                                                                   \
			const char *a = job->at.a + (last & zero), *b = job->at.b + (last & zero);                     \
			size_t n = job->size + (last & zero);                                                          \
			(void)b;                                                                                       \
			last = CALL;                                                                                   \
			sum += last;                                                                                   \
		}                                                                                                      \
		return sum;                                                                                            \
	}                                                                                                              \
	static uint64_t name##_random_latency(const struct job *job, type f, size_t calls)                             \
	{                                                                                                              \
		uint64_t sum = 0, last = 0, zero = hidden_zero();                                                      \
		for (size_t i = 0; i < calls; i++) {                                                                   \
			const struct item *item = &job->items[i % ITEMS];                                              \
			const char *a = job->at.a + item->offset + (last & zero);                                      \
			const char *b = job->at.b + item->offset + (last & zero);                                      \
			size_t n = item->size + (last & zero);                                                         \
			(void)b;                                                                                       \
			last = CALL;                                                                                   \
			sum += last;                                                                                   \
		}                                                                                                      \
		return sum;                                                                                            \
	}                                                                                                              \
	static uint64_t name##_run(const struct job *job, type f, size_t calls)                                        \
	{                                                                                                              \
		if (job->measure == LATENCY)                                                                           \
			return job->items ? name##_random_latency(job, f, calls)                                       \
			                  : name##_fixed_latency(job, f, calls);                                       \
		return job->items ? name##_random(job, f, calls) : name##_fixed(job, f, calls);                        \
	}

typedef uint64_t (*popcount_function)(const void *, size_t);
typedef uint64_t (*words_function)(const uint64_t *, size_t);
typedef uint64_t (*hamming_function)(const void *, const void *, size_t);

LOOPS(popcount, popcount_function, f(a, n))
LOOPS(words, words_function, f((const uint64_t *)(const void *)a, n / 8))
LOOPS(hamming, hamming_function, f(a, b, n))

uint64_t run_job(const struct job *job, size_t calls)
{
	switch (job->function) {
	case POPCOUNT:
		return popcount_run(job, job->run.popcount, calls);
	case POPCOUNT_WORDS:
		return words_run(job, job->run.popcount_words, calls);
	default:
		return hamming_run(job, job->run.hamming, calls);
	}
}
