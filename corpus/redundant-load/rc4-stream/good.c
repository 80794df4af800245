#include <stddef.h>
#include <stdint.h>

struct rc4 {
	uint8_t i, j;
	uint8_t state[256];
};

void rc4_stream_good(struct rc4 *k, uint8_t *out, const uint8_t *in, size_t n)
{
	uint8_t i = k->i, j = k->j;

	for (size_t b = 0; b < n; b++) {
		uint8_t x = k->state[++i], y = k->state[j += x];

		k->state[i] = y;
		k->state[j] = x;
		out[b] = in[b] ^ k->state[(uint8_t)(x + y)];
	}
	k->i = i;
	k->j = j;
}
