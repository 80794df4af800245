/* kernels_contenders.c: who is measured: every tier that this CPU has, and what it is measured against. */
#include "kernels.h"
#include "kernels/tiers.h"

#include <string.h>

/* A compiler that was missing leaves its symbols undefined (the Makefile builds what it can). */
#define WEAK_LOOP(name)                                                                                                \
	uint64_t name##_popcount(const void *, size_t) __attribute__((weak));                                          \
	uint64_t name##_popcount_words(const uint64_t *, size_t) __attribute__((weak));                                \
	uint64_t name##_hamming(const void *, const void *, size_t) __attribute__((weak));                             \
	extern const char name##_compiler[] __attribute__((weak));

WEAK_LOOP(gcc_O2)
WEAK_LOOP(gcc_O3_native)
WEAK_LOOP(clang_O3_native)
WEAK_LOOP(libpopcnt)

#define LOOP(name)                                                                                                     \
	name##_compiler, { name##_popcount, name##_popcount_words, name##_hamming }

static const struct loop {
	const char *name, *missing;
	const char *compiler;
	struct entries run;
} loops[] = {
    {"gcc-O2", "not measured: no gcc when this was built (Debian: gcc-12)", LOOP(gcc_O2)},
    {"gcc-O3", "not measured: no gcc that takes -O3 -march=native when this was built (Debian: gcc-12)",
     LOOP(gcc_O3_native)},
    {"clang", "not measured: no clang that takes -O3 -march=native when this was built (Debian: clang-19)",
     LOOP(clang_O3_native)},
};

static uint64_t empty_popcount(const void *data, size_t size) { return (void)data, (void)size, 0; }
static uint64_t empty_words(const uint64_t *words, size_t n) { return (void)words, (void)n, 0; }
static uint64_t empty_hamming(const void *a, const void *b, size_t size) { return (void)a, (void)b, (void)size, 0; }

/* An ISA without a folder has neither limits nor targets of its own. */
__attribute__((weak)) const struct limit isa_limits[1];
__attribute__((weak)) const struct target isa_targets[1];

static struct contender *add(struct contenders *all, enum kind kind, const char *name, const char *title)
{
	struct contender *c = &all->list[all->n++];
	c->kind = kind;
	snprintf(c->name, sizeof c->name, "%s", name);
	snprintf(c->title, sizeof c->title, "%s", title);
	return c;
}

static void offer(struct contender *c, struct entries run)
{
	c->present = true;
	c->run = run;
}

static void add_tiers(struct contenders *all)
{
	struct contender *c = add(all, TIER, "scalar", "the portable fallback");
	offer(c, (struct entries){assay_popcount_scalar, assay_popcount_words_scalar, assay_hamming_scalar});
	uint32_t has = assay_isa_features(&assay_isa_cpu);
	for (const struct tier *t = assay_isa_tiers; t->name; t++) {
		bool runs = (has & t->needs) == t->needs;
		c = add(all, TIER, t->name, runs ? "inline asm" : "not measured: this CPU does not have it");
		if (runs)
			offer(c, (struct entries){t->popcount, t->popcount_words, t->hamming});
	}
	c = add(all, AUTO, "auto", "");
	snprintf(c->title, sizeof c->title, "the public function, which chose %s", assay_kernels_tier());
	offer(c, (struct entries){assay_popcount, assay_popcount_words, assay_hamming});
}

static void add_limits(struct contenders *all)
{
	for (const struct limit *l = isa_limits; l->width; l++) {
		char name[32];
		snprintf(name, sizeof name, "load%zu", l->width);
		const struct contender *tier = l->tier ? contender_named(all, l->tier) : all->list;
		struct contender *c = add(all, LIMIT, name, "not measured: this CPU has no such loads");
		c->width = l->width;
		if (!tier || !tier->present)
			continue;
		snprintf(c->title, sizeof c->title, "a limit: the same bytes, only loaded, %zu at a time; no prefetch",
		         l->width);
		offer(c, l->run);
	}
}

const struct contender *contender_named(const struct contenders *all, const char *name)
{
	for (size_t i = 0; i < all->n; i++)
		if (!strcmp(all->list[i].name, name))
			return &all->list[i];
	return NULL;
}

void find_contenders(struct contenders *all)
{
	add_tiers(all);
	add_limits(all);
	for (const struct loop *l = loops; l < loops + sizeof loops / sizeof *loops; l++) {
		struct contender *c = add(all, COMPILER, l->name, l->missing);
		if (!l->compiler)
			continue;
		snprintf(c->title, sizeof c->title, "the __builtin_popcountll loop, %s", l->compiler);
		offer(c, l->run);
	}
	struct contender *c = add(all, LIBRARY, "libpop",
	                          "not measured: no libpopcnt.h when this was built (none in Debian; CPATH=FOLDER)");
	if (libpopcnt_popcount) {
		snprintf(c->title, sizeof c->title, "libpopcnt, as its header says");
		offer(c, (struct entries){libpopcnt_popcount, libpopcnt_popcount_words, NULL});
	}
	offer(add(all, CALL, "call", "an empty function, called in the same way"),
	      (struct entries){empty_popcount, empty_words, empty_hamming});
	all->scalar = all->list;
}
