/* class_serial_chain.c: loops that wait for their own results far longer than their instructions take. */
#include "chain_shape.h"
#include "cost.h"

#include <math.h>
#include <stdlib.h>

#define LEAST_RATIO 2.0f /* latency to throughput: below it, what is not modelled decides */
#define CLEAR_RATIO 3.0f
#define MOST_SPLIT  16 /* accumulators: more do not fit in registers */

/* ---- what the chain computes ------------------------------------------------------------------------------------ */

enum group { GROUP_NONE, ADD, MUL, AND, OR, XOR, EXTREME, FLOAT_ADD, FLOAT_MUL, FLOAT_EXTREME, FUSED, N_GROUPS };

#define ROUNDS  "Another order would round differently, so the compiler keeps this one"
#define NOT_NAN "NaN and signed zeros make the order matter, so the compiler keeps it"

static const struct {
	const char *name;
	const char *join;  /* how partial results are put together */
	const char *order; /* why compilers may not regroup it on their own, NULL: they may */
	const char *allow; /* the option that lets them */
} groups[N_GROUPS] = {
    [ADD] = {"addition", "added", NULL, NULL},
    [MUL] = {"multiplication", "multiplied", NULL, NULL},
    [AND] = {"bitwise and", "combined by and", NULL, NULL},
    [OR] = {"bitwise or", "combined by or", NULL, NULL},
    [XOR] = {"exclusive or", "combined by exclusive or", NULL, NULL},
    [EXTREME] = {"minimum or maximum", "compared", NULL, NULL},
    [FLOAT_ADD] = {"floating-point addition", "added", ROUNDS, "-fassociative-math"},
    [FLOAT_MUL] = {"floating-point multiplication", "multiplied", ROUNDS, "-fassociative-math"},
    [FLOAT_EXTREME] = {"floating-point minimum or maximum", "compared", NOT_NAN,
                       "-ffinite-math-only -fno-signed-zeros"},
    [FUSED] = {"fused multiply-add", "added", ROUNDS, "-fassociative-math"},
};

static const uint8_t group_of[OP_COUNT] = {
    [OP_ADD] = ADD,
    [OP_SUB] = ADD,
    [OP_ADDRESS] = ADD,
    [OP_MADD] = ADD,
    [OP_MUL] = MUL,
    [OP_AND] = AND,
    [OP_OR] = OR,
    [OP_XOR] = XOR,
    [OP_MIN] = EXTREME,
    [OP_MAX] = EXTREME,
    [OP_SELECT] = EXTREME,
    [OP_FADD] = FLOAT_ADD,
    [OP_FSUB] = FLOAT_ADD,
    [OP_FMUL] = FLOAT_MUL,
    [OP_FMIN] = FLOAT_EXTREME,
    [OP_FMAX] = FLOAT_EXTREME,
    [OP_FMA] = FUSED,
};

static bool is_register_copy(const struct insn *i) { return insn_is_copy(i) && !insn_access(i); }
static bool is_compare(const struct insn *i) { return i->op == OP_CMP || i->op == OP_FCMP || i->op == OP_VCMP; }

/* Whether the chain enters this instruction by the one operand by which its operation can be regrouped. */
static bool regroups(const struct code *c, const struct chain *ch, uint32_t k)
{
	const struct insn *i = &c->insn[ch->insn[k]];
	if (ch->entry[k] == NONE)
		return i->op != OP_SUB || insn_access(i) & MEM_WRITE; /* a folded subtrahend is not regrouped */
	reg_t r = c->value[ch->entry[k]].reg;
	unsigned times = 0, at = 0;
	for (unsigned s = 0; s < i->n_src; s++)
		if (i->src[s] == r) {
			times++;
			at = s;
		}
	if (chain_enters_address(c, ch, k) || times > 1)
		return false;
	switch (i->op) {
	case OP_MADD:
	case OP_FMA:
		return times == 1 && at == i->acc;
	case OP_SUB:
	case OP_FSUB:
		return times == 1 && at == 0;
	case OP_ADDRESS:
		return i->n_mem && (i->mem[0].base == r) != (i->mem[0].index == r && i->mem[0].scale == 1);
	default:
		return true;
	}
}

