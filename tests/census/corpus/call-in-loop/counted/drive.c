#include "drive.h"

void counted_bad(uint64_t *p, size_t n);
void counted_good(uint64_t *p, size_t n);

static void run(struct drive *d)
{
	uint64_t *one = drive_u64(d, d->n + 1), *other = drive_copy(d, one, (d->n + 1) * sizeof(*one));

	counted_bad(one, d->n ? d->n : 1);
	counted_good(other, d->n);
}

DRIVE_PAIR("counted", run, 0)
