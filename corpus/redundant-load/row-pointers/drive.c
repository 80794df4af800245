#include "drive.h"

struct image {
	uint8_t **rows;
	uint32_t width, height;
};
void row_pointers_bad(struct image *m);
void row_pointers_good(struct image *m);

static struct image make(struct drive *d, const uint8_t *pixels, uint32_t width, uint32_t height)
{
	struct image m = {drive_bytes(d, (height + 1) * sizeof(*m.rows)), width, height};

	for (uint32_t y = 0; y < height; y++)
		m.rows[y] = drive_copy(d, pixels + (size_t)y * width, width);
	return m;
}

static void run(struct drive *d)
{
	uint32_t height = d->n < 8 ? 1 : 8, width = (uint32_t)(d->n / height);
	uint8_t *pixels = drive_u8(d, d->n);
	struct image bad = make(d, pixels, width, height), good = make(d, pixels, width, height);

	row_pointers_bad(&bad);
	row_pointers_good(&good);
	for (uint32_t y = 0; y < height; y++)
		drive_same_bytes(d, "row", bad.rows[y], good.rows[y], width);
}

DRIVE_PAIR("row-pointers", run, 0)
