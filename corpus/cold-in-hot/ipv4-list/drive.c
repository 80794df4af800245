#include "drive.h"

struct fault {
	size_t at;
	uint32_t byte, addresses, dots;
	const char *what;
};
size_t ipv4_list_bad(uint32_t *out, const uint8_t *text, size_t n, struct fault *f);
size_t ipv4_list_good(uint32_t *out, const uint8_t *text, size_t n, struct fault *f);

static size_t number(uint8_t *to, size_t room, unsigned value, uint8_t end)
{
	uint8_t digits[4];
	size_t n = 0;

	if (value > 99)
		digits[n++] = (uint8_t)('0' + value / 100);
	if (value > 9)
		digits[n++] = (uint8_t)('0' + value / 10 % 10);
	digits[n++] = (uint8_t)('0' + value % 10);
	digits[n++] = end;
	for (size_t i = 0; i < n && i < room; i++)
		to[i] = digits[i];
	return n < room ? n : room;
}

static void run(struct drive *d)
{
	uint8_t *text = drive_u8(d, d->n);
	uint32_t *bad = drive_u32(d, d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));
	struct fault one = {0}, other = {0};
	unsigned k = 0;

	for (size_t at = 0; at < d->n && d->fill != FILL_EXTREME; k++)
		at += number(text + at, d->n - at, text[at], k % 4 == 3 ? '\n' : '.');
	if (d->n && drive_below(d, 4) == 0)
		text[drive_below(d, d->n)] = drive_below(d, 2) ? '9' : ' ';
	drive_same_u64(d, "addresses", ipv4_list_bad(bad, text, d->n, &one), ipv4_list_good(good, text, d->n, &other));
	drive_same_bytes(d, "out", bad, good, d->n * sizeof(*bad));
	drive_same_u64(d, "at", one.at, other.at);
	drive_same_u64(d, "byte", one.byte, other.byte);
	drive_same_u64(d, "before", (uint64_t)one.addresses << 32 | one.dots,
	               (uint64_t)other.addresses << 32 | other.dots);
	drive_same_u64(d, "described", one.what ? (uint64_t)one.what[0] : 0, other.what ? (uint64_t)other.what[0] : 0);
}

DRIVE_PAIR("ipv4-list", run, 0)
