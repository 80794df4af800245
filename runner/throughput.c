/* throughput.c: what dispatch width and execution ports alone allow one iteration to take. */
#include "cost.h"
#include "cycles.h"

#include <stdlib.h>

#define MAX_MASKS  64  /* distinct port sets; a core has a dozen */
#define MAX_UNIONS 512 /* beyond that the bound is a little too low, never too high */

/* Micro-ops by the set of ports that can run them. */
struct demand {
	uint16_t mask[MAX_MASKS];
	float uops[MAX_MASKS], busy[MAX_MASKS]; /* busy: cycles of units that are not pipelined (dividers) */
	uint32_t n;
	float slots;
	uint32_t unknown;
};

static void demand_ports(struct demand *d, uint16_t mask, float uops, float busy)
{
	uint32_t i = 0;
	while (i < d->n && d->mask[i] != mask)
		i++;
	if (i == MAX_MASKS || !mask)
		return;
	if (i == d->n)
		d->mask[d->n++] = mask;
	d->uops[i] += uops;
	d->busy[i] += busy;
}

/* A compare and the branch right behind it that run as one. */
static bool fuses_with_next(const struct code *c, uint32_t at, uint32_t end)
{
	const uint8_t *op = c->model->fuses;
	const struct insn *i = &c->insn[at];
	if (!op || at + 1 >= end || i[1].flow != FLOW_BRANCH || i->n_mem || i[1].cond == COND_NONE)
		return false;
	while (*op != OP_OTHER && *op != i->op)
		op++;
	return *op != OP_OTHER;
}

static unsigned count_access(const struct insn *i, unsigned kind)
{
	unsigned n = 0;
	for (unsigned m = 0; m < i->n_mem; m++)
		n += (i->mem[m].flags & kind) != 0;
	return n;
}

static float slots_of(const struct code *c, uint32_t at, uint32_t end)
{
	const struct insn *i = &c->insn[at];
	if (fuses_with_next(c, at, end))
		return 0;
	unsigned loads = count_access(i, MEM_READ), stores = count_access(i, MEM_WRITE);
	float uops = cost_known(c, i) ? cost_of(c, i)->uops : 1;
	float slots = uops + (float)(stores * c->model->store_uops + loads * c->model->load_is_uop);
	return slots > 1 ? slots : 1; /* what is eliminated is renamed all the same */
}

static void demand_insn(const struct code *c, uint32_t at, uint32_t end, struct demand *d)
{
	const struct insn *i = &c->insn[at];
	d->slots += slots_of(c, at, end);
	demand_ports(d, c->model->load_ports, (float)count_access(i, MEM_READ), 0);
	demand_ports(d, c->model->store_ports, (float)count_access(i, MEM_WRITE), 0);
	if (!cost_known(c, i))
		d->unknown++;
	else if (!fuses_with_next(c, at, end))
		demand_ports(d, cost_of(c, i)->ports, cost_of(c, i)->uops, cost_of(c, i)->recip);
}

static float bound_of(const struct demand *d, uint16_t ports)
{
	float uops = 0;
	for (uint32_t i = 0; i < d->n; i++)
		if (!(d->mask[i] & ~ports))
			uops += d->uops[i];
	return uops / (float)__builtin_popcount(ports);
}

/* The fractional optimum of spreading micro-ops over ports: by duality the greatest demand on any set of ports for its
 * size, and the set that attains it is a union of the masks that occur. */
static float port_bound(const struct demand *d)
{
	uint16_t set[MAX_UNIONS];
	uint32_t n = 0;
	float bound = 0;
	for (uint32_t i = 0; i < d->n; i++) {
		uint32_t old = n;
		for (uint32_t k = 0; k <= old && n < MAX_UNIONS; k++) {
			uint16_t with = k < old ? set[k] | d->mask[i] : d->mask[i];
			uint32_t same = 0;
			while (same < n && set[same] != with)
				same++;
			if (same == n)
				set[n++] = with;
		}
		bound = d->busy[i] > bound ? d->busy[i] : bound;
	}
	for (uint32_t i = 0; i < n; i++) {
		float b = bound_of(d, set[i]);
		bound = b > bound ? b : bound;
	}
	return bound;
}

