#include "drive.h"

uint16_t checksum_step_bad(const uint8_t *frame, size_t n, uint16_t crc);
uint16_t checksum_step_good(const uint8_t *frame, size_t n, uint16_t crc);

static void run(struct drive *d)
{
	uint8_t *frame = drive_u8(d, d->n);

	drive_same_u64(d, "crc", checksum_step_bad(frame, d->n, 0xffff), checksum_step_good(frame, d->n, 0xffff));
}

DRIVE_PAIR("checksum-step", run, 0)
