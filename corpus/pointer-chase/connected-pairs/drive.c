#include "drive.h"

uint64_t connected_pairs_bad(const uint32_t *parent, const uint32_t *a, const uint32_t *b, size_t n);
uint64_t connected_pairs_good(const uint32_t *label, const uint32_t *a, const uint32_t *b, size_t n);

static void run(struct drive *d)
{
	uint32_t *parent = drive_u32(d, d->n), *label = drive_u32(d, d->n), *a = drive_u32(d, d->n), *b = drive_u32(d, d->n);

	for (size_t i = 0; i < d->n; i++) { /* one root in 8; else up to 256 elements back */
		size_t back = parent[i] % 8 ? 1 + parent[i] / 8 % 256 : 0;

		parent[i] = (uint32_t)(i - (back < i ? back : i));
		label[i] = parent[i] == i ? (uint32_t)i : label[parent[i]];
		a[i] %= (uint32_t)d->n;
		b[i] = i % 2 ? (uint32_t)i : b[i] % (uint32_t)d->n;
	}
	drive_same_u64(d, "connected", connected_pairs_bad(parent, a, b, d->n), connected_pairs_good(label, a, b, d->n));
}

DRIVE_PAIR("connected-pairs", run, 0)
