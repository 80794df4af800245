#include <stddef.h>
#include <stdint.h>

/* A test pattern of n pixels, `width` in a row: bright where the squares of 8 x 8 pixels are odd, with a slope. */
void pixel_grid_good(uint8_t *pixel, size_t n, uint32_t width)
{
	uint32_t y = 0;

	for (size_t done = 0; done < n; done += width, y++) {
		uint32_t end = n - done < width ? (uint32_t)(n - done) : width;

		for (uint32_t x = 0; x < end; x++)
			pixel[done + x] = (uint8_t)((x / 8 + y / 8) % 2 * 128 + (x + y) % 64);
	}
}
