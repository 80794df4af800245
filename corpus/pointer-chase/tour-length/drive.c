#include "drive.h"

uint64_t tour_length_bad(const uint32_t *after, const uint32_t *to_next, size_t n);
uint64_t tour_length_good(const uint32_t *order, const uint32_t *to_next, size_t n);

static void run(struct drive *d)
{
	uint32_t *to_next = drive_u32(d, d->n), *order = drive_u32(d, d->n), *after = drive_u32(d, d->n);

	for (size_t i = 0; i < d->n; i++) { /* the tour starts at place 0 */
		size_t at = i ? 1 + (size_t)drive_below(d, i) : 0;

		at = at > i ? i : at;
		order[i] = order[at];
		order[at] = (uint32_t)i;
	}
	for (size_t i = 0; i < d->n; i++)
		after[order[i]] = order[i + 1 < d->n ? i + 1 : 0];
	drive_same_u64(d, "length", tour_length_bad(after, to_next, d->n), tour_length_good(order, to_next, d->n));
}

DRIVE_PAIR("tour-length", run, 0)
