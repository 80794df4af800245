/* check_sweep.c: every length from 0 to 1024 at every offset from 0 to 64; offset 0 is 64 bytes before a page's end. */
#include "checks.h"

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	/* --quick: all lengths up to 256, and of the rest one in eight, another one at each offset. */
	if (run->options->quick && !run->options->has_length && length > 256 && (length + offset) % 8)
		return true;
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	return verify_try(&c);
}

void check_sweep(struct verify_run *run)
{
	uint64_t longest = verify_length_or(run, 1024), offset = verify_offset_or(run, VERIFY_MAX_OFFSET);
	if (verify_map_across(run, verify_bytes(run->kernel, longest) + offset + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN))
		verify_each(run, 0, 1024, VERIFY_MAX_OFFSET, one);
}
