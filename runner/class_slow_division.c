/* class_slow_division.c: divisions and square roots in a loop that something cheaper would do: the divisor does not
 * change there, or is a power of two. */
#include "bits.h"
#include "cost.h"
#include "unchanging.h"
#include "users.h"

enum {
	MAX_EVIDENCE = 6,
	LOOK_BACK = 8, /* findings among which another division by the same divisor is looked for */
};

enum shape { INVARIANT_REGISTER, INVARIANT_MEMORY, CONSTANT, POWER_CONSTANT, POWER_SHIFTED, INVARIANT_INPUT };

struct division {
	const struct analysis *a;
	const struct code *c;
	uint32_t loop, insn;
	uint32_t divisor, dividend; /* origins of their values; NONE: in memory */
	uint32_t mem;               /* the divisor's memory operand, NONE */
	uint32_t uses_it;           /* the multiply-subtract that makes a remainder of the quotient, NONE */
	const char *kind;
	enum shape shape;
	bool all_invariant; /* the dividend does not change either */
	bool always;        /* in each iteration */
};

/* ---- operands ---- */

static bool is_division(const struct insn *in)
{
	if (in->flags & (INSN_UNDECODED | INSN_MASKED) || in->flow != FLOW_NEXT)
		return false;
	unsigned operands = in->n_src + (in->n_mem && (in->mem[0].flags & MEM_READ));
	switch (in->op) {
	case OP_DIV:
		return operands >= 2;
	case OP_FDIV: /* an approximate reciprocal has one operand */
		return operands == 2 && in->n_dst && reg_is_vector(in->dst[0]);
	case OP_FSQRT:
		return in->n_dst && reg_is_vector(in->dst[0]);
	default:
		return false;
	}
}

/* Back over copies, of the low half too: a guard that picks the narrower division makes one. */
static uint32_t source_of(const struct code *c, uint32_t value)
{
	for (;;) {
		value = value_origin(c, value);
		if (value == NONE || c->value[value].kind != VALUE_INSN)
			return value;
		uint32_t i = c->value[value].where;
		const struct insn *in = &c->insn[i];
		if ((in->op != OP_MOVE && in->op != OP_EXTEND) || in->n_mem || in->n_src != 1 || in->data_bits < 32 ||
		    in->flags & (INSN_MERGES | INSN_PACKED) || in->src[0] == REG_NONE)
			return value;
		value = value_used(c, i, in->src[0]);
	}
}

/* The divisor stands last: a register, or the memory operand. */
static void take_operands(struct division *d)
{
	const struct code *c = d->c;
	const struct insn *in = &c->insn[d->insn];
	bool folded = in->n_mem && (in->mem[0].flags & MEM_READ);
	d->mem = folded ? 0 : NONE;
	d->divisor = d->dividend = d->uses_it = NONE;
	if (!folded && in->n_src && in->src[in->n_src - 1] != REG_NONE)
		d->divisor = source_of(c, value_used(c, d->insn, in->src[in->n_src - 1]));
	if (in->n_src && (folded || in->n_src > 1) && in->src[0] != REG_NONE)
		d->dividend = source_of(c, value_used(c, d->insn, in->src[0]));
}

static bool is_power(uint64_t k) { return k > 1 && !(k & (k - 1)); }

/* 1 << n. */
static bool is_shifted_one(const struct code *c, uint32_t value)
{
	if (value == NONE || c->value[value].kind != VALUE_INSN)
		return false;
	uint32_t i = c->value[value].where;
	const struct insn *in = &c->insn[i];
	uint64_t k;
	return in->op == OP_SHL && !(in->flags & (INSN_PACKED | INSN_MERGES)) && !in->n_mem && in->n_src == 2 &&
	       value_constant(c, source_of(c, value_used(c, i, in->src[0])), &k) && k == 1;
}

