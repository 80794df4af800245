#include "drive.h"

void digest_in_memory_bad(uint32_t *digest, const uint32_t *words, size_t rows);
void digest_in_memory_good(uint32_t *digest, const uint32_t *words, size_t rows);

enum { WORDS = 64 };

static void run(struct drive *d)
{
	size_t rows = d->n % 12 * 8;
	uint32_t *words = drive_u32(d, rows * WORDS), *bad = drive_u32(d, rows);
	uint32_t *good = drive_copy(d, bad, rows * sizeof(*bad));

	digest_in_memory_bad(bad, words, rows);
	digest_in_memory_good(good, words, rows);
	drive_same_bytes(d, "digests", bad, good, rows * sizeof(*bad));
}

DRIVE_PAIR("digest-in-memory", run, 0)
