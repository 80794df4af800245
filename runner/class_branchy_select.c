/* class_branchy_select.c: a branch on loaded data that only chooses between cheap values.
 *
 * The shape is a hammock (one arm, or two) whose arms meet again: in one block, or each in its own copy of the latch,
 * whose ways back into the loop are then the same. */
#include "simd.h"
#include "slice.h"

enum {
	MAX_ARM = 8,    /* instructions of one arm, its copy of the latch included */
	MAX_CHOSEN = 3, /* values that are chosen: more selects than this cost more than they save */
	MAX_EVIDENCE = 24,
};

struct hammock {
	const struct analysis *a;
	const struct code *c;
	uint32_t loop, block; /* `block` ends in the branch */
	uint32_t arm[2];      /* the arms' blocks, NONE: an empty arm */
	uint32_t join;        /* where both continue in the loop */
	uint32_t from[2];     /* the predecessors of join on both ways */
	uint32_t n_chosen, n_work;
};

static bool is_arm(const struct code *c, uint32_t loop, uint32_t block, uint32_t from)
{
	const struct block *b = &c->block[block];
	return b->n_pred == 1 && c->pred[b->first_pred] == from && c->block[block].loop == loop &&
	       block != c->loop[loop].header && b->end - b->first <= MAX_ARM && !b->no_return && !b->exits;
}

/* The only way on inside the loop, NONE: none or several. */
static uint32_t way_on(const struct code *c, uint32_t loop, uint32_t block)
{
	uint32_t to = NONE;
	for (uint32_t s = 0; s < c->block[block].n_succ; s++) {
		uint32_t next = c->succ[c->block[block].first_succ + s];
		if (!loop_has_block(c, loop, next))
			continue;
		if (to != NONE && to != next)
			return NONE;
		to = next;
	}
	return to;
}

/* Leaving the loop from an arm is part of a latch's copy; then both arms must have one. */
static bool may_leave(const struct code *c, uint32_t loop, uint32_t block)
{
	for (uint32_t s = 0; s < c->block[block].n_succ; s++)
		if (!loop_has_block(c, loop, c->succ[c->block[block].first_succ + s]))
			return true;
	return false;
}

static bool find_shape(struct hammock *h)
{
	const struct code *c = h->c;
	const struct block *b = &c->block[h->block];
	if (block_last(c, b)->flow != FLOW_BRANCH || b->n_succ != 2)
		return false;
	uint32_t to[2] = {c->succ[b->first_succ], c->succ[b->first_succ + 1]};
	if (to[0] == to[1] || !loop_has_block(c, h->loop, to[0]) || !loop_has_block(c, h->loop, to[1]))
		return false;
	uint32_t on[2];
	for (int s = 0; s < 2; s++) {
		h->arm[s] = is_arm(c, h->loop, to[s], h->block) ? to[s] : NONE;
		on[s] = h->arm[s] == NONE ? NONE : way_on(c, h->loop, to[s]);
	}
	for (int s = 0; s < 2; s++)
		if (h->arm[s] != NONE && on[s] == to[!s] && !may_leave(c, h->loop, to[s])) {
			h->arm[!s] = NONE;
			h->join = to[!s];
			h->from[s] = to[s];
			h->from[!s] = h->block;
			return true;
		}
	if (h->arm[0] == NONE || h->arm[1] == NONE || on[0] == NONE || on[0] != on[1] ||
	    may_leave(c, h->loop, to[0]) != may_leave(c, h->loop, to[1]))
		return false;
	h->join = on[0];
	h->from[0] = to[0];
	h->from[1] = to[1];
	return true;
}

/* ---- what the arms do ---- */

static bool same_address(const struct code *c, uint32_t i, const struct memop *x, uint32_t k, const struct memop *y)
{
	if (x->disp != y->disp || x->scale != y->scale || (x->base == REG_NONE) != (y->base == REG_NONE) ||
	    (x->index == REG_NONE) != (y->index == REG_NONE))
		return false;
	return (x->base == REG_NONE || value_used(c, i, x->base) == value_used(c, k, y->base)) &&
	       (x->index == REG_NONE || value_used(c, i, x->index) == value_used(c, k, y->index));
}

