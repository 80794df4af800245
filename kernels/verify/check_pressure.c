/* check_pressure.c: the kernel called twice by one function that keeps values in registers across the calls and stores
 * into the input between them (pressure.h): what its asm statements do not say that they read, write or change shows.
 */
#include "checks.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { STORES = 3, LOADS = 2, LONGEST = 20000 };

struct frame { /* what one case hands to a part, and what must come back */
	struct verify_case c;
	struct verify_pressure v;
	uint64_t live[VERIFY_LIVE][VERIFY_LIVE_WORDS], kept[VERIFY_LIVE][VERIFY_LIVE_WORDS];
	uint64_t expected[2];
	unsigned char nowhere[STORES], initial[STORES], nothing, loaded[2 * LOADS];
};

static unsigned index_of(const struct verify_kernel *k, bool output)
{
	unsigned i = 0;
	while (i < VERIFY_ARGS && (!verify_is_range(k->params[i]) || (k->params[i] == VERIFY_OUT) != output))
		i++;
	return i;
}

/* The places of the stores: the first, a middle and the last byte of the first input, or fixed ones. */
static void place_stores(struct frame *f)
{
	static const size_t inner[STORES] = {VERIFY_INNER_0, VERIFY_INNER_1, VERIFY_INNER_2};
	unsigned in = index_of(f->c.run->kernel, false);
	const struct verify_place *p = in < VERIFY_ARGS && f->c.at[in].bytes ? &f->c.at[in] : NULL;
	for (unsigned i = 0; i < STORES; i++) {
		f->v.store[i] =
		    p ? p->start + (f->v.inner ? inner[i] : (p->bytes - 1) * i / (STORES - 1)) : &f->nowhere[i];
		f->initial[i] = *f->v.store[i];
	}
}

/* The first output range that has bytes; NULL: none has. */
static const struct verify_place *output_of(const struct frame *f)
{
	unsigned out = index_of(f->c.run->kernel, true);
	return out < VERIFY_ARGS && f->c.at[out].bytes ? &f->c.at[out] : NULL;
}

static void place_loads(struct frame *f)
{
	const struct verify_place *p = output_of(f);
	for (unsigned i = 0; i < LOADS; i++)
		f->v.load[i] = p ? p->start + (p->bytes - 1) * i : &f->nothing;
}

static void store(const struct frame *f, const unsigned char bytes[STORES])
{
	for (unsigned i = 0; i < STORES; i++)
		*f->v.store[i] = bytes[i];
}

/* Both calls by the reference, from fresh contents. */
static void reference_twice(struct frame *f)
{
	const struct verify_place *p = output_of(f);
	verify_fill_twins(&f->c);
	for (unsigned i = 0; i < 2; i++) {
		store(f, f->v.bytes[i]);
		f->expected[i] = verify_call(f->c.run->kernel->reference, f->c.reference_args);
		for (unsigned k = 0; k < LOADS; k++)
			f->loaded[LOADS * i + k] = f->v.load[k][p ? p->to_twin : 0];
	}
	store(f, f->initial);
}

/* Bytes that change the result, so that a store that comes too late shows. Some cases have none. */
static void choose_bytes(struct frame *f)
{
	static const unsigned char extremes[2][STORES] = {{0, 0, 0}, {0xff, 0xff, 0xff}};
	for (unsigned attempt = 0; attempt < 8; attempt++) {
		uint64_t r = verify_mix(f->c.hash, 0x600 + attempt);
		for (unsigned i = 0; i < 2 * STORES; i++)
			f->v.bytes[i / STORES][i % STORES] = (unsigned char)(r >> 8 * i);
		if (attempt == 7)
			memcpy(f->v.bytes, extremes, sizeof extremes);
		reference_twice(f);
		if (f->expected[0] != f->c.expected && f->expected[1] != f->expected[0])
			return;
	}
}

static void prepare(struct frame *f, struct verify_run *run, uint64_t length, uint64_t offset, bool inner)
{
	*f = (struct frame){.v.inner = inner};
	verify_begin(run, &f->c, length, offset);
	verify_place_all(&f->c);
	verify_prepare(&f->c);
	place_stores(f);
	place_loads(f);
	choose_bytes(f);
	for (unsigned i = 0; i < VERIFY_LIVE * VERIFY_LIVE_WORDS; i++)
		f->live[i / VERIFY_LIVE_WORDS][i % VERIFY_LIVE_WORDS] = verify_mix(f->c.hash, 0x700 + i);
	uint64_t order = verify_mix(f->c.hash, 0x800);
	f->v.args = f->c.args;
	f->v.live = *f->live;
	f->v.kept = *f->kept;
	f->v.compare[0] = order;
	f->v.compare[1] = order & 1 << 8 ? order + 1 : order - 1;
	f->v.outcome[0] = order * 3;
	f->v.outcome[1] = order * 5;
}

