#include "drive.h"

struct channel {
	int16_t volume, master, fade;
};
void mixer_volume_bad(const struct channel *c, int16_t *out, const int16_t *in, size_t n);
void mixer_volume_good(const struct channel *c, int16_t *out, const int16_t *in, size_t n);

static void run(struct drive *d)
{
	struct channel c = {(int16_t)drive_below(d, 32768), (int16_t)drive_below(d, 32768), 32767};
	int16_t *in = (int16_t *)drive_u16(d, d->n), *bad = (int16_t *)drive_u16(d, d->n);
	int16_t *good = drive_copy(d, bad, d->n * sizeof(*bad));

	mixer_volume_bad(&c, bad, in, d->n);
	mixer_volume_good(&c, good, in, d->n);
	drive_same_bytes(d, "samples", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("mixer-volume", run, 0)
