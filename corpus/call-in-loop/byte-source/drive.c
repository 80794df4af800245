#include "drive.h"

struct source {
	int (*next)(struct source *);
	const uint8_t *at, *end;
};
size_t byte_source_bad(uint64_t *out, struct source *in);
size_t byte_source_good(uint64_t *out, struct source *in);

static int next(struct source *s) { return s->at == s->end ? -1 : *s->at++; }

static void run(struct drive *d)
{
	uint8_t *bytes = drive_u8(d, d->n);
	uint64_t *bad = drive_u64(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));
	struct source one = {next, bytes, bytes + d->n}, other = one;

	drive_same_u64(d, "numbers", byte_source_bad(bad, &one), byte_source_good(good, &other));
	drive_same_u64(d, "bytes read", (uint64_t)(one.at - bytes), (uint64_t)(other.at - bytes));
	drive_same_bytes(d, "out", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("byte-source", run, 0)
