/* popcount.c: the public functions of the kernels, and the choice of the tier that they run. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* secure_getenv */
#endif
#include "tiers.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct tier scalar = {"scalar", 0, assay_popcount_scalar, assay_popcount_words_scalar,
                                   assay_hamming_scalar};

static bool has(uint32_t features, const struct tier *t) { return (t->needs & ~features) == 0; }

static bool is_tier(const char *name)
{
	const char *const *n = assay_isa_tier_names;
	while (*n && strcmp(*n, name) != 0)
		n++;
	return *n != NULL;
}

const struct tier *assay_choose_tier(const struct cpu_reader *cpu, const char *cap, bool *unknown)
{
	const struct tier *chosen = &scalar;
	*unknown = cap && !is_tier(cap);
	if (*unknown || (cap && strcmp(cap, scalar.name) == 0))
		return chosen;
	const uint32_t features = assay_isa_features(cpu);
	for (const struct tier *t = assay_isa_tiers; t->name; t++) {
		if (has(features, t))
			chosen = t;
		if (cap && strcmp(t->name, cap) == 0)
			break;
	}
	return chosen;
}

/* Not by stderr, which the caller may hold locked, have made wide, or be writing to when a signal comes. */
static void say_unknown(const char *cap)
{
	const int caller_errno = errno;
	static atomic_flag said = ATOMIC_FLAG_INIT;
	char names[256] = "";
	if (atomic_flag_test_and_set(&said))
		return;
	for (const char *const *n = assay_isa_tier_names; *n; n++) {
		const size_t used = strlen(names);
		snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "", *n);
	}
	dprintf(STDERR_FILENO,
	        "assay-kernels: ASSAY_KERNELS_TIER: no tier is called '%s', expected one of: %s; scalar is used\n", cap,
	        names);
	errno = caller_errno;
}

/* Each entry begins as one that chooses. Whoever comes first, or several at once, all store the same values, and what
 * they point to is constant: no order between the stores matters. */
static uint64_t first_popcount(const void *data, size_t size);
static uint64_t first_popcount_words(const uint64_t *words, size_t n);
static uint64_t first_hamming(const void *a, const void *b, size_t size);

static _Atomic(const struct tier *) in_use;
static uint64_t (*_Atomic popcount)(const void *, size_t) = first_popcount;
static uint64_t (*_Atomic popcount_words)(const uint64_t *, size_t) = first_popcount_words;
static uint64_t (*_Atomic hamming)(const void *, const void *, size_t) = first_hamming;

#define GET(entry)        atomic_load_explicit(&(entry), memory_order_relaxed)
#define SET(entry, value) atomic_store_explicit(&(entry), value, memory_order_relaxed)

static const struct tier *choose(void)
{
	const struct tier *t = GET(in_use);
	if (t)
		return t;
	const char *cap = secure_getenv("ASSAY_KERNELS_TIER");
	bool unknown;
	t = assay_choose_tier(&assay_isa_cpu, cap, &unknown);
	if (unknown)
		say_unknown(cap);
	SET(popcount, t->popcount);
	SET(popcount_words, t->popcount_words);
	SET(hamming, t->hamming);
	SET(in_use, t);
	return t;
}

static uint64_t first_popcount(const void *data, size_t size) { return choose()->popcount(data, size); }

static uint64_t first_popcount_words(const uint64_t *words, size_t n) { return choose()->popcount_words(words, n); }

static uint64_t first_hamming(const void *a, const void *b, size_t size) { return choose()->hamming(a, b, size); }

uint64_t assay_popcount(const void *data, size_t size) { return GET(popcount)(data, size); }

uint64_t assay_popcount_words(const uint64_t *words, size_t n) { return GET(popcount_words)(words, n); }

uint64_t assay_hamming(const void *a, const void *b, size_t size) { return GET(hamming)(a, b, size); }

const char *assay_kernels_tier(void) { return choose()->name; }

const char *const *assay_kernels_tiers(void) { return assay_isa_tier_names; }
