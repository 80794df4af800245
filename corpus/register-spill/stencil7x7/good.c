#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

enum { SIZE = 7, LANES = 4 };

static f32x4 load(const float *p)
{
	f32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* One row of a 7x7 convolution over n pixels: in holds the input rows (7), each of stride >= n + 6 pixels. n
 * is a multiple of four: four outputs walk over the coefficients, which stay in memory. */
void stencil7x7_good(float *out, const float *in, size_t stride, const float *k, size_t rows, size_t n)
{
	for (size_t i = 0; i < n; i += LANES) {
		f32x4 a = {0}, b = {0}, c = {0}, d = {0};
		const float *at = in + i;

		for (const float *row = k; row != k + rows * SIZE; row += SIZE, at += stride) {
			a += row[0] * load(at);
			b += row[1] * load(at + 1);
			c += row[2] * load(at + 2);
			d += row[3] * load(at + 3);
			a += row[4] * load(at + 4);
			b += row[5] * load(at + 5);
			c += row[6] * load(at + 6);
		}
		a = (a + b) + (c + d);
		memcpy(out + i, &a, sizeof(a));
	}
}
