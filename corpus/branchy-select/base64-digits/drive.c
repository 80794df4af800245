#include "drive.h"

void base64_digits_bad(uint8_t *value, const uint8_t *digit, size_t n);
void base64_digits_good(uint8_t *value, const uint8_t *digit, size_t n);

static void run(struct drive *d)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	size_t n = d->n / 16 * 16;
	uint8_t *digit = drive_u8(d, n), *bad = drive_u8(d, n), *good = drive_u8(d, n);

	for (size_t i = 0; i < n; i++)
		digit[i] = (uint8_t)digits[digit[i] & 63];
	base64_digits_bad(bad, digit, n);
	base64_digits_good(good, digit, n);
	drive_same_bytes(d, "values", bad, good, n);
}

DRIVE_PAIR("base64-digits", run, 0)
