#include <stddef.h>
#include <stdint.h>

struct image {
	uint8_t **rows;
	uint32_t width, height;
};

/* The negative of an image that is reached row by row. */
void row_pointers_bad(struct image *m)
{
	for (uint32_t y = 0; y < m->height; y++)
		for (uint32_t x = 0; x < m->width; x++)
			m->rows[y][x] = UINT8_MAX - m->rows[y][x];
}
