#include "drive.h"

struct histogram {
	uint32_t *count;
	uint32_t total, high;
};
void byte_histogram_bad(struct histogram *h, const uint8_t *s, size_t n);
void byte_histogram_good(struct histogram *h, const uint8_t *s, size_t n);

static void run(struct drive *d)
{
	size_t size = (UINT8_MAX + 1) * sizeof(uint32_t);
	uint8_t *s = drive_u8(d, d->n);
	struct histogram bad = {drive_bytes(d, size), 1, 2}, good = {drive_bytes(d, size), 1, 2};

	byte_histogram_bad(&bad, s, d->n);
	byte_histogram_good(&good, s, d->n);
	drive_same_bytes(d, "counts", bad.count, good.count, size);
	drive_same_u64(d, "total", bad.total, good.total);
	drive_same_u64(d, "high", bad.high, good.high);
}

DRIVE_PAIR("byte-histogram", run, 0)
