#include "drive.h"

uint32_t length_prefixes_bad(uint8_t *stream, const uint32_t *length, size_t n);
uint32_t length_prefixes_good(uint8_t *stream, const uint32_t *length, size_t n);

static void run(struct drive *d)
{
	uint32_t *length = drive_u32(d, d->n);
	uint8_t *bad = drive_u8(d, 4 * d->n), *good = drive_u8(d, 4 * d->n);

	drive_same_u64(d, "end", length_prefixes_bad(bad, length, d->n), length_prefixes_good(good, length, d->n));
	drive_same_bytes(d, "stream", bad, good, 4 * d->n);
}

DRIVE_PAIR("length-prefixes", run, 0)