/* The operation that all of the chain consists of, copies aside. */
static enum group chain_group(const struct code *c, const struct chain *ch)
{
	enum group g = GROUP_NONE;
	bool compares = false;
	for (uint32_t k = 0; k < ch->n; k++) {
		const struct insn *i = &c->insn[ch->insn[k]];
		if (is_compare(i)) {
			compares = true;
			continue;
		}
		if (insn_is_copy(i) && !chain_enters_address(c, ch, k))
			continue;
		enum group own = group_of[i->op];
		if (own == FLOAT_ADD && g == FUSED)
			own = FUSED;
		if (own == FUSED && g == FLOAT_ADD)
			g = FUSED;
		if (own == GROUP_NONE || (g != GROUP_NONE && own != g) || !regroups(c, ch, k))
			return GROUP_NONE;
		g = own;
	}
	return compares && g != EXTREME ? GROUP_NONE : g;
}

/* ---- who else uses the chain's values --------------------------------------------------------------------------- */

struct set {
	uint32_t *v, n;
};

static int ascending(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return x < y ? -1 : x > y;
}

static struct set set_of(struct arena *a, const uint32_t *v, uint32_t n)
{
	struct set s = {ARENA_ARRAY_RAW(a, uint32_t, n), 0};
	for (uint32_t i = 0; i < n; i++)
		if (v[i] != NONE)
			s.v[s.n++] = v[i];
	qsort(s.v, s.n, sizeof *s.v, ascending);
	return s;
}

static bool set_has(struct set s, uint32_t v) { return bsearch(&v, s.v, s.n, sizeof v, ascending) != NULL; }

static bool phis_closed(const struct code *c, uint32_t block, struct set values)
{
	for (uint32_t p = c->phi_of_block[block]; p < c->phi_of_block[block + 1]; p++) {
		if (!c->value_is_live[p] || set_has(values, p))
			continue;
		for (uint32_t i = 0; i < c->block[block].n_pred; i++)
			if (set_has(values, c->phi_args[c->value[p].first_arg + i]))
				return false;
	}
	return true;
}

static bool insn_closed(const struct code *c, uint32_t at, struct set values, struct set insns, bool extreme)
{
	const struct insn *i = &c->insn[at];
	unsigned uses = 0;
	for (uint32_t u = c->first_use[at]; u < c->first_use[at + 1]; u++)
		uses += set_has(values, c->uses[u].value);
	if (extreme && (is_compare(i) || i->op == OP_SELECT))
		return true;
	return uses <= set_has(insns, at);
}

/* Whether nothing in the loop but the chain itself looks at the running value: a prefix sum does, a sum does not. */
static bool chain_closed(const struct code *c, uint32_t loop, const struct chain *ch, bool extreme)
{
	struct set values = set_of(c->arena, ch->value, ch->n_value), insns = set_of(c->arena, ch->insn, ch->n);
	const struct loop *l = &c->loop[loop];
	for (uint32_t i = 0; i < l->n_blocks; i++) {
		uint32_t b = c->loop_blocks[l->first_block + i];
		if (c->block[b].no_return)
			continue;
		if (!phis_closed(c, b, values))
			return false;
		for (uint32_t at = c->block[b].first; at < c->block[b].end; at++)
			if (!insn_closed(c, at, values, insns, extreme))
				return false;
	}
	return true;
}

/* Whether the chain moves on in memory: each iteration's value stays behind at an address of its own. */
static bool leaves_trail(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct chain *ch = &a->chain[loop];
	for (uint32_t k = 0; k < ch->n; k++)
		for (unsigned m = 0; ch->exit[k] == NONE && m < c->insn[ch->insn[k]].n_mem; m++)
			if (c->insn[ch->insn[k]].mem[m].flags & MEM_WRITE &&
			    induction_address(analysis_induction(a, loop), ch->insn[k], m).stride)
				return true;
	return false;
}

