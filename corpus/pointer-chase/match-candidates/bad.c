#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { CHAIN = 16, NO_POSITION = UINT32_MAX };

static uint32_t word(const uint8_t *p)
{
	uint32_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* How many of the last positions with the hash of each position start with the same four bytes; before[p] is the
 * last position before p with p's hash. */
uint64_t match_candidates_bad(const uint8_t *text, const uint32_t *before, size_t n)
{
	uint64_t matches = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t here = word(text + i), at = before[i];

		for (unsigned tries = CHAIN; at != NO_POSITION && tries; tries--) {
			matches += word(text + at) == here;
			at = before[at];
		}
	}
	return matches;
}
