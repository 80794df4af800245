#include "drive.h"

void column_sums_bad(uint64_t *sum, const uint32_t *matrix, size_t rows, size_t columns);
void column_sums_good(uint64_t *sum, const uint32_t *matrix, size_t rows, size_t columns);

static void run(struct drive *d)
{
	size_t columns = 1, rows;

	while (columns * columns < d->n)
		columns++;
	rows = d->n / columns;
	uint32_t *matrix = drive_u32(d, rows * columns);
	uint64_t *bad = drive_u64(d, columns), *good = drive_u64(d, columns);

	column_sums_bad(bad, matrix, rows, columns);
	column_sums_good(good, matrix, rows, columns);
	drive_same_bytes(d, "sums", bad, good, columns * sizeof(*bad));
}

DRIVE_PAIR("column-sums", run, 0)
