#include <stddef.h>

/* The particles' mass, and their masses times their places along x; both lie in arrays of their own. */
double center_of_mass_good(double *mass, const float *x, const float *m, size_t n)
{
	double moment = 0, total = 0;

	for (size_t i = 0; i < n; i++) {
		moment += (double)x[i] * m[i];
		total += m[i];
	}
	*mass = total;
	return moment;
}
