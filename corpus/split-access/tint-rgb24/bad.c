#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8x16 __attribute__((vector_size(16)));

/* Adds a colour to each group of four pixels of three bytes. A vector takes four more bytes than a group has: those
 * behind the last group are there, and are changed, too. */
void tint_rgb24_bad(uint8_t *out, const uint8_t *in, const uint8_t colour[16], size_t groups)
{
	u8x16 c, v;

	memcpy(&c, colour, sizeof(c));
	for (size_t i = 0; i < groups; i++) {
		memcpy(&v, in + 12 * i, sizeof(v));
		v += c;
		memcpy(out + 12 * i, &v, sizeof(v));
	}
}
