#include "drive.h"

size_t utf8_cursor_bad(uint32_t *out, const uint8_t *text, size_t n);
size_t utf8_cursor_good(uint32_t *out, const uint8_t *text, size_t n);

/* One code point of size bytes, made of the bits of a random number; the smallest and largest ones come often. */
static void encode(struct drive *d, uint8_t *to, unsigned size)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000}, most[] = {0, 0x7f, 0x7ff, 0xffff, 0x10ffff};
	static const uint8_t lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
	uint32_t point = least[size] + (uint32_t)drive_below(d, most[size] - least[size] + 1);

	if (d->fill == FILL_EXTREME)
		point = drive_below(d, 2) ? least[size] : most[size];
	for (unsigned i = size; i-- > 1; point >>= 6)
		to[i] = (uint8_t)(0x80 | (point & 0x3f));
	to[0] = (uint8_t)(lead[size] | point);
}

static void run(struct drive *d)
{
	uint8_t *text = drive_u8(d, d->n);
	uint32_t *bad = drive_u32(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));

	for (size_t at = 0, size; at < d->n; at += size) {
		size = 1 + (d->fill == FILL_ZERO ? 0 : (size_t)drive_below(d, 4));
		if (size > d->n - at)
			size = d->n - at;
		encode(d, text + at, (unsigned)size);
	}
	drive_same_u64(d, "code points", utf8_cursor_bad(bad, text, d->n), utf8_cursor_good(good, text, d->n));
	drive_same_bytes(d, "text", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("utf8-cursor", run, 0)
