#include "drive.h"

uint64_t translate_hash_bad(uint8_t *out, const uint8_t *in, const uint8_t table[256], size_t words);
uint64_t translate_hash_good(uint8_t *out, const uint8_t *in, const uint8_t table[256], size_t words);

static void run(struct drive *d)
{
	size_t words = d->n / 8;
	uint8_t *in = drive_u8(d, 8 * words), *table = drive_u8(d, 256);
	uint8_t *bad = drive_u8(d, 8 * words), *good = drive_u8(d, 8 * words);

	drive_same_u64(d, "hash", translate_hash_bad(bad, in, table, words),
	               translate_hash_good(good, in, table, words));
	drive_same_bytes(d, "text", bad, good, 8 * words);
}

DRIVE_PAIR("translate-hash", run, 0)
