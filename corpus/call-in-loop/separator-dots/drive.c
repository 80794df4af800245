#include "drive.h"

size_t separator_dots_bad(char *path);
size_t separator_dots_good(char *path);

static void run(struct drive *d)
{
	size_t n = d->n < 4096 ? d->n : 4096; /* the bad half is quadratic */
	char *bad = (char *)drive_u8(d, n + 1), *good;

	for (size_t i = 0; i < n; i++)
		bad[i] = (char)(bad[i] & 1 ? '/' : bad[i] ? bad[i] : 'a');
	bad[n] = '\0';
	good = drive_copy(d, bad, n + 1);
	drive_same_u64(d, "separators", separator_dots_bad(bad), separator_dots_good(good));
	drive_same_bytes(d, "path", bad, good, n + 1);
}

DRIVE_PAIR("separator-dots", run, 0)
