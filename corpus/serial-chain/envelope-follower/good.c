#include <stddef.h>
#include <stdint.h>

enum { CHANNELS = 8 };

static inline uint32_t follow(uint32_t envelope, uint32_t level)
{
	uint32_t fallen = envelope - (envelope >> 6);

	return level > fallen ? level : fallen;
}

/* The envelopes of eight interleaved channels over n frames of levels: up at once, down by a 64th. */
void envelope_follower_good(uint32_t envelope[CHANNELS], const uint16_t *level, size_t n)
{
	uint32_t a = envelope[0], b = envelope[1], c = envelope[2], d = envelope[3];
	uint32_t e = envelope[4], f = envelope[5], g = envelope[6], h = envelope[7];

	for (const uint16_t *p = level, *end = level + n * CHANNELS; p != end; p += CHANNELS) {
		a = follow(a, (uint32_t)p[0] << 8), b = follow(b, (uint32_t)p[1] << 8);
		c = follow(c, (uint32_t)p[2] << 8), d = follow(d, (uint32_t)p[3] << 8);
		e = follow(e, (uint32_t)p[4] << 8), f = follow(f, (uint32_t)p[5] << 8);
		g = follow(g, (uint32_t)p[6] << 8), h = follow(h, (uint32_t)p[7] << 8);
	}
	envelope[0] = a, envelope[1] = b, envelope[2] = c, envelope[3] = d;
	envelope[4] = e, envelope[5] = f, envelope[6] = g, envelope[7] = h;
}
