#include "drive.h"

void dfa_lanes_bad(uint8_t *end, const uint8_t *text, size_t lines, const uint8_t *next);
void dfa_lanes_good(uint8_t *end, const uint8_t *text, size_t lines, const uint8_t *next);

enum { LINE = 256 };

static void run(struct drive *d)
{
	size_t lines = d->n % 7 * 8, states = 1 + (size_t)drive_below(d, 256);
	uint8_t *text = drive_u8(d, lines * LINE), *next = drive_u8(d, states * 256);
	uint8_t *bad = drive_u8(d, lines), *good = drive_u8(d, lines);

	for (size_t i = 0; i < states * 256; i++)
		next[i] = (uint8_t)(next[i] % states);
	dfa_lanes_bad(bad, text, lines, next);
	dfa_lanes_good(good, text, lines, next);
	drive_same_bytes(d, "states at the ends", bad, good, lines);
}

DRIVE_PAIR("dfa-lanes", run, 0)
