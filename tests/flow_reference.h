/* flow_reference.h: what code_analyse finds, found again the slow way: sets computed by going around until nothing
 * changes, and dominance by its definition (take a block away and see what cannot be reached any more). */
#ifndef FLOW_REFERENCE_H
#define FLOW_REFERENCE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"

static unsigned reference_faults;

#define EXPECT(condition, ...)                                                                                         \
	do {                                                                                                           \
		if (!(condition) && reference_faults++ < 20) {                                                         \
			fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #condition);                                \
			fprintf(stderr, __VA_ARGS__);                                                                  \
			fprintf(stderr, "\n");                                                                         \
		}                                                                                                      \
	} while (0)

/* Blocks that can be reached from `root` without passing `without`. */
static void reach(const struct code *c, uint32_t root, uint32_t without, uint8_t *seen, uint32_t *stack)
{
	uint32_t n = 0;
	if (root == without)
		return;
	if (!seen[root]) {
		seen[root] = 1;
		stack[n++] = root;
	}
	while (n) {
		const struct block *b = &c->block[stack[--n]];
		for (uint32_t i = 0; i < b->n_succ; i++) {
			uint32_t to = c->succ[b->first_succ + i];
			if (to != without && !seen[to]) {
				seen[to] = 1;
				stack[n++] = to;
			}
		}
	}
}

/* dominates[a * n + b]. Blocks that only an additional root reaches are left out: 0. */
static uint8_t *reference_dominators(const struct code *c)
{
	size_t n = c->n_block;
	uint8_t *dominates = calloc(n * n + 1, 1), *all = calloc(n, 1), *seen = malloc(n);
	uint32_t *stack = malloc(n * sizeof *stack);
	reach(c, 0, NONE, all, stack);
	for (uint32_t a = 0; a < n; a++) {
		if (!all[a])
			continue;
		memset(seen, 0, n);
		reach(c, 0, a, seen, stack);
		for (uint32_t b = 0; b < n; b++)
			dominates[a * n + b] = all[b] && (a == b || !seen[b]);
	}
	for (uint32_t b = 0; b < n; b++)
		EXPECT(all[b] == (c->block[b].rpo != NONE && !c->block[b].extra), "block %u", b);
	free(all);
	free(seen);
	free(stack);
	return dominates;
}

static void check_dominators(const struct code *c, const uint8_t *dominates)
{
	size_t n = c->n_block;
	for (uint32_t b = 0; b < n; b++) {
		if (!dominates[b * n + b])
			continue;
		uint32_t idom = NONE; /* the strict dominator that all others dominate */
		for (uint32_t a = 0; a < n; a++) {
			EXPECT(block_dominates(c, a, b) == (dominates[a * n + b] != 0), "%u, %u", a, b);
			if (a != b && dominates[a * n + b] && (idom == NONE || dominates[idom * n + a]))
				idom = a;
		}
		EXPECT(c->block[b].idom == idom, "block %u: %d, not %d", b, (int)c->block[b].idom, (int)idom);
	}
}

static void check_edges(const struct code *c)
{
	uint32_t n_succ = 0, n_pred = 0;
	for (uint32_t b = 0; b < c->n_block; b++) {
		const struct block *k = &c->block[b];
		EXPECT(k->first == (b ? c->block[b - 1].end : 0) && k->end > k->first, "block %u", b);
		n_succ += k->n_succ;
		n_pred += k->n_pred;
		for (uint32_t i = 0; i < k->n_pred; i++) {
			const struct block *p = &c->block[c->pred[k->first_pred + i]];
			bool found = false;
			for (uint32_t j = 0; j < p->n_succ; j++)
				found |= c->succ[p->first_succ + j] == b;
			EXPECT(found, "block %u", b);
		}
	}
	EXPECT(n_succ == n_pred, "%u, %u", n_succ, n_pred);
	EXPECT(!c->n_block || (c->block[c->n_block - 1].end == c->n_insn && !c->block[0].n_pred), "entry");
	for (uint32_t i = 0; i < c->n_rpo; i++)
		EXPECT(c->block[c->rpo[i]].rpo == i, "rpo %u", i);
}

