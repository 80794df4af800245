/* class_branch_chain.c: three or more compares of one value with constants, one branch behind the other, in a loop.
 *
 * A test is a block that ends in a conditional branch on such a compare. A test that another one of the same value
 * leads to is its continuation, as long as nothing but a few register instructions stands between; what counts is the
 * longest way through them, so that a compare tree counts its depth. Compares that are merged before one branch (ccmp,
 * setcc and or) make one test; a bit that is tested is no compare. */
#include "callees.h"
#include "check.h"
#include "classes.h"
#include "hot.h"
#include "simd.h"

enum {
	LEAST = 3,       /* compares that make a chain */
	MANY = 5,        /* that cost more than a table's load for certain */
	MAX_BETWEEN = 6, /* instructions of a test that another one leads to, compare and branch included */
	MAX_STEPS = 8,   /* of arithmetic with constants between a value and what is compared */
	MAX_NAMED = 16,  /* constants in the note, and tests in the evidence */
};

/* What a block compares with a constant before its branch. */
struct test {
	uint32_t compare; /* instruction; NONE: the block is no test */
	uint32_t value;   /* what is compared, constants taken off it; NONE: what `load` reads, folded into it */
	uint32_t load;    /* the instruction that reads it from memory, NONE */
	int64_t constant; /* it is compared with */
	int64_t added;    /* to it before that, as for a range */
	bool is_signed, is_double; /* is_double: `constant` is the address of a floating-point constant */
};

struct chains {
	const struct analysis *a;
	const struct code *c;
	struct test *test; /* by block */
	uint32_t *longest; /* by block: compares on the longest way from it */
	uint32_t *next;    /* by block: the next one on that way, NONE */
	bool *continues;   /* by block: another test of the same value leads here */
};

/* ---- what is compared -------------------------------------------------------------------------------------------- */

static const struct insn *definition(const struct code *c, uint32_t value)
{
	return value != NONE && c->value[value].kind == VALUE_INSN ? &c->insn[c->value[value].where] : NULL;
}

/* A constant, put together 16 bits at a time where it must be. */
static bool is_constant(const struct code *c, uint32_t value, int64_t *constant)
{
	uint64_t bits = 0, known = 0;
	for (unsigned step = 0; step < MAX_STEPS; step++) {
		value = value_origin(c, value);
		const struct insn *in = definition(c, value);
		if (!in || !in->has_imm || (in->op != OP_CONST && in->op != OP_INSERT_CONST))
			return false;
		*constant = (int64_t)(bits | ((uint64_t)in->imm & ~known));
		if (in->op == OP_CONST)
			return true;
		if (!in->imm || !in->n_src || in->data_bits < 32)
			return false;
		uint64_t field = (uint64_t)0xffff << (__builtin_ctzll((uint64_t)in->imm) & ~15);
		bits |= (uint64_t)in->imm & field & ~known;
		known |= field;
		value = value_used(c, c->value[value].where, in->src[0]);
	}
	return false;
}

/* All bits below a power of two, of a byte at least: what an extension keeps. */
static bool keeps_low_bits(const struct insn *in)
{
	return in->op == OP_AND && in->has_imm && in->imm >= 0xff && !(in->imm & (in->imm + 1));
}

/* The value before constants were added to it and its width was changed; what was added in all. */
static uint32_t root_of(const struct code *c, uint32_t value, int64_t *added)
{
	*added = 0;
	for (unsigned step = 0; step < MAX_STEPS; step++) {
		value = value_origin(c, value);
		const struct insn *in = definition(c, value);
		if (!in || !in->n_dst || in->dst[0] != c->value[value].reg)
			return value;
		uint32_t i = c->value[value].where, from = NONE;
		int64_t more = 0;
		if ((in->op == OP_ADD || in->op == OP_SUB) && in->has_imm && in->n_src == 1 && !in->n_mem) {
			from = value_used(c, i, in->src[0]);
			more = in->op == OP_ADD ? in->imm : -in->imm;
		} else if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].base != REG_NONE &&
		           in->mem[0].index == REG_NONE && in->sym < 0) {
			from = value_used(c, i, in->mem[0].base);
			more = in->mem[0].disp;
		} else if ((in->op == OP_EXTEND || keeps_low_bits(in)) && in->n_src == 1 && !in->n_mem) {
			from = value_used(c, i, in->src[0]);
		}
		if (from == NONE)
			return value;
		*added += more;
		value = from;
	}
	return value;
}

