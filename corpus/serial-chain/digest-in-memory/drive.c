#include "drive.h"

enum { COLUMNS = 32 };

void digest_in_memory_bad(uint32_t digest[COLUMNS], const uint32_t *table, size_t rows);
void digest_in_memory_good(uint32_t digest[COLUMNS], const uint32_t *table, size_t rows);

static void run(struct drive *d)
{
	uint32_t *table = drive_u32(d, d->n * COLUMNS), *bad = drive_u32(d, COLUMNS);
	uint32_t *good = drive_copy(d, bad, COLUMNS * sizeof(*bad));

	digest_in_memory_bad(bad, table, d->n);
	digest_in_memory_good(good, table, d->n);
	drive_same_bytes(d, "digests", bad, good, COLUMNS * sizeof(*bad));
}

DRIVE_PAIR("digest-in-memory", run, 0)
