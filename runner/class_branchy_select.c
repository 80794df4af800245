/* class_branchy_select.c: a branch on loaded data that only chooses between cheap values.
 *
 * The shape is a hammock: the blocks between the branch and the place where all its ways meet again in the loop. That
 * may be one arm or several, a chain of else-ifs, arms that share a tail, or arms that each end in a copy of the latch
 * and meet in the header. Exits of the loop on the way are part of such a latch as long as they do not depend on data.
 */
#include "cost.h"
#include "simd.h"
#include "slice.h"

enum {
	MAX_BLOCKS = 10,
	MAX_WORK = 32,  /* instructions between the branch and the join, copies of the latch included */
	MAX_CHOSEN = 4, /* values that are chosen: more selects than this cost more than they save */
	MAX_EVIDENCE = 24,
	MAX_WAYS = 64,   /* edges into the join: beyond, it is a dispatch loop, and the search would not be linear */
	MAX_BODY = 1024, /* instructions of a loop in all of which earlier accesses are looked for */
};

struct hammock {
	const struct analysis *a;
	const struct code *c;
	uint32_t loop, block;        /* `block` ends in the branch */
	uint32_t region[MAX_BLOCKS]; /* between branch and join, in reverse postorder */
	uint32_t n_region;
	uint32_t exit[MAX_BLOCKS];   /* blocks of one way that may leave the loop, in order */
	uint32_t n_exit[MAX_BLOCKS]; /* by region: how many exits lie between the branch and the block's end */
	uint32_t join;               /* where all ways continue in the loop */
	uint32_t n_chosen, n_work;
};

/* ---- the shape ---- */

struct pending {
	uint32_t v[MAX_BLOCKS + 2];
	uint32_t n;
};

static void add_pending(struct pending *p, uint32_t block)
{
	for (uint32_t i = 0; i < p->n; i++)
		if (p->v[i] == block)
			return;
	if (p->n < MAX_BLOCKS + 2)
		p->v[p->n++] = block;
}

/* The header is where the iteration ends: behind everything else. */
static uint32_t position(const struct hammock *h, uint32_t block)
{
	return block == h->c->loop[h->loop].header ? NONE : h->c->block[block].rpo;
}

static uint32_t take_first(const struct hammock *h, struct pending *p)
{
	uint32_t best = 0;
	for (uint32_t i = 1; i < p->n; i++)
		if (position(h, p->v[i]) < position(h, p->v[best]))
			best = i;
	uint32_t block = p->v[best];
	p->v[best] = p->v[--p->n];
	return block;
}

static void add_ways_on(const struct hammock *h, struct pending *p, uint32_t block)
{
	const struct code *c = h->c;
	for (uint32_t s = 0; s < c->block[block].n_succ; s++) {
		uint32_t to = c->succ[c->block[block].first_succ + s];
		if (loop_has_block(c, h->loop, to))
			add_pending(p, to);
	}
}

/* Takes blocks in reverse postorder; where only one is left, all ways have met in it. */
static bool find_region(struct hammock *h)
{
	const struct code *c = h->c;
	const struct block *b = &c->block[h->block];
	struct pending p = {.n = 0};
	if (block_last(c, b)->flow != FLOW_BRANCH || b->n_succ != 2)
		return false;
	for (uint32_t s = 0; s < 2; s++) {
		uint32_t to = c->succ[b->first_succ + s];
		if (!loop_has_block(c, h->loop, to) || c->block[to].no_return)
			return false;
		add_pending(&p, to);
	}
	if (p.n < 2)
		return false;
	while (p.n > 1) {
		uint32_t block = take_first(h, &p);
		if (h->n_region == MAX_BLOCKS || block == c->loop[h->loop].header || c->block[block].no_return ||
		    !block_dominates(c, h->block, block))
			return false;
		h->region[h->n_region++] = block;
		add_ways_on(h, &p, block);
	}
	h->join = p.n ? p.v[0] : NONE;
	return p.n == 1 && c->block[h->join].n_pred <= MAX_WAYS;
}

/* ---- exits in copies of the latch ---- */

