/* class_pointer_chase.c: loops whose next load waits for the address that an earlier load brings. */
#include "chain_shape.h"
#include "cost.h"

#define LEAST_RATIO 2.0f /* latency to throughput: from here on the chain decides, however many run side by side */

/* What the loaded value is to the next load. */
enum kind {
	LIST,   /* its address, but for constants */
	INDEX,  /* a number that a fixed base is added to */
	CURSOR, /* the distance to go on by */
	STATE,  /* one part of its address, beside what does not come from the chain */
	SEARCH, /* what a compare and a select choose the address by */
	N_KINDS
};

static const struct {
	const char *name, *cause, *fix;
} kinds[N_KINDS] = {
    [LIST] = {"list", "The address of the next element is loaded from this one",
              "Keep the elements side by side in the order in which they are visited; where it has to be a list, put "
              "several elements into a node, or walk several lists in one loop."},
    [INDEX] = {"index", "What each load brings is the index that the next one reads at",
               "Visit the elements in the order in which they are stored, or follow several chains in one loop, so "
               "that their loads overlap."},
    [CURSOR] = {"index", "How far to go on is loaded from where the loop stands",
                "Records of one size, or a table of where they start, have addresses that need no load; else take "
                "several streams through one loop."},
    [STATE] = {"state", "What each load brings is a part of the address of the next one",
               "Take several independent inputs through one loop, or let each load do the work of several steps (a "
               "table for pairs of inputs)."},
    [SEARCH] = {"search", "What is loaded is compared, and the outcome selects where the next load reads",
                "Search for several keys in one loop, so that their loads overlap, or compare several elements of one "
                "cache line in each step."},
};

/* ---- what kind of chain it is ------------------------------------------------------------------------------------ */

static bool on_chain(const struct chain *ch, uint32_t value)
{
	for (uint32_t i = 0; i < ch->n_value; i++)
		if (ch->value[i] == value)
			return true;
	return false;
}

