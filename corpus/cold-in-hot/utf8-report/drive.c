#include "drive.h"

struct fault {
	size_t at, line_start;
	uint32_t line, byte;
	const char *what;
};
int utf8_report_bad(const uint8_t *s, size_t n, struct fault *f);
int utf8_report_good(const uint8_t *s, size_t n, struct fault *f);

static void run(struct drive *d)
{
	static const uint8_t lead[5] = {0, 'a', 0xc3, 0xe2, 0xf1};
	uint8_t *s = drive_u8(d, d->n);
	struct fault one = {0}, other = {0};

	for (size_t at = 0, size; at < d->n && d->fill != FILL_EXTREME; at += size) {
		size = d->fill == FILL_ZERO ? 1 : 1 + (size_t)drive_below(d, 4);
		if (size > d->n - at)
			size = d->n - at;
		s[at] = lead[size] == 'a' && drive_below(d, 8) == 0 ? '\n' : lead[size];
		for (size_t k = 1; k < size; k++)
			s[at + k] = (uint8_t)(0x80 | (s[at + k] & 0x3f));
	}
	if (d->n && drive_below(d, 4) == 0)
		s[drive_below(d, d->n)] = 0xff;
	drive_same_u64(d, "result", (uint64_t)utf8_report_bad(s, d->n, &one),
	               (uint64_t)utf8_report_good(s, d->n, &other));
	drive_same_u64(d, "at", one.at, other.at);
	drive_same_u64(d, "line", one.line, other.line);
	drive_same_u64(d, "line's start", one.line_start, other.line_start);
	drive_same_u64(d, "byte", one.byte, other.byte);
	drive_same_u64(d, "described", one.what ? (uint64_t)one.what[4] : 0, other.what ? (uint64_t)other.what[4] : 0);
}

DRIVE_PAIR("utf8-report", run, 0)
