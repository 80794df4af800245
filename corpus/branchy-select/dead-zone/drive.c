#include "drive.h"

void dead_zone_bad(int16_t *out, const int16_t *x, size_t n, int zone, int scale);
void dead_zone_good(int16_t *out, const int16_t *x, size_t n, int zone, int scale);

static void run(struct drive *d)
{
	size_t n = d->n / 4 * 4;
	const int16_t *x = (const int16_t *)drive_u16(d, n);
	int16_t *bad = (int16_t *)drive_u16(d, n), *good = (int16_t *)drive_u16(d, n);
	int zone = (int)drive_below(d, d->n % 2 ? 32768 : 64), scale = (int)drive_below(d, 65536);

	dead_zone_bad(bad, x, n, zone, scale);
	dead_zone_good(good, x, n, zone, scale);
	drive_same_bytes(d, "quantised", bad, good, n * sizeof(*bad));
}

DRIVE_PAIR("dead-zone", run, 0)
