#include "drive.h"

struct entry {
	const struct entry *next;
	uint32_t key, value;
};
struct slot {
	uint32_t key, value, used;
};
uint64_t bucket_lookup_bad(const struct entry *const *bucket, uint32_t mask, const uint32_t *keys, size_t n);
uint64_t bucket_lookup_good(const struct slot *slots, uint32_t mask, const uint32_t *keys, size_t n);

static void run(struct drive *d)
{
	uint32_t *keys = drive_u32(d, d->n), size = 8, at;

	while (size < 2 * d->n)
		size *= 2;
	struct entry *entries = drive_bytes(d, (d->n + 1) * sizeof(*entries));
	const struct entry **bucket = drive_bytes(d, size / 8 * sizeof(*bucket));
	struct slot *slots = drive_bytes(d, size * sizeof(*slots));

	for (size_t i = 0; i < d->n; i += 2) { /* every other key; of equal ones the first */
		const struct entry **head = &bucket[keys[i] * 2654435769u >> 7 & (size / 8 - 1)], *e = *head;

		while (e && e->key != keys[i])
			e = e->next;
		if (e)
			continue;
		size_t place = (i * 7 + i / 8) % d->n; /* elsewhere in memory than the bucket's other entries */
		while (entries[place].value)
			place = (place + 1) % d->n;
		entries[place] = (struct entry){*head, keys[i], (uint32_t)i + 1};
		*head = &entries[place];
		for (at = keys[i] * 2654435769u >> 7 & (size - 1); slots[at].used; at = (at + 1) & (size - 1))
			;
		slots[at] = (struct slot){keys[i], (uint32_t)i + 1, 1};
	}
	drive_same_u64(d, "sum", bucket_lookup_bad(bucket, size / 8 - 1, keys, d->n),
	               bucket_lookup_good(slots, size - 1, keys, d->n));
}

DRIVE_PAIR("bucket-lookup", run, 0)
