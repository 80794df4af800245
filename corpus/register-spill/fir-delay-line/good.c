#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

enum { LANES = 4 };

static f32x4 load(const float *p)
{
	f32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* y[i] = sum of tap[k] * x[i - k] over the taps, four outputs at a time; the samples stay where they are. x has
 * taps - 1 samples before x[0]; taps and n are multiples of four. */
void fir_delay_line_good(float *y, const float *x, const float *tap, size_t taps, size_t n)
{
	for (size_t i = 0; i < n; i += LANES) {
		f32x4 a = {0}, b = {0}, c = {0}, d = {0};

		for (size_t k = 0; k < taps; k += 4) {
			const float *at = x + i - k;

			a += tap[k] * load(at);
			b += tap[k + 1] * load(at - 1);
			c += tap[k + 2] * load(at - 2);
			d += tap[k + 3] * load(at - 3);
		}
		a = (a + b) + (c + d);
		memcpy(y + i, &a, sizeof(a));
	}
}