/* An operand beside the chain that changes from iteration to iteration. */
static bool takes_something_else(const struct code *c, uint32_t loop, const struct chain *ch, uint32_t k)
{
	for (uint32_t u = c->first_use[ch->insn[k]]; u < c->first_use[ch->insn[k] + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (v != NONE && !value_invariant(c, loop, v) && !on_chain(ch, v))
			return true;
	}
	return false;
}

static bool takes_chain_twice(const struct code *c, const struct chain *ch, uint32_t k)
{
	unsigned n = 0;
	for (uint32_t u = c->first_use[ch->insn[k]]; u < c->first_use[ch->insn[k] + 1]; u++)
		n += c->uses[u].value != NONE && on_chain(ch, c->uses[u].value);
	return n > 1;
}

/* The chain's register is all of the address, but for constants and for what never changes. */
static bool is_whole_address(const struct code *c, const struct chain *ch, uint32_t k)
{
	const struct insn *i = &c->insn[ch->insn[k]];
	reg_t r = c->value[ch->entry[k]].reg;
	for (unsigned m = 0; m < i->n_mem; m++)
		if (i->mem[m].base == r && !(i->flags & INSN_RELOC))
			return i->mem[m].width >= 8;
	return false;
}

static bool adds_constant(const struct insn *i)
{
	return (i->op == OP_ADD || i->op == OP_SUB) && i->has_imm && !insn_access(i);
}

/* Makes of a condition or a carry what the chain goes on with; a shift by a register only passes the flags on. */
static bool takes_flags(const struct insn *i)
{
	return i->op == OP_SELECT || i->op == OP_SETCC || i->op == OP_ADC || i->op == OP_SBB;
}

static enum kind kind_of(const struct code *c, uint32_t loop, const struct chain *ch)
{
	enum kind kind = LIST;
	for (uint32_t k = 0; k < ch->n; k++) {
		const struct insn *i = &c->insn[ch->insn[k]];
		enum kind own = LIST;
		if (ch->entry[k] == NONE || (insn_is_copy(i) && !chain_enters_address(c, ch, k)))
			continue;
		if (reg_is_flag(c->value[ch->entry[k]].reg) && takes_flags(i))
			return SEARCH;
		if (i->op != OP_CMP && i->op != OP_TEST && takes_something_else(c, loop, ch, k))
			own = STATE;
		else if (takes_chain_twice(c, ch, k))
			own = CURSOR;
		else if (chain_enters_address(c, ch, k) ? !is_whole_address(c, ch, k) : !adds_constant(i))
			own = INDEX;
		kind = own > kind ? own : kind;
	}
	return kind;
}

/* ---- how many run side by side ----------------------------------------------------------------------------------- */

static uint64_t cycle_of(const struct carried_tables *t, const struct code *c, uint32_t loop, uint32_t value)
{
	return value == NONE || value_invariant(c, loop, value) ? 0 : t->from[value] & t->to[value];
}

/* The header phis, as bits, on whose cycle instruction i is a load that the cycle enters by the address. */
static uint64_t chases_of(const struct analysis *a, uint32_t loop, uint32_t i)
{
	const struct code *c = a->code;
	const struct insn *in = &c->insn[i];
	uint64_t into = 0, out = 0;
	if (!(insn_access(in) & MEM_READ) || insn_is_call(in))
		return 0;
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		for (unsigned m = 0; m < in->n_mem; m++)
			if (in->mem[m].flags & MEM_READ &&
			    (in->mem[m].base == c->uses[u].reg || in->mem[m].index == c->uses[u].reg))
				into |= cycle_of(a->carried, c, loop, c->uses[u].value);
	for (uint32_t d = c->first_def[i]; into && d < c->first_def[i + 1]; d++)
		if (!insn_writes_back(in, c->defs[d].reg))
			out |= cycle_of(a->carried, c, loop, c->defs[d].value);
	return into & out;
}

static unsigned count_chases(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	uint64_t bits = 0;
	for (uint32_t b = 0; a->carried->from && b < l->n_blocks; b++) {
		const struct block *block = &c->block[c->loop_blocks[l->first_block + b]];
		for (uint32_t i = block->first; i < block->end; i++)
			bits |= chases_of(a, loop, i);
	}
	return (unsigned)__builtin_popcountll(bits);
}

/* ---- the finding ------------------------------------------------------------------------------------------------- */

struct reading {
	enum kind kind;
	bool calls; /* what it calls takes its time, too */
	bool sure;  /* every iteration takes the whole chain */
	float latency, throughput;
};

static const char *cause_of(const struct code *c, const struct chain *ch, const struct reading *r)
{
	const char *over = ch->span > 1 ? arena_printf(c->arena, ", one turn in %u,", ch->span) : "";
	const char *beside =
	    r->calls ? "" : arena_printf(c->arena, ", where the instructions alone need %.3g", (double)r->throughput);
	return arena_printf(c->arena,
	                    "%s: %.3g cycles for each iteration%s on %s with every load in the first-level cache%s. A "
	                    "cache miss adds its whole latency, because the next address is not known before.",
	                    kinds[r->kind].cause, (double)r->latency, over, c->model->title, beside);
}

static const char *expect_of(const struct code *c, const struct reading *r)
{
	return arena_printf(
	    c->arena,
	    "No load in the loop whose address comes from a load of the iteration before; or several such "
	    "chains in different registers, which share the same %.3g cycles.",
	    (double)r->latency);
}

/* Only another data structure or more work at a time mends it, so it is never high. */
static enum level severity_of(const struct loop *l, const struct reading *r)
{
	float cost = r->latency - r->throughput;
	return !r->calls && r->sure && (cost >= 1 || (cost >= 0 && l->depth > 1)) ? LEVEL_MEDIUM : LEVEL_LOW;
}

static enum level confidence_of(const struct code *c, uint32_t loop, const struct chain *ch, const struct reading *r)
{
	if (!r->sure)
		return LEVEL_LOW;
	bool known = !ch->unknown && !c->loop[loop].unknown_costs && !r->calls;
	return known && r->latency >= LEAST_RATIO * r->throughput ? LEVEL_HIGH : LEVEL_MEDIUM;
}

static void report(const struct analysis *a, uint32_t loop, const struct reading *r, struct finding_list *out)
{
	const struct code *c = a->code;
	const struct chain *ch = &a->chain[loop];
	float cost = r->latency - r->throughput;
	*ARENA_PUSH(c->arena, out) = (struct finding){
	    .class = &class_pointer_chase,
	    .kind = kinds[r->kind].name,
	    .loop = loop,
	    .insn = ch->insn[0],
	    .severity = severity_of(&c->loop[loop], r),
	    .confidence = confidence_of(c, loop, ch, r),
	    .cost_cycles = r->calls   ? -1
	                   : cost > 0 ? cost
	                              : 0,
	    .evidence = ch->insn,
	    .n_evidence = ch->n,
	    .note = !r->sure   ? "a branch in the loop goes around a part of this chain"
	            : r->calls ? "the loop calls a function, which takes its own time beside the chain"
	                       : chain_through_select(c, ch),
	    .cause = cause_of(c, ch, r),
	    .fix = kinds[r->kind].fix,
	    .expect = expect_of(c, r),
	    .counts = true,
	};
}

/* A list misses the cache sooner or later, whatever else the loop does; a state's table and what is searched step by
 * step mostly lie in it, and count where the chain is what the loop waits for. */
static bool decides(const struct analysis *a, uint32_t loop, const struct reading *r)
{
	if (!r->calls && r->latency >= LEAST_RATIO * r->throughput)
		return true;
	return r->kind < STATE && count_chases(a, loop) < 2;
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t l = 0; l < c->n_loop; l++) {
		const struct loop *loop = &c->loop[l];
		const struct chain *ch = &a->chain[l];
		if (!loop->innermost || !ch->n || (loop->role != ROLE_MAIN && loop->role != ROLE_VECTOR_MAIN) ||
		    !chain_through_address(c, ch) || chain_is_retry(c, ch))
			continue;
		struct reading r = {kind_of(c, l, ch), loop_calls(c, l), ch->every >= ch->latency, ch->latency,
		                    loop->throughput};
		if ((r.sure || chain_side_insns(c, l, ch) <= CHAIN_SIDE_INSNS) && decides(a, l, &r))
			report(a, l, &r, out);
	}
}

const struct class class_pointer_chase = {
    .name = "pointer-chase",
    .title = "a loop whose next load waits for the address that the last one brings",
    .find = find,
};
