/* simd.c: how wide a loop computes, and what keeps it from computing wider. */
#include "simd.h"
#include "carried.h"
#include "slice.h"

/* Packed operations that compilers also use on scalar values: absolute value and negation of a double (and, xor),
 * conversions, a population count by way of a vector register. They say nothing about the loop by themselves. */
static bool is_weak(enum op op)
{
	static const bool weak[OP_COUNT] = {
	    [OP_AND] = true,    [OP_OR] = true,        [OP_XOR] = true,          [OP_NOT] = true,
	    [OP_ANDN] = true,   [OP_BITSELECT] = true, [OP_SHUFFLE] = true,      [OP_CONST] = true,
	    [OP_MOVE] = true,   [OP_TRANSFER] = true,  [OP_FCONVERT] = true,     [OP_BITCOUNT] = true,
	    [OP_REDUCE] = true, [OP_MASKOP] = true,    [OP_NOP] = true,          [OP_OTHER] = true,
	    [OP_FABS] = true,   [OP_FNEG] = true,      [OP_INSERT_CONST] = true,
	};
	return weak[op];
}

/* A memory operand that walks: not the frame, not a constant, not one place all through the loop. */
static bool walks(const struct analysis *a, uint32_t loop, uint32_t i, const struct memop *m)
{
	const struct code *c = a->code;
	if (m->flags & (MEM_ADDRESS | MEM_PC_RELATIVE))
		return false;
	uint32_t base = m->base == REG_NONE ? NONE : value_used(c, i, m->base);
	uint32_t index = m->index == REG_NONE ? NONE : value_used(c, i, m->index);
	if (stack_address(a->stack, base) && index == NONE)
		return false;
	return (base != NONE && !value_invariant(c, loop, base)) || (index != NONE && !value_invariant(c, loop, index));
}

static bool is_vector_work(const struct analysis *a, uint32_t loop, uint32_t i)
{
	const struct insn *in = &a->code->insn[i];
	if (!(in->flags & INSN_PACKED))
		return false;
	if (!is_weak(in->op))
		return true;
	for (unsigned m = 0; m < in->n_mem; m++)
		if (in->mem[m].width * 8u >= in->vec_bits && walks(a, loop, i, &in->mem[m]))
			return true;
	return false;
}

/* A volatile access looks like any other in machine code; of its kind only atomics and fences can be told. */
static uint16_t blockers_of_instruction(const struct code *c, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	uint16_t bits = 0;
	if (insn_is_call(in))
		bits |= 1u << BLOCK_CALL;
	if (in->op == OP_DIV && !(in->flags & INSN_PACKED))
		bits |= 1u << BLOCK_DIVISION;
	if ((in->flags & INSN_ATOMIC) || in->op == OP_FENCE)
		bits |= 1u << BLOCK_VOLATILE_OR_ATOMIC;
	return bits;
}

/* Width and the blockers that one instruction shows by itself; outer loops have what their inner ones have. */
static void scan_block(struct analysis *a, uint32_t block)
{
	struct code *c = a->code;
	struct loop *l = &c->loop[c->block[block].loop];
	for (uint32_t i = c->block[block].first; i < c->block[block].end; i++) {
		l->blockers |= blockers_of_instruction(c, i);
		if (!is_vector_work(a, c->block[block].loop, i))
			continue;
		if (c->insn[i].vec_bits > l->vector_bits)
			l->vector_bits = c->insn[i].vec_bits;
		l->scalable |= (c->insn[i].flags & INSN_SCALABLE) != 0;
	}
}

static void add_to_parents(struct code *c)
{
	const uint16_t inherited = 1u << BLOCK_CALL | 1u << BLOCK_DIVISION | 1u << BLOCK_VOLATILE_OR_ATOMIC;
	for (uint32_t l = c->n_loop; l-- > 0;) {
		if (c->loop[l].parent == NONE)
			continue;
		struct loop *parent = &c->loop[c->loop[l].parent];
		if (c->loop[l].vector_bits > parent->vector_bits)
			parent->vector_bits = c->loop[l].vector_bits;
		parent->scalable |= c->loop[l].scalable;
		parent->blockers |= c->loop[l].blockers & inherited;
	}
}

/* ---- innermost loops: memory, exits, what is carried ---- */

struct exit_search {
	const struct analysis *a;
	uint32_t loop;
};

