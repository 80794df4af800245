#include "drive.h"

struct shape;
struct shape_table {
	uint32_t kind;
	uint64_t (*area)(const struct shape *);
};
struct shape {
	const struct shape_table *table;
	uint32_t width, height;
};
uint64_t shape_area_bad(const struct shape *const *shapes, size_t n);
uint64_t shape_area_good(const struct shape *const *shapes, size_t n);

static uint64_t rectangle(const struct shape *s) { return (uint64_t)s->width * s->height; }
static uint64_t square(const struct shape *s) { return (uint64_t)s->width * s->width; }
static uint64_t frame(const struct shape *s)
{
	uint64_t all = rectangle(s);

	return s->width > 2 && s->height > 2 ? all - (uint64_t)(s->width - 2) * (s->height - 2) : all;
}

static void run(struct drive *d)
{
	static const struct shape_table tables[3] = {{0, rectangle}, {1, square}, {2, frame}};
	uint32_t *width = drive_u32(d, d->n), *height = drive_u32(d, d->n);
	struct shape *shape = drive_bytes(d, d->n * sizeof(*shape));
	const struct shape **shapes = drive_bytes(d, d->n * sizeof(*shapes));

	for (size_t i = 0; i < d->n; i++) {
		shape[i] = (struct shape){&tables[drive_below(d, 3)], width[i], height[i]};
		shapes[i] = &shape[i];
	}
	drive_same_u64(d, "area", shape_area_bad(shapes, d->n), shape_area_good(shapes, d->n));
}

DRIVE_PAIR("shape-area", run, 0)
