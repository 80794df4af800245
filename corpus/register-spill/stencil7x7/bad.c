#include <stddef.h>

/* One row of a 7x7 convolution over n pixels: in holds seven input rows, each of stride >= n + 6
 * pixels. n is a multiple of four. */
void stencil7x7_bad(float *out, const float *in, size_t stride, const float k[49], size_t n)
{
	float k00 = k[0], k01 = k[1], k02 = k[2], k03 = k[3], k04 = k[4], k05 = k[5], k06 = k[6];
	float k10 = k[7], k11 = k[8], k12 = k[9], k13 = k[10], k14 = k[11], k15 = k[12], k16 = k[13];
	float k20 = k[14], k21 = k[15], k22 = k[16], k23 = k[17], k24 = k[18], k25 = k[19], k26 = k[20];
	float k30 = k[21], k31 = k[22], k32 = k[23], k33 = k[24], k34 = k[25], k35 = k[26], k36 = k[27];
	float k40 = k[28], k41 = k[29], k42 = k[30], k43 = k[31], k44 = k[32], k45 = k[33], k46 = k[34];
	float k50 = k[35], k51 = k[36], k52 = k[37], k53 = k[38], k54 = k[39], k55 = k[40], k56 = k[41];
	float k60 = k[42], k61 = k[43], k62 = k[44], k63 = k[45], k64 = k[46], k65 = k[47], k66 = k[48];
	const float *a = in, *b = a + stride, *c = b + stride, *d = c + stride, *e = d + stride, *f = e + stride,
	            *g = f + stride;

	for (size_t i = 0; i < n; i++) {
		float sum = 0;

		sum += k00 * a[i] + k01 * a[i + 1] + k02 * a[i + 2] + k03 * a[i + 3] + k04 * a[i + 4] + k05 * a[i + 5] +
		       k06 * a[i + 6];
		sum += k10 * b[i] + k11 * b[i + 1] + k12 * b[i + 2] + k13 * b[i + 3] + k14 * b[i + 4] + k15 * b[i + 5] +
		       k16 * b[i + 6];
		sum += k20 * c[i] + k21 * c[i + 1] + k22 * c[i + 2] + k23 * c[i + 3] + k24 * c[i + 4] + k25 * c[i + 5] +
		       k26 * c[i + 6];
		sum += k30 * d[i] + k31 * d[i + 1] + k32 * d[i + 2] + k33 * d[i + 3] + k34 * d[i + 4] + k35 * d[i + 5] +
		       k36 * d[i + 6];
		sum += k40 * e[i] + k41 * e[i + 1] + k42 * e[i + 2] + k43 * e[i + 3] + k44 * e[i + 4] + k45 * e[i + 5] +
		       k46 * e[i + 6];
		sum += k50 * f[i] + k51 * f[i + 1] + k52 * f[i + 2] + k53 * f[i + 3] + k54 * f[i + 4] + k55 * f[i + 5] +
		       k56 * f[i + 6];
		sum += k60 * g[i] + k61 * g[i + 1] + k62 * g[i + 2] + k63 * g[i + 3] + k64 * g[i + 4] + k65 * g[i + 5] +
		       k66 * g[i + 6];
		out[i] = sum;
	}
}
