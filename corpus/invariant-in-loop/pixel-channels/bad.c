#include <stddef.h>
#include <stdint.h>

struct raster {
	uint8_t *data;
	uint32_t width, height, channels;
};

/* Inverts each channel of each pixel. */
void pixel_channels_bad(struct raster *r)
{
	for (uint32_t y = 0; y < r->height; y++)
		for (uint32_t x = 0; x < r->width; x++)
			for (uint32_t c = 0; c < r->channels; c++)
				r->data[(y * r->width + x) * r->channels + c] ^= UINT8_MAX;
}
