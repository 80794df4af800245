#include <stddef.h>

struct particle {
	float x, y, z, mass;
	float velocity[3], charge;
	float force[3], radius;
	float spin[3], age;
};

/* The particles' mass, and their masses times their places along x. */
double center_of_mass_bad(double *mass, const struct particle *p, size_t n)
{
	double moment = 0, total = 0;

	for (size_t i = 0; i < n; i++) {
		moment += (double)p[i].x * p[i].mass;
		total += p[i].mass;
	}
	*mass = total;
	return moment;
}
