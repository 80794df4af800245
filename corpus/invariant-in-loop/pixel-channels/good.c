#include <stddef.h>
#include <stdint.h>

struct raster {
	uint8_t *data;
	uint32_t width, height, channels;
};

void pixel_channels_good(struct raster *r)
{
	uint8_t *data = r->data;
	size_t n = (uint32_t)(r->width * r->height * r->channels);

	for (size_t i = 0; i < n; i++)
		data[i] ^= UINT8_MAX;
}
