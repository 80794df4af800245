#include <stddef.h>

/* Copies n samples, n a multiple of four, each limited to low..high. */
void clamp_samples_bad(float *out, const float *x, size_t n, float low, float high)
{
	for (size_t i = 0; i < n; i++) {
		if (x[i] < low)
			out[i] = low;
		else if (x[i] > high)
			out[i] = high;
		else
			out[i] = x[i];
	}
}
