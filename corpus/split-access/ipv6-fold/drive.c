#include "drive.h"

#include <string.h>

uint64_t ipv6_fold_bad(const uint8_t *headers, size_t n);
uint64_t ipv6_fold_good(const uint8_t *sources, size_t n);

enum { HEADER = 40, SOURCE = 8 };

static void run(struct drive *d)
{
	uint8_t *headers = drive_u8(d, HEADER * d->n);
	uint64_t *sources = drive_u64(d, 2 * d->n); /* aligned to a vector where the case starts at 0 */

	for (size_t i = 0; i < d->n; i++)
		memcpy(sources + 2 * i, headers + HEADER * i + SOURCE, 16);
	drive_same_u64(d, "fold", ipv6_fold_bad(headers, d->n), ipv6_fold_good((const uint8_t *)sources, d->n));
}

DRIVE_PAIR("ipv6-fold", run, 0)
