#include "drive.h"

struct body {
	float value[4];
};
struct bodies {
	const float *array[4];
};
void kinetic_energy_bad(float *energy, const struct body *b, size_t n);
void kinetic_energy_good(float *energy, const struct bodies *b, size_t n);

static void run(struct drive *d)
{
	size_t n = d->n / 4 * 4;
	struct body *aos = (struct body *)drive_f32(d, 4 * n);
	struct bodies soa;
	float *bad = drive_f32(d, n), *good = drive_f32(d, n);

	for (size_t k = 0; k < 4; k++) {
		float *array = drive_f32(d, n);

		for (size_t i = 0; i < n; i++)
			array[i] = aos[i].value[k];
		soa.array[k] = array;
	}
	kinetic_energy_bad(bad, aos, n);
	kinetic_energy_good(good, &soa, n);
	drive_same_f32s(d, "energy", bad, good, n);
}

DRIVE_PAIR("kinetic-energy", run, 0)
