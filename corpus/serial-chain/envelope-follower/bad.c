#include <stddef.h>
#include <stdint.h>

enum { CHANNELS = 8 };

static inline uint32_t follow(uint32_t envelope, uint32_t level)
{
	uint32_t fallen = envelope - (envelope >> 6);

	return level > fallen ? level : fallen;
}

/* The envelopes of eight interleaved channels over n frames of levels: up at once, down by a 64th. */
void envelope_follower_bad(uint32_t envelope[CHANNELS], const uint16_t *level, size_t n)
{
	for (size_t c = 0; c < CHANNELS; c++) {
		uint32_t e = envelope[c];

		for (size_t i = 0; i < n; i++)
			e = follow(e, (uint32_t)level[i * CHANNELS + c] << 8);
		envelope[c] = e;
	}
}
