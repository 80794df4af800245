/* worklist.h: blocks that a data-flow analysis has still to look at; each is in it at most once. */
#ifndef ASSAY_WORKLIST_H
#define ASSAY_WORKLIST_H

#include "arena.h"

#include <stdint.h>

struct worklist {
	uint32_t *ring; /* of `size` places */
	uint8_t *queued;
	uint32_t head, n, size;
};

static inline struct worklist worklist_new(struct arena *a, uint32_t size)
{
	return (struct worklist){
	    .ring = ARENA_ARRAY_RAW(a, uint32_t, size), .queued = ARENA_ARRAY(a, uint8_t, size), .size = size};
}

static inline void worklist_put(struct worklist *w, uint32_t b)
{
	if (w->queued[b])
		return;
	w->queued[b] = 1;
	uint32_t at = w->head + w->n++;
	w->ring[at < w->size ? at : at - w->size] = b;
}

/* Only where w->n is not 0. */
static inline uint32_t worklist_take(struct worklist *w)
{
	uint32_t b = w->ring[w->head];
	w->head = w->head + 1 == w->size ? 0 : w->head + 1;
	w->n--;
	w->queued[b] = 0;
	return b;
}

#endif
