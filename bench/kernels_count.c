/* kernels_count.c: runs under QEMU and tells how many instructions each call of a kernel executes.
 *
 * Usage: kernels_count list                         what there is: name, title
 *        kernels_count CONTENDER LARGEST            one line for each case up to that many bytes:
 *                                                   FUNCTION CASE SIZE CALLS INSTRUCTIONS
 *        kernels_count CONTENDER FUNCTION SIZE      one call of that size, for a log of what is executed
 *
 * The plugin `count` counts between two markers. An emulator without plugins can log each instruction instead: then
 * INSTRUCTIONS is 0, and who reads the log counts the lines between count_begin and count_end, in the same order. What
 * stands between the markers beside the call is in both cases known from a function that does nothing. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "kernels/tiers.h"
#include "kernels/verify/marker.h"

#include <stdio.h>
#include <stdlib.h>

struct contender {
	const char *name, *title;
	struct tier run;
};

static uint64_t nothing_range(const void *data, size_t size) { return (void)data, (void)size, 0; }
static uint64_t nothing_words(const uint64_t *words, size_t n) { return (void)words, (void)n, 0; }
static uint64_t nothing_pair(const void *a, const void *b, size_t size) { return (void)a, (void)b, (void)size, 0; }

static const struct contender nothing = {
    "nothing", "", {.popcount = nothing_range, .popcount_words = nothing_words, .hamming = nothing_pair}};

/* LOOP(name) for each object that builtin_loop.c was compiled into. */
#ifndef LOOPS
#define LOOPS
#endif
#define LOOP(name)                                                                                                     \
	uint64_t name##_popcount(const void *, size_t), name##_popcount_words(const uint64_t *, size_t),               \
	    name##_hamming(const void *, const void *, size_t);                                                        \
	extern const char name##_compiler[];
LOOPS
#undef LOOP

enum { MOST = 32 };
static struct contender list[MOST];
static unsigned n_list;

static void add(const char *name, const char *title, struct tier run)
{
	if (n_list < MOST)
		list[n_list++] = (struct contender){name, title, run};
}

