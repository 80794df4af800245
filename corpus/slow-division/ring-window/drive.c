#include "drive.h"

uint64_t ring_window_bad(const uint32_t *ring, size_t size, size_t head, size_t n);
uint64_t ring_window_good(const uint32_t *ring, size_t size, size_t head, size_t n);

static void run(struct drive *d)
{
	size_t size = d->n / 2 + 1, head = (size_t)drive_below(d, size);
	uint32_t *ring = drive_u32(d, size);

	drive_same_u64(d, "sum", ring_window_bad(ring, size, head, d->n), ring_window_good(ring, size, head, d->n));
}

DRIVE_PAIR("ring-window", run, 0)