static void take_value(const struct code *c, struct test *t, uint32_t value, int64_t constant)
{
	t->value = root_of(c, value, &t->added);
	t->constant = constant - t->added;
	const struct insn *in = definition(c, t->value);
	if (in && in->op == OP_MOVE && in->n_mem == 1 && (in->mem[0].flags & MEM_READ))
		t->load = c->value[t->value].where;
}

/* A floating-point constant in memory. */
static bool float_constant(const struct code *c, const struct insn *in, int64_t *constant)
{
	if (in->n_mem != 1 || !(in->mem[0].flags & MEM_PC_RELATIVE) || in->mem[0].index != REG_NONE ||
	    (in->mem[0].flags & MEM_WRITE))
		return false;
	*constant = in->mem[0].disp;
	const struct section *s = object_section(c->object, (uint64_t)in->mem[0].disp);
	return s && !s->code;
}

static bool compare_floats(const struct code *c, uint32_t i, struct test *t)
{
	const struct insn *in = &c->insn[i];
	t->is_double = true;
	if (in->n_mem)
		return in->n_src == 1 && float_constant(c, in, &t->constant) &&
		       (t->value = value_origin(c, value_used(c, i, in->src[0]))) != NONE;
	for (unsigned s = 0; s < in->n_src && in->n_src == 2; s++) {
		uint32_t other = value_origin(c, value_used(c, i, in->src[!s]));
		const struct insn *from = definition(c, other);
		if (from && ((from->op == OP_MOVE && float_constant(c, from, &t->constant)) ||
		             (from->op == OP_CONST && (t->constant = from->imm, true)))) {
			t->value = value_origin(c, value_used(c, i, in->src[s]));
			return t->value != NONE && t->value != other;
		}
	}
	return false;
}

static bool compare_registers(const struct code *c, uint32_t i, struct test *t)
{
	const struct insn *in = &c->insn[i];
	int64_t constant;
	for (unsigned s = 0; s < 2; s++)
		if (in->src[!s] != REG_NONE && in->src[s] != REG_NONE &&
		    is_constant(c, value_used(c, i, in->src[!s]), &constant)) {
			take_value(c, t, value_used(c, i, in->src[s]), constant);
			return t->value != NONE;
		}
	return false;
}

/* An instruction whose flags say how something compares with a constant. */
static bool take_compare(const struct code *c, uint32_t i, struct test *t)
{
	const struct insn *in = &c->insn[i];
	bool immediate = in->has_imm && in->n_src == 1 && in->src[0] != REG_NONE;
	*t = (struct test){.compare = i, .value = NONE, .load = NONE};
	if (in->op == OP_FCMP)
		return compare_floats(c, i, t);
	if ((in->op == OP_CMP || in->op == OP_CCMP) && in->has_imm && !in->n_src && in->n_mem == 1) {
		t->load = i;
		t->constant = in->imm;
		return true;
	}
	if (in->n_mem)
		return false;
	if ((in->op == OP_CMP || in->op == OP_CCMP || in->op == OP_SUB) && immediate)
		take_value(c, t, value_used(c, i, in->src[0]), in->imm);
	else if (in->op == OP_ADD && immediate)
		take_value(c, t, value_used(c, i, in->src[0]), -in->imm);
	else if (in->op == OP_TEST && !in->has_imm && in->n_src == 2 && in->src[0] == in->src[1])
		take_value(c, t, value_used(c, i, in->src[0]), 0);
	else if ((in->op == OP_CMP || in->op == OP_CCMP) && in->n_src == 2 && !in->shift)
		compare_registers(c, i, t);
	return t->value != NONE;
}

/* ---- whether two tests are of one value ---------------------------------------------------------------------------
 */

