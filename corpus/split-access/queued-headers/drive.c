#include "drive.h"

struct sender {
	uint8_t next[16];
	uint32_t sequence;
};
void queued_headers_bad(uint8_t *out, struct sender *s, const uint32_t *frames, size_t n);
void queued_headers_good(uint8_t *out, uint32_t sequence, const uint32_t *frames, size_t n);

static void run(struct drive *d)
{
	uint32_t *frames = drive_u32(d, d->n);
	uint8_t *bad = drive_u8(d, 16 * d->n), *good = drive_u8(d, 16 * d->n);
	struct sender *s = drive_bytes(d, sizeof(*s));

	s->sequence = (uint32_t)drive_next(d);
	queued_headers_bad(bad, s, frames, d->n);
	queued_headers_good(good, s->sequence, frames, d->n);
	drive_same_bytes(d, "headers", bad, good, 16 * d->n);
}

DRIVE_PAIR("queued-headers", run, 0)
