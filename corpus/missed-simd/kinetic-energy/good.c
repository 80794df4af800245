#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

struct bodies {
	const float *mass, *vx, *vy, *vz;
};

static f32x4 load(const float *p)
{
	f32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* The energies of n bodies, n a multiple of four. */
void kinetic_energy_good(float *energy, const struct bodies *b, size_t n)
{
	const float *mass = b->mass, *x = b->vx, *y = b->vy, *z = b->vz;

	for (size_t i = 0; i < n / 4 * 4; i += 4) {
		f32x4 vx = load(x + i), vy = load(y + i), vz = load(z + i);
		f32x4 e = 0.5f * load(mass + i) * (vx * vx + vy * vy + vz * vz);

		memcpy(energy + i, &e, sizeof(e));
	}
}
