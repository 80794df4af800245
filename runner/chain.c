/* chain.c: the longest dependency cycle that a loop carries, through registers, flags and memory. */
#include "cost.h"
#include "cycles.h"
#include "ratio.h"

#include <stdlib.h>

#define MAX_DISTANCE 255   /* iterations that a value may wait in memory; beyond that it limits nothing */
#define MAX_PAIRS    65536 /* of a store and a load that are compared; beyond that the chain is unknown */

/* Where a block's nodes begin. Innermost loops share no blocks, so one table serves all of them. */
struct place {
	uint32_t phi, insn; /* node of its first phi; of its first instruction in graph.main */
};

struct chain_scratch {
	const struct code *c;
	struct place *place;
};

/* Nodes are the phis and instructions of the loop, in an order that follows the way of one iteration. An instruction
 * that writes a base back has two: what it computes, and one later the base. */
struct graph {
	const struct code *c;
	struct chain_scratch *s;
	uint32_t loop;
	uint32_t *block, n_block; /* in reverse postorder; those that never come back are left out */
	uint32_t *main;           /* by instruction of these blocks: its node */
	uint32_t n_insn, n_node;
	uint32_t *insn; /* by node; NONE: a phi */
	uint32_t *home; /* by node: its block */
	uint32_t spine; /* the last block that every iteration goes through: the others are its dominators */
	uint32_t *first;
	struct {
		struct ratio_edge *v;
		uint32_t n, cap;
	} edge;
	bool incomplete;
};

/* ---- nodes ------------------------------------------------------------------------------------------------------ */

static int by_rpo(const void *a, const void *b, void *code)
{
	const struct code *c = code;
	uint32_t x = c->block[*(const uint32_t *)a].rpo, y = c->block[*(const uint32_t *)b].rpo;
	return x < y ? -1 : x > y;
}

static void place_nodes(struct graph *g)
{
	const struct code *c = g->c;
	const struct loop *l = &c->loop[g->loop];
	bool sorted = true;
	g->block = ARENA_ARRAY_RAW(c->arena, uint32_t, l->n_blocks);
	for (uint32_t i = 0; i < l->n_blocks; i++) {
		uint32_t b = c->loop_blocks[l->first_block + i];
		if (c->block[b].no_return || c->block[b].rpo == NONE) {
			g->s->place[b].phi = NONE;
			continue;
		}
		sorted &= !g->n_block || c->block[g->block[g->n_block - 1]].rpo < c->block[b].rpo;
		g->block[g->n_block++] = b;
	}
	if (!sorted)
		qsort_r(g->block, g->n_block, sizeof *g->block, by_rpo, (void *)c);
	for (uint32_t i = 0; i < g->n_block; i++) {
		uint32_t b = g->block[i];
		g->s->place[b] = (struct place){g->n_node, g->n_insn};
		g->n_node += c->phi_of_block[b + 1] - c->phi_of_block[b];
		g->n_insn += c->block[b].end - c->block[b].first;
		for (uint32_t k = c->block[b].first; k < c->block[b].end; k++)
			g->n_node += (c->insn[k].flags & INSN_WRITEBACK) ? 2 : 1;
	}
}

static void number_nodes(struct graph *g)
{
	const struct code *c = g->c;
	uint32_t node = 0, n = 0;
	g->main = ARENA_ARRAY_RAW(c->arena, uint32_t, g->n_insn + 1);
	g->insn = ARENA_ARRAY_RAW(c->arena, uint32_t, g->n_node + 1);
	g->home = ARENA_ARRAY_RAW(c->arena, uint32_t, g->n_node + 1);
	g->first = ARENA_ARRAY_RAW(c->arena, uint32_t, g->n_node + 1);
	for (uint32_t i = 0; i < g->n_block; i++) {
		uint32_t b = g->block[i], start = node;
		for (uint32_t k = c->phi_of_block[b]; k < c->phi_of_block[b + 1]; k++)
			g->insn[node++] = NONE;
		for (uint32_t k = c->block[b].first; k < c->block[b].end; k++) {
			g->main[n++] = node;
			g->insn[node++] = k;
			if (c->insn[k].flags & INSN_WRITEBACK)
				g->insn[node++] = k;
		}
		while (start < node)
			g->home[start++] = b;
	}
}

static bool in_graph(const struct graph *g, uint32_t block)
{
	return g->c->block[block].loop == g->loop && g->s->place[block].phi != NONE;
}

