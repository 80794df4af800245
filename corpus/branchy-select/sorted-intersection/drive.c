#include "drive.h"

size_t sorted_intersection_bad(const uint32_t *a, size_t na, const uint32_t *b, size_t nb);
size_t sorted_intersection_good(const uint32_t *a, size_t na, const uint32_t *b, size_t nb);

/* n ascending values, with gaps of 1 to 4; FILL_ASCENDING leaves no gaps, so that all are in common. */
static uint32_t *ascending(struct drive *d, size_t n)
{
	uint32_t *set = drive_u32(d, n), value = 0;

	for (size_t i = 0; i < n; i++) {
		set[i] = value;
		value += d->fill == FILL_ASCENDING ? 1 : 1 + (uint32_t)drive_below(d, 4);
	}
	return set;
}

static void run(struct drive *d)
{
	size_t na = d->n, nb = (size_t)drive_below(d, d->n + 1);
	uint32_t *a = ascending(d, na), *b = ascending(d, nb);

	drive_same_u64(d, "common", sorted_intersection_bad(a, na, b, nb), sorted_intersection_good(a, na, b, nb));
	drive_same_u64(d, "common, exchanged", sorted_intersection_bad(b, nb, a, na),
	               sorted_intersection_good(b, nb, a, na));
}

DRIVE_PAIR("sorted-intersection", run, 0)
