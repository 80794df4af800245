#include "drive.h"

struct rc4 {
	uint8_t i, j;
	uint8_t state[256];
};
void rc4_stream_bad(struct rc4 *k, uint8_t *out, const uint8_t *in, size_t n);
void rc4_stream_good(struct rc4 *k, uint8_t *out, const uint8_t *in, size_t n);

static void run(struct drive *d)
{
	struct rc4 bad = {.i = (uint8_t)drive_next(d), .j = (uint8_t)drive_next(d)}, good;
	uint8_t *in = drive_u8(d, d->n), *b = drive_u8(d, d->n), *g = drive_u8(d, d->n);

	for (unsigned k = 0; k < sizeof(bad.state); k++) { /* a random permutation */
		unsigned at = (unsigned)drive_below(d, k + 1);

		bad.state[k] = bad.state[at];
		bad.state[at] = (uint8_t)k;
	}
	good = bad;
	rc4_stream_bad(&bad, b, in, d->n);
	rc4_stream_good(&good, g, in, d->n);
	drive_same_bytes(d, "bytes", b, g, d->n);
	drive_same_bytes(d, "state", &bad, &good, sizeof(bad));
}

DRIVE_PAIR("rc4-stream", run, 0)
