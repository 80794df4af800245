#include <stddef.h>
#include <stdint.h>

struct channel {
	int16_t volume, master, fade;
};

void mixer_volume_good(const struct channel *c, int16_t *out, const int16_t *in, size_t n)
{
	int factor = ((c->volume * c->master) >> 15) * c->fade >> 15, rest = 0;

	for (size_t i = 0; i < n; i++) {
		int x = in[i] * factor + rest;

		out[i] = (int16_t)(x >> 15);
		rest = x & 0x7fff;
	}
}