static uint32_t register_value(const struct code *c, uint32_t i, reg_t r)
{
	return r == REG_NONE ? NONE : value_origin(c, value_used(c, i, r));
}

static bool same_place(const struct code *c, uint32_t i, uint32_t k)
{
	if (i == NONE || k == NONE || !c->insn[i].n_mem || !c->insn[k].n_mem)
		return false;
	const struct memop *x = &c->insn[i].mem[0], *y = &c->insn[k].mem[0];
	return x->disp == y->disp && x->scale == y->scale && x->width == y->width &&
	       !((x->flags ^ y->flags) & MEM_PC_RELATIVE) && (x->base == REG_NONE) == (y->base == REG_NONE) &&
	       (x->index == REG_NONE) == (y->index == REG_NONE) &&
	       register_value(c, i, x->base) == register_value(c, k, y->base) &&
	       register_value(c, i, x->index) == register_value(c, k, y->index);
}

static bool same_value(const struct code *c, const struct test *x, const struct test *y)
{
	if (x->compare == NONE || y->compare == NONE || x->is_double != y->is_double)
		return false;
	return (x->value != NONE && x->value == y->value) || same_place(c, x->load, y->load);
}

/* The instruction that wrote the flags which this one reads; NONE: it reads none. */
static uint32_t flags_from(const struct code *c, uint32_t i)
{
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (reg_is_flag(c->uses[u].reg) && v != NONE && c->value[v].kind == VALUE_INSN)
			return c->value[v].where;
	}
	return NONE;
}

/* Compares that were merged must all be of the same value. */
static bool merged_alike(const struct code *c, const struct test *t)
{
	uint32_t i = t->compare;
	for (unsigned step = 0; step < MAX_STEPS && c->insn[i].op == OP_CCMP; step++) {
		struct test before;
		i = flags_from(c, i);
		if (i == NONE || !take_compare(c, i, &before) || !same_value(c, t, &before))
			return false;
	}
	return true;
}

/* A branch that compares by itself: with zero, or the sign. */
static bool take_branch(const struct code *c, uint32_t i, struct test *t)
{
	const struct insn *in = &c->insn[i];
	bool bit = in->cond == COND_BIT_SET || in->cond == COND_BIT_CLEAR;
	*t = (struct test){.compare = i, .value = NONE, .load = NONE};
	if (in->n_src != 1 || in->src[0] == REG_NONE || (bit && in->imm != in->data_bits - 1))
		return false;
	take_value(c, t, value_used(c, i, in->src[0]), 0);
	return t->value != NONE;
}

static void take_test(const struct chains *s, uint32_t block)
{
	const struct code *c = s->c;
	struct test *t = &s->test[block];
	const struct block *b = &c->block[block];
	t->compare = NONE;
	if (b->loop == NONE || b->rpo == NONE || b->extra || b->no_return || b->n_succ != 2 ||
	    block_last(c, b)->flow != FLOW_BRANCH)
		return;
	uint32_t flags = flags_from(c, b->end - 1);
	struct test found;
	bool good = flags == NONE ? take_branch(c, b->end - 1, &found)
	                          : take_compare(c, flags, &found) && merged_alike(c, &found);
	if (good)
		*t = found;
}

/* ---- chains ------------------------------------------------------------------------------------------------------ */

/* Between two tests nothing but a few instructions that work on registers, and loads. */
static bool is_short(const struct code *c, uint32_t block)
{
	const struct block *b = &c->block[block];
	if (b->end - b->first > MAX_BETWEEN)
		return false;
	for (uint32_t i = b->first; i < b->end; i++) {
		const struct insn *in = &c->insn[i];
		if (insn_is_call(in) || (in->flags & INSN_ATOMIC) || (in->n_mem && (in->mem[0].flags & MEM_WRITE)) ||
		    in->op == OP_SYSTEM || in->op == OP_STRING)
			return false;
	}
	return true;
}

static bool leads_on(const struct chains *s, uint32_t block, uint32_t to)
{
	const struct code *c = s->c;
	const struct block *b = &c->block[block];
	return c->block[to].loop == b->loop && to != c->loop[b->loop].header && c->block[to].rpo > b->rpo &&
	       same_value(c, &s->test[block], &s->test[to]) && is_short(c, to);
}

