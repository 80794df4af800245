#include "drive.h"

struct fault {
	size_t at;
	uint32_t line, first, second;
	const char *what;
};
size_t hex_decode_bad(uint8_t *out, const uint8_t *text, size_t n, struct fault *f);
size_t hex_decode_good(uint8_t *out, const uint8_t *text, size_t n, struct fault *f);

static void run(struct drive *d)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	uint8_t *text = drive_u8(d, d->n), *bad = drive_bytes(d, d->n), *good = drive_bytes(d, d->n);
	struct fault one = {0}, other = {0};

	for (size_t i = 0; i < d->n; i++)
		if (d->fill != FILL_EXTREME)
			text[i] = (uint8_t)digits[text[i] % 22];
	if (d->n && drive_below(d, 4) == 0)
		text[drive_below(d, d->n)] = 'x';
	drive_same_u64(d, "bytes", hex_decode_bad(bad, text, d->n, &one), hex_decode_good(good, text, d->n, &other));
	drive_same_bytes(d, "out", bad, good, d->n);
	drive_same_u64(d, "at", one.at, other.at);
	drive_same_u64(d, "line", one.line, other.line);
	drive_same_u64(d, "digits", one.first << 8 | one.second, other.first << 8 | other.second);
	drive_same_u64(d, "described", one.what != NULL, other.what != NULL);
}

DRIVE_PAIR("hex-decode", run, 0)
