#include <stddef.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));

enum { FIELDS = 4 }; /* x, y, z, and one that pads */

/* Scales x and y of the vertices, which lie four doubles apart. */
void scale_vertices_good(double *vertices, size_t n, double sx, double sy)
{
	f64x2 scale = {sx, sy}, v;

	for (size_t i = 0; i < n; i++) {
		memcpy(&v, vertices + FIELDS * i, sizeof(v));
		v *= scale;
		memcpy(vertices + FIELDS * i, &v, sizeof(v));
	}
}