static bool asks_equality(const struct code *c, uint32_t block)
{
	uint8_t cond = block_last(c, &c->block[block])->cond;
	return cond == COND_EQ || cond == COND_NE;
}

/* A second branch on one compare, or the same question once more: no other case. */
static bool is_again(const struct chains *s, uint32_t before, uint32_t block)
{
	const struct test *x = &s->test[before], *y = &s->test[block];
	return x->compare == y->compare || (x->constant == y->constant && x->added == y->added &&
	                                    asks_equality(s->c, before) && asks_equality(s->c, block));
}

/* Successors come first. */
static void extend(const struct chains *s, uint32_t block)
{
	const struct code *c = s->c;
	const struct block *b = &c->block[block];
	s->longest[block] = 1;
	s->next[block] = NONE;
	for (uint32_t k = 0; k < b->n_succ; k++) {
		uint32_t to = c->succ[b->first_succ + k];
		if (s->test[to].compare == NONE || !leads_on(s, block, to))
			continue;
		bool again = is_again(s, block, to);
		s->continues[to] = true;
		if (s->longest[to] + !again > s->longest[block]) {
			s->longest[block] = s->longest[to] + !again;
			s->next[block] = to;
		}
	}
}

/* Counters that only say how far the loop is. */
static bool is_counter(const struct chains *s, uint32_t block)
{
	const struct test *t = &s->test[block];
	if (t->value == NONE || t->is_double)
		return false;
	struct linear l = induction_of(analysis_induction(s->a, s->c->block[block].loop), t->value);
	return l.known && l.step;
}

static bool is_invariant(const struct chains *s, uint32_t block)
{
	const struct code *c = s->c;
	const struct test *t = &s->test[block];
	return t->value != NONE && value_invariant(c, c->block[block].loop, t->value);
}

/* ---- the finding ------------------------------------------------------------------------------------------------- */

static const char *constant_text(const struct chains *s, const struct test *t)
{
	struct arena *arena = s->c->arena;
	if (t->is_double)
		return "a floating-point constant";
	if (t->constant > ' ' && t->constant < 0x7f)
		return arena_printf(arena, "%lld ('%c')", (long long)t->constant, (char)t->constant);
	return arena_printf(arena, "%lld", (long long)t->constant);
}

static const char *value_text(const struct chains *s, uint32_t block)
{
	const struct code *c = s->c;
	const struct test *t = &s->test[block];
	char name[8];
	if (t->load != NONE) {
		unsigned width = c->insn[t->load].mem[0].width;
		return arena_printf(c->arena, "the %s loaded at +0x%llx", width == 1 ? "byte" : "value",
		                    (unsigned long long)(c->insn[t->load].address - c->function->main.address));
	}
	const struct value *v = &c->value[t->value];
	if (v->kind == VALUE_INSN && insn_is_call(&c->insn[v->where]))
		return "the result of a call";
	return arena_printf(c->arena, "the value in %s", c->isa->reg_name(v->reg, c->insn[t->compare].data_bits, name));
}

static const char *note_of(const struct chains *s, uint32_t head)
{
	struct arena *arena = s->c->arena;
	const char *list = constant_text(s, &s->test[head]);
	uint32_t n = 1;
	for (uint32_t b = head, next; (next = s->next[b]) != NONE && n <= MAX_NAMED; b = next)
		if (!is_again(s, b, next))
			list = n++ < MAX_NAMED ? arena_printf(arena, "%s, %s", list, constant_text(s, &s->test[next]))
			                       : arena_printf(arena, "%s, ...", list);
	return arena_printf(arena, "%u compares on the longest way, of %s: with %s", s->longest[head],
	                    value_text(s, head), list);
}

