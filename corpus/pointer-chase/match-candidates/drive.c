#include "drive.h"

#include <string.h>

uint64_t match_candidates_bad(const uint8_t *text, const uint32_t *before, size_t n);
uint64_t match_candidates_good(const uint8_t *text, const uint32_t *places, const uint32_t *first,
                               const uint32_t *index, size_t n);

enum { HASHES = 256 };

static void run(struct drive *d)
{
	size_t n = d->n;
	uint8_t *text = drive_u8(d, n + 3);
	uint32_t *before = drive_u32(d, n), *places = drive_u32(d, n), *first = drive_u32(d, n), *index = drive_u32(d, n);
	uint32_t start[HASHES + 1] = {0}, fill[HASHES], last[HASHES];

	for (size_t i = 0; i < n; i++)
		text[i] &= 15;
	for (size_t i = 0; i < n; i++)
		start[(text[i] ^ text[i + 1] << 4) % HASHES + 1]++;
	for (size_t h = 0; h < HASHES; h++) {
		start[h + 1] += start[h];
		fill[h] = start[h];
		last[h] = UINT32_MAX;
	}
	for (size_t i = 0; i < n; i++) {
		unsigned h = (text[i] ^ text[i + 1] << 4) % HASHES;

		before[i] = last[h];
		last[h] = (uint32_t)i;
		first[i] = start[h];
		index[i] = fill[h];
		places[fill[h]++] = (uint32_t)i;
	}
	drive_same_u64(d, "matches", match_candidates_bad(text, before, n),
	               match_candidates_good(text, places, first, index, n));
}

DRIVE_PAIR("match-candidates", run, 0)
