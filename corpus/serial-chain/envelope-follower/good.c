#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef int32_t i32x4 __attribute__((vector_size(16)));

enum { LANES = 4, CHANNELS = 32 };

static i32x4 load(const int32_t *p)
{
	i32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static inline i32x4 choose(i32x4 mask, i32x4 yes, i32x4 no) { return (yes & mask) | (no & ~mask); }

/* Falls by a 64th and a 512th, and rises by an eighth at most. */
static inline i32x4 follow(i32x4 envelope, const int32_t *p)
{
	i32x4 fell = envelope - (envelope >> 6), fallen = fell - (fell >> 9);
	i32x4 top = fallen + (fallen >> 3) + 64, level = load(p);

	level = choose(level > fallen, level, fallen);
	return choose(level < top, level, top);
}

/* The envelopes of 32 interleaved channels over n frames of levels. */
void envelope_follower_good(int32_t envelope[CHANNELS], const int32_t *level, size_t n)
{
	i32x4 a = load(envelope), b = load(envelope + LANES), c = load(envelope + 2 * LANES);
	i32x4 d = load(envelope + 3 * LANES), e = load(envelope + 4 * LANES), f = load(envelope + 5 * LANES);
	i32x4 g = load(envelope + 6 * LANES), h = load(envelope + 7 * LANES);

	for (const int32_t *p = level, *end = p + n * CHANNELS; p != end; p += CHANNELS) {
		a = follow(a, p);
		b = follow(b, p + LANES);
		c = follow(c, p + 2 * LANES);
		d = follow(d, p + 3 * LANES);
		e = follow(e, p + 4 * LANES);
		f = follow(f, p + 5 * LANES);
		g = follow(g, p + 6 * LANES);
		h = follow(h, p + 7 * LANES);
	}
	memcpy(envelope, &a, sizeof(a));
	memcpy(envelope + LANES, &b, sizeof(b));
	memcpy(envelope + 2 * LANES, &c, sizeof(c));
	memcpy(envelope + 3 * LANES, &d, sizeof(d));
	memcpy(envelope + 4 * LANES, &e, sizeof(e));
	memcpy(envelope + 5 * LANES, &f, sizeof(f));
	memcpy(envelope + 6 * LANES, &g, sizeof(g));
	memcpy(envelope + 7 * LANES, &h, sizeof(h));
}