static bool every_iteration(const struct graph *g, uint32_t block) { return block_dominates(g->c, block, g->spine); }

/* The nearest common dominator of the latches. */
static void find_spine(struct graph *g)
{
	const struct code *c = g->c;
	const struct block *header = &c->block[c->loop[g->loop].header];
	g->spine = NONE;
	for (uint32_t i = 0; i < header->n_pred; i++) {
		uint32_t latch = c->pred[header->first_pred + i];
		if (!in_graph(g, latch))
			continue;
		if (g->spine == NONE)
			g->spine = latch;
		while (!block_dominates(c, g->spine, latch) && c->block[g->spine].idom != NONE)
			g->spine = c->block[g->spine].idom;
	}
	if (g->spine == NONE)
		g->spine = c->loop[g->loop].header;
}

static uint32_t node_of_insn(const struct graph *g, uint32_t insn)
{
	uint32_t b = g->c->block_of[insn];
	return g->main[g->s->place[b].insn + insn - g->c->block[b].first];
}

/* NONE: not in the loop. */
static uint32_t node_of_value(const struct graph *g, uint32_t value)
{
	const struct code *c = g->c;
	if (value == NONE)
		return NONE;
	const struct value *v = &c->value[value];
	if (v->kind == VALUE_PHI)
		return in_graph(g, v->where) ? g->s->place[v->where].phi + value - c->phi_of_block[v->where] : NONE;
	if (v->kind != VALUE_INSN || !in_graph(g, c->block_of[v->where]) || insn_is_call(&c->insn[v->where]))
		return NONE;
	return node_of_insn(g, v->where) + insn_writes_back(&c->insn[v->where], v->reg);
}

/* ---- edges through registers and flags ------------------------------------------------------------------------- */

static void add_edge(struct graph *g, uint32_t from, float weight, unsigned distance)
{
	if (from != NONE)
		*ARENA_PUSH(g->c->arena, &g->edge) = (struct ratio_edge){from, weight, (uint16_t)distance};
}

static float op_latency(const struct code *c, const struct insn *i)
{
	return cost_known(c, i) ? cost_of(c, i)->latency : 1;
}

static float load_latency(const struct code *c, const struct insn *i)
{
	bool vector = i->n_dst && !reg_is_general(i->dst[0]);
	float plain = vector ? c->model->vec_load_latency : c->model->load_latency;
	if (!insn_only_moves(i))
		return plain + op_latency(c, i);
	return cost_known(c, i) && cost_of(c, i)->latency > 0 ? cost_of(c, i)->latency : plain;
}

/* From a data operand, flags among them, to the result. */
static float data_latency(const struct code *c, const struct insn *i, reg_t r)
{
	const struct core_cost *k = cost_of(c, i);
	unsigned access = insn_access(i);
	if (insn_only_moves(i) && access & MEM_WRITE)
		return 0; /* the store's data; what a later load waits for is counted there */
	if (insn_only_moves(i) && access & MEM_READ)
		return reg_is_mask(r) ? load_latency(c, i) : 1; /* a predicate; else merged into what is loaded */
	if (!cost_known(c, i) || !(k->acc_latency > 0) || i->acc >= i->n_src || i->src[i->acc] != r)
		return op_latency(c, i);
	for (unsigned s = 0; s < i->n_src; s++)
		if (s != i->acc && i->src[s] == r)
			return op_latency(c, i); /* it is a factor too */
	return k->acc_latency;
}

static bool is_data(const struct insn *i, reg_t r)
{
	for (unsigned s = 0; s < i->n_src; s++)
		if (i->src[s] == r)
			return true;
	return (i->flags & INSN_MERGES) && i->n_dst && i->dst[0] == r;
}

/* Bits of enum mem_flags of the operands that r is part of the address of. */
static unsigned address_uses(const struct insn *i, reg_t r)
{
	unsigned f = 0;
	for (unsigned m = 0; m < i->n_mem; m++)
		if (i->mem[m].base == r || i->mem[m].index == r)
			f |= i->mem[m].flags;
	return f;
}

