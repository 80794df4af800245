#include <stddef.h>

/* A cubic wave shaper with feedback. */
static inline float shape(float x, float fed_back)
{
	float t = x + 0.25f * fed_back;

	return t * (0.5f + 0.03f * t * t);
}

/* Shapes each of `tracks` tracks in place: n frames of a left and a right sample, each fed back to its own side. */
void stereo_shaper_bad(float *samples, size_t tracks, size_t n)
{
	for (size_t t = 0; t < tracks; t++) {
		float now = 1, next = 1;

		for (float *p = samples + t * 2 * n, *end = p + 2 * n; p != end; p++) { /* left and right take turns */
			float y = shape(*p, now);

			now = next;
			next = y;
			*p = y;
		}
	}
}
