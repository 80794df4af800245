#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { CHAIN = 16 };

static uint32_t word(const uint8_t *p)
{
	uint32_t w;

	memcpy(&w, p, sizeof(w));
	return w;
}

/* How many of the last positions with the hash of each position start with the same four bytes. The positions of one
 * hash lie side by side: those before position i's own end at places[index[i]], and begin at places[first[i]]. */
uint64_t match_candidates_good(const uint8_t *text, const uint32_t *places, const uint32_t *first,
                               const uint32_t *index, size_t n)
{
	uint64_t matches = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t here = word(text + i), end = index[i], from = first[i];

		if (end - from > CHAIN)
			from = end - CHAIN;
		for (const uint32_t *p = places + from; p != places + end; p++)
			matches += word(text + *p) == here;
	}
	return matches;
}