static bool block_accesses(const struct code *c, uint32_t block, uint32_t i, const struct memop *m, uint8_t how)
{
	for (uint32_t k = c->block[block].first; k < c->block[block].end; k++)
		for (unsigned n = 0; n < c->insn[k].n_mem; n++)
			if (k != i && (c->insn[k].mem[n].flags & how) && c->insn[k].mem[n].width >= m->width &&
			    same_address(c, i, m, k, &c->insn[k].mem[n]))
				return true;
	return false;
}

/* Whether this iteration accesses the same place in the same way whatever the branch does. */
static bool accessed_anyway(const struct hammock *h, uint32_t i, const struct memop *m, uint8_t how, uint32_t other_arm)
{
	const struct loop *l = &h->c->loop[h->loop];
	if (other_arm != NONE && block_accesses(h->c, other_arm, i, m, how))
		return true;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t block = h->c->loop_blocks[l->first_block + k];
		if (block_dominates(h->c, block, h->block) && block_accesses(h->c, block, i, m, how))
			return true;
	}
	return block_accesses(h->c, h->join, i, m, how) && h->join != l->header;
}

static bool harmless_memory(const struct hammock *h, uint32_t i, uint32_t other_arm)
{
	const struct insn *in = &h->c->insn[i];
	for (unsigned m = 0; m < in->n_mem; m++) {
		const struct memop *mem = &in->mem[m];
		uint32_t base = mem->base == REG_NONE ? NONE : value_used(h->c, i, mem->base);
		bool own_frame = stack_address(h->a->stack, base) && mem->index == REG_NONE;
		bool constant = (mem->flags & MEM_PC_RELATIVE) && mem->index == REG_NONE && !(mem->flags & MEM_WRITE);
		if ((mem->flags & MEM_ADDRESS) || own_frame || constant)
			continue;
		if ((mem->flags & MEM_WRITE) && !accessed_anyway(h, i, mem, MEM_WRITE, other_arm))
			return false;
		if ((mem->flags & MEM_READ) && !accessed_anyway(h, i, mem, MEM_READ | MEM_WRITE, other_arm))
			return false;
	}
	return true;
}

static bool is_cheap(const struct insn *in)
{
	static const bool dear[OP_COUNT] = {
	    [OP_OTHER] = true,  [OP_DIV] = true,   [OP_FDIV] = true,   [OP_FSQRT] = true,
	    [OP_STRING] = true, [OP_FENCE] = true, [OP_SYSTEM] = true, [OP_AES] = true,
	    [OP_CRC] = true,    [OP_PUSH] = true,  [OP_POP] = true,
	};
	return !dear[in->op] && !(in->flags & (INSN_ATOMIC | INSN_MAY_TRAP | INSN_UNDECODED)) &&
	       (in->flow == FLOW_NEXT || in->flow == FLOW_JUMP || in->flow == FLOW_BRANCH);
}

static bool arm_is_cheap(struct hammock *h, int s)
{
	const struct code *c = h->c;
	if (h->arm[s] == NONE)
		return true;
	for (uint32_t i = c->block[h->arm[s]].first; i < c->block[h->arm[s]].end; i++) {
		if (!is_cheap(&c->insn[i]) || !harmless_memory(h, i, h->arm[!s]))
			return false;
		h->n_work += c->insn[i].flow == FLOW_NEXT && c->insn[i].op != OP_NOP;
	}
	return true;
}

/* ---- what is chosen ---- */

static void count_chosen(struct hammock *h)
{
	const struct code *c = h->c;
	const struct block *j = &c->block[h->join];
	uint32_t arg[2] = {NONE, NONE};
	for (uint32_t p = 0; p < j->n_pred; p++)
		for (int s = 0; s < 2; s++)
			if (c->pred[j->first_pred + p] == h->from[s])
				arg[s] = p;
	for (uint32_t v = c->phi_of_block[h->join]; v < c->phi_of_block[h->join + 1]; v++) {
		const uint32_t *args = c->phi_args + c->value[v].first_arg;
		if (c->value_is_live[v] && !values_equal(c, args[arg[0]], args[arg[1]]))
			h->n_chosen++;
	}
	for (int s = 0; s < 2; s++)
		for (uint32_t i = h->arm[s] == NONE ? 0 : c->block[h->arm[s]].first;
		     h->arm[s] != NONE && i < c->block[h->arm[s]].end; i++)
			if (c->insn[i].n_mem && (c->insn[i].mem[0].flags & MEM_WRITE)) {
				h->n_chosen++;
				s = 1; /* the other arm's store is the same choice */
				break;
			}
}

