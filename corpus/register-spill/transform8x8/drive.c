#include "drive.h"

void transform8x8_bad(int32_t *out, const int32_t *in, size_t n);
void transform8x8_good(int32_t *out, const int32_t *in, size_t n);

static void run(struct drive *d)
{
	size_t blocks = d->n % 9;
	int32_t *in = (int32_t *)drive_u32(d, 64 * blocks);
	int32_t *bad = (int32_t *)drive_u32(d, 64 * blocks), *good = (int32_t *)drive_u32(d, 64 * blocks);

	for (size_t i = 0; i < 64 * blocks; i++)
		in[i] = (int16_t)in[i]; /* residuals: the sums of two passes stay far from overflow */
	transform8x8_bad(bad, in, blocks);
	transform8x8_good(good, in, blocks);
	drive_same_bytes(d, "coefficients", bad, good, 64 * blocks * sizeof(*bad));
}

DRIVE_PAIR("transform8x8", run, 0)