/* ---- loops ------------------------------------------------------------------------------------------------------- */

/* The natural loop of header h: blocks from which one of its latches can be reached without passing h. */
static uint32_t natural_loop(const struct code *c, const uint8_t *dominates, uint32_t h, uint8_t *in, uint32_t *stack,
                             uint32_t *latch)
{
	size_t size = c->n_block;
	uint32_t n = 0, n_latch = 0;
	memset(in, 0, size);
	*latch = NONE;
	for (uint32_t b = 0; b < size; b++)
		for (uint32_t i = 0; i < c->block[b].n_succ; i++)
			if (c->succ[c->block[b].first_succ + i] == h && dominates[h * size + b]) {
				n_latch += *latch != b;
				*latch = b;
				if (!in[b] && b != h) {
					in[b] = 1;
					stack[n++] = b;
				}
			}
	if (!n_latch)
		return 0;
	in[h] = 1;
	while (n) {
		const struct block *k = &c->block[stack[--n]];
		for (uint32_t i = 0; i < k->n_pred; i++) {
			uint32_t p = c->pred[k->first_pred + i];
			if (dominates[p * size + p] && !in[p]) {
				in[p] = 1;
				stack[n++] = p;
			}
		}
	}
	if (n_latch > 1)
		*latch = NONE;
	return n_latch;
}

/* A cycle that is left when the back edges of natural loops are gone. */
static bool has_other_cycle(const struct code *c, const uint8_t *dominates)
{
	size_t n = c->n_block;
	uint32_t *in = calloc(n, sizeof *in), *work = malloc(n * sizeof *work), n_work = 0, done = 0, all = 0;
	for (int count = 1; count >= 0; count--) /* first count edges, then take blocks without any away */
		for (uint32_t b = 0; b < n; b++) {
			if (!dominates[b * n + b])
				continue;
			if (!count) {
				all++;
				if (!in[b])
					work[n_work++] = b;
				continue;
			}
			for (uint32_t i = 0; i < c->block[b].n_succ; i++) {
				uint32_t to = c->succ[c->block[b].first_succ + i];
				in[to] += !dominates[to * n + b];
			}
		}
	while (n_work) {
		uint32_t b = work[--n_work];
		done++;
		for (uint32_t i = 0; i < c->block[b].n_succ; i++) {
			uint32_t to = c->succ[c->block[b].first_succ + i];
			if (!dominates[to * n + b] && !--in[to])
				work[n_work++] = to;
		}
	}
	free(in);
	free(work);
	return done < all;
}

static void check_loops(const struct code *c, const uint8_t *dominates)
{
	size_t n = c->n_block;
	uint8_t *in = malloc(n), *listed = malloc(n);
	uint32_t *stack = malloc(n * sizeof *stack), n_loop = 0, latch, extra = 0;
	for (uint32_t h = 0; h < n; h++) {
		if (!dominates[h * n + h] || !natural_loop(c, dominates, h, in, stack, &latch))
			continue;
		n_loop++;
		uint32_t l = c->block[h].loop, size = 0, instructions = 0, outside = NONE, n_outside = 0, depth = 0;
		EXPECT(l != NONE && c->loop[l].header == h, "header %u", h);
		if (l == NONE || c->loop[l].header != h)
			continue;
		const struct loop *k = &c->loop[l];
		memset(listed, 0, n);
		for (uint32_t i = 0; i < k->n_blocks; i++)
			listed[c->loop_blocks[k->first_block + i]]++;
		EXPECT(c->loop_blocks[k->first_block] == h, "header %u comes first", h);
		for (uint32_t b = 0; b < n; b++) {
			EXPECT(listed[b] == in[b] && loop_has_block(c, l, b) == in[b], "header %u: block %u", h, b);
			size += in[b];
			instructions += in[b] ? c->block[b].end - c->block[b].first : 0;
		}
		for (uint32_t i = 0; i < c->block[h].n_pred; i++) {
			uint32_t p = c->pred[c->block[h].first_pred + i];
			n_outside += !in[p] && p != outside;
			outside = in[p] ? outside : p;
		}
		for (uint32_t up = l; up != NONE; up = c->loop[up].parent)
			depth++;
		EXPECT(k->n_blocks == size && k->n_instructions == instructions, "header %u", h);
		EXPECT(k->latch == latch && k->depth == depth, "header %u", h);
		EXPECT(k->preheader == (n_outside == 1 ? outside : NONE), "header %u", h);
		EXPECT(k->parent == NONE || k->parent < l, "outer before inner: %u", l);
	}
	for (uint32_t l = 0; l < c->n_loop; l++)
		extra += c->block[c->loop[l].header].extra;
	EXPECT(n_loop + extra == c->n_loop, "%u loops, not %u", c->n_loop, n_loop);
	if (!extra && c->n_rpo && !c->block[c->rpo[c->n_rpo - 1]].extra)
		EXPECT((c->n_irreducible != 0) == has_other_cycle(c, dominates), "%u irreducible", c->n_irreducible);
	free(in);
	free(listed);
	free(stack);
}