static void edges_of_insn(struct graph *g, uint32_t at)
{
	const struct code *c = g->c;
	const struct insn *i = &c->insn[at];
	if (insn_is_call(i) || (c->first_def[at] == c->first_def[at + 1] && !(insn_access(i) & MEM_WRITE)))
		return;
	for (uint32_t u = c->first_use[at]; u < c->first_use[at + 1]; u++) {
		reg_t r = c->uses[u].reg;
		uint32_t from = node_of_value(g, c->uses[u].value);
		unsigned address = address_uses(i, r);
		if (from == NONE)
			continue;
		if (!address || address & MEM_ADDRESS || is_data(i, r))
			add_edge(g, from, data_latency(c, i, r), 0);
		if (address & MEM_READ)
			add_edge(g, from, load_latency(c, i), 0);
	}
}

static void edges_of_writeback(struct graph *g, uint32_t at)
{
	const struct code *c = g->c;
	const struct insn *i = &c->insn[at];
	for (uint32_t u = c->first_use[at]; u < c->first_use[at + 1]; u++)
		if (address_uses(i, c->uses[u].reg))
			add_edge(g, node_of_value(g, c->uses[u].value), c->model->writeback_latency, 0);
}

static void edges_of_phi(struct graph *g, uint32_t value)
{
	const struct code *c = g->c;
	const struct value *v = &c->value[value];
	const struct block *b = &c->block[v->where];
	unsigned distance = v->where == c->loop[g->loop].header;
	if (!c->value_is_live[value])
		return;
	for (uint32_t i = 0; i < b->n_pred; i++)
		if (in_graph(g, c->pred[b->first_pred + i]))
			add_edge(g, node_of_value(g, c->phi_args[v->first_arg + i]), 0, distance);
}

/* ---- edges through memory --------------------------------------------------------------------------------------- */

struct access {
	uint32_t node, block;
	uint16_t width;
	bool every; /* iteration executes it */
	struct address_pattern where;
};

struct accesses {
	struct access *v;
	uint32_t n, cap;
};

struct memory {
	struct accesses load, store;
};

static struct memory find_accesses(struct graph *g, struct induction *in)
{
	const struct code *c = g->c;
	struct memory m = {0};
	unsigned any = 0;
	for (uint32_t n = 0; n < g->n_node; n++)
		any |= g->insn[n] == NONE ? 0 : insn_access(&c->insn[g->insn[n]]);
	if (any != (MEM_READ | MEM_WRITE))
		return m;
	for (uint32_t n = 0; n < g->n_node; n++) {
		if (g->insn[n] == NONE || node_of_insn(g, g->insn[n]) != n || insn_is_call(&c->insn[g->insn[n]]))
			continue;
		const struct insn *i = &c->insn[g->insn[n]];
		for (unsigned k = 0; k < i->n_mem; k++) {
			if (!(i->mem[k].flags & (MEM_READ | MEM_WRITE)))
				continue;
			struct access a = {n, g->home[n], i->mem[k].width ? i->mem[k].width : 1, true,
			                   induction_address(in, g->insn[n], k)};
			if (!a.where.known || !a.where.comparable)
				continue;
			a.every = every_iteration(g, a.block);
			if (i->mem[k].flags & MEM_READ)
				*ARENA_PUSH(c->arena, &m.load) = a;
			if (i->mem[k].flags & MEM_WRITE)
				*ARENA_PUSH(c->arena, &m.store) = a;
		}
	}
	return m;
}

static int64_t ceil_div(int64_t a, int64_t b) { return a / b + (a % b > 0); }

/* After how many iterations the load meets what the store wrote; -1: never, or not soon. */
static int meets_after(const struct access *store, const struct access *load)
{
	int64_t apart, least = store->node < load->node ? 0 : 1, after = least;
	int64_t stride = load->where.stride;
	if (store->where.stride != stride || !address_comparable(&store->where, &load->where, &apart) ||
	    apart > INT32_MAX || apart < INT32_MIN || stride > INT32_MAX || stride < INT32_MIN)
		return -1;
	/* The store of `after` iterations ago lies at apart - stride * after from the load. */
	if (stride > 0)
		after = ceil_div(apart - load->width + 1, stride);
	else if (stride < 0)
		after = ceil_div(-store->width - apart + 1, -stride);
	after = after < least ? least : after;
	apart -= stride * after;
	return apart < load->width && apart > -(int64_t)store->width && after <= MAX_DISTANCE ? (int)after : -1;
}

