#include "drive.h"

void frame_headers_bad(uint32_t *length, const uint8_t *frame, size_t n);
void frame_headers_good(uint32_t *length, const uint8_t *frame, size_t n);

static void run(struct drive *d)
{
	uint8_t *frame = drive_u8(d, 16 * d->n);
	uint32_t *bad = drive_u32(d, d->n), *good = drive_u32(d, d->n);

	frame_headers_bad(bad, frame, d->n);
	frame_headers_good(good, frame, d->n);
	drive_same_bytes(d, "lengths", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("frame-headers", run, 0)
