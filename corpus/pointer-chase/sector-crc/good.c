#include <stddef.h>
#include <stdint.h>

enum { SECTOR = 512, LANES = 8 };

static uint32_t step(uint32_t c, uint8_t byte, const uint32_t *table) { return table[(c ^ byte) & 0xff] ^ c >> 8; }

static void crc8(uint32_t *crc, const uint8_t *data, const uint32_t *table)
{
	uint32_t a = UINT32_MAX, b = a, c = a, d = a, e = a, f = a, g = a, h = a;

	for (const uint8_t *p = data, *end = data + SECTOR; p != end; p++) {
		a = step(a, p[0], table);
		b = step(b, p[SECTOR], table);
		c = step(c, p[2 * SECTOR], table);
		d = step(d, p[3 * SECTOR], table);
		e = step(e, p[4 * SECTOR], table);
		f = step(f, p[5 * SECTOR], table);
		g = step(g, p[6 * SECTOR], table);
		h = step(h, p[7 * SECTOR], table);
	}
	crc[0] = ~a, crc[1] = ~b, crc[2] = ~c, crc[3] = ~d;
	crc[4] = ~e, crc[5] = ~f, crc[6] = ~g, crc[7] = ~h;
}

/* The CRC of each sector, by a table of 256 entries; sectors is a multiple of eight, and eight go together. */
void sector_crc_good(uint32_t *crc, const uint8_t *data, size_t sectors, const uint32_t table[256])
{
	for (size_t s = 0; s < sectors; s += LANES)
		crc8(crc + s, data + s * SECTOR, table);
}
