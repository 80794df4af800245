#include "drive.h"

void hash_buckets_bad(uint32_t *count, const uint64_t *key, size_t n, uint64_t buckets);
void hash_buckets_good(uint32_t *count, const uint64_t *key, size_t n, uint64_t buckets);

static void run(struct drive *d)
{
	size_t buckets = (size_t)1 << drive_below(d, 11);
	uint64_t *key = drive_u64(d, d->n);
	uint32_t *bad = drive_bytes(d, buckets * sizeof(*bad)), *good = drive_bytes(d, buckets * sizeof(*good));

	hash_buckets_bad(bad, key, d->n, buckets);
	hash_buckets_good(good, key, d->n, buckets);
	drive_same_bytes(d, "counts", bad, good, buckets * sizeof(*bad));
}

DRIVE_PAIR("hash-buckets", run, 0)
