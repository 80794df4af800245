#include "drive.h"

struct gamma {
	const uint8_t *table;
	uint8_t lift;
};
void gamma_table_bad(const struct gamma *g, uint8_t *out, const uint8_t *in, size_t n);
void gamma_table_good(const struct gamma *g, uint8_t *out, const uint8_t *in, size_t n);

static void run(struct drive *d)
{
	struct gamma g = {drive_u8(d, UINT8_MAX + 1), (uint8_t)drive_next(d)};
	uint8_t *in = drive_u8(d, d->n), *bad = drive_u8(d, d->n), *good = drive_u8(d, d->n);

	gamma_table_bad(&g, bad, in, d->n);
	gamma_table_good(&g, good, in, d->n);
	drive_same_bytes(d, "samples", bad, good, d->n);
}

DRIVE_PAIR("gamma-table", run, 0)
