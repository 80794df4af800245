#include <stddef.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));

enum { TILE = 8, PART = 4 };

static void store(double *p, f64x2 v) { memcpy(p, &v, sizeof(v)); }

/* A quarter of the tile: eight accumulators, two vectors of b and one element of a. */
static void part4x4(double *c, const double *a, const double *b, size_t n)
{
	f64x2 c00 = {0}, c01 = {0}, c10 = {0}, c11 = {0}, c20 = {0}, c21 = {0}, c30 = {0}, c31 = {0};

	for (size_t i = 0; i < n; i++, a += TILE, b += TILE) {
		f64x2 b0, b1;

		memcpy(&b0, b, sizeof(b0));
		memcpy(&b1, b + 2, sizeof(b1));
		c00 += a[0] * b0, c01 += a[0] * b1;
		c10 += a[1] * b0, c11 += a[1] * b1;
		c20 += a[2] * b0, c21 += a[2] * b1;
		c30 += a[3] * b0, c31 += a[3] * b1;
	}
	store(c, c00), store(c + 2, c01);
	store(c + TILE, c10), store(c + TILE + 2, c11);
	store(c + 2 * TILE, c20), store(c + 2 * TILE + 2, c21);
	store(c + 3 * TILE, c30), store(c + 3 * TILE + 2, c31);
}

/* The 8x8 product of two packed panels: a holds n columns of 8, b holds n rows of 8. */
void matrix_tile_good(double c[64], const double *a, const double *b, size_t n)
{
	for (size_t row = 0; row < TILE; row += PART)
		for (size_t column = 0; column < TILE; column += PART)
			part4x4(c + row * TILE + column, a + row, b + column, n);
}
