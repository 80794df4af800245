#include "drive.h"

uint64_t record_fields_bad(const uint8_t *data, const uint32_t *offset, size_t n);
uint64_t record_fields_good(const uint8_t *data, const uint32_t *offset, size_t n);

static void run(struct drive *d)
{
	uint8_t *data = drive_u8(d, d->n + 4);
	uint32_t *offset = drive_u32(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		offset[i] %= (uint32_t)(d->n + 1);
	drive_same_u64(d, "sum", record_fields_bad(data, offset, d->n), record_fields_good(data, offset, d->n));
}

DRIVE_PAIR("record-fields", run, 0)