static bool differs(struct frame *f, uint64_t expected, uint64_t got, const char *what, unsigned i)
{
	struct verify_outcome *o = f->c.run->outcome;
	if (expected == got)
		return false;
	snprintf(o->expected, sizeof o->expected, "0x%" PRIx64, expected);
	snprintf(o->got, sizeof o->got, "0x%" PRIx64, got);
	verify_fail(f->c.run, "%s %u%s", what, i, f->c.where);
	return true;
}

static bool kept_differs(struct frame *f)
{
	for (unsigned i = 0; i < f->v.n_kept; i++) {
		uint64_t expected[VERIFY_LIVE_WORDS] = {0}, got[VERIFY_LIVE_WORDS] = {0};
		memcpy(expected, f->live[i], f->v.kept_bytes);
		memcpy(got, f->kept[i], f->v.kept_bytes);
		for (unsigned w = 0; w < VERIFY_LIVE_WORDS; w++)
			if (differs(f, expected[w], got[w], w ? "upper part of live value" : "live value", i))
				return true;
	}
	return false;
}

/* Stores are looked at and taken back, so that the ranges can be compared as they were filled. */
static bool stores_differ(struct frame *f)
{
	unsigned char got[STORES];
	for (unsigned i = 0; i < STORES; i++)
		got[i] = *f->v.store[i];
	store(f, f->v.bytes[0]);
	for (unsigned i = 0; i < STORES; i++)
		if (differs(f, *f->v.store[i], got[i], "byte of store", i))
			return true;
	store(f, f->initial);
	return false;
}

static bool compare(struct frame *f)
{
	struct verify_pressure *v = &f->v;
	uint64_t decided = v->compare[0] < v->compare[1] ? v->outcome[0] : v->outcome[1];
	char with[64];
	snprintf(with, sizeof with, ", with %s%s", v->n_kept ? "values live in " : "", v->title);
	snprintf(f->c.where, sizeof f->c.where, "%s", with);
	if (stores_differ(f) || kept_differs(f))
		return false;
	if (v->has_decided && differs(f, decided, v->decided, "value chosen by comparison", 0))
		return false;
	for (unsigned i = 0; v->has_loaded && i < 2 * LOADS; i++)
		if (differs(f, f->loaded[i], v->loaded[i], "byte read around the calls", i))
			return false;
	for (unsigned i = 0; i < 2; i++) {
		f->c.expected = f->expected[i];
		snprintf(f->c.where, sizeof f->c.where, " of call %u of 2%s", i + 1, with);
		if (!verify_compare(&f->c, v->result[i]))
			return false;
	}
	return true;
}

static bool run_part(struct frame *f)
{
	verify_calling = true;
	f->c.run->kernel->pressure(&f->v);
	verify_calling = false;
	return !f->v.title || compare(f);
}

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct frame f;
	unsigned in = index_of(run->kernel, false), part = 0;
	do {
		prepare(&f, run, length, offset, false);
		f.v.part = part++;
		if (!run_part(&f))
			return false;
	} while (f.v.title);
	if (in == VERIFY_ARGS || f.c.at[in].bytes <= VERIFY_INNER_2)
		return true;
	prepare(&f, run, length, offset, true);
	return run_part(&f);
}

void check_pressure(struct verify_run *run)
{
	static const uint32_t lengths[] = {0,   1,   2,   3,    4,    7,    8,    9,    15,   16,     17,
	                                   24,  31,  32,  33,   48,   63,   64,   65,   96,   100,    127,
	                                   128, 129, 192, 200,  255,  256,  257,  300,  511,  512,    513,
	                                   640, 777, 999, 1024, 1500, 2048, 4096, 4099, 8192, LONGEST};
	uint64_t longest = verify_length_or(run, LONGEST), step = verify_offset_step(run->kernel);
	size_t need = verify_bytes(run->kernel, longest) + verify_offset_or(run, VERIFY_MAX_OFFSET);
	if (!verify_map_ranges(run, need + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN))
		return;
	if (run->options->has_length)
		verify_each(run, 0, 0, 8 * step, one);
	else
		verify_list(run, lengths, sizeof lengths / sizeof *lengths, 8 * step, one);
}