/* ---- liveness and values ----------------------------------------------------------------------------------------- */

static void check_liveness(const struct code *c)
{
	regset *in = calloc(c->n_block + 1, sizeof *in);
	bool changed = true;
	while (changed) {
		changed = false;
		for (uint32_t b = c->n_block; b-- > 0;) {
			const struct block *k = &c->block[b];
			regset live = {{0, 0}};
			if (k->rpo == NONE)
				continue;
			for (uint32_t i = 0; i < k->n_succ; i++)
				live = regset_or(live, in[c->succ[k->first_succ + i]]);
			if (k->unresolved)
				live = regset_or(live, c->live_out[b]);
			EXPECT(regset_empty(regset_minus(live, c->live_out[b])), "block %u", b);
			for (uint32_t i = k->end; i-- > k->first;)
				live = regset_or(regset_minus(live, c->insn[i].write), c->insn[i].read);
			changed |= !regset_equal(live, in[b]);
			in[b] = live;
		}
	}
	for (uint32_t b = 0; b < c->n_block; b++)
		EXPECT(c->block[b].rpo == NONE || regset_equal(in[b], c->live_in[b]), "block %u", b);
	free(in);
}

/* Definitions of one register: bit i + 2 is instruction i's, bit 0 the entry's, bit 1 that of additional roots. */
struct bits {
	uint64_t *w;
	uint32_t n;
};

static void set_bit(uint64_t *w, uint32_t i) { w[i / 64] |= 1ull << (i % 64); }

static bool is_root(const struct code *c, uint32_t b)
{
	for (uint32_t i = 0; i < c->block[b].n_pred; i++)
		if (c->block[c->pred[c->block[b].first_pred + i]].rpo < c->block[b].rpo)
			return false;
	return true;
}

/* The definitions that a value stands for, through its phis. */
static void expand(const struct code *c, uint32_t value, uint64_t *set, uint8_t *seen, uint32_t *stack)
{
	uint32_t n = 0;
	memset(seen, 0, c->n_value);
	stack[n++] = value;
	seen[value] = 1;
	while (n) {
		const struct value *v = &c->value[stack[--n]];
		if (v->kind != VALUE_PHI) {
			set_bit(set, v->kind == VALUE_INSN ? v->where + 2 : v->kind == VALUE_UNKNOWN);
			continue;
		}
		for (uint32_t i = 0; i < c->block[v->where].n_pred; i++) {
			uint32_t arg = c->phi_args[v->first_arg + i];
			if (!seen[arg]) {
				seen[arg] = 1;
				stack[n++] = arg;
			}
		}
	}
}