/* ---- loops that are not judged ---------------------------------------------------------------------------------- */

/* value += something that does not change in the loop. */
static bool is_step(const struct code *c, uint32_t loop, const struct chain *ch, uint32_t k)
{
	uint32_t at = ch->insn[k];
	const struct insn *i = &c->insn[at];
	if (ch->entry[k] == NONE || ch->exit[k] == NONE)
		return false;
	if (insn_writes_back(i, c->value[ch->exit[k]].reg))
		return true;
	if ((i->op != OP_ADD && i->op != OP_SUB && i->op != OP_ADDRESS) || insn_access(i) || i->flags & INSN_PACKED)
		return false;
	for (uint32_t u = c->first_use[at]; u < c->first_use[at + 1]; u++)
		if (c->uses[u].value != ch->entry[k] && !value_invariant(c, loop, c->uses[u].value))
			return false;
	return true;
}

/* The loop's own counters and pointers: one step in each iteration. */
static bool is_counter(const struct code *c, uint32_t loop, const struct chain *ch)
{
	uint32_t steps = 0;
	for (uint32_t k = 0; k < ch->n; k++) {
		if (is_register_copy(&c->insn[ch->insn[k]]))
			continue;
		if (!is_step(c, loop, ch, k))
			return false;
		steps++;
	}
	return steps <= ch->span;
}

/* ---- the finding ------------------------------------------------------------------------------------------------ */

enum shape { REDUCTION, THROUGH_MEMORY, CARRY, STEPS, ROUND };

struct reading {
	enum shape shape;
	enum group group;
	bool stack;     /* the memory that it goes through is the function's own frame */
	uint32_t links; /* operations of the chain, copies aside */
	const char *op; /* the one that costs most, in words */
	uint32_t split; /* accumulators that would reach the throughput */
	float latency, throughput;
};

static bool is_carry(const struct code *c, const struct chain *ch)
{
	for (uint32_t k = 0; k < ch->n; k++) {
		uint8_t op = c->insn[ch->insn[k]].op;
		if (op != OP_ADC && op != OP_SBB)
			return false;
	}
	return true;
}

static bool is_steps(const struct code *c, uint32_t loop, const struct chain *ch)
{
	for (uint32_t k = 0; k < ch->n; k++)
		if (!is_step(c, loop, ch, k))
			return false;
	return true;
}

static bool is_on_stack(const struct analysis *a, const struct chain *ch)
{
	const struct code *c = a->code;
	reg_t fp = a->stack && a->stack->frame_pointer ? c->isa->fp : c->isa->sp;
	for (uint32_t k = 0; k < ch->n; k++) {
		const struct memop *m = &c->insn[ch->insn[k]].mem[0];
		if (ch->exit[k] == NONE && (m->index != REG_NONE || (m->base != c->isa->sp && m->base != fp)))
			return false;
	}
	return ch->through_memory;
}

static struct reading read_chain(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct chain *ch = &a->chain[loop];
	struct reading r = {.latency = ch->latency, .throughput = c->loop[loop].throughput};
	r.group = chain_group(c, ch);
	r.stack = is_on_stack(a, ch);
	if (r.group != GROUP_NONE && !is_steps(c, loop, ch) && !leaves_trail(a, loop) &&
	    chain_closed(c, loop, ch, r.group == EXTREME))
		r.shape = REDUCTION;
	else if (ch->through_memory)
		r.shape = THROUGH_MEMORY;
	else if (is_carry(c, ch))
		r.shape = CARRY;
	else
		r.shape = is_steps(c, loop, ch) ? STEPS : ROUND;
	for (uint32_t k = 0; k < ch->n; k++)
		r.links += !insn_is_copy(&c->insn[ch->insn[k]]);
	r.split = (uint32_t)ceilf(r.latency / r.throughput);
	r.split = r.split > MOST_SPLIT ? MOST_SPLIT : r.split;
	return r;
}

