#include "drive.h"

void edge_filter_bad(uint8_t *out, const uint8_t *above, const uint8_t *row, const uint8_t *below, size_t n);
void edge_filter_good(uint8_t *out, const uint8_t *above, const uint8_t *row, const uint8_t *below, size_t n);

static void run(struct drive *d)
{
	const uint8_t *above = drive_u8(d, d->n + 2), *row = drive_u8(d, d->n + 2), *below = drive_u8(d, d->n + 2);
	uint8_t *bad = drive_u8(d, d->n), *good = drive_copy(d, bad, d->n);

	edge_filter_bad(bad, above, row, below, d->n);
	edge_filter_good(good, above, row, below, d->n);
	drive_same_bytes(d, "edges", bad, good, d->n);
}

DRIVE_PAIR("edge-filter", run, 0)
