#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));
typedef int32_t i32x4 __attribute__((vector_size(16)));

enum { LANES = 4 };

static f32x4 pick(i32x4 mask, f32x4 yes, f32x4 no) { return (f32x4)((mask & (i32x4)yes) | (~mask & (i32x4)no)); }

/* Copies n samples, n a multiple of four, each limited to low..high. */
void clamp_samples_good(float *out, const float *x, size_t n, float low, float high)
{
	f32x4 least = {low, low, low, low}, most = {high, high, high, high};

	for (size_t i = 0; i < n; i += LANES) {
		f32x4 v;

		memcpy(&v, x + i, sizeof(v));
		v = pick(v < least, least, pick(v > most, most, v));
		memcpy(out + i, &v, sizeof(v));
	}
}
