#include <stddef.h>
#include <stdint.h>

enum { SECTOR = 512 };

/* The CRC of each sector, by a table of 256 entries. */
void sector_crc_bad(uint32_t *crc, const uint8_t *data, size_t sectors, const uint32_t table[256])
{
	for (size_t s = 0; s < sectors; s++) {
		uint32_t c = UINT32_MAX;

		for (size_t i = 0; i < SECTOR; i++)
			c = table[(c ^ data[s * SECTOR + i]) & 0xff] ^ c >> 8;
		crc[s] = ~c;
	}
}
