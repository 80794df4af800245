#include "drive.h"

#include <string.h>

void grade_buckets_bad(uint32_t grade[6], const uint8_t *score, size_t n);
void grade_buckets_good(uint32_t grade[6], const uint8_t *score, size_t n);

static void run(struct drive *d)
{
	uint8_t *score = drive_u8(d, d->n);
	uint32_t *bad = drive_u32(d, 6), *good = drive_copy(d, bad, 6 * sizeof(*bad));

	for (size_t i = 0; i < d->n; i++)
		if (d->fill == FILL_RANDOM)
			score[i] = (uint8_t)(score[i] % 101);
	grade_buckets_bad(bad, score, d->n);
	grade_buckets_good(good, score, d->n);
	drive_same_bytes(d, "grades", bad, good, 6 * sizeof(*bad));
}

DRIVE_PAIR("grade-buckets", run, 0)
