#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8x16 __attribute__((vector_size(16)));

enum { STEP = 48 }; /* four groups: three whole vectors */

static void tint(uint8_t *out, const uint8_t *in, u8x16 c)
{
	u8x16 v;

	memcpy(&v, in, sizeof(v));
	v += c;
	memcpy(out, &v, sizeof(v));
}

/* Adds a colour to each group of four pixels of three bytes, sixteen pixels at a time. The pattern has the colour
 * sixteen times. */
void tint_rgb24_good(uint8_t *out, const uint8_t *in, const uint8_t pattern[STEP], size_t groups)
{
	size_t bytes = 12 * groups, at = 0;
	u8x16 a, b, c;

	memcpy(&a, pattern, sizeof(a));
	memcpy(&b, pattern + 16, sizeof(b));
	memcpy(&c, pattern + 32, sizeof(c));
	for (; bytes - at >= STEP; at += STEP) {
		tint(out + at, in + at, a);
		tint(out + at + 16, in + at + 16, b);
		tint(out + at + 32, in + at + 32, c);
	}
	for (; at < bytes; at++)
		out[at] = (uint8_t)(in[at] + pattern[at % STEP]);
}
