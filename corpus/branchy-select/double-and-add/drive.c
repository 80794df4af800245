#include "drive.h"

uint64_t double_and_add_bad(uint64_t base, const uint8_t *bit, size_t n, uint64_t modulus);
uint64_t double_and_add_good(uint64_t base, const uint8_t *bit, size_t n, uint64_t modulus);

static void run(struct drive *d)
{
	uint8_t *bit = drive_u8(d, d->n);
	uint64_t modulus = drive_below(d, (uint64_t)1 << 63) + 1, base = drive_below(d, modulus);

	for (size_t i = 0; i < d->n; i++)
		bit[i] &= 1;
	drive_same_u64(d, "product", double_and_add_bad(base, bit, d->n, modulus),
	               double_and_add_good(base, bit, d->n, modulus));
}

DRIVE_PAIR("double-and-add", run, 0)
