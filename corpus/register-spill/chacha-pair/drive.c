#include "drive.h"

void chacha_pair_bad(uint32_t *out, uint32_t state[16], size_t n);
void chacha_pair_good(uint32_t *out, uint32_t state[16], size_t n);

static void run(struct drive *d)
{
	size_t pairs = d->n % 17;
	uint32_t *bad_state = drive_u32(d, 16), *good_state = drive_copy(d, bad_state, 16 * sizeof(*bad_state));
	uint32_t *bad = drive_u32(d, 32 * pairs), *good = drive_u32(d, 32 * pairs);

	chacha_pair_bad(bad, bad_state, pairs);
	chacha_pair_good(good, good_state, pairs);
	drive_same_bytes(d, "key stream", bad, good, 32 * pairs * sizeof(*bad));
	drive_same_bytes(d, "state", bad_state, good_state, 16 * sizeof(*bad_state));
}

DRIVE_PAIR("chacha-pair", run, 0)