static enum level severity_of(const struct chains *s, uint32_t head, bool aside, bool data)
{
	const struct code *c = s->c;
	const struct loop *l = &c->loop[c->block[head].loop];
	if (aside || !data || !l->innermost || (l->role != ROLE_MAIN && l->role != ROLE_VECTOR_MAIN))
		return LEVEL_LOW;
	return s->longest[head] >= MANY && !l->has_call ? LEVEL_HIGH : LEVEL_MEDIUM;
}

static void put_evidence(const struct chains *s, uint32_t head, struct finding *f)
{
	const struct code *c = s->c;
	f->evidence = ARENA_ARRAY(c->arena, uint32_t, 2 * MAX_NAMED);
	for (uint32_t b = head, last = NONE; b != NONE && f->n_evidence + 2 <= 2 * MAX_NAMED; b = s->next[b]) {
		uint32_t compare = s->test[b].compare, branch = c->block[b].end - 1;
		if (compare != branch && compare != last)
			f->evidence[f->n_evidence++] = compare;
		f->evidence[f->n_evidence++] = branch;
		last = compare;
	}
}

/* A check that fails for good at the head is the place of bounds-check: the chain's is the next one. */
static uint32_t place_of(const struct chains *s, uint32_t head)
{
	struct check k;
	uint32_t b = head;
	while (s->next[b] != NONE && check_at(s->c, b, true, &k))
		b = s->next[b];
	return s->c->block[b].end - 1;
}

static void report(const struct chains *s, uint32_t head, struct finding_list *out)
{
	const struct code *c = s->c;
	uint32_t loop = c->block[head].loop;
	struct hot h = hot_of(c, loop);
	bool aside = hot_block(&h, head) == HOT_ASIDE, data = !is_invariant(s, head);
	bool loaded = depends_on_load(s->a, loop, c->block[head].end - 1);
	struct finding *f = ARENA_PUSH(c->arena, out);
	*f = (struct finding){
	    .class = &class_branch_chain,
	    .loop = loop,
	    .insn = place_of(s, head),
	    .severity = severity_of(s, head, aside, data),
	    .confidence = aside || !data             ? LEVEL_LOW
	                  : s->longest[head] > LEAST ? LEVEL_HIGH
	                                             : LEVEL_MEDIUM,
	    .cost_cycles = (float)s->longest[head] / (float)(c->model->dispatch ? c->model->dispatch : 1) +
	                   (loaded ? c->model->mispredict / 2 : 0),
	    .note = note_of(s, head),
	    .cause =
	        "The cases are tried one after the other, each with a branch of its own: the later ones wait for all "
	        "before them, and each branch is one more that the core may guess wrong.",
	    .fix =
	        data ? "Look the value up: a table of 256 classes for a byte, of results or of small cases for a small "
	               "number; or arithmetic (a range is one subtraction and one compare, a set of 64 values one "
	               "shift)."
	             : "The value does not change in the loop: decide once before it, with a loop for each case.",
	    .expect = data
	                  ? "One load from a table, or a compare or two, and at most one branch or jump for each value."
	                  : "No compare of it in the loop.",
	    .counts = !aside,
	};
	put_evidence(s, head, f);
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	if (!c->n_loop)
		return;
	struct chains s = {.a = a,
	                   .c = c,
	                   .test = ARENA_ARRAY_RAW(c->arena, struct test, c->n_block),
	                   .longest = ARENA_ARRAY(c->arena, uint32_t, c->n_block),
	                   .next = ARENA_ARRAY(c->arena, uint32_t, c->n_block),
	                   .continues = ARENA_ARRAY(c->arena, bool, c->n_block)};
	for (uint32_t b = 0; b < c->n_block; b++)
		take_test(&s, b);
	for (uint32_t k = c->n_rpo; k-- > 0;)
		if (s.test[c->rpo[k]].compare != NONE)
			extend(&s, c->rpo[k]);
	for (uint32_t k = 0; k < c->n_rpo; k++) {
		uint32_t b = c->rpo[k];
		if (s.longest[b] >= LEAST && !s.continues[b] && !is_counter(&s, b))
			report(&s, b, out);
	}
}

const struct class class_branch_chain = {
    .name = "branch-chain",
    .title = "compares of one value with constants, one branch behind the other",
    .find = find,
};
