/* check_random.c: random lengths, offsets and contents; ranges at independent offsets, inputs overlapping at times. */
#include "checks.h"

enum { LONGEST = 100000, OFFSETS = 4096 };

/* Short lengths often, long ones rarely: the bound itself is drawn first. */
static uint64_t some_length(uint64_t hash)
{
	static const uint32_t bound[] = {64, 64, 256, 256, 1024, 4096, 16384, LONGEST};
	return (hash >> 8) % (bound[hash & 7] + 1);
}

/* The second input begins within the first one's buffer, so that they overlap where both are long enough. */
static void overlap(struct verify_case *c)
{
	const uint8_t *params = c->run->kernel->params;
	struct verify_place *a = &c->at[0], *b = &c->at[1];
	if (params[0] != VERIFY_IN || params[1] != VERIFY_IN || (c->hash >> 60))
		return;
	uint64_t ahead = verify_mix(c->hash, 0x400) % (c->length + 1);
	b->start = a->start + ahead;
	b->n_window = 0;
	a->n_window += ahead;
	c->run->outcome->range[1].start = (uintptr_t)b->start;
}

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	overlap(&c);
	return verify_try(&c);
}

void check_random(struct verify_run *run)
{
	const struct verify_options *o = run->options;
	uint64_t bound = LONGEST / verify_bytes(run->kernel, 1), longest = verify_length_or(run, bound),
	         step = verify_offset_step(run->kernel);
	unsigned n = o->has_length && o->has_offset ? 2 : o->quick ? 500 : 3000;
	size_t need = verify_bytes(run->kernel, longest) + verify_offset_or(run, OFFSETS) + VERIFY_MAX_OFFSET;
	if (!verify_map_ranges(run, need + longest + 2 * VERIFY_MARGIN))
		return;
	for (unsigned i = 0; i < n; i++) {
		uint64_t hash = verify_mix(o->seed, 0x500 + i);
		uint64_t length = verify_length_or(run, some_length(hash) % (bound + 1));
		uint64_t offset = verify_offset_or(run, (hash >> 40) % OFFSETS / step * step);
		if (!one(run, length, offset))
			return;
	}
}
