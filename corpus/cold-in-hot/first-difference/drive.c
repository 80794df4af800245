#include "drive.h"

struct difference {
	size_t at;
	uint32_t line, old, new;
	const char *what;
};
int first_difference_bad(const uint8_t *a, const uint8_t *b, size_t n, struct difference *d);
int first_difference_good(const uint8_t *a, const uint8_t *b, size_t n, struct difference *d);

static void run(struct drive *d)
{
	uint8_t *a = drive_u8(d, d->n), *b;
	struct difference one = {0}, other = {0};

	for (size_t i = 0; i < d->n; i++)
		a[i] = a[i] % 40 ? a[i] : '\n';
	b = drive_copy(d, a, d->n);
	if (d->n && drive_below(d, 2))
		b[d->n - 1 - drive_below(d, d->n) / 8] ^= 10;
	drive_same_u64(d, "result", (uint64_t)first_difference_bad(a, b, d->n, &one),
	               (uint64_t)first_difference_good(a, b, d->n, &other));
	drive_same_u64(d, "at", one.at, other.at);
	drive_same_u64(d, "line", one.line, other.line);
	drive_same_u64(d, "bytes", one.old << 8 | one.new, other.old << 8 | other.new);
	drive_same_u64(d, "described", one.what ? (uint64_t)one.what[0] : 0, other.what ? (uint64_t)other.what[0] : 0);
}

DRIVE_PAIR("first-difference", run, 0)
