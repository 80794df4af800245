#include "drive.h"

size_t html_escape_bad(char *out, const char *text, size_t n);
size_t html_escape_good(char *out, const char *text, size_t n);

static void run(struct drive *d)
{
	static const char often[] = "<>&\"abcdefghij k";
	size_t room = 6 * d->n + 8;
	char *text = (char *)drive_u8(d, d->n), *bad = drive_bytes(d, room), *good = drive_bytes(d, room);

	for (size_t i = 0; i < d->n; i++)
		if (d->fill == FILL_RANDOM || d->fill == FILL_SMALL)
			text[i] = often[text[i] & 15];
	size_t length = html_escape_bad(bad, text, d->n);

	drive_same_u64(d, "length", length, html_escape_good(good, text, d->n));
	drive_same_bytes(d, "text", bad, good, length);
}

DRIVE_PAIR("html-escape", run, 0)
