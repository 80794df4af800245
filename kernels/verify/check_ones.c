/* check_ones.c: all bits set over long ranges, so that accumulators of 8 and 16 bits overflow where they can.
 *
 * A 16-bit lane that gains 16 in each step overflows after 4096 of them: 16 MiB hold that many steps of 2048-bit
 * vectors and of sixteen accumulators each. Accumulators of 32 bits overflow in check_huge.c. */
#include "checks.h"

static const uint32_t lengths[] = {4096, 8191, 65536, 1 << 20, (1 << 20) + 77, 1 << 24};
enum { DENSE = 2048, LONGEST = 1 << 24 };

/* Which inputs are all ones, the others being all zeros, depends on the offset: the distance of two ranges is largest
 * where only one of them is. */
static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	unsigned n = verify_ranges(run->kernel), ordinal = 0;
	uint64_t ones = n ? offset / verify_offset_step(run->kernel) % ((1u << n) - 1) + 1 : 0;
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (verify_is_range(run->kernel->params[i]))
			c.at[i].contents = ones >> ordinal++ & 1 ? VERIFY_ONES : VERIFY_ZEROS;
	return verify_try(&c);
}

void check_ones(struct verify_run *run)
{
	uint64_t longest = verify_length_or(run, LONGEST / verify_bytes(run->kernel, 1));
	size_t need = verify_bytes(run->kernel, longest) + verify_offset_or(run, VERIFY_MAX_OFFSET);
	uint64_t step = verify_offset_step(run->kernel);
	if (!verify_map_ranges(run, need + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN))
		return;
	size_t n = 0;
	while (n < sizeof lengths / sizeof *lengths && lengths[n] <= longest)
		n++;
	if (verify_each(run, 0, DENSE, 2 * step, one) && !run->options->has_length)
		verify_list(run, lengths, n, 2 * step, one);
}
