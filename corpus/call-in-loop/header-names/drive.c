#include "drive.h"

void header_names_bad(char *name, size_t n);
void header_names_good(char *name, size_t n);

static void run(struct drive *d)
{
	char *bad = (char *)drive_u8(d, d->n), *good;

	for (size_t i = 0; i < d->n; i++)
		bad[i] &= 0x7f;
	good = drive_copy(d, bad, d->n);
	header_names_bad(bad, d->n);
	header_names_good(good, d->n);
	drive_same_bytes(d, "names", bad, good, d->n);
}

DRIVE_PAIR("header-names", run, 0)
