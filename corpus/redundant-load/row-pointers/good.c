#include <stddef.h>
#include <stdint.h>

struct image {
	uint8_t **rows;
	uint32_t width, height;
};

static void negative(uint8_t *row, size_t n)
{
	for (size_t x = 0; x < n; x++)
		row[x] = UINT8_MAX - row[x];
}

void row_pointers_good(struct image *m)
{
	uint8_t *const *rows = m->rows;
	size_t width = m->width, height = m->height;

	for (size_t y = 0; y < height; y++)
		negative(rows[y], width);
}