static float forward_latency(const struct code *c, const struct insn *load)
{
	bool vector = load->n_dst && !reg_is_general(load->dst[0]);
	float plain =
	    vector && c->model->vec_forward_latency > 0 ? c->model->vec_forward_latency : c->model->forward_latency;
	return plain + (insn_only_moves(load) ? 0 : op_latency(c, load));
}

/* What a load gets: the last store that is always executed, and any that is executed sometimes. */
static void edges_of_load(struct graph *g, const struct access *load, const struct accesses *stores)
{
	float weight = forward_latency(g->c, &g->c->insn[g->insn[load->node]]);
	uint32_t nearest = NONE;
	int soonest = 0;
	for (uint32_t i = 0; i < stores->n; i++) {
		const struct access *s = &stores->v[i];
		int after = meets_after(s, load);
		if (after < 0)
			continue;
		if (!s->every)
			add_edge(g, s->node, weight, (unsigned)after);
		else if (nearest == NONE || after <= soonest) {
			nearest = s->node; /* stores come in the order of nodes */
			soonest = after;
		}
	}
	add_edge(g, nearest, weight, (unsigned)soonest);
}

/* ---- the graph -------------------------------------------------------------------------------------------------- */

static void make_edges(struct graph *g, struct induction *in)
{
	const struct code *c = g->c;
	struct memory m = find_accesses(g, in);
	uint32_t load = 0;
	if ((uint64_t)m.load.n * m.store.n > MAX_PAIRS) {
		g->incomplete = true;
		m.load.n = 0;
	}
	for (uint32_t n = 0; n < g->n_node; n++) {
		uint32_t at = g->insn[n];
		g->first[n] = g->edge.n;
		if (at == NONE)
			edges_of_phi(g, c->phi_of_block[g->home[n]] + n - g->s->place[g->home[n]].phi);
		else if (node_of_insn(g, at) == n)
			edges_of_insn(g, at);
		else
			edges_of_writeback(g, at);
		for (; load < m.load.n && m.load.v[load].node == n; load++)
			edges_of_load(g, &m.load.v[load], &m.store);
		if (at != NONE && (insn_is_call(&c->insn[at]) || c->insn[at].flags & INSN_UNDECODED))
			g->incomplete = true;
	}
	g->first[g->n_node] = g->edge.n;
}

/* ---- what every path has ---------------------------------------------------------------------------------------- */

/* The latency from node `start` to each node on the path that has least of it; -1: a path has none. Phis take the least
 * of their arguments, instructions the most of their operands. */
static void least_from(const struct graph *g, uint32_t start, float *least)
{
	for (uint32_t n = 0; n < g->n_node; n++) {
		bool phi = g->insn[n] == NONE;
		uint32_t wanted = g->c->block[g->home[n]].n_pred, seen = 0;
		float v = -1;
		for (uint32_t e = g->first[n]; e < g->first[n + 1]; e++) {
			const struct ratio_edge *edge = &g->edge.v[e];
			if (edge->distance || edge->from >= n || least[edge->from] < 0)
				continue;
			float w = least[edge->from] + edge->weight;
			v = v < 0 || (phi ? w < v : w > v) ? w : v;
			seen++;
		}
		least[n] = n == start ? 0 : phi && seen < wanted ? -1 : v;
	}
}

/* The same for the way into a carried edge: of a phi in the header the least over all latches. */
static float least_into(const struct graph *g, uint32_t target, const struct ratio_edge *carried, const float *least)
{
	if (g->insn[target] != NONE)
		return every_iteration(g, g->home[carried->from]) && every_iteration(g, g->home[target]) &&
		               least[carried->from] >= 0
		           ? least[carried->from] + carried->weight
		           : -1;
	const struct code *c = g->c;
	const struct block *header = &c->block[g->home[target]];
	uint32_t latches = 0, seen = 0;
	float v = -1;
	for (uint32_t i = 0; i < header->n_pred; i++)
		latches += in_graph(g, c->pred[header->first_pred + i]);
	for (uint32_t e = g->first[target]; e < g->first[target + 1]; e++, seen++) {
		float w = least[g->edge.v[e].from];
		if (w < 0)
			return -1;
		v = v < 0 || w < v ? w : v;
	}
	return seen == latches ? v : -1;
}

static uint32_t edge_target(const struct graph *g, const struct ratio_cycle *cycle, uint32_t i)
{
	// NOLINTNEXTLINE(clang-analyzer-core.NullDereference): there is no cycle without edges
	return g->edge.v[cycle->edge[i + 1 < cycle->n ? i + 1 : 0]].from;
}

