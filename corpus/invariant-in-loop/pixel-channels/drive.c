#include "drive.h"

struct raster {
	uint8_t *data;
	uint32_t width, height, channels;
};
void pixel_channels_bad(struct raster *r);
void pixel_channels_good(struct raster *r);

static void run(struct drive *d)
{
	uint32_t channels = 1 + (uint32_t)drive_below(d, 4), height = 1 + (uint32_t)drive_below(d, 4);
	uint32_t width = (uint32_t)(d->n / (channels * height));
	size_t size = (size_t)width * height * channels;
	uint8_t *pixels = drive_u8(d, size);
	struct raster bad = {drive_copy(d, pixels, size), width, height, channels},
		      good = {drive_copy(d, pixels, size), width, height, channels};

	pixel_channels_bad(&bad);
	pixel_channels_good(&good);
	drive_same_bytes(d, "pixels", bad.data, good.data, size);
}

DRIVE_PAIR("pixel-channels", run, 0)
