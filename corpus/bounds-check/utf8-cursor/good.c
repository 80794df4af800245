#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { LONGEST = 4 };

static uint32_t tail(uint32_t byte) { return byte & 0x3f; }

/* One code point from LONGEST readable bytes; *size gets its bytes. */
static uint32_t decode(const uint8_t *p, size_t *size)
{
	unsigned more = (p[0] >= 0xc0) + (p[0] >= 0xe0) + (p[0] >= 0xf0);
	uint32_t lead = more ? p[0] & (0x3fu >> more) : p[0];
	uint32_t whole = lead << 18 | tail(p[1]) << 12 | tail(p[2]) << 6 | tail(p[3]);

	*size = 1 + more;
	return whole >> (18 - 6 * more);
}

/* Decodes UTF-8. Contract: the text is well formed, and out has room for one code point for each of its bytes.
 * Returns how many code points there are. */
size_t utf8_cursor_good(uint32_t *out, const uint8_t *text, size_t n)
{
	size_t count = 0, at = 0, size;

	for (; at + LONGEST <= n; at += size)
		out[count++] = decode(text + at, &size);
	if (at < n) {
		uint8_t end[2 * LONGEST] = {0};
		size_t left = n - at;

		memcpy(end, text + at, left);
		for (at = 0; at < left; at += size)
			out[count++] = decode(end + at, &size);
	}
	return count;
}
