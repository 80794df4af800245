/* cfg.c: basic blocks and the edges between them, through split-off parts and jump tables. */
#include "code_private.h"
#include "noreturn.h"

#include <string.h>

struct branch {
	uint32_t insn, destination; /* NONE: outside */
};

/* An indirect jump that was looked at; its targets are in cfg.target. */
struct indirect {
	uint32_t insn;
	enum jump_kind kind;
	struct jump_targets targets;
};

struct cfg {
	struct code *c;
	uint8_t *leader; /* by instruction, one more at the end */
	uint8_t *ends;   /* a call that does not come back, by instruction */
	struct {
		struct branch *v;
		uint32_t n, cap;
	} branch;
	struct {
		struct indirect *v;
		uint32_t n, cap;
	} indirect;
	uint32_t n_table_targets;
	struct jump_solver *solver;
};

/* ---- destinations ------------------------------------------------------------------------------------------------ */

/* The last instruction that begins at or before the address, in the part that holds it; NONE: outside the function. */
static uint32_t containing(const struct code *c, uint64_t address)
{
	for (uint32_t i = 0; i < c->n_part_range; i++) {
		const struct part_range *r = &c->part_range[i];
		uint32_t first = r->first, end = r->end;
		if (address - r->part->address >= r->part->size || first == end)
			continue;
		while (end - first > 1) {
			uint32_t mid = first + (end - first) / 2;
			if (c->insn[mid].address <= address)
				first = mid;
			else
				end = mid;
		}
		return first;
	}
	return NONE;
}

uint32_t cfg_destination(const struct code *c, uint64_t address, bool *inside)
{
	uint32_t found = containing(c, address);
	*inside = false;
	if (found == NONE)
		return NONE;
	/* Past a lock prefix: the same instruction, not atomic. */
	if (c->insn[found].address == address ||
	    (c->insn[found].address + 1 == address && c->insn[found].flags & INSN_ATOMIC))
		return found;
	*inside = true;
	return NONE;
}

static void add_branch(struct cfg *g, uint32_t i)
{
	struct code *c = g->c;
	bool inside = false;
	uint32_t to = c->insn[i].target ? cfg_destination(c, c->insn[i].target, &inside) : NONE;
	*ARENA_PUSH(c->arena, &g->branch) = (struct branch){i, to};
	if (to != NONE)
		g->leader[to] = 1;
}

/* ---- leaders ----------------------------------------------------------------------------------------------------- */

static void scan(struct cfg *g)
{
	struct code *c = g->c;
	for (uint32_t p = 0; p < c->n_part_range; p++)
		g->leader[c->part_range[p].first] = 1;
	for (uint32_t i = 0; i < c->n_insn; i++) {
		uint8_t flow = c->insn[i].flow;
		if (flow == FLOW_NEXT || flow == FLOW_CALL || flow == FLOW_CALL_INDIRECT)
			continue;
		g->leader[i + 1] = 1;
		if (flow == FLOW_BRANCH || flow == FLOW_JUMP)
			add_branch(g, i);
		else if (flow == FLOW_JUMP_INDIRECT)
			*ARENA_PUSH(c->arena, &g->indirect) = (struct indirect){.insn = i};
	}
}

/* A loop must not begin at the entry block: the registers' values at entry would come from no predecessor. An empty
 * instruction in front takes the entry's place. */
static void insert_entry(struct code *c)
{
	c->insn--;
	c->n_insn++;
	c->insn[0] = (struct insn){.address = c->insn[1].address, .op = OP_NOP, .sym = -1, .acc = INSN_MAX_REGS};
	for (uint32_t i = 0; i < c->n_part_range; i++) {
		c->part_range[i].first += i > 0;
		c->part_range[i].end++;
	}
}

static bool jumps_to_entry(const struct cfg *g)
{
	for (uint32_t i = 0; i < g->branch.n; i++)
		if (g->branch.v[i].destination == 0)
			return true;
	return false;
}

static void shift_branches(struct cfg *g)
{
	struct code *c = g->c;
	insert_entry(c);
	for (uint32_t i = 0; i < g->branch.n; i++) {
		g->branch.v[i].insn++;
		g->branch.v[i].destination += g->branch.v[i].destination != NONE;
	}
	for (uint32_t i = 0; i < g->indirect.n; i++)
		g->indirect.v[i].insn++;
	memmove(g->leader + 1, g->leader, c->n_insn);
	g->leader[0] = g->leader[1] = 1;
}

