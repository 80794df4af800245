#include "drive.h"

void codeword_weights_bad(uint8_t *weight, const uint64_t *word, size_t n);
void codeword_weights_good(uint8_t *weight, const uint64_t *word, size_t n);

static void run(struct drive *d)
{
	uint64_t *word = drive_u64(d, d->n);
	uint8_t *bad = drive_u8(d, d->n), *good = drive_u8(d, d->n);

	codeword_weights_bad(bad, word, d->n);
	codeword_weights_good(good, word, d->n);
	drive_same_bytes(d, "weights", bad, good, d->n);
}

DRIVE_PAIR("codeword-weights", run, 0)
