/* check_registers.c: through the ISA's trampoline: callee-saved registers and the state that the ABI says must survive.
 */
#include "checks.h"

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	uint64_t result = 0;
	char what[sizeof run->outcome->what] = "";
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	verify_prepare(&c);
	verify_calling = true;
	bool survived = verify_isa_call(run->kernel->call, c.args, c.hash, &result, what, sizeof what);
	verify_calling = false;
	return survived ? verify_compare(&c, result) : verify_fail(run, "%s", what);
}

void check_registers(struct verify_run *run)
{
	enum { DENSE = 320, LONGEST = 70000 };
	static const uint32_t lengths[] = {511, 512, 777, 1024, 2047, 4096, 4100, 8192, 16385, 65536, LONGEST};
	uint64_t longest = verify_length_or(run, LONGEST), step = verify_offset_step(run->kernel);
	size_t need = verify_bytes(run->kernel, longest) + verify_offset_or(run, VERIFY_MAX_OFFSET);
	if (verify_map_ranges(run, need + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN) &&
	    verify_each(run, 0, DENSE, 8 * step, one) && !run->options->has_length)
		verify_list(run, lengths, sizeof lengths / sizeof *lengths, 8 * step, one);
}
