#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { SIDE = 64, PLANE = SIDE * SIDE };

/* The brightest voxel behind each pixel of a volume of `planes` slices: slice by slice. */
void depth_projection_good(uint8_t *restrict image, const uint8_t *restrict volume, size_t planes)
{
	memset(image, 0, PLANE);
	for (size_t z = 0; z < planes; z++)
		for (size_t at = 0; at < PLANE; at++) {
			uint8_t v = volume[z * PLANE + at];

			image[at] = v > image[at] ? v : image[at];
		}
}
