/* check_guard.c: ranges that end at an unmapped page, or that start right behind one, so that a byte read or written
 * outside is a fault.
 *
 * The offset of a case is how far from that page ranges lie. One of several ranges always touches it; the others, and a
 * single range too, lie `offset` bytes away, so that every alignment comes with every length. */
#include "checks.h"

static bool at_end;

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	unsigned n = verify_ranges(run->kernel), ordinal = 0;
	verify_begin(run, &c, length, offset);
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		const struct verify_buffer *b = &run->buffer[i];
		unsigned unit = verify_unit(run->kernel->params[i]);
		if (!verify_is_range(run->kernel->params[i]))
			continue;
		bool tight = n > 1 && (length + offset + ordinal++) % n == 0;
		size_t away = tight ? 0 : (size_t)offset / unit * unit;
		verify_place(&c, i, at_end ? b->start + b->size - away - (size_t)length * unit : b->start + away);
	}
	return verify_try(&c);
}

static void check(struct verify_run *run)
{
	enum { DENSE = 320, LONGEST = 65536 + 100 };
	static const uint32_t lengths[] = {511, 512, 513, 1000, 1024, 2049, 4095, 4096, 4097, 8200, 16384, LONGEST};
	uint64_t longest = verify_length_or(run, LONGEST), max_offset = run->options->quick ? 17 : VERIFY_MAX_OFFSET;
	size_t need = verify_bytes(run->kernel, longest) + verify_offset_or(run, VERIFY_MAX_OFFSET);
	if (!verify_ranges(run->kernel)) {
		verify_skip(run, "the kernel takes no range");
		return;
	}
	if (verify_map_ranges(run, need) && verify_each(run, 0, DENSE, max_offset, one) && !run->options->has_length)
		verify_list(run, lengths, sizeof lengths / sizeof *lengths, 8 * verify_offset_step(run->kernel), one);
}

void check_guard_end(struct verify_run *run)
{
	at_end = true;
	check(run);
}

void check_guard_start(struct verify_run *run)
{
	at_end = false;
	check(run);
}
