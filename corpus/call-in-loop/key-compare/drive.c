#include "drive.h"

#include <string.h>

struct entry {
	uint8_t key[16];
	uint64_t value;
};
uint64_t key_compare_bad(const struct entry *entries, size_t n, const uint8_t *key, size_t size);
uint64_t key_compare_good(const struct entry *entries, size_t n, const uint8_t *key, size_t size);

static void run(struct drive *d)
{
	uint8_t *keys = drive_u8(d, 64);
	uint64_t *value = drive_u64(d, d->n);
	struct entry *entry = drive_bytes(d, d->n * sizeof(*entry));

	for (size_t i = 0; i < d->n; i++) {
		memcpy(entry[i].key, keys + 16 * drive_below(d, 4), 16);
		entry[i].value = value[i];
	}
	drive_same_u64(d, "sum", key_compare_bad(entry, d->n, keys, 16), key_compare_good(entry, d->n, keys, 16));
}

DRIVE_PAIR("key-compare", run, 0)