static float least_latency(const struct graph *g, const struct ratio_cycle *cycle)
{
	float *least = ARENA_ARRAY_RAW(g->c->arena, float, g->n_node);
	float sum = 0;
	for (uint32_t i = 0; i < cycle->n;) {
		uint32_t next = i + 1;
		while (!g->edge.v[cycle->edge[next % cycle->n]].distance)
			next++;
		const struct ratio_edge *carried = &g->edge.v[cycle->edge[next % cycle->n]];
		least_from(g, edge_target(g, cycle, i), least);
		float v = least_into(g, edge_target(g, cycle, next % cycle->n), carried, least);
		if (v < 0)
			return 0;
		sum += v;
		i = next;
	}
	return sum / (float)cycle->distance;
}

/* ---- the chain -------------------------------------------------------------------------------------------------- */

/* The value by which the chain gets from node to node; NONE: through memory. */
static uint32_t link_value(const struct graph *g, uint32_t from, uint32_t to)
{
	const struct code *c = g->c;
	uint32_t at = g->insn[to];
	if (at != NONE) {
		for (uint32_t u = c->first_use[at]; u < c->first_use[at + 1]; u++)
			if (node_of_value(g, c->uses[u].value) == from)
				return c->uses[u].value;
		return NONE;
	}
	uint32_t home = g->home[to];
	const struct value *phi = &c->value[c->phi_of_block[home] + to - g->s->place[home].phi];
	for (uint32_t i = 0; i < c->block[home].n_pred; i++)
		if (node_of_value(g, c->phi_args[phi->first_arg + i]) == from)
			return c->phi_args[phi->first_arg + i];
	return NONE;
}

static void chain_add(const struct graph *g, struct chain *ch, uint32_t node)
{
	uint32_t at = g->insn[node];
	ch->entry[ch->n] = ch->value[ch->n_value - 1];
	ch->insn[ch->n++] = at;
	ch->n_conditional += !every_iteration(g, g->home[node]);
	ch->unknown |= !cost_known(g->c, &g->c->insn[at]);
	ch->through_memory |= ch->entry[ch->n - 1] == NONE;
}

static struct chain chain_of_cycle(const struct graph *g, const struct ratio_cycle *cycle)
{
	const struct code *c = g->c;
	uint32_t n = cycle->n;
	bool joins = c->loop[g->loop].latch == NONE;
	struct chain ch = {.latency = (float)cycle->ratio, .span = cycle->distance};
	ch.unknown = g->incomplete || !cycle->exact;
	ch.insn = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	ch.entry = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	ch.exit = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	ch.value = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t node = edge_target(g, cycle, i);
		ch.value[ch.n_value++] = link_value(g, g->edge.v[cycle->edge[i]].from, node);
		if (i && g->insn[edge_target(g, cycle, i - 1)] != NONE)
			ch.exit[ch.n - 1] = ch.value[i];
		if (g->insn[node] != NONE)
			chain_add(g, &ch, node);
		else
			joins |= g->home[node] != c->loop[g->loop].header;
	}
	if (g->insn[edge_target(g, cycle, n - 1)] != NONE)
		ch.exit[ch.n - 1] = ch.value[0];
	ch.every = joins || ch.n_conditional ? least_latency(g, cycle) : ch.latency;
	return ch;
}

struct chain_scratch *chain_scratch_new(const struct code *c)
{
	struct chain_scratch *s = ARENA_NEW(c->arena, struct chain_scratch);
	s->c = c;
	s->place = ARENA_ARRAY_RAW(c->arena, struct place, c->n_block + 1);
	return s;
}

struct chain cycles_chain(struct chain_scratch *s, uint32_t loop, struct induction *in)
{
	const struct code *c = s->c;
	struct graph g = {.c = c, .s = s, .loop = loop};
	if (!c->loop[loop].innermost || c->loop[loop].irreducible_inside)
		return (struct chain){.unknown = true};
	place_nodes(&g);
	number_nodes(&g);
	find_spine(&g);
	make_edges(&g, in);
	struct ratio_cycle cycle = ratio_max_cycle(&(struct ratio_graph){g.n_node, g.first, g.edge.v}, c->arena);
	if (!cycle.distance)
		return (struct chain){.unknown = g.incomplete || !cycle.exact};
	return chain_of_cycle(&g, &cycle);
}