/* ---- the most expensive path ------------------------------------------------------------------------------------ */

struct path {
	float slots;
	uint32_t from; /* block, NONE: not reached within the iteration */
	bool reached;
};

struct step {
	uint32_t block, position;
};

static bool in_body(const struct code *c, uint32_t loop, uint32_t block)
{
	return c->block[block].loop == loop && !c->block[block].no_return && c->block[block].rpo != NONE;
}

static int by_position(const void *a, const void *b)
{
	uint32_t x = ((const struct step *)a)->position, y = ((const struct step *)b)->position;
	return x < y ? -1 : x > y;
}

/* The body's blocks in the order of one iteration. */
static uint32_t order_body(const struct code *c, uint32_t loop, struct step *step)
{
	const struct loop *l = &c->loop[loop];
	uint32_t n = 0;
	for (uint32_t i = 0; i < l->n_blocks; i++) {
		uint32_t b = c->loop_blocks[l->first_block + i];
		if (in_body(c, loop, b))
			step[n++] = (struct step){b, c->block[b].rpo};
	}
	qsort(step, n, sizeof *step, by_position);
	return n;
}

static float block_slots(const struct code *c, const struct block *b)
{
	float sum = 0;
	for (uint32_t i = b->first; i < b->end; i++)
		sum += slots_of(c, i, b->end);
	return sum;
}

static uint32_t position_of(const struct step *step, uint32_t n, uint32_t position)
{
	uint32_t low = 0;
	while (n > 1) {
		uint32_t half = n / 2;
		if (step[low + half].position <= position) {
			low += half;
			n -= half;
		} else {
			n = half;
		}
	}
	return step[low].position == position ? low : NONE;
}

/* Fills path[] and returns the position of the latch at the end of the path that takes most slots; NONE: no latch. */
static uint32_t longest_path(const struct code *c, const struct step *step, uint32_t n, struct path *path)
{
	uint32_t latch = NONE;
	for (uint32_t i = 0; i < n; i++) {
		const struct block *b = &c->block[step[i].block];
		path[i] = (struct path){0, NONE, i == 0};
		for (uint32_t k = 0; k < b->n_pred && i; k++) {
			uint32_t rpo = c->block[c->pred[b->first_pred + k]].rpo;
			uint32_t p = rpo == NONE ? NONE : position_of(step, n, rpo);
			if (p < i && path[p].reached && (!path[i].reached || path[p].slots > path[i].slots))
				path[i] = (struct path){path[p].slots, p, true};
		}
		path[i].slots += block_slots(c, b);
		for (uint32_t k = 0; k < b->n_succ; k++)
			if (c->succ[b->first_succ + k] == step[0].block && path[i].reached &&
			    (latch == NONE || path[i].slots > path[latch].slots))
				latch = i;
	}
	return latch;
}

float cycles_throughput(const struct code *c, uint32_t loop, uint16_t *unknown)
{
	struct demand d = {.n = 0};
	struct step *step = ARENA_ARRAY_RAW(c->arena, struct step, c->loop[loop].n_blocks);
	uint32_t n = order_body(c, loop, step);
	struct path *path = ARENA_ARRAY_RAW(c->arena, struct path, n + 1);
	uint32_t at = n ? longest_path(c, step, n, path) : NONE;
	for (; at != NONE; at = path[at].from) {
		const struct block *b = &c->block[step[at].block];
		for (uint32_t i = b->first; i < b->end; i++)
			demand_insn(c, i, b->end, &d);
	}
	*unknown = d.unknown < UINT16_MAX ? (uint16_t)d.unknown : UINT16_MAX;
	float width = c->model->dispatch ? d.slots / (float)c->model->dispatch : 0;
	float ports = port_bound(&d), turn = 1 / (float)(c->model->taken_per_cycle ? c->model->taken_per_cycle : 1);
	float bound = width > ports ? width : ports;
	return bound > turn ? bound : turn;
}
