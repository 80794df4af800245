#include <stddef.h>
#include <stdint.h>

enum { LINE = 64 };

static inline int32_t clamp(int32_t v)
{
	v = v < -32768 ? -32768 : v;
	return v > 32767 ? 32767 : v;
}

/* Decodes lines of 64 differences each: every sample is the last one and a difference, clamped. */
void dpcm_lines_bad(int16_t *sample, const int8_t *difference, size_t lines)
{
	for (size_t l = 0; l < lines; l++) {
		int32_t s = 0;

		for (size_t i = 0; i < LINE; i++) {
			s = clamp(s + difference[l * LINE + i] * 256);
			sample[l * LINE + i] = (int16_t)s;
		}
	}
}
