#include "drive.h"

struct particles {
	double *array[6]; /* x y z vx vy vz */
};
void particles_bad(const struct particles *p, double dt, double gravity, size_t n);
void particles_good(const struct particles *p, double dt, double gravity, size_t n);

static void run(struct drive *d)
{
	size_t n = d->n / 2 * 2;
	double *dt = drive_f64(d, 2);
	struct particles bad, good;

	for (size_t k = 0; k < 6; k++) {
		bad.array[k] = drive_f64(d, n);
		good.array[k] = drive_copy(d, bad.array[k], n * sizeof(double));
	}
	particles_bad(&bad, dt[0], dt[1], n);
	particles_good(&good, dt[0], dt[1], n);
	for (size_t k = 0; k < 6; k++)
		drive_same_f64s(d, "positions and speeds", bad.array[k], good.array[k], n);
}

DRIVE_PAIR("particles", run, 0)
