#include <stddef.h>
#include <stdint.h>

enum { SIDE = 64, PLANE = SIDE * SIDE };

/* The brightest voxel behind each pixel of a volume of `planes` slices. */
void depth_projection_bad(uint8_t *image, const uint8_t *volume, size_t planes)
{
	for (size_t at = 0; at < PLANE; at++) {
		uint8_t most = 0;

		for (size_t z = 0; z < planes; z++) {
			uint8_t v = volume[z * PLANE + at];

			most = v > most ? v : most;
		}
		image[at] = most;
	}
}
