#include "drive.h"

void sector_crc_bad(uint32_t *crc, const uint8_t *data, size_t sectors, const uint32_t table[256]);
void sector_crc_good(uint32_t *crc, const uint8_t *data, size_t sectors, const uint32_t table[256]);

enum { SECTOR = 512 };

static void run(struct drive *d)
{
	size_t sectors = d->n % 5 * 8;
	uint8_t *data = drive_u8(d, sectors * SECTOR);
	uint32_t *table = drive_u32(d, 256);
	uint32_t *bad = drive_u32(d, sectors), *good = drive_u32(d, sectors);

	for (uint32_t i = 0; i < 256 && d->n % 2; i++) { /* else any table at all */
		table[i] = i;
		for (unsigned bit = 0; bit < 8; bit++)
			table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
	}
	sector_crc_bad(bad, data, sectors, table);
	sector_crc_good(good, data, sectors, table);
	drive_same_bytes(d, "CRCs", bad, good, sectors * sizeof(*bad));
}

DRIVE_PAIR("sector-crc", run, 0)
