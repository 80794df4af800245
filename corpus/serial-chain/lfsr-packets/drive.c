#include "drive.h"

void lfsr_packets_bad(uint32_t *state, size_t n, uint32_t steps);
void lfsr_packets_good(uint32_t *state, size_t n, uint32_t steps);

static void run(struct drive *d)
{
	uint32_t *bad = drive_u32(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));
	uint32_t steps = 8 + (uint32_t)(d->seed % 57);

	lfsr_packets_bad(bad, d->n, steps);
	lfsr_packets_good(good, d->n, steps);
	drive_same_bytes(d, "states", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("lfsr-packets", run, 0)