static void reaching_definitions(const struct code *c, reg_t r, uint64_t *out, uint64_t *in, uint32_t words)
{
	bool changed = true, written = false;
	memset(out, 0, sizeof *out * words * c->n_block);
	for (uint32_t i = 0; i < c->n_insn && !written; i++)
		written = regset_has(c->insn[i].write, r) && c->block[c->block_of[i]].rpo != NONE;
	while (changed) {
		changed = false;
		for (uint32_t i = 0; i < c->n_rpo; i++) {
			uint32_t b = c->rpo[i];
			const struct block *k = &c->block[b];
			uint64_t *mine = in + (size_t)words * b, *after = out + (size_t)words * b;
			memset(mine, 0, sizeof *mine * words);
			if (b == 0 || (is_root(c, b) && !written))
				set_bit(mine, 0);
			else if (is_root(c, b))
				set_bit(mine, 1);
			for (uint32_t j = 0; j < k->n_pred && !is_root(c, b); j++)
				for (uint32_t w = 0; w < words; w++)
					mine[w] |= out[(size_t)words * c->pred[k->first_pred + j] + w];
			uint32_t last = NONE;
			for (uint32_t j = k->first; j < k->end; j++)
				if (regset_has(c->insn[j].write, r))
					last = j;
			for (uint32_t w = 0; w < words; w++) {
				uint64_t now = last == NONE           ? mine[w]
				               : (last + 2) / 64 == w ? 1ull << ((last + 2) % 64)
				                                      : 0;
				changed |= now != after[w];
				after[w] = now;
			}
		}
	}
}

static void check_register(const struct code *c, reg_t r)
{
	uint32_t words = (c->n_insn + 2) / 64 + 1;
	uint64_t *out = malloc(sizeof *out * words * c->n_block), *in = malloc(sizeof *in * words * c->n_block);
	uint64_t *now = malloc(sizeof *now * words), *set = malloc(sizeof *set * words);
	uint8_t *seen = malloc(c->n_value);
	uint32_t *stack = malloc(sizeof *stack * c->n_value);
	reaching_definitions(c, r, out, in, words);
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		const struct block *k = &c->block[c->rpo[i]];
		memcpy(now, in + (size_t)words * c->rpo[i], sizeof *now * words);
		for (uint32_t j = k->first; j < k->end; j++) {
			if (regset_has(c->insn[j].read, r)) {
				uint32_t v = value_used(c, j, r);
				memset(set, 0, sizeof *set * words);
				EXPECT(v != NONE && c->value_is_live[v], "instruction %u", j);
				if (v != NONE)
					expand(c, v, set, seen, stack);
				EXPECT(!memcmp(set, now, sizeof *now * words), "instruction %u, register %u", j, r);
			} else {
				EXPECT(value_used(c, j, r) == NONE, "instruction %u", j);
			}
			if (regset_has(c->insn[j].write, r)) {
				memset(now, 0, sizeof *now * words);
				set_bit(now, j + 2);
			}
		}
	}
	free(out), free(in), free(now), free(set), free(seen), free(stack);
}

/* No phi is left all of whose arguments are one value. */
static void check_phis(const struct code *c)
{
	for (uint32_t b = 0; b < c->n_block; b++)
		for (uint32_t v = c->phi_of_block[b]; v < c->phi_of_block[b + 1]; v++) {
			uint32_t other = NONE;
			bool needed = false;
			EXPECT(c->value[v].kind == VALUE_PHI && c->value[v].where == b, "value %u", v);
			if (!c->value_is_live[v])
				continue;
			for (uint32_t i = 0; i < c->block[b].n_pred; i++) {
				uint32_t arg = c->phi_args[c->value[v].first_arg + i];
				EXPECT(c->value[arg].reg == c->value[v].reg && c->value_is_live[arg], "value %u", v);
				needed |= arg != v && other != NONE && arg != other;
				other = arg != v ? arg : other;
			}
			EXPECT(needed, "phi %u of block %u", v, b);
		}
}

static void check_code(const struct code *c)
{
	uint8_t *dominates = reference_dominators(c);
	regset used = {{0, 0}};
	check_edges(c);
	check_dominators(c, dominates);
	check_loops(c, dominates);
	check_liveness(c);
	check_phis(c);
	for (uint32_t i = 0; i < c->n_insn; i++)
		used = regset_or(used, c->insn[i].read);
	for (reg_t r; (r = regset_pop(&used)) != REG_NONE;)
		check_register(c, r);
	free(dominates);
}

#endif
