/* check_trap.c: on a CPU that lacks what the tier needs, the tier must die of an illegal instruction: if it does not,
 * the tests on that CPU show nothing about the choice. Short lengths may well do without; so all of them are tried. */
#include "checks.h"

#include <signal.h>

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	verify_prepare(&c);
	verify_call_kernel(&c);
	return true;
}

void check_trap(struct verify_run *run)
{
	enum { LONGEST = 1 << 20 };
	uint64_t longest = verify_length_or(run, LONGEST);
	size_t need = verify_bytes(run->kernel, longest) + verify_offset_or(run, VERIFY_MAX_OFFSET);
	if (!verify_map_ranges(run, need + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN))
		return;
	run->outcome->wanted_signal = SIGILL;
	verify_each(run, 0, 320, 8, one);
	if (!run->options->has_length)
		for (uint64_t length = 512; length <= LONGEST; length *= 2)
			one(run, length + 1, verify_offset_or(run, 0));
	run->outcome->wanted_signal = 0;
	verify_fail(run, "ran without an illegal instruction");
}
