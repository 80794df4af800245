#include "drive.h"

void odd_parts_bad(uint32_t *odd, uint8_t *exponent, const uint32_t *value, size_t n);
void odd_parts_good(uint32_t *odd, uint8_t *exponent, const uint32_t *value, size_t n);

static void run(struct drive *d)
{
	uint32_t *value = drive_u32(d, d->n), *bad = drive_u32(d, d->n), *good = drive_u32(d, d->n);
	uint8_t *bad_exponent = drive_u8(d, d->n), *good_exponent = drive_u8(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		value[i] <<= drive_below(d, 32);
	odd_parts_bad(bad, bad_exponent, value, d->n);
	odd_parts_good(good, good_exponent, value, d->n);
	drive_same_bytes(d, "odd parts", bad, good, d->n * sizeof(*bad));
	drive_same_bytes(d, "exponents", bad_exponent, good_exponent, d->n);
}

DRIVE_PAIR("odd-parts", run, 0)
