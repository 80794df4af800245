#include "drive.h"

struct bloom {
	uint8_t *byte;
	uint32_t log2_bytes;
};
void bloom_insert_bad(struct bloom *b, const uint32_t *hash, size_t n);
void bloom_insert_good(struct bloom *b, const uint32_t *hash, size_t n);

static void run(struct drive *d)
{
	uint32_t log2_bytes = (uint32_t)drive_below(d, 13);
	size_t size = (size_t)1 << log2_bytes;
	uint32_t *hash = drive_u32(d, d->n);
	struct bloom bad = {drive_bytes(d, size), log2_bytes}, good = {drive_bytes(d, size), log2_bytes};

	bloom_insert_bad(&bad, hash, d->n);
	bloom_insert_good(&good, hash, d->n);
	drive_same_bytes(d, "filter", bad.byte, good.byte, size);
}

DRIVE_PAIR("bloom-insert", run, 0)
