#include "drive.h"

enum { COLUMNS = 32 };

void fingerprint_columns_bad(uint32_t print[COLUMNS], const uint32_t *table, size_t rows);
void fingerprint_columns_good(uint32_t print[COLUMNS], const uint32_t *table, size_t rows);

static void run(struct drive *d)
{
	uint32_t *table = drive_u32(d, d->n * COLUMNS), *bad = drive_u32(d, COLUMNS), *good = drive_u32(d, COLUMNS);

	fingerprint_columns_bad(bad, table, d->n);
	fingerprint_columns_good(good, table, d->n);
	drive_same_bytes(d, "prints", bad, good, COLUMNS * sizeof(*bad));
}

DRIVE_PAIR("fingerprint-columns", run, 0)
