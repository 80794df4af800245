#include <stddef.h>

/* A compressor's curve: above the threshold a sample only counts by the ratio. */
void soft_knee_bad(float *out, const float *in, size_t n, float threshold, float ratio)
{
	for (size_t i = 0; i < n; i++) {
		float x = in[i];

		if (x > threshold)
			x = ratio * x + (1.0f - ratio) * threshold;
		out[i] = x;
	}
}
