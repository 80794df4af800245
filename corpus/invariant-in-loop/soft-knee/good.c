#include <stddef.h>

void soft_knee_good(float *out, const float *in, size_t n, float threshold, float ratio)
{
	float rest = (1.0f - ratio) * threshold;

	for (size_t i = 0; i < n; i++) {
		float x = in[i];

		if (x > threshold)
			x = ratio * x + rest;
		out[i] = x;
	}
}