static const char *cost_of_chain(const struct code *c, const struct chain *ch, const struct reading *r)
{
	const char *over = ch->span > 1 ? arena_printf(c->arena, ", one turn in %u,", ch->span) : "";
	return arena_printf(c->arena, "%.3g cycles for each iteration%s on %s, where the instructions alone need %.3g",
	                    (double)r->latency, over, c->model->title, (double)r->throughput);
}

static const char *cause_of(const struct analysis *a, uint32_t loop, const struct reading *r)
{
	struct arena *m = a->code->arena;
	const struct chain *ch = &a->chain[loop];
	const char *cost = cost_of_chain(a->code, ch, r);
	switch (r->shape) {
	case REDUCTION:
		return arena_printf(m, "Every %s goes to one accumulator%s and waits for the one before: %s.%s%s%s",
		                    groups[r->group].name, ch->through_memory ? " in memory" : "", cost,
		                    groups[r->group].order ? " " : "",
		                    groups[r->group].order ? groups[r->group].order : "",
		                    groups[r->group].order ? "." : "");
	case THROUGH_MEMORY:
		return arena_printf(m, "An iteration loads %s: %s.",
		                    r->stack ? "from the stack what an earlier one stored there"
		                             : "what an earlier one stored at the same address",
		                    cost);
	case CARRY:
		return arena_printf(m, "The carry goes from each addition to the next: %s.", cost);
	case STEPS:
		return arena_printf(m, "One register is stepped %u times in a row: %s.", r->links, cost);
	default:
		return arena_printf(
		    m, "Each iteration starts from the result of the last one, through %u operation%s in a row: %s.",
		    r->links, r->links == 1 ? "" : "s", cost);
	}
}

static const char *fix_of_reduction(struct arena *m, const struct reading *r, bool memory)
{
	const char *allow = groups[r->group].allow;
	return arena_printf(m, "%s%u independent accumulators, %s after the loop%s%s%s.",
	                    memory ? "Accumulate in local variables instead of memory: " : "Unroll by hand with ",
	                    r->split, groups[r->group].join, allow ? "; or allow the compiler to (" : "",
	                    allow ? allow : "", allow ? ")" : "");
}

static const char *fix_of(const struct analysis *a, uint32_t loop, const struct reading *r)
{
	struct arena *m = a->code->arena;
	switch (r->shape) {
	case REDUCTION:
		return fix_of_reduction(m, r, a->chain[loop].through_memory);
	case THROUGH_MEMORY:
		if (r->stack)
			return "Leave this value a register: let fewer others live across the loop, or split the loop.";
		return "Carry the value from iteration to iteration in a local variable, and only store it; where both "
		       "pointers "
		       "may be the same to the compiler, restrict tells it.";
	case CARRY:
		return "Work on several numbers side by side, or on limbs with spare bits so that carries are settled "
		       "once at "
		       "the end.";
	case STEPS:
		return "Step once in each iteration, and use constant offsets from it.";
	default:
		return arena_printf(
		    m,
		    "A true recurrence: process %u independent streams side by side, or shorten the chain by "
		    "moving off it what does not need the last result.",
		    r->split);
	}
}

static const char *expect_of(const struct analysis *a, uint32_t loop, const struct reading *r)
{
	const struct code *c = a->code;
	char name[8];
	if (r->shape == REDUCTION)
		return arena_printf(
		    c->arena,
		    "The %s goes to %u different registers in turn: about %.3g cycles for what takes %.3g now.",
		    groups[r->group].name, r->split, (double)r->throughput, (double)r->latency);
	if (r->shape == THROUGH_MEMORY)
		return "No load in the loop of what the loop stores: the value stays in a register.";
	if (r->shape == STEPS)
		return arena_printf(c->arena, "One step of %s in each iteration.",
		                    c->isa->reg_name(c->value[a->chain[loop].entry[0]].reg, 0, name));
	return arena_printf(
	    c->arena,
	    "%u copies of the chain in different registers, interleaved: the same %.3g cycles, for as many "
	    "results.",
	    r->split > 2 ? r->split : 2, (double)r->latency);
}

