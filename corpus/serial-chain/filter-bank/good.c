#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

enum { LANES = 4, CHANNELS = 32 };

static f32x4 load(const float *p)
{
	f32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static f32x4 step(float *x, f32x4 y, float gain, float decay)
{
	y = decay * y + gain * load(x);
	memcpy(x, &y, sizeof(y));
	return y;
}

/* A one-pole low-pass over each of 32 interleaved channels, in place: y = decay * y + gain * x. */
void filter_bank_good(float *frames, size_t n, float gain, float decay, float state[CHANNELS])
{
	f32x4 a = load(state), b = load(state + LANES), c = load(state + 2 * LANES), d = load(state + 3 * LANES);
	f32x4 e = load(state + 4 * LANES), f = load(state + 5 * LANES), g = load(state + 6 * LANES),
	      h = load(state + 7 * LANES);

	for (float *x = frames, *end = frames + n * CHANNELS; x != end; x += CHANNELS) {
		a = step(x, a, gain, decay);
		b = step(x + LANES, b, gain, decay);
		c = step(x + 2 * LANES, c, gain, decay);
		d = step(x + 3 * LANES, d, gain, decay);
		e = step(x + 4 * LANES, e, gain, decay);
		f = step(x + 5 * LANES, f, gain, decay);
		g = step(x + 6 * LANES, g, gain, decay);
		h = step(x + 7 * LANES, h, gain, decay);
	}
	memcpy(state, &a, sizeof(a));
	memcpy(state + LANES, &b, sizeof(b));
	memcpy(state + 2 * LANES, &c, sizeof(c));
	memcpy(state + 3 * LANES, &d, sizeof(d));
	memcpy(state + 4 * LANES, &e, sizeof(e));
	memcpy(state + 5 * LANES, &f, sizeof(f));
	memcpy(state + 6 * LANES, &g, sizeof(g));
	memcpy(state + 7 * LANES, &h, sizeof(h));
}
