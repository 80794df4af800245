#include "drive.h"

struct writer {
	uint8_t *data;
	size_t used;
};
void varint_writer_bad(struct writer *w, const uint32_t *values, size_t n);
void varint_writer_good(struct writer *w, const uint32_t *values, size_t n);

enum { LONGEST = 5 };

static void run(struct drive *d)
{
	uint32_t *values = drive_u32(d, d->n);
	struct writer bad = {drive_bytes(d, d->n * LONGEST + 1), 1}, good = {drive_bytes(d, d->n * LONGEST + 1), 1};

	varint_writer_bad(&bad, values, d->n);
	varint_writer_good(&good, values, d->n);
	drive_same_u64(d, "bytes used", bad.used, good.used);
	drive_same_bytes(d, "bytes", bad.data, good.data, bad.used);
}

DRIVE_PAIR("varint-writer", run, 0)