/* By cycles and depth; what takes another data structure or algorithm to mend is never high. */
static enum level severity_of(const struct loop *l, float cost, enum shape shape)
{
	bool restructure = shape == CARRY || shape == ROUND;
	if (cost >= 3 || (cost >= 2 && l->depth > 1))
		return restructure ? LEVEL_MEDIUM : LEVEL_HIGH;
	return cost >= 1 ? LEVEL_MEDIUM : LEVEL_LOW;
}

/* What a core hides that predicts what a store feeds. */
static bool may_be_hidden(const struct code *c, const struct chain *ch)
{
	for (uint32_t k = 0; k < ch->n; k++) {
		const struct insn *i = &c->insn[ch->insn[k]];
		if (i->flags & INSN_ATOMIC || (ch->entry[k] == NONE && i->n_dst && reg_is_vector(i->dst[0])))
			return false;
	}
	return ch->through_memory && c->model->predicts_forwarding;
}

static enum level confidence_of(const struct analysis *a, uint32_t loop, bool sure, bool hidden)
{
	const struct chain *ch = &a->chain[loop];
	const struct loop *l = &a->code->loop[loop];
	if (!sure || ch->unknown || l->unknown_costs)
		return LEVEL_LOW;
	bool clear = ch->every >= ch->latency && ch->latency >= CLEAR_RATIO * l->throughput;
	return clear && !hidden ? LEVEL_HIGH : LEVEL_MEDIUM;
}

static void report(const struct analysis *a, uint32_t loop, bool sure, struct finding_list *out)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	const struct chain *ch = &a->chain[loop];
	struct reading r = read_chain(a, loop);
	bool hidden = may_be_hidden(c, ch);
	struct finding f = {.class = &class_serial_chain, .loop = loop, .insn = ch->insn[0], .counts = true};
	f.kind = r.shape == REDUCTION ? "reduction" : "recurrence";
	f.cost_cycles = ch->latency - l->throughput;
	f.severity = sure ? severity_of(l, f.cost_cycles, r.shape) : LEVEL_LOW;
	f.confidence = confidence_of(a, loop, sure, hidden);
	f.evidence = ch->insn;
	f.n_evidence = ch->n;
	f.note = !sure    ? "a branch in the loop goes around a part of this chain"
	         : hidden ? "this core learns which store feeds the load; while it guesses right, the way through "
	                    "memory costs little"
	                  : chain_through_select(c, ch);
	f.cause = cause_of(a, loop, &r);
	f.fix = fix_of(a, loop, &r);
	f.expect = expect_of(a, loop, &r);
	*ARENA_PUSH(c->arena, out) = f;
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t l = 0; l < c->n_loop; l++) {
		const struct loop *loop = &c->loop[l];
		const struct chain *ch = &a->chain[l];
		float least = LEAST_RATIO * loop->throughput;
		if (!loop->innermost || !ch->n || ch->latency < least ||
		    (loop->role != ROLE_MAIN && loop->role != ROLE_VECTOR_MAIN) || chain_through_address(c, ch))
			continue;
		bool sure = ch->every >= least;
		if ((!sure && chain_side_insns(c, l, ch) > CHAIN_SIDE_INSNS) || is_counter(c, l, ch) ||
		    chain_is_retry(c, ch) || loop_calls(c, l))
			continue;
		report(a, l, sure, out);
	}
}

const struct class class_serial_chain = {
    .name = "serial-chain",
    .title = "a loop that waits for its own last result longer than its instructions take",
    .find = find,
};