static enum slice_step is_loaded_in_loop(const struct code *c, uint32_t value, void *ctx)
{
	const struct exit_search *s = ctx;
	if (value_invariant(c, s->loop, value))
		return SLICE_CUT;
	if (c->value[value].kind != VALUE_INSN || value_is_writeback(c, value))
		return SLICE_ON;
	uint32_t i = c->value[value].where;
	const struct insn *in = &c->insn[i];
	if (insn_is_call(in))
		return SLICE_FOUND;
	for (unsigned m = 0; m < in->n_mem; m++)
		if ((in->mem[m].flags & MEM_READ) && walks(s->a, s->loop, i, &in->mem[m]))
			return SLICE_FOUND;
	return SLICE_ON;
}

bool depends_on_load(const struct analysis *a, uint32_t loop, uint32_t insn)
{
	struct exit_search s = {a, loop};
	const struct code *c = a->code;
	for (uint32_t u = c->first_use[insn]; u < c->first_use[insn + 1]; u++)
		if (slice_find(c, c->uses[u].value, is_loaded_in_loop, &s))
			return true;
	return false;
}

static bool leaves_loop(const struct code *c, uint32_t loop, uint32_t block)
{
	for (uint32_t s = 0; s < c->block[block].n_succ; s++) {
		uint32_t to = c->succ[c->block[block].first_succ + s];
		if (!loop_has_block(c, loop, to))
			return true;
	}
	return c->block[block].exits;
}