static bool judge_divisor(struct division *d)
{
	const struct code *c = d->c;
	const struct insn *in = &c->insn[d->insn];
	uint64_t k;
	if (d->mem != NONE) {
		d->shape = INVARIANT_MEMORY;
		return memory_unchanging(d->a, d->loop, d->insn, d->mem);
	}
	if (in->op == OP_DIV && value_constant(c, d->divisor, &k)) {
		d->shape = is_power(k) ? POWER_CONSTANT : CONSTANT;
		return true;
	}
	if (in->op == OP_DIV && is_shifted_one(c, d->divisor)) {
		d->shape = POWER_SHIFTED;
		return true;
	}
	d->shape = value_invariant(c, d->loop, d->divisor) ? INVARIANT_REGISTER : INVARIANT_MEMORY;
	return value_unchanging(d->a, d->loop, d->divisor);
}

/* ---- which kind ---- */

static bool is_used(const struct code *c, const struct users *u, uint32_t value)
{
	for (uint32_t k = u->first[value]; k < u->first[value + 1]; k++)
		if (user_counts(c, u, u->user[k]))
			return true;
	return false;
}

/* dividend - quotient * divisor. */
static bool takes_product(const struct division *d, uint32_t user)
{
	const struct code *c = d->c;
	const struct insn *in = &c->insn[user];
	return in->op == OP_MADD && in->how == HOW_SUBTRACTS && in->src[2] != REG_NONE &&
	       source_of(c, value_used(c, user, in->src[2])) == d->dividend;
}

/* Whether the quotient is only made to take it, times the divisor, from the dividend again. */
static bool only_remainder(struct division *d)
{
	const struct code *c = d->c;
	const struct insn *in = &c->insn[d->insn];
	uint32_t quotient = value_defined(c, d->insn, in->dst[0]);
	if (quotient == NONE)
		return in->n_dst > 1;
	const struct users *u = analysis_users(d->a);
	if (in->n_dst > 1) {
		uint32_t remainder = value_defined(c, d->insn, in->dst[1]);
		return !is_used(c, u, quotient) && remainder != NONE && is_used(c, u, remainder);
	}
	for (uint32_t k = u->first[quotient]; k < u->first[quotient + 1]; k++) {
		uint32_t user = u->user[k];
		if (!user_counts(c, u, user))
			continue;
		if (user & USER_PHI || !takes_product(d, user))
			return false;
		d->uses_it = user;
	}
	return d->uses_it != NONE;
}

static const char *kind_of(struct division *d)
{
	switch (d->c->insn[d->insn].op) {
	case OP_FSQRT:
		return "square-root";
	case OP_FDIV:
		return "float";
	default:
		return only_remainder(d) ? "remainder" : "integer";
	}
}

static bool is_one(struct division *d)
{
	const struct code *c = d->c;
	const struct insn *in = &c->insn[d->insn];
	const struct loop *l = &c->loop[d->loop];
	if (l->irreducible_inside || c->block[c->block_of[d->insn]].no_return)
		return false;
	take_operands(d);
	d->all_invariant = insn_unchanging(d->a, d->loop, d->insn);
	if (in->op == OP_FSQRT) {
		d->shape = INVARIANT_INPUT;
		if (!d->all_invariant)
			return false;
	} else if (!judge_divisor(d)) {
		return false;
	}
	d->kind = kind_of(d);
	d->always = l->latch != NONE && block_dominates(c, c->block_of[d->insn], l->latch);
	return true;
}

/* ---- the finding ---- */

static const char *operation_of(const struct division *d)
{
	const struct insn *in = &d->c->insn[d->insn];
	if (in->op == OP_FSQRT)
		return in->flags & INSN_PACKED ? "packed square root" : "square root";
	if (in->op == OP_FDIV)
		return in->flags & INSN_PACKED ? "packed floating-point division" : "floating-point division";
	return arena_printf(d->c->arena, "%u-bit integer %s", in->data_bits,
	                    *d->kind == 'r' ? "remainder" : "division");
}