static uint32_t deciding_compare(const struct code *c, uint32_t branch)
{
	for (uint32_t u = c->first_use[branch]; u < c->first_use[branch + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (v != NONE && reg_is_flag(c->uses[u].reg) && c->value[v].kind == VALUE_INSN)
			return c->value[v].where;
	}
	return NONE;
}

/* The instruction whose operands an exit tests: the compare, or the branch itself (cbz). */
static const struct insn *tested_by(const struct code *c, uint32_t block)
{
	uint32_t compare = deciding_compare(c, c->block[block].end - 1);
	return compare == NONE ? block_last(c, &c->block[block]) : &c->insn[compare];
}

static bool is_carried(const struct hammock *h, uint32_t value)
{
	const struct code *c = h->c;
	uint32_t header = c->loop[h->loop].header;
	for (uint32_t v = c->phi_of_block[header]; v < c->phi_of_block[header + 1]; v++)
		for (uint32_t p = 0; c->value_is_live[v] && p < c->block[header].n_pred; p++)
			if (c->phi_args[c->value[v].first_arg + p] == value &&
			    loop_has_block(c, h->loop, c->pred[c->block[header].first_pred + p]))
				return true;
	return false;
}

static bool tests_carried(const struct hammock *h, uint32_t block)
{
	const struct code *c = h->c;
	uint32_t i = (uint32_t)(tested_by(c, block) - c->insn);
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (c->uses[u].value != NONE && !value_invariant(c, h->loop, c->uses[u].value) &&
		    !is_carried(h, c->uses[u].value))
			return false;
	return true;
}

/* Whether a block of the region has a way out of the loop, and whether such an exit may belong to a latch. */
static bool may_leave(const struct hammock *h, uint32_t block, bool *latch)
{
	const struct code *c = h->c;
	const struct block *b = &c->block[block];
	bool leaves = b->exits;
	*latch = block_last(c, b)->flow == FLOW_BRANCH && !b->exits;
	for (uint32_t s = 0; s < b->n_succ; s++) {
		uint32_t to = c->succ[b->first_succ + s];
		leaves |= !loop_has_block(c, h->loop, to);
		*latch &= !c->block[to].no_return;
	}
	if (leaves && *latch)
		*latch = !depends_on_load(h->a, h->loop, b->end - 1) || tests_carried(h, block);
	return leaves;
}

/* Exits on the ways to a block, NONE where they differ. */
static uint32_t exits_before(const struct hammock *h, uint32_t block)
{
	const struct code *c = h->c;
	const struct block *b = &c->block[block];
	uint32_t n = NONE;
	for (uint32_t p = 0; p < b->n_pred; p++) {
		uint32_t pred = c->pred[b->first_pred + p], here = pred == h->block ? 0 : NONE;
		for (uint32_t r = 0; r < h->n_region; r++)
			if (h->region[r] == pred)
				here = h->n_exit[r];
		if (here != NONE && n != NONE && n != here)
			return NONE;
		n = here != NONE ? here : n;
	}
	return n;
}

static bool exits_are_copies(struct hammock *h)
{
	const struct code *c = h->c;
	uint32_t n_known = 0;
	for (uint32_t r = 0; r < h->n_region; r++) {
		uint32_t n = exits_before(h, h->region[r]);
		bool latch;
		if (n == NONE)
			return false;
		if (may_leave(h, h->region[r], &latch)) {
			if (!latch)
				return false;
			if (n == n_known)
				h->exit[n_known++] = h->region[r];
			else if (tested_by(c, h->region[r])->op != tested_by(c, h->exit[n])->op)
				return false;
			n++;
		}
		h->n_exit[r] = n;
	}
	return exits_before(h, h->join) != NONE;
}

/* ---- what its blocks do ---- */

static bool same_values(const struct code *c, uint32_t i, const struct memop *x, uint32_t k, const struct memop *y)
{
	if (x->disp != y->disp || x->scale != y->scale || (x->base == REG_NONE) != (y->base == REG_NONE) ||
	    (x->index == REG_NONE) != (y->index == REG_NONE))
		return false;
	return (x->base == REG_NONE || value_used(c, i, x->base) == value_used(c, k, y->base)) &&
	       (x->index == REG_NONE || value_used(c, i, x->index) == value_used(c, k, y->index));
}

/* By the values that they are computed from, or by where they lie in each iteration: [p], and [p - 8] behind p + 8. */
static bool same_address(const struct hammock *h, uint32_t i, unsigned m, uint32_t k, unsigned n)
{
	const struct code *c = h->c;
	int64_t distance;
	if (same_values(c, i, &c->insn[i].mem[m], k, &c->insn[k].mem[n]))
		return true;
	struct induction *in = analysis_induction(h->a, h->loop);
	struct address_pattern x = induction_address(in, i, m);
	if (!x.known || !x.comparable)
		return false;
	struct address_pattern y = induction_address(in, k, n);
	return y.known && x.stride == y.stride && address_comparable(&x, &y, &distance) && !distance;
}

static bool block_accesses(const struct hammock *h, uint32_t block, uint32_t i, unsigned m, uint8_t how)
{
	const struct code *c = h->c;
	for (uint32_t k = c->block[block].first; k < c->block[block].end; k++)
		for (unsigned n = 0; n < c->insn[k].n_mem; n++)
			if (k != i && (c->insn[k].mem[n].flags & how) &&
			    c->insn[k].mem[n].width >= c->insn[i].mem[m].width && same_address(h, i, m, k, n))
				return true;
	return false;
}

static bool accessed_before(const struct hammock *h, uint32_t i, unsigned m, uint8_t how)
{
	const struct loop *l = &h->c->loop[h->loop];
	if (block_accesses(h, h->block, i, m, how))
		return true;
	for (uint32_t k = 0; l->n_instructions <= MAX_BODY && k < l->n_blocks; k++) {
		uint32_t block = h->c->loop_blocks[l->first_block + k];
		if (block_dominates(h->c, block, h->block) && block_accesses(h, block, i, m, how))
			return true;
	}
	return false;
}

/* Whether every way from the branch to the join writes the place that instruction i writes. */
static bool written_on_all_ways(const struct hammock *h, uint32_t i, unsigned m)
{
	const struct code *c = h->c;
	bool all[MAX_BLOCKS] = {false}, met = true;
	for (uint32_t k = 0; k <= h->n_region; k++) {
		uint32_t block = k < h->n_region ? h->region[k] : h->join;
		bool every = true;
		for (uint32_t p = 0; p < c->block[block].n_pred; p++) {
			uint32_t pred = c->pred[c->block[block].first_pred + p];
			for (uint32_t r = 0; r < k && r < h->n_region; r++)
				every &= h->region[r] != pred || all[r];
			every &= pred != h->block;
		}
		bool here = block == c->block_of[i] || block_accesses(h, block, i, m, MEM_WRITE);
		if (k < h->n_region)
			all[k] = every || here;
		else
			met = every || (here && block != c->loop[h->loop].header);
	}
	return met;
}

static bool harmless_memory(const struct hammock *h, uint32_t i)
{
	const struct insn *in = &h->c->insn[i];
	for (unsigned m = 0; m < in->n_mem; m++) {
		const struct memop *mem = &in->mem[m];
		uint32_t base = mem->base == REG_NONE ? NONE : value_used(h->c, i, mem->base);
		bool own_frame = stack_address(h->a->stack, base) && mem->index == REG_NONE;
		bool constant = (mem->flags & MEM_PC_RELATIVE) && mem->index == REG_NONE && !(mem->flags & MEM_WRITE);
		if ((mem->flags & MEM_ADDRESS) || own_frame || constant)
			continue;
		if ((mem->flags & MEM_WRITE) && !accessed_before(h, i, m, MEM_WRITE) && !written_on_all_ways(h, i, m))
			return false;
		if ((mem->flags & MEM_READ) && !accessed_before(h, i, m, MEM_READ | MEM_WRITE))
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

/* Instructions that take longer, one after the other, than a misprediction are no cheap values. */
static bool arm_is_dear(const struct code *c, uint32_t block)
{
	float cycles = 0;
	for (uint32_t i = c->block[block].first; i < c->block[block].end; i++) {
		const struct core_cost *k = cost_of(c, &c->insn[i]);
		if (c->insn[i].flow == FLOW_NEXT && !(c->insn[i].flags & INSN_COPY) && k)
			cycles += k->latency > 1 ? k->latency : k->uops ? 1 : 0;
	}
	return cycles > c->model->mispredict;
}

static bool region_is_cheap(struct hammock *h)
{
	const struct code *c = h->c;
	for (uint32_t r = 0; r < h->n_region; r++)
		if (arm_is_dear(c, h->region[r]))
			return false;
	for (uint32_t r = 0; r < h->n_region; r++)
		for (uint32_t i = c->block[h->region[r]].first; i < c->block[h->region[r]].end; i++) {
			if (++h->n_work > MAX_WORK || !is_cheap(&c->insn[i]) || !harmless_memory(h, i))
				return false;
		}
	return true;
}

/* ---- what is chosen ---- */

static bool comes_from_region(const struct hammock *h, uint32_t block)
{
	for (uint32_t r = 0; r < h->n_region; r++)
		if (h->region[r] == block)
			return true;
	return block == h->block;
}

/* Whether the ways that meet bring different values. */
static bool is_chosen(const struct hammock *h, uint32_t phi)
{
	const struct code *c = h->c;
	const struct block *j = &c->block[h->join];
	uint32_t first = NONE;
	for (uint32_t p = 0; p < j->n_pred; p++) {
		if (!comes_from_region(h, c->pred[j->first_pred + p]))
			continue;
		uint32_t arg = c->phi_args[c->value[phi].first_arg + p];
		if (first == NONE)
			first = arg;
		else if (!values_equal(c, first, arg))
			return true;
	}
	return false;
}

/* What is stored is chosen where every way stores: once for each such store of one way. */
static uint32_t count_stores(const struct hammock *h)
{
	const struct code *c = h->c;
	uint32_t most = 0;
	for (uint32_t r = 0; r < h->n_region; r++) {
		uint32_t n = 0;
		for (uint32_t i = c->block[h->region[r]].first; i < c->block[h->region[r]].end; i++)
			n += c->insn[i].n_mem && (c->insn[i].mem[0].flags & MEM_WRITE);
		most = n > most ? n : most;
	}
	return most;
}

static void count_chosen(struct hammock *h)
{
	const struct code *c = h->c;
	for (uint32_t v = c->phi_of_block[h->join]; v < c->phi_of_block[h->join + 1]; v++)
		h->n_chosen += c->value_is_live[v] && is_chosen(h, v);
	h->n_chosen += count_stores(h);
}

/* ---- the finding ---- */

static void put_evidence(struct finding *f, const struct hammock *h)
{
	const struct code *c = h->c;
	uint32_t branch = c->block[h->block].end - 1, compare = deciding_compare(c, branch);
	f->evidence = ARENA_ARRAY(c->arena, uint32_t, MAX_EVIDENCE);
	if (compare != NONE)
		f->evidence[f->n_evidence++] = compare;
	f->evidence[f->n_evidence++] = branch;
	for (uint32_t r = 0; r < h->n_region; r++)
		for (uint32_t i = c->block[h->region[r]].first; i < c->block[h->region[r]].end; i++)
			if (f->n_evidence < MAX_EVIDENCE)
				f->evidence[f->n_evidence++] = i;
}

/* The loop's counters and pointers among the header phis, as the bits of struct carried_tables. */
static uint64_t counters(const struct hammock *h)
{
	const struct code *c = h->c;
	uint32_t header = c->loop[h->loop].header, n = 0;
	uint64_t bits = 0;
	for (uint32_t v = c->phi_of_block[header]; v < c->phi_of_block[header + 1] && n < 64; v++)
		if (c->value_is_live[v])
			bits |= (uint64_t)induction_of(analysis_induction(h->a, h->loop), v).known << n++;
	return bits;
}

/* The header phis that take what the value at the join is, and that it is made of; counters left out. */
static uint64_t cycles_through_join(const struct hammock *h)
{
	const struct code *c = h->c;
	const struct carried_tables *t = h->a->carried;
	uint64_t bits = 0;
	for (uint32_t v = c->phi_of_block[h->join]; t->from && v < c->phi_of_block[h->join + 1]; v++)
		if (c->value_is_live[v] && is_chosen(h, v))
			bits |= t->from[v] & t->to[v];
	return bits ? bits & ~counters(h) : 0;
}

/* The converse of the finding: with a select, the comparison waits for the last choice; with a branch that is predicted
 * right, nothing does. */
static const char *converse(const struct hammock *h)
{
	const struct code *c = h->c;
	uint64_t through = cycles_through_join(h), tested = 0;
	uint32_t i = (uint32_t)(tested_by(c, h->block) - c->insn);
	for (uint32_t u = c->first_use[i]; through && u < c->first_use[i + 1]; u++)
		if (c->uses[u].value != NONE && !value_invariant(c, h->loop, c->uses[u].value))
			tested |= h->a->carried->from[c->uses[u].value];
	if (!(through & tested))
		return "";
	return " The next choice depends on this one: branchless, comparison and select lie on the chain from "
	       "iteration to iteration, and where the branch is predicted well it is the shorter way. Measure both.";
}

/* What finishes, starts or replaces a vectorised loop runs for a few iterations, or not at all. */
static bool is_main(const struct hammock *h)
{
	return h->c->loop[h->loop].role == ROLE_MAIN || h->c->loop[h->loop].role == ROLE_VECTOR_MAIN;
}

/* A misprediction weighs less in an iteration that takes long anyway. */
static enum level severity_of(const struct hammock *h)
{
	if (!is_main(h))
		return LEVEL_LOW;
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
	    .confidence = h->n_work <= 8 ? LEVEL_HIGH : LEVEL_MEDIUM,
	    .cost_cycles = c->model->mispredict / 2,
	    .note = arena_printf(
	        c->arena,
	        "%u value%s chosen; the cost is that of a branch taken at random: a mispredicted one costs "
	        "%.0f cycles on %s, a well predicted one next to nothing.%s",
	        h->n_chosen, h->n_chosen == 1 ? " is" : "s are", (double)c->model->mispredict, c->model->name,
	        converse(h)),
	    .cause = "The branch depends on data loaded in this loop and only chooses between values that are cheap to "
	             "compute. The compiler took it to be predictable, or could not tell that both sides are harmless.",
	    .fix =
	        "Compute both values and choose: a ternary on plain variables, min or max, adding the result of the "
	        "comparison, a mask; or __builtin_unpredictable (clang), __builtin_expect_with_probability 0.5 (gcc).",
	    .expect =
	        "No branch between the compare and the use: a conditional move or select, a set of the condition that "
	        "is added, or min and max.",
	    .counts = is_main(h),
	};
	put_evidence(f, h);
}

static bool is_one(struct hammock *h)
{
	if (!find_region(h) || !region_is_cheap(h) || !exits_are_copies(h))
		return false;
	count_chosen(h);
	return h->n_chosen && h->n_chosen <= MAX_CHOSEN &&
	       depends_on_load(h->a, h->loop, h->c->block[h->block].end - 1);
}

/* Outer branches come first in reverse postorder; what lies in a region that was reported belongs to it. */
static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	bool *covered = c->n_loop ? ARENA_ARRAY(c->arena, bool, c->n_block) : NULL;
	for (uint32_t k = 0; c->n_loop && k < c->n_rpo; k++) {
		struct hammock h = {.a = a, .c = c, .loop = c->block[c->rpo[k]].loop, .block = c->rpo[k]};
		if (h.loop == NONE || !c->loop[h.loop].innermost || covered[h.block] || !is_one(&h))
			continue;
		report(&h, out);
		for (uint32_t r = 0; r < h.n_region; r++)
			covered[h.region[r]] = true;
	}
}

const struct class class_branchy_select = {
    .name = "branchy-select",
    .title = "a branch on loaded data that only chooses between cheap values",
    .find = find,
};
