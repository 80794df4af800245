#include "drive.h"

void table_decoder_bad(uint16_t *out, const uint8_t *codes, size_t n, const uint16_t *table, size_t entries);
void table_decoder_good(uint16_t *out, const uint8_t *codes, size_t n, const uint16_t table[UINT8_MAX + 1]);

static void run(struct drive *d)
{
	size_t entries = 1 + (size_t)drive_below(d, UINT8_MAX + 1);
	uint16_t *table = drive_u16(d, UINT8_MAX + 1);
	uint8_t *codes = drive_u8(d, d->n);
	uint16_t *bad = drive_u16(d, d->n), *good = drive_u16(d, d->n);

	for (size_t i = 0; i < d->n; i++)
		codes[i] = (uint8_t)(codes[i] % entries);
	table_decoder_bad(bad, codes, d->n, table, entries);
	table_decoder_good(good, codes, d->n, table);
	drive_same_bytes(d, "decoded", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("table-decoder", run, 0)
