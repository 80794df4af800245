#include "drive.h"

size_t utf8_skip_bad(const uint8_t *text, size_t n);
size_t utf8_skip_good(const uint8_t *text, size_t n);

static void run(struct drive *d)
{
	uint8_t *text = drive_u8(d, d->n);

	drive_same_u64(d, "code points of any bytes", utf8_skip_bad(text, d->n), utf8_skip_good(text, d->n));
	for (size_t i = 0; i < d->n; i++)
		text[i] = (uint8_t)(text[i] & 1 ? 0xc0 | text[i] >> 2 : text[i] >> 1);
	drive_same_u64(d, "code points of leads", utf8_skip_bad(text, d->n), utf8_skip_good(text, d->n));
}

DRIVE_PAIR("utf8-skip", run, 0)