static const char *divisor_name(const struct division *d)
{
	const struct insn *in = &d->c->insn[d->insn];
	char name[8];
	if (d->mem != NONE)
		return "in memory";
	return arena_printf(
	    d->c->arena, "in %s",
	    d->c->isa->reg_name(in->src[in->n_src - 1], in->flags & INSN_PACKED ? in->vec_bits : in->data_bits, name));
}

static const char *cause_of(const struct division *d)
{
	struct arena *m = d->c->arena;
	const char *what = operation_of(d);
	uint64_t k = 0;
	switch (d->shape) {
	case INVARIANT_INPUT:
		return arena_printf(
		    m,
		    "A %s is taken in the loop of a value that does not change there. The compiler did not "
		    "move it out: most often because the library function may set errno.",
		    what);
	case CONSTANT:
		value_constant(d->c, d->divisor, &k);
		return arena_printf(m, "A %s by the constant %llu is done by the divider: this code was compiled %s.",
		                    what, (unsigned long long)k,
		                    d->a->stack->unoptimised ? "without optimisation" : "for size");
	case POWER_CONSTANT:
		value_constant(d->c, d->divisor, &k);
		return arena_printf(m, "A %s by the constant %llu, a power of two, is done by the divider.", what,
		                    (unsigned long long)k);
	case POWER_SHIFTED:
		return arena_printf(
		    m, "A %s whose divisor %s is 1 shifted left, a power of two; that it is one was not used.", what,
		    divisor_name(d));
	default:
		if (d->all_invariant)
			return arena_printf(m, "A %s in the loop whose operands both do not change there.", what);
		return arena_printf(
		    m,
		    "A %s in the loop whose divisor %s does not change there%s. %s, so the compiler divides each time.",
		    what, divisor_name(d),
		    d->shape == INVARIANT_MEMORY ? " (it is loaded again, from where nothing is stored)" : "",
		    d->c->insn[d->insn].op == OP_FDIV ? "A product with its reciprocal may differ in the last bit"
		                                      : "Its value is not known when the code is compiled");
	}
}

static const char *fix_of(const struct division *d)
{
	bool remainder = *d->kind == 'r';
	if (d->all_invariant)
		return "Compute it once before the loop and keep the result in a local variable.";
	if (d->c->insn[d->insn].op == OP_FDIV)
		return "Multiply by the reciprocal, computed once before the loop, where the last bit does not matter "
		       "(-freciprocal-math lets the compiler do so).";
	if (d->shape == CONSTANT)
		return "Compile it for speed (-O2, not -Os; not in a cold function): compilers then multiply by an "
		       "inverse.";
	if (d->shape == POWER_SHIFTED || d->shape == POWER_CONSTANT)
		return remainder ? "Use a mask: x & (divisor - 1), on an unsigned type."
		                 : "Shift right by the logarithm, on an unsigned type.";
	if (remainder)
		return "Make the divisor a constant, or a power of two with a mask; where x only grows by a step, "
		       "subtract "
		       "when it reaches the divisor; else multiply by an inverse computed once before the loop "
		       "(Lemire's "
		       "fastmod).";
	return "Make the divisor a constant, or a power of two with a shift; else multiply by an inverse computed once "
	       "before the loop, as libdivide does.";
}

static const char *expect_of(const struct division *d)
{
	if (d->all_invariant)
		return "The division stands before the loop.";
	if (d->c->insn[d->insn].op == OP_FDIV)
		return "One division before the loop and a multiplication in it.";
	if (d->shape == POWER_SHIFTED || d->shape == POWER_CONSTANT)
		return *d->kind == 'r' ? "A bitwise and instead of the division." : "A shift instead of the division.";
	return "Multiplications and shifts, or a compare and a subtraction, and no division in the loop.";
}

/* Cycles for which the divider is busy, less what a multiplication takes. */
static float cost_cycles(const struct division *d)
{
	const struct core_cost *k = cost_of(d->c, &d->c->insn[d->insn]);
	if (!k || !k->known)
		return -1;
	float busy = k->recip > 0 ? k->recip : k->latency;
	return busy > 1 ? busy - 1 : busy;
}

