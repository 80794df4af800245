#include <stddef.h>
#include <string.h>

typedef double f64x2 __attribute__((vector_size(16)));

struct particles {
	double *x, *y, *z, *vx, *vy, *vz;
};

static f64x2 load(const double *p)
{
	f64x2 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static void store(double *p, f64x2 v) { memcpy(p, &v, sizeof(v)); }

/* One step of n particles, n even: gravity pulls down, then each moves by its speed. */
void particles_good(const struct particles *p, double dt, double gravity, size_t n)
{
	double *x = p->x, *y = p->y, *z = p->z, *vx = p->vx, *vy = p->vy, *vz = p->vz;

	for (size_t i = 0; i < n / 2 * 2; i += 2) {
		f64x2 speed = load(vy + i) - gravity;

		store(vy + i, speed);
		store(x + i, load(x + i) + dt * load(vx + i));
		store(y + i, load(y + i) + dt * speed);
		store(z + i, load(z + i) + dt * load(vz + i));
	}
}
