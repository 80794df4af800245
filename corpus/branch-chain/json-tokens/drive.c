#include "drive.h"

void json_tokens_bad(uint64_t count[7], const uint8_t *text, size_t n);
void json_tokens_good(uint64_t count[7], const uint8_t *text, size_t n);

static void run(struct drive *d)
{
	static const char often[] = "{}[],:\"0123 -\nabcdefghij\tklmn\r\"";
	uint8_t *text = drive_u8(d, d->n);
	uint64_t bad[7] = {0}, good[7] = {0};

	for (size_t i = 0; i < d->n; i++)
		if (d->fill == FILL_RANDOM || d->fill == FILL_SMALL)
			text[i] = (uint8_t)often[text[i] % (sizeof(often) - 1)];
	json_tokens_bad(bad, text, d->n);
	json_tokens_good(good, text, d->n);
	drive_same_bytes(d, "counts", bad, good, sizeof(bad));
}

DRIVE_PAIR("json-tokens", run, 0)