static bool is_main(const struct loop *l) { return l->role == ROLE_MAIN || l->role == ROLE_VECTOR_MAIN; }

static enum level severity_of(const struct division *d, float cost)
{
	const struct loop *l = &d->c->loop[d->loop];
	if (!l->innermost || !is_main(l))
		return LEVEL_LOW;
	float iteration = l->latency > l->throughput ? l->latency : l->throughput;
	return d->always && !l->has_call && cost * 4 >= iteration ? LEVEL_HIGH : LEVEL_MEDIUM;
}

/* A division by the same divisor that was reported before: in a copy of the body, or on the other side of a guard. */
static struct finding *reported(const struct division *d, struct finding_list *out, uint32_t first)
{
	const struct code *c = d->c;
	if (d->divisor == NONE)
		return NULL;
	for (uint32_t k = out->n, n = 0; k-- > first && n < LOOK_BACK; n++) {
		struct division e = {.a = d->a, .c = c, .loop = out->v[k].loop, .insn = out->v[k].insn};
		take_operands(&e);
		if (e.loop == d->loop && c->insn[e.insn].op == c->insn[d->insn].op && e.divisor == d->divisor)
			return &out->v[k];
	}
	return NULL;
}

/* Adds it to what is reported; two on the ways around a guard cost no more than one. */
static void join(const struct division *d, struct finding *f)
{
	const struct code *c = d->c;
	struct division e = {.a = d->a, .c = c, .loop = f->loop, .insn = f->insn};
	float cost = cost_cycles(d);
	take_operands(&e);
	if (f->n_evidence < MAX_EVIDENCE)
		f->evidence[f->n_evidence++] = d->insn;
	if (e.dividend != d->dividend && cost >= 0 && f->cost_cycles >= 0)
		f->cost_cycles += cost;
	enum level severity = severity_of(d, f->cost_cycles);
	f->severity = severity > f->severity ? severity : f->severity;
}

static void report(const struct division *d, struct finding_list *out, uint32_t first)
{
	const struct code *c = d->c;
	struct finding *f = reported(d, out, first);
	if (f) {
		join(d, f);
		return;
	}
	float cost = cost_cycles(d);
	f = ARENA_PUSH(c->arena, out);
	*f = (struct finding){
	    .class = &class_slow_division,
	    .kind = d->kind,
	    .loop = d->loop,
	    .insn = d->insn,
	    .severity = severity_of(d, cost),
	    .confidence = d->shape == INVARIANT_MEMORY && !d->all_invariant ? LEVEL_MEDIUM : LEVEL_HIGH,
	    .cost_cycles = cost,
	    .note = d->always ? NULL : "not every iteration gets here",
	    .cause = cause_of(d),
	    .fix = fix_of(d),
	    .expect = expect_of(d),
	    .counts = is_main(&c->loop[d->loop]),
	};
	f->evidence = ARENA_ARRAY(c->arena, uint32_t, MAX_EVIDENCE);
	if (d->divisor != NONE && c->value[d->divisor].kind == VALUE_INSN)
		f->evidence[f->n_evidence++] = c->value[d->divisor].where;
	f->evidence[f->n_evidence++] = d->insn;
	if (d->uses_it != NONE)
		f->evidence[f->n_evidence++] = d->uses_it;
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	uint32_t first = out->n;
	for (uint32_t b = 0; c->n_loop && b < c->n_block; b++) {
		if (c->block[b].loop == NONE || c->block[b].rpo == NONE)
			continue;
		for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
			struct division d = {.a = a, .c = c, .loop = c->block[b].loop, .insn = i};
			if (is_division(&c->insn[i]) && is_one(&d))
				report(&d, out, first);
		}
	}
}

const struct class class_slow_division = {
    .name = "slow-division",
    .title = "a division or square root in a loop whose divisor does not change, or is a power of two",
    .find = find,
};
