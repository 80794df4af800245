#include <stddef.h>

enum { LANES = 4 };

/* A cubic wave shaper with feedback. */
static inline float shape(float x, float fed_back)
{
	float t = x + 0.25f * fed_back;

	return t * (0.5f + 0.03f * t * t);
}

static void shape4(float *a, float *b, float *c, float *d, size_t n)
{
	float al = 1, ar = 1, bl = 1, br = 1, cl = 1, cr = 1, dl = 1, dr = 1;

	for (size_t i = 0; i < 2 * n; i += 2) {
		a[i] = al = shape(a[i], al), a[i + 1] = ar = shape(a[i + 1], ar);
		b[i] = bl = shape(b[i], bl), b[i + 1] = br = shape(b[i + 1], br);
		c[i] = cl = shape(c[i], cl), c[i + 1] = cr = shape(c[i + 1], cr);
		d[i] = dl = shape(d[i], dl), d[i + 1] = dr = shape(d[i + 1], dr);
	}
}

/* Shapes each of `tracks` tracks in place: n frames of a left and a right sample, each fed back to its own side. tracks
 * is a multiple of four. */
void stereo_shaper_good(float *samples, size_t tracks, size_t n)
{
	for (size_t t = 0; t < tracks; t += LANES) {
		float *p = samples + t * 2 * n;

		shape4(p, p + 2 * n, p + 4 * n, p + 6 * n, n);
	}
}
