#include <stddef.h>

#define ZERO(r)                                                                                                        \
	double c##r##0 = 0, c##r##1 = 0, c##r##2 = 0, c##r##3 = 0, c##r##4 = 0, c##r##5 = 0, c##r##6 = 0, c##r##7 = 0
#define ADD(r)                                                                                                         \
	c##r##0 += a[r] * b[0], c##r##1 += a[r] * b[1], c##r##2 += a[r] * b[2], c##r##3 += a[r] * b[3],                \
	    c##r##4 += a[r] * b[4], c##r##5 += a[r] * b[5], c##r##6 += a[r] * b[6], c##r##7 += a[r] * b[7]
#define STORE(r)                                                                                                       \
	c[8 * r] = c##r##0, c[8 * r + 1] = c##r##1, c[8 * r + 2] = c##r##2, c[8 * r + 3] = c##r##3,                    \
	      c[8 * r + 4] = c##r##4, c[8 * r + 5] = c##r##5, c[8 * r + 6] = c##r##6, c[8 * r + 7] = c##r##7

/* The 8x8 product of two packed panels: a holds n columns of 8, b holds n rows of 8. */
void matrix_tile_bad(double c[64], const double *a, const double *b, size_t n)
{
	ZERO(0);
	ZERO(1);
	ZERO(2);
	ZERO(3);
	ZERO(4);
	ZERO(5);
	ZERO(6);
	ZERO(7);
	for (size_t i = 0; i < n; i++, a += 8, b += 8) {
		ADD(0);
		ADD(1);
		ADD(2);
		ADD(3);
		ADD(4);
		ADD(5);
		ADD(6);
		ADD(7);
	}
	STORE(0);
	STORE(1);
	STORE(2);
	STORE(3);
	STORE(4);
	STORE(5);
	STORE(6);
	STORE(7);
}
