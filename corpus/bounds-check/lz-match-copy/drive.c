#include "drive.h"

struct lz_match {
	uint16_t distance, length;
};
struct lz_window {
	uint8_t *bytes;
	size_t used, size;
};
size_t lz_match_copy_bad(struct lz_window *w, const struct lz_match *m, size_t n);
size_t lz_match_copy_good(struct lz_window *w, const struct lz_match *m, size_t n);

enum { FIRST = 32 }; /* bytes that are there before the first match */

static void run(struct drive *d)
{
	struct lz_match *m = drive_bytes(d, d->n * sizeof(*m));
	uint16_t *lengths = drive_u16(d, d->n);
	size_t size = FIRST;

	for (size_t i = 0; i < d->n; i++) {
		m[i].length = lengths[i] % 67;
		m[i].distance = (uint16_t)(1 + drive_below(d, size < 4096 ? size : 4096));
		if (drive_below(d, 3) == 0)
			m[i].distance = 1;
		size += m[i].length;
	}
	struct lz_window bad = {drive_u8(d, size), FIRST, size};
	struct lz_window good = {drive_copy(d, bad.bytes, size), FIRST, size};
	size_t used = lz_match_copy_bad(&bad, m, d->n);

	drive_same_u64(d, "bytes used", used, lz_match_copy_good(&good, m, d->n));
	drive_same_u64(d, "bytes used in the window", bad.used, good.used);
	drive_same_bytes(d, "window", bad.bytes, good.bytes, size);
}

DRIVE_PAIR("lz-match-copy", run, 0)
