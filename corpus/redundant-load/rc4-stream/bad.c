#include <stddef.h>
#include <stdint.h>

struct rc4 {
	uint8_t i, j;
	uint8_t state[256];
};

/* The stream cipher (broken, and still met): the next n bytes of the key stream, xored over in. */
void rc4_stream_bad(struct rc4 *k, uint8_t *out, const uint8_t *in, size_t n)
{
	for (size_t b = 0; b < n; b++) {
		k->i++;
		k->j += k->state[k->i];

		uint8_t x = k->state[k->i];

		k->state[k->i] = k->state[k->j];
		k->state[k->j] = x;
		out[b] = in[b] ^ k->state[(uint8_t)(k->state[k->i] + k->state[k->j])];
	}
}
