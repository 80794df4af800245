#include <stddef.h>

struct particles {
	double *x, *y, *z, *vx, *vy, *vz;
};

/* One step of n particles, n even: gravity pulls down, then each moves by its speed. */
void particles_bad(const struct particles *p, double dt, double gravity, size_t n)
{
	double *x = p->x, *y = p->y, *z = p->z, *vx = p->vx, *vy = p->vy, *vz = p->vz;

	for (size_t i = 0; i < n; i++) {
		vy[i] -= gravity;
		x[i] += dt * vx[i];
		y[i] += dt * vy[i];
		z[i] += dt * vz[i];
	}
}
