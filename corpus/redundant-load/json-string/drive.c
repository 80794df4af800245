#include "drive.h"

struct cursor {
	const char *at, *end;
};
size_t json_string_bad(struct cursor *c, char *text);
size_t json_string_good(struct cursor *c, char *text);

static void run(struct drive *d)
{
	uint8_t *raw = drive_u8(d, d->n);
	char *text = drive_bytes(d, d->n + 1), *bad = drive_bytes(d, d->n + 1), *good = drive_bytes(d, d->n + 1);
	size_t quote = d->n ? (size_t)drive_below(d, 4 * d->n) : 0; /* sometimes in the middle, mostly none */

	for (size_t i = 0; i < d->n; i++)
		text[i] = (char)('a' + raw[i] % 26);
	if (quote < d->n)
		text[quote] = '"';

	struct cursor b = {text, text + d->n}, g = b;
	size_t n = json_string_bad(&b, bad);

	drive_same_u64(d, "characters", n, json_string_good(&g, good));
	drive_same_bytes(d, "string", bad, good, n);
	drive_same_u64(d, "characters read", (uint64_t)(b.at - text), (uint64_t)(g.at - text));
}

DRIVE_PAIR("json-string", run, 0)
