#include <stddef.h>
#include <stdint.h>

enum { LINE = 64, LANES = 3 };

static inline int32_t clamp(int32_t v)
{
	v = v < -32768 ? -32768 : v;
	return v > 32767 ? 32767 : v;
}

static inline int32_t step(int32_t s, int16_t *to, int8_t difference)
{
	s = clamp(s + difference * 256);
	*to = (int16_t)s;
	return s;
}

static void decode3(int16_t *restrict sample, const int8_t *restrict difference)
{
	int32_t a = 0, b = 0, c = 0;

	for (size_t i = 0; i < LINE; i++) {
		a = step(a, &sample[i], difference[i]);
		b = step(b, &sample[LINE + i], difference[LINE + i]);
		c = step(c, &sample[2 * LINE + i], difference[2 * LINE + i]);
	}
}

/* Decodes lines of 64 differences each: every sample is the last one and a difference, clamped; lines is a multiple of
 * three. */
void dpcm_lines_good(int16_t *sample, const int8_t *difference, size_t lines)
{
	for (size_t l = 0; l < lines; l += LANES)
		decode3(sample + l * LINE, difference + l * LINE);
}
