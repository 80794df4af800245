#include "drive.h"

uint64_t record_walk_bad(const uint8_t *data, size_t size);
uint64_t record_walk_good(const uint8_t *data, const uint32_t *start, size_t n);

static void run(struct drive *d)
{
	uint8_t *length = drive_u8(d, d->n);
	uint32_t *start = drive_u32(d, d->n);
	size_t size = 0;

	for (size_t i = 0; i < d->n; i++) {
		length[i] = (uint8_t)(length[i] < 2 ? 2 : length[i]);
		start[i] = (uint32_t)size;
		size += length[i];
	}
	uint8_t *data = drive_u8(d, size);
	for (size_t i = 0; i < d->n; i++)
		data[start[i]] = length[i];
	drive_same_u64(d, "sum", record_walk_bad(data, size), record_walk_good(data, start, d->n));
}

DRIVE_PAIR("record-walk", run, 0)