/* Code ends with a call where only padding follows, or where the callee is known not to return. Each call is asked for:
 * what follows may be a landing pad, which no jump marks as a beginning. */
static void scan_calls(struct cfg *g)
{
	struct code *c = g->c;
	for (uint32_t p = 0; p < c->n_part_range; p++) {
		uint32_t end = c->part_range[p].end, tail = end;
		while (tail > c->part_range[p].first && c->insn[tail - 1].op == OP_NOP)
			tail--;
		for (uint32_t i = c->part_range[p].first; i < end; i++) {
			if (!insn_is_call(&c->insn[i]))
				continue;
			if (i + 1 >= tail || noreturn_call(c, &c->insn[i]))
				g->ends[i] = g->leader[i + 1] = 1;
		}
	}
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

static void make_blocks(struct cfg *g)
{
	struct code *c = g->c;
	uint32_t n = 0;
	for (uint32_t i = 0; i < c->n_insn; i++)
		n += g->leader[i];
	c->block = ARENA_ARRAY_RAW(c->arena, struct block, n);
	uint32_t b = NONE;
	for (uint32_t i = 0; i < c->n_insn; i++) {
		if (g->leader[i])
			c->block[++b] = (struct block){.first = i, .idom = NONE, .rpo = NONE, .loop = NONE};
		c->block[b].end = i + 1;
		c->block_of[i] = b;
	}
	c->n_block = n;
}

static void add_edge(struct code *c, uint32_t b, uint32_t to, enum edge_kind kind)
{
	uint32_t at = c->block[b].first_succ + c->block[b].n_succ++;
	c->succ[at] = to;
	c->succ_kind[at] = (uint8_t)kind;
}

/* To the next block, unless the part ends here: then the function runs out of what is known of it. */
static void add_next(struct code *c, uint32_t b, const struct part_range *part)
{
	if (c->block[b].end < part->end)
		add_edge(c, b, b + 1, EDGE_NEXT);
	else
		c->block[b].exits = true;
}

static void add_destination(struct code *c, uint32_t b, uint32_t insn, uint32_t destination)
{
	bool inside = false;
	if (destination != NONE) {
		add_edge(c, b, c->block_of[destination], EDGE_TAKEN);
		return;
	}
	if (c->insn[insn].target)
		cfg_destination(c, c->insn[insn].target, &inside);
	if (inside)
		c->block[b].unresolved = true;
	else
		c->block[b].exits = true;
}

static void add_table(struct code *c, uint32_t b, const struct indirect *j)
{
	if (j->kind == JUMP_TAIL_CALL)
		c->block[b].exits = true;
	else if (j->kind == JUMP_UNKNOWN)
		c->block[b].unresolved = true;
	for (uint32_t i = 0; i < j->targets.n; i++)
		add_edge(c, b, c->block_of[j->targets.v[i]], EDGE_TABLE);
}

static void make_edges(struct cfg *g)
{
	struct code *c = g->c;
	size_t room = 2 * (size_t)c->n_block + g->n_table_targets;
	c->succ = ARENA_ARRAY_RAW(c->arena, uint32_t, room);
	c->succ_kind = ARENA_ARRAY_RAW(c->arena, uint8_t, room);
	uint32_t branch = 0, indirect = 0, n = 0;
	const struct part_range *part = c->part_range;
	for (uint32_t b = 0; b < c->n_block; b++) {
		uint32_t last = c->block[b].end - 1;
		while (last >= part->end)
			part++;
		c->block[b].first_succ = n;
		switch (c->insn[last].flow) {
		case FLOW_BRANCH:
			add_next(c, b, part);
			/* fall through */
		case FLOW_JUMP:
			if (branch < g->branch.n)
				add_destination(c, b, last, g->branch.v[branch++].destination);
			break;
		case FLOW_JUMP_INDIRECT:
			if (indirect < g->indirect.n)
				add_table(c, b, &g->indirect.v[indirect++]);
			break;
		case FLOW_RETURN:
			c->block[b].exits = true;
			break;
		case FLOW_TRAP:
			break;
		default:
			if (!g->ends[last])
				add_next(c, b, part);
		}
		n += c->block[b].n_succ;
	}
}

void cfg_predecessors(struct code *c)
{
	uint32_t n = 0;
	for (uint32_t b = 0; b < c->n_block; b++)
		c->block[b].n_pred = 0;
	for (uint32_t b = 0; b < c->n_block; b++) {
		const struct block *k = &c->block[b];
		for (uint32_t i = 0; i < k->n_succ; i++)
			c->block[c->succ[k->first_succ + i]].n_pred++;
		n += k->n_succ;
	}
	c->pred = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	n = 0;
	for (uint32_t b = 0; b < c->n_block; b++) {
		c->block[b].first_pred = n;
		n += c->block[b].n_pred;
		c->block[b].n_pred = 0;
	}
	for (uint32_t b = 0; b < c->n_block; b++) {
		const struct block *k = &c->block[b];
		for (uint32_t i = 0; i < k->n_succ; i++) {
			struct block *to = &c->block[c->succ[k->first_succ + i]];
			c->pred[to->first_pred + to->n_pred++] = b;
		}
	}
}

static void make_graph(struct cfg *g)
{
	make_blocks(g);
	make_edges(g);
	cfg_predecessors(g->c);
	dominators_build(g->c);
}

/* ---- indirect jumps ---------------------------------------------------------------------------------------------- */

/* Tables that share their entries must not make a graph that is many times larger than the code. */
static uint32_t room_for_targets(const struct cfg *g)
{
	uint64_t room = 16ull * g->c->n_insn + 65536;
	room = room < MAX_INSTRUCTIONS ? room : MAX_INSTRUCTIONS;
	return room > g->n_table_targets ? (uint32_t)room - g->n_table_targets : 0;
}

/* Whether there are new edges. */
static bool solve(struct cfg *g, struct indirect *j)
{
	struct jump_targets old = j->targets;
	j->targets = (struct jump_targets){0};
	j->kind = jump_solve(g->solver, j->insn, &j->targets);
	if (j->targets.n > room_for_targets(g)) {
		j->kind = JUMP_UNKNOWN;
		j->targets.n = 0;
	}
	if (j->targets.n < old.n)
		j->targets = old;
	for (uint32_t t = 0; t < j->targets.n; t++)
		g->leader[j->targets.v[t]] = 1;
	g->n_table_targets += j->targets.n;
	return j->targets.n > old.n || j->kind != JUMP_UNKNOWN;
}

/* Resolves what can be resolved with the graph as it is; true where the graph changes by that. */
static bool solve_round(struct cfg *g)
{
	bool more = false;
	g->solver = jump_solver_new(g->c, g->solver);
	for (uint32_t i = 0; i < g->indirect.n; i++)
		if (g->indirect.v[i].kind == JUMP_UNKNOWN)
			jump_note(g->solver, g->indirect.v[i].insn);
	for (uint32_t i = 0; i < g->indirect.n; i++)
		if (g->indirect.v[i].kind == JUMP_UNKNOWN)
			more |= solve(g, &g->indirect.v[i]);
	return more;
}

/* A table's code may hold the next table, reached through the first alone: a few rounds. */
enum { MAX_ROUNDS = 8 };

static void solve_indirect(struct cfg *g)
{
	for (unsigned round = 0; round < MAX_ROUNDS && solve_round(g); round++)
		make_graph(g);
}

/* Code that nothing reaches, and no call that could unwind to it: a jump that was taken for a tail call goes there. */
static void doubt_tail_calls(struct cfg *g)
{
	struct code *c = g->c;
	bool unreached = false;
	for (uint32_t b = 0; b < c->n_block; b++)
		unreached |= c->block[b].extra;
	if (!unreached || !g->indirect.n)
		return;
	for (uint32_t i = 0; i < c->n_insn; i++)
		if (insn_is_call(&c->insn[i]))
			return;
	for (uint32_t i = 0; i < g->indirect.n; i++) {
		struct block *b = &c->block[c->block_of[g->indirect.v[i].insn]];
		if (g->indirect.v[i].kind == JUMP_TAIL_CALL && b->rpo != NONE)
			b->unresolved = true;
	}
}

void cfg_build(struct code *c)
{
	struct cfg g = {.c = c};
	g.leader = ARENA_ARRAY(c->arena, uint8_t, c->n_insn + 2);
	g.ends = ARENA_ARRAY(c->arena, uint8_t, c->n_insn + 2);
	scan(&g);
	if (jumps_to_entry(&g))
		shift_branches(&g);
	c->block_of = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_insn);
	scan_calls(&g);
	make_graph(&g);
	if (g.indirect.n)
		solve_indirect(&g);
	doubt_tail_calls(&g);
	for (uint32_t b = 0; b < c->n_block; b++)
		c->n_unresolved += c->block[b].unresolved;
	c->unresolved |= c->n_unresolved != 0;
}
