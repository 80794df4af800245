#include <stddef.h>
#include <stdint.h>

/* A test pattern of n pixels, `width` in a row: bright where the squares of 8 x 8 pixels are odd, with a slope. */
void pixel_grid_bad(uint8_t *pixel, size_t n, uint32_t width)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t x = (uint32_t)i % width, y = (uint32_t)i / width;

		pixel[i] = (uint8_t)((x / 8 + y / 8) % 2 * 128 + (x + y) % 64);
	}
}
