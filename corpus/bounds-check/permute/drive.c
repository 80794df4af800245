#include "drive.h"

int permute_bad(uint32_t *out, const uint32_t *in, const uint32_t *index, size_t n);
int permute_good(uint32_t *out, const uint32_t *in, const uint32_t *index, size_t n);

static void run(struct drive *d)
{
	uint32_t *in = drive_u32(d, d->n), *index = drive_u32(d, d->n);
	uint32_t *bad = drive_u32(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));

	for (size_t i = 0; i < d->n; i++)
		index[i] = (uint32_t)(index[i] % d->n);
	drive_same_u64(d, "result", (uint64_t)permute_bad(bad, in, index, d->n),
	               (uint64_t)permute_good(good, in, index, d->n));
	drive_same_bytes(d, "permuted", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("permute", run, 0)
