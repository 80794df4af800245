/* forwarding.h: loads that no store before them can feed as a whole. */
#ifndef ASSAY_FORWARDING_H
#define ASSAY_FORWARDING_H

#include "classes.h"

enum { FORWARDING_MAX_STORES = 8 };

/* A load of bytes of which some were stored just before, narrower than it is, and no single store holds all. */
struct failed_forwarding {
	uint32_t load;
	uint16_t width;                        /* of one register's share */
	uint32_t store[FORWARDING_MAX_STORES]; /* the youngest first */
	uint16_t store_width[FORWARDING_MAX_STORES];
	uint32_t n_store;
	uint16_t covered; /* bytes that they wrote of those that the load reads */
	uint8_t after;    /* iterations of the loop between; 0: the same one */
	bool narrow;      /* one of them is narrower than the load */
	bool doubtful;    /* stores between may have written the same bytes */
};

/* Calls `each` for every such load of the function, in the order of the code. */
typedef void forwarding_each(const struct analysis *a, const struct failed_forwarding *f, void *ctx);
void forwarding_failures(const struct analysis *a, forwarding_each *each, void *ctx);

#endif
