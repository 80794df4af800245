#include "drive.h"

enum { TABLE = 1024 };

size_t saturating_counters_bad(uint8_t counter[TABLE], const uint32_t *address, const uint8_t *taken, size_t n);
size_t saturating_counters_good(uint8_t counter[TABLE], const uint32_t *address, const uint8_t *taken, size_t n);

static void run(struct drive *d)
{
	uint32_t *address = drive_u32(d, d->n);
	uint8_t *taken = drive_u8(d, d->n), *bad = drive_u8(d, TABLE), *good;

	for (size_t i = 0; i < TABLE; i++)
		bad[i] &= 3;
	for (size_t i = 0; i < d->n; i++)
		taken[i] &= 1;
	good = drive_copy(d, bad, TABLE);
	drive_same_u64(d, "mispredicted", saturating_counters_bad(bad, address, taken, d->n),
	               saturating_counters_good(good, address, taken, d->n));
	drive_same_bytes(d, "counters", bad, good, TABLE);
}

DRIVE_PAIR("saturating-counters", run, 0)
