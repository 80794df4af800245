#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

enum { TRACKS = 16, LANES = 4 };

/* A cubic wave shaper with feedback. */
static inline f32x4 shape(f32x4 x, f32x4 fed_back)
{
	f32x4 t = x + 0.25f * fed_back;

	return t * (0.5f + 0.03f * t * t);
}

static inline f32x4 step(float *p, f32x4 fed_back)
{
	f32x4 x;

	memcpy(&x, p, sizeof(x));
	x = shape(x, fed_back);
	memcpy(p, &x, sizeof(x));
	return x;
}

/* Shapes 16 stereo tracks in place. Rows of 16 samples, one of each track, are left and right in turns; each side is fed
 * back to itself. rows is even. */
void stereo_shaper_good(float *samples, size_t rows)
{
	f32x4 a = {1, 1, 1, 1}, b = a, c = a, d = a, e = a, f = a, g = a, h = a;

	for (float *p = samples, *end = p + rows * TRACKS; p != end; p += 2 * TRACKS) {
		a = step(p, a);
		b = step(p + LANES, b);
		c = step(p + 2 * LANES, c);
		d = step(p + 3 * LANES, d);
		e = step(p + TRACKS, e);
		f = step(p + TRACKS + LANES, f);
		g = step(p + TRACKS + 2 * LANES, g);
		h = step(p + TRACKS + 3 * LANES, h);
	}
}
