#include <stddef.h>

enum { TRACKS = 16 };

/* A cubic wave shaper with feedback. */
static inline float shape(float x, float fed_back)
{
	float t = x + 0.25f * fed_back;

	return t * (0.5f + 0.03f * t * t);
}

/* Shapes 16 stereo tracks in place. Rows of 16 samples, one of each track, are left and right in turns; each side is fed
 * back to itself. */
void stereo_shaper_bad(float *samples, size_t rows)
{
	for (size_t t = 0; t < TRACKS; t++) {
		float now = 1, next = 1;

		for (size_t r = 0; r < rows; r++) {
			float y = shape(samples[r * TRACKS + t], now);

			now = next;
			next = y;
			samples[r * TRACKS + t] = y;
		}
	}
}
