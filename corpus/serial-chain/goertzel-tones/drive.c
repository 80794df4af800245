#include "drive.h"

enum { TONES = 8 };

struct tone {
	int32_t coefficient;
	uint32_t last, before;
};
void goertzel_tones_bad(struct tone tone[TONES], const int16_t *sample, size_t n);
void goertzel_tones_good(struct tone tone[TONES], const int16_t *sample, size_t n);

static void run(struct drive *d)
{
	int16_t *sample = (int16_t *)drive_u16(d, d->n);
	uint32_t *state = drive_u32(d, 3 * TONES), *same = drive_copy(d, state, 3 * TONES * sizeof(*state));

	goertzel_tones_bad((struct tone *)state, sample, d->n);
	goertzel_tones_good((struct tone *)same, sample, d->n);
	drive_same_bytes(d, "state", state, same, 3 * TONES * sizeof(*state));
}

DRIVE_PAIR("goertzel-tones", run, 0)
