#include <stddef.h>
#include <stdint.h>

struct shape;
struct shape_table {
	uint32_t kind;
	uint64_t (*area)(const struct shape *);
};
struct shape {
	const struct shape_table *table;
	uint32_t width, height;
};

/* The areas of n shapes, added up: 0 is a rectangle, 1 a square (of its width), 2 a frame one unit thick. */
uint64_t shape_area_bad(const struct shape *const *shapes, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += shapes[i]->table->area(shapes[i]);
	return sum;
}
