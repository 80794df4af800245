#include "drive.h"

void montgomery_ladder_bad(uint64_t out[2], const uint8_t *bit, size_t n, uint64_t u);
void montgomery_ladder_good(uint64_t out[2], const uint8_t *bit, size_t n, uint64_t u);

static void run(struct drive *d)
{
	uint8_t *bit = drive_u8(d, d->n);
	uint64_t bad[2], good[2], u = drive_next(d) | 1;

	for (size_t i = 0; i < d->n; i++)
		bit[i] &= 1;
	montgomery_ladder_bad(bad, bit, d->n, u);
	montgomery_ladder_good(good, bit, d->n, u);
	drive_same_bytes(d, "point", bad, good, sizeof(bad));
}

DRIVE_PAIR("montgomery-ladder", run, 0)
