#include "drive.h"

void bsd_checksums_bad(uint16_t *sum, const uint8_t *bytes, size_t blocks);
void bsd_checksums_good(uint16_t *sum, const uint8_t *bytes, size_t blocks);

enum { BLOCK = 512 };

static void run(struct drive *d)
{
	size_t blocks = d->n % 8 * 3;
	uint8_t *bytes = drive_u8(d, blocks * BLOCK);
	uint16_t *bad = drive_u16(d, blocks), *good = drive_u16(d, blocks);

	bsd_checksums_bad(bad, bytes, blocks);
	bsd_checksums_good(good, bytes, blocks);
	drive_same_bytes(d, "sums", bad, good, blocks * sizeof(*bad));
}

DRIVE_PAIR("bsd-checksums", run, 0)