/* An exit whose own test never changes: which iteration comes to it, the branches before it decide. */
static bool tests_what_is_fixed(const struct code *c, uint32_t loop, uint32_t block)
{
	uint32_t branch = c->block[block].end - 1;
	for (uint32_t u = c->first_use[branch]; u < c->first_use[branch + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (value_invariant(c, loop, v))
			continue;
		if (v == NONE || c->value[v].kind != VALUE_INSN)
			return false;
		uint32_t test = c->value[v].where;
		for (uint32_t x = c->first_use[test]; x < c->first_use[test + 1]; x++)
			if (c->uses[x].value == NONE || !value_invariant(c, loop, c->uses[x].value))
				return false;
	}
	return true;
}

/* The loop's latches in the preorder of the dominator tree: from the first to the last. */
struct latches {
	uint32_t first, last;
};

static struct latches find_latches(const struct code *c, uint32_t loop)
{
	const struct block *h = &c->block[c->loop[loop].header];
	struct latches l = {NONE, 0};
	for (uint32_t p = 0; p < h->n_pred; p++) {
		uint32_t latch = c->pred[h->first_pred + p];
		if (!loop_has_block(c, loop, latch))
			continue;
		uint32_t at = c->block[latch].dom_in;
		l.first = at < l.first ? at : l.first;
		l.last = at > l.last ? at : l.last;
	}
	return l;
}

/* Whether every way around the loop passes through the block: it dominates all latches. */
static bool in_every_iteration(const struct code *c, struct latches l, uint32_t block)
{
	return c->block[block].dom_in <= l.first && l.last < c->block[block].dom_out;
}

/* Whether a block writes the place that operand m of instruction i writes in the same iteration. */
static bool block_writes(const struct analysis *a, uint32_t loop, uint32_t block, uint32_t i, unsigned m)
{
	const struct code *c = a->code;
	struct induction *in = analysis_induction(a, loop);
	struct address_pattern x = induction_address(in, i, m);
	for (uint32_t k = c->block[block].first; k < c->block[block].end; k++)
		for (unsigned n = 0; n < c->insn[k].n_mem; n++) {
			int64_t distance;
			if (!(c->insn[k].mem[n].flags & MEM_WRITE) || c->insn[k].mem[n].width < c->insn[i].mem[m].width)
				continue;
			struct address_pattern y = induction_address(in, k, n);
			if (x.stride == y.stride && address_comparable(&x, &y, &distance) && !distance)
				return true;
		}
	return false;
}

enum { MAX_ARMS = 16, MAX_BODY = 512 }; /* blocks and instructions of a loop in which it is worth looking */

/* Stores of several ways to one place are a choice of what is stored, no conditional store: whether every way around
 * the loop writes it. A block does when it, or all of its predecessors in the loop do; blocks come in any order. */
static bool written_on_every_way(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	const uint32_t *blocks = c->loop_blocks + l->first_block;
	bool all[MAX_ARMS] = {false};
	if (l->n_blocks > MAX_ARMS || l->n_instructions > MAX_BODY)
		return false;
	for (uint32_t k = 0; k < l->n_blocks; k++)
		all[k] = blocks[k] == c->block_of[i] || block_writes(a, loop, blocks[k], i, m);
	for (uint32_t round = 0; round < l->n_blocks; round++)
		for (uint32_t k = 0; k < l->n_blocks; k++) {
			const struct block *b = &c->block[blocks[k]];
			bool every = blocks[k] != l->header;
			for (uint32_t p = 0; every && p < b->n_pred; p++) {
				uint32_t n = 0;
				while (n < l->n_blocks && blocks[n] != c->pred[b->first_pred + p])
					n++;
				every = n < l->n_blocks && all[n];
			}
			all[k] |= every;
		}
	for (uint32_t k = 0; k < l->n_blocks; k++)
		for (uint32_t s = 0; s < c->block[blocks[k]].n_succ; s++)
			if (c->succ[c->block[blocks[k]].first_succ + s] == l->header && !all[k])
				return false;
	return true;
}

static uint16_t blockers_of_memory(const struct analysis *a, uint32_t loop, uint32_t i, bool always)
{
	const struct insn *in = &a->code->insn[i];
	uint16_t bits = 0;
	for (unsigned m = 0; m < in->n_mem; m++) {
		if (!(in->mem[m].flags & (MEM_READ | MEM_WRITE)) || !walks(a, loop, i, &in->mem[m]))
			continue;
		struct address_pattern p = induction_address(analysis_induction(a, loop), i, m);
		bool write = in->mem[m].flags & MEM_WRITE, read = in->mem[m].flags & MEM_READ;
		bool by_vector = in->mem[m].flags & MEM_VECTOR_INDEX;
		if (by_vector || (!p.known && p.gather))
			bits |= (uint16_t)((read ? 1u << BLOCK_GATHER : 0) | (write ? 1u << BLOCK_SCATTER : 0));
		else if (!p.known &&
		         !(in->flags & INSN_SCALABLE)) /* steps of a vector's length are no unknown stride */
			bits |= 1u << BLOCK_UNKNOWN_STRIDE;
		if (write && !always && !written_on_every_way(a, loop, i, m))
			bits |= 1u << BLOCK_CONDITIONAL_STORE;
	}
	return bits;
}

static uint16_t blockers_carried(const struct analysis *a, uint32_t loop)
{
	struct carried carried = carried_analyse(a, loop);
	uint16_t bits = 0;
	for (uint32_t i = 0; i < carried.n; i++) {
		if (carried.kind[i] == CARRIED_RECURRENCE && !carried.packed[i])
			bits |= 1u << BLOCK_RECURRENCE;
		if (carried.kind[i] == CARRIED_FP && !carried.packed[i])
			bits |= 1u << BLOCK_FP_ORDER;
	}
	return bits;
}

static void judge_innermost(struct analysis *a, uint32_t loop)
{
	struct code *c = a->code;
	struct loop *l = &c->loop[loop];
	struct latches latches = find_latches(c, loop);
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t block = c->loop_blocks[l->first_block + k];
		bool always = in_every_iteration(c, latches, block);
		for (uint32_t i = c->block[block].first; i < c->block[block].end; i++)
			if (c->insn[i].n_mem)
				l->blockers |= blockers_of_memory(a, loop, i, always);
		if (leaves_loop(c, loop, block) && (depends_on_load(a, loop, c->block[block].end - 1) ||
		                                    (!always && tests_what_is_fixed(c, loop, block))))
			l->blockers |= 1u << BLOCK_DATA_DEPENDENT_EXIT;
	}
	l->blockers |= blockers_carried(a, loop);
	l->blockers |= memory_carried(a, loop);
}

void simd_analyse(struct analysis *a)
{
	struct code *c = a->code;
	for (uint32_t b = 0; b < c->n_block; b++)
		if (c->block[b].loop != NONE)
			scan_block(a, b);
	add_to_parents(c);
	for (uint32_t l = 0; l < c->n_loop; l++)
		if (c->loop[l].innermost && !c->loop[l].irreducible_inside)
			judge_innermost(a, l);
}
