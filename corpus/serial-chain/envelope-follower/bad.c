#include <stddef.h>
#include <stdint.h>

enum { CHANNELS = 32 };

/* Falls by a 64th and a 512th, and rises by an eighth at most. */
static inline int32_t follow(int32_t envelope, int32_t level)
{
	int32_t fell = envelope - (envelope >> 6), fallen = fell - (fell >> 9), top = fallen + (fallen >> 3) + 64;

	level = level > fallen ? level : fallen;
	return level < top ? level : top;
}

/* The envelopes of 32 interleaved channels over n frames of levels. */
void envelope_follower_bad(int32_t envelope[CHANNELS], const int32_t *level, size_t n)
{
	for (size_t c = 0; c < CHANNELS; c++) {
		int32_t e = envelope[c];

		for (size_t i = 0; i < n; i++)
			e = follow(e, level[i * CHANNELS + c]);
		envelope[c] = e;
	}
}