/* ---- the finding ---- */

static uint32_t deciding_compare(const struct code *c, uint32_t branch)
{
	for (uint32_t u = c->first_use[branch]; u < c->first_use[branch + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (v != NONE && reg_is_flag(c->uses[u].reg) && c->value[v].kind == VALUE_INSN)
			return c->value[v].where;
	}
	return NONE;
}

static void put_evidence(struct finding *f, const struct hammock *h)
{
	const struct code *c = h->c;
	uint32_t branch = c->block[h->block].end - 1, compare = deciding_compare(c, branch);
	f->evidence = ARENA_ARRAY(c->arena, uint32_t, MAX_EVIDENCE);
	if (compare != NONE)
		f->evidence[f->n_evidence++] = compare;
	f->evidence[f->n_evidence++] = branch;
	for (int s = 0; s < 2; s++)
		for (uint32_t i = h->arm[s] == NONE ? 0 : c->block[h->arm[s]].first;
		     h->arm[s] != NONE && i < c->block[h->arm[s]].end && f->n_evidence < MAX_EVIDENCE; i++)
			f->evidence[f->n_evidence++] = i;
}

/* A misprediction weighs less in an iteration that takes long anyway. */
static enum level severity_of(const struct hammock *h)
{
	float iteration = h->c->loop[h->loop].throughput, penalty = h->c->model->mispredict;
	if (iteration > 4 * penalty)
		return LEVEL_LOW;
	return h->n_chosen == 1 && iteration <= penalty ? LEVEL_HIGH : LEVEL_MEDIUM;
}

static void report(const struct hammock *h, struct finding_list *out)
{
	const struct code *c = h->c;
	struct finding *f = ARENA_PUSH(c->arena, out);
	*f = (struct finding){
	    .class = &class_branchy_select,
	    .loop = h->loop,
	    .insn = c->block[h->block].end - 1,
	    .severity = severity_of(h),
	    .confidence = h->n_work <= 4 ? LEVEL_HIGH : LEVEL_MEDIUM,
	    .cost_cycles = c->model->mispredict / 2,
	    .note = arena_printf(
	        c->arena,
	        "%u value%s chosen; the cost is that of a branch taken at random: a mispredicted one costs "
	        "%.0f cycles on %s, a well predicted one next to nothing.",
	        h->n_chosen, h->n_chosen == 1 ? " is" : "s are", (double)c->model->mispredict, c->model->name),
	    .cause = "The branch depends on data loaded in this loop and only chooses between values that are cheap to "
	             "compute. The compiler took it to be predictable, or could not tell that both sides are harmless.",
	    .fix =
	        "Compute both values and choose: a ternary on plain variables, min or max, adding the result of the "
	        "comparison, a mask; or __builtin_unpredictable (clang), __builtin_expect_with_probability 0.5 (gcc).",
	    .expect =
	        "No branch between the compare and the use: a conditional move or select, a set of the condition that "
	        "is added, or min and max.",
	    .counts = true,
	};
	put_evidence(f, h);
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t b = 0; b < c->n_block; b++) {
		struct hammock h = {.a = a, .c = c, .loop = c->block[b].loop, .block = b};
		if (h.loop == NONE || !c->loop[h.loop].innermost || !find_shape(&h))
			continue;
		if (!arm_is_cheap(&h, 0) || !arm_is_cheap(&h, 1))
			continue;
		count_chosen(&h);
		if (h.n_chosen && h.n_chosen <= MAX_CHOSEN && depends_on_load(a, h.loop, c->block[b].end - 1))
			report(&h, out);
	}
}

const struct class class_branchy_select = {
    .name = "branchy-select",
    .title = "a branch on loaded data that only chooses between cheap values",
    .find = find,
};
