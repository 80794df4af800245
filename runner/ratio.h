/* ratio.h: the cycle of a graph whose weight is greatest for the distance that it spans. */
#ifndef ASSAY_RATIO_H
#define ASSAY_RATIO_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

struct ratio_edge {
	uint32_t from;
	float weight;
	uint16_t distance; /* iterations that it goes on by */
};

/* Node v's incoming edges are edge[first[v]] up to edge[first[v + 1]]. */
struct ratio_graph {
	uint32_t n;
	const uint32_t *first;
	const struct ratio_edge *edge;
};

struct ratio_cycle {
	double ratio;      /* weight / distance */
	uint32_t distance; /* 0: the graph has no cycle */
	uint32_t *edge;    /* in order, each from where the last one led to; the first one has a distance */
	uint32_t n;
	bool exact; /* false: the search was cut short, there may be a cycle of a greater ratio */
};

/* Howard's policy iteration on each strongly connected component (A. Dasdan: Experimental analysis of the fastest
 * optimum cycle ratio and mean algorithms, 2004). Every cycle must span a distance; one that spans none is ignored and
 * makes the answer inexact. All is in the arena. */
struct ratio_cycle ratio_max_cycle(const struct ratio_graph *g, struct arena *arena);

#endif
