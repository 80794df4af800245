#include <stddef.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));

enum { VALUES = 12 };

static f64x2 load(const double *p)
{
	f64x2 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static void store(double *p, f64x2 v) { memcpy(p, &v, sizeof(v)); }

/* The sum of x * x^T over n samples of 12 values, a symmetric 12x12 matrix: a row for each pass over the samples. */
void normal_equations_good(double sum[VALUES * VALUES], const double *x, size_t n)
{
	for (size_t row = 0; row < VALUES; row++, sum += VALUES) {
		f64x2 a = {0}, b = {0}, c = {0}, d = {0}, e = {0}, f = {0};
		const double *at = x;

		for (size_t s = 0; s < n; s++, at += VALUES) {
			double factor = at[row];

			a += factor * load(at);
			b += factor * load(at + 2);
			c += factor * load(at + 4);
			d += factor * load(at + 6);
			e += factor * load(at + 8);
			f += factor * load(at + 10);
		}
		store(sum, a), store(sum + 2, b), store(sum + 4, c);
		store(sum + 6, d), store(sum + 8, e), store(sum + 10, f);
	}
}
