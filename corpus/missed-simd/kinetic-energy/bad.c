#include <stddef.h>

struct body {
	float mass, vx, vy, vz;
};

/* The energies of n bodies, n a multiple of four. */
void kinetic_energy_bad(float *energy, const struct body *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		energy[i] = 0.5f * b[i].mass * (b[i].vx * b[i].vx + b[i].vy * b[i].vy + b[i].vz * b[i].vz);
}
