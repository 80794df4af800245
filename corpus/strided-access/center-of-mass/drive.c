#include "drive.h"

struct particle {
	float x, y, z, mass;
	float velocity[3], charge;
	float force[3], radius;
	float spin[3], age;
};
double center_of_mass_bad(double *mass, const struct particle *p, size_t n);
double center_of_mass_good(double *mass, const float *x, const float *m, size_t n);

static void run(struct drive *d)
{
	float *x = drive_f32(d, d->n), *m = drive_f32(d, d->n);
	struct particle *p = drive_bytes(d, d->n * sizeof(*p));
	double bad = 0, good = 0;

	for (size_t i = 0; i < d->n; i++)
		p[i] = (struct particle){.x = x[i], .mass = m[i]};
	drive_same_f64(d, "moment", center_of_mass_bad(&bad, p, d->n), center_of_mass_good(&good, x, m, d->n));
	drive_same_f64(d, "mass", bad, good);
}

DRIVE_PAIR("center-of-mass", run, 0)
