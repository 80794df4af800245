#include "drive.h"

struct record {
	uint64_t key, value;
};
void sort_callback_bad(struct record *r, size_t n, int (*compare)(const struct record *, const struct record *));
void sort_callback_good(struct record *r, size_t n, int (*compare)(const struct record *, const struct record *));

static int by_key(const struct record *a, const struct record *b) { return (a->key > b->key) - (a->key < b->key); }

static void run(struct drive *d)
{
	struct record *bad = (struct record *)drive_u64(d, 2 * d->n), *good = drive_copy(d, bad, d->n * sizeof(*bad));

	sort_callback_bad(bad, d->n, by_key);
	sort_callback_good(good, d->n, by_key);
	drive_same_bytes(d, "records", bad, good, d->n * sizeof(*bad));
}

DRIVE_PAIR("sort-callback", run, 0)
