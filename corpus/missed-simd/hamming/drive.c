#include "drive.h"

uint64_t hamming_bad(const uint64_t *a, const uint64_t *b, size_t n);
uint64_t hamming_good(const uint64_t *a, const uint64_t *b, size_t n);

static void run(struct drive *d)
{
	uint64_t *a = drive_u64(d, d->n), *b = drive_u64(d, d->n);

	drive_same_u64(d, "bits that differ", hamming_bad(a, b, d->n), hamming_good(a, b, d->n));
	drive_same_u64(d, "bits that differ from itself", hamming_bad(a, a, d->n), hamming_good(a, a, d->n));
}

DRIVE_PAIR("hamming", run, 0)
