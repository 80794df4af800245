#include <stddef.h>
#include <stdint.h>

/* Luma of 8-bit RGBA pixels, by weights of a sum of 256. */
void rgba_to_gray_bad(uint8_t *gray, const uint8_t *rgba, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned r = rgba[4 * i], g = rgba[4 * i + 1], b = rgba[4 * i + 2];

		gray[i] = (uint8_t)((77 * r + 150 * g + 29 * b + 128) >> 8);
	}
}
