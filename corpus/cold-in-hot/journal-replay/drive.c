#include "drive.h"

struct record {
	uint32_t page, check, before, after;
};
struct fault {
	size_t at;
	uint32_t page, expected, found;
	const char *what;
};
size_t journal_replay_bad(uint32_t *page, size_t pages, const struct record *r, size_t n, struct fault *f);
size_t journal_replay_good(uint32_t *page, size_t pages, const struct record *r, size_t n, struct fault *f);

enum { PAGES = 64 };

static void run(struct drive *d)
{
	struct record *r = (struct record *)drive_u32(d, 4 * d->n);
	uint32_t *bad = drive_u32(d, PAGES), *good = drive_copy(d, bad, PAGES * sizeof(*bad)), check = 1;
	struct fault one = {0}, other = {0};

	for (size_t i = 0; i < d->n; i++) {
		r[i].page %= PAGES;
		r[i].check = check = check * 31 + r[i].page + r[i].after;
	}
	if (d->n && drive_below(d, 4) == 0)
		r[drive_below(d, d->n)].page ^= drive_below(d, 2) ? PAGES : 1;
	drive_same_u64(d, "records", journal_replay_bad(bad, PAGES, r, d->n, &one),
	               journal_replay_good(good, PAGES, r, d->n, &other));
	drive_same_bytes(d, "pages", bad, good, PAGES * sizeof(*bad));
	drive_same_u64(d, "at", one.at, other.at);
	drive_same_u64(d, "page", one.page, other.page);
	drive_same_u64(d, "checks", (uint64_t)one.expected << 32 | one.found,
	               (uint64_t)other.expected << 32 | other.found);
	drive_same_u64(d, "described", one.what ? (uint64_t)one.what[0] : 0, other.what ? (uint64_t)other.what[0] : 0);
}

DRIVE_PAIR("journal-replay", run, 0)