static void find_contenders(void)
{
	add("scalar", "portable C",
	    (struct tier){"scalar", 0, assay_popcount_scalar, assay_popcount_words_scalar, assay_hamming_scalar});
	for (const struct tier *t = assay_isa_tiers; t->name; t++)
		add(t->name, "inline asm", *t);
#define LOOP(name)                                                                                                     \
	add(#name, name##_compiler, (struct tier){NULL, 0, name##_popcount, name##_popcount_words, name##_hamming});
	LOOPS
#undef LOOP
}

static const char *const functions[] = {"popcount", "words", "hamming"};

struct memory {
	unsigned char *a, *b;
	struct marker marker;
	bool plugin;
};

/* Where the log's reader starts and stops to count. */
__attribute__((noinline, used)) static void count_begin(void) { __asm__ volatile("" : : : "memory"); }
__attribute__((noinline, used)) static void count_end(void) { __asm__ volatile("" : : : "memory"); }

static __attribute__((always_inline)) inline uint64_t call(const struct tier *run, unsigned function,
                                                           const unsigned char *a, const unsigned char *b, size_t size)
{
	switch (function) {
	case 0:
		return run->popcount(a, size);
	case 1:
		return run->popcount_words((const uint64_t *)(const void *)a, size / 8);
	default:
		return run->hamming(a, b, size);
	}
}

static __attribute__((noinline)) uint64_t counted_by_plugin(const struct tier *run, unsigned function,
                                                            const unsigned char *a, const unsigned char *b, size_t size)
{
	marker_send(MARKER_BEGIN, 0);
	uint64_t result = call(run, function, a, b, size);
	marker_send(MARKER_END, 0);
	return result;
}

static __attribute__((noinline)) uint64_t counted_by_log(const struct tier *run, unsigned function,
                                                         const unsigned char *a, const unsigned char *b, size_t size)
{
	count_begin();
	uint64_t result = call(run, function, a, b, size);
	count_end();
	return result;
}

/* Instructions, and the result. */
static uint64_t count(const struct memory *m, const struct tier *run, unsigned function, size_t size, size_t offset,
                      uint64_t *result)
{
	const unsigned char *a = m->a + offset, *b = m->b + offset;
	*result = m->plugin ? counted_by_plugin(run, function, a, b, size) : counted_by_log(run, function, a, b, size);
	return m->plugin ? m->marker.page->instructions : 0;
}

struct kind {
	const char *name;
	size_t size;   /* of every call, or the largest */
	size_t offset; /* bytes off an aligned address */
	bool random;   /* sizes from 0 to `size` */
};

static const struct kind kinds[] = {
    {"aligned", 0, 0, false},        {"aligned", 1, 0, false},        {"aligned", 7, 0, false},
    {"aligned", 8, 0, false},        {"aligned", 31, 0, false},       {"aligned", 32, 0, false},
    {"aligned", 63, 0, false},       {"aligned", 64, 0, false},       {"aligned", 100, 0, false},
    {"aligned", 256, 0, false},      {"random", 7, 0, true},          {"random", 64, 0, true},
    {"random", 256, 0, true},        {"aligned", 1 << 10, 0, false},  {"odd", 1 << 10, 1, false},
    {"aligned", 32 << 10, 0, false}, {"odd", 32 << 10, 1, false},     {"aligned", 256 << 10, 0, false},
    {"aligned", 1 << 20, 0, false},  {"aligned", 16 << 20, 0, false}, {"aligned", 256 << 20, 0, false},
};

/* What the call itself executes: what lies between the markers, less the same for an empty function of one `ret`. */
static bool count_kind(const struct memory *m, const struct contender *c, unsigned function, const struct kind *k)
{
	enum { RANDOM_CALLS = 1024, CHECKED = 1 << 20, CHECKED_LOGGED = 1024 };
	uint64_t sum = 0, state = 1, result, expected;
	unsigned calls = k->random ? RANDOM_CALLS : 1;
	size_t offset = function == 1 ? k->offset * 8 : k->offset; /* words are aligned to 8 bytes */
	for (unsigned i = 0; i < calls; i++) {
		size_t size = k->size;
		state = state * 6364136223846793005u + 1442695040888963407u;
		if (k->random)
			size = (state >> 33) % (k->size + 1);
		uint64_t around = count(m, &nothing.run, function, size, offset, &result);
		sum += count(m, &c->run, function, size, offset, &result) - around + 1;
		expected = size > (m->plugin ? CHECKED : CHECKED_LOGGED)
		               ? result
		               : call(&list[0].run, function, m->a + offset, m->b + offset, size);
		if (result != expected) {
			fprintf(stderr, "kernels_count: %s %s of %zu bytes: %llu, not %llu\n", c->name,
			        functions[function], size, (unsigned long long)result, (unsigned long long)expected);
			return false;
		}
	}
	printf("%s %s %zu %u %llu\n", functions[function], k->name, k->size, calls,
	       (unsigned long long)(m->plugin ? sum : 0));
	return true;
}

static int count_all(const struct memory *m, const struct contender *c, size_t largest)
{
	enum { SETTLED = 1 << 20 }; /* beyond it one function shows enough */
	for (unsigned f = 0; f < 3; f++)
		for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
			if (kinds[i].size <= (f > 0 && largest > SETTLED ? SETTLED : largest) &&
			    !count_kind(m, c, f, &kinds[i]))
				return 1;
	return 0;
}

static bool map(struct memory *m, size_t size)
{
	enum { SPARE = 4096, FILLED = 2 << 20 };
	m->a = mmap(NULL, size + SPARE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	m->b = mmap(NULL, size + SPARE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (m->a == MAP_FAILED || m->b == MAP_FAILED)
		return false;
	for (uint64_t i = 0; i < size + SPARE && i < FILLED; i += sizeof i) {
		uint64_t word = i * 0x9e3779b97f4a7c15;
		memcpy(m->a + i, &word, sizeof word);
		word *= word;
		memcpy(m->b + i, &word, sizeof word);
	}
	m->plugin = !marker_open(&m->marker, MARKER_COUNT);
	return true;
}

int main(int argc, char **argv)
{
	struct memory m;
	find_contenders();
	if (argc == 2 && !strcmp(argv[1], "list")) {
		for (unsigned i = 0; i < n_list; i++)
			printf("%s\t%s\n", list[i].name, list[i].title);
		return 0;
	}
	size_t size = argc > 2 ? strtoull(argv[argc - 1], NULL, 10) : 0;
	const struct contender *c = NULL;
	for (unsigned i = 0; argc > 2 && i < n_list; i++)
		if (!strcmp(list[i].name, argv[1]))
			c = &list[i];
	if (!c || !map(&m, size)) {
		fprintf(stderr, "kernels_count: list, CONTENDER LARGEST or CONTENDER FUNCTION SIZE was expected\n");
		return 2;
	}
	if (argc == 3)
		return count_all(&m, c, size);
	for (unsigned f = 0; f < 3; f++)
		if (!strcmp(functions[f], argv[2]))
			printf("%llu\n", (unsigned long long)counted_by_log(&c->run, f, m.a, m.b, size));
	return 0;
}
