#include <stddef.h>

/* y += a * x */
void saxpy_bad(float *y, const float *x, float a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		y[i] += a * x[i];
}
