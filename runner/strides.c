/* strides.c: strides that registers hold, trip counts, and what the loop around goes on by. */
#include "strides.h"
#include "cost.h"
#include "wrap.h"

enum { MAX_STEPS = 12 }; /* of definitions that are followed back to a phi */

/* ---- a register's value as phi + invariants ---------------------------------------------------------------------- */

struct sum {
	uint32_t phi, invariant, insn; /* NONE; insn: that adds the invariant */
	int64_t constant;
};

static bool is_header_phi(const struct code *c, uint32_t loop, uint32_t value)
{
	return c->value[value].kind == VALUE_PHI && c->value[value].where == c->loop[loop].header;
}

/* The two operands of a sum; *second NONE: a constant, in *add. */
static bool split_sum(const struct code *c, uint32_t i, uint32_t *first, uint32_t *second, int64_t *add)
{
	const struct insn *in = &c->insn[i];
	*add = 0;
	*second = NONE;
	if (insn_access(in) || in->data_bits < 32 || in->flags & (INSN_PACKED | INSN_MERGES | INSN_SCALABLE))
		return false;
	if (in->flags & INSN_COPY && in->n_src == 1) {
		*first = value_used(c, i, in->src[0]);
		return true;
	}
	if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].base != REG_NONE) {
		*first = value_used(c, i, in->mem[0].base);
		*second = in->mem[0].index == REG_NONE ? NONE : value_used(c, i, in->mem[0].index);
		*add = in->mem[0].disp;
		return true;
	}
	if ((in->op != OP_ADD && in->op != OP_SUB) || !in->n_src || in->src[0] == REG_NONE)
		return false;
	*first = value_used(c, i, in->src[0]);
	if (in->n_src == 2 && in->src[1] != REG_NONE)
		*second = value_used(c, i, in->src[1]);
	else if (in->has_imm)
		*add = in->op == OP_SUB ? wrap_neg(in->imm) : in->imm;
	else
		return false;
	return true;
}

/* A base that the instruction wrote back: by a constant. */
static bool split_writeback(const struct code *c, uint32_t value, uint32_t *first, int64_t *add)
{
	const struct value *v = &c->value[value];
	if (!insn_writes_back(&c->insn[v->where], v->reg))
		return false;
	*first = value_used(c, v->where, v->reg);
	*add = c->insn[v->where].wb;
	return true;
}

static bool follow(const struct code *c, uint32_t loop, uint32_t value, struct sum *s)
{
	for (unsigned n = 0; n < MAX_STEPS; n++) {
		uint32_t first = NONE, second = NONE;
		int64_t add = 0;
		if (value == NONE || value_invariant(c, loop, value))
			return false;
		if (is_header_phi(c, loop, value)) {
			s->phi = value;
			return true;
		}
		const struct value *v = &c->value[value];
		if (v->kind != VALUE_INSN || !reg_is_general(v->reg))
			return false;
		if (!split_writeback(c, value, &first, &add) && !split_sum(c, v->where, &first, &second, &add))
			return false;
		s->constant = wrap_add(s->constant, add);
		if (first != NONE && second != NONE) {
			bool swap = value_invariant(c, loop, first);
			uint32_t fixed = swap ? first : second;
			first = swap ? second : first;
			if (!value_invariant(c, loop, fixed) || (swap && c->insn[v->where].op == OP_SUB))
				return false;
			s->invariant = fixed;
			s->insn = v->where;
		}
		value = first;
	}
	return false;
}

static const struct sum nothing = {NONE, NONE, NONE, 0};

/* Whether the phi goes on by an invariant on every way around. */
static bool phi_goes_on(const struct code *c, uint32_t loop, uint32_t phi, struct sum *step)
{
	const struct block *header = &c->block[c->loop[loop].header];
	bool found = false;
	for (uint32_t p = 0; p < header->n_pred; p++) {
		if (!loop_has_block(c, loop, c->pred[header->first_pred + p]))
			continue;
		struct sum s = nothing;
		if (!follow(c, loop, c->phi_args[c->value[phi].first_arg + p], &s) || s.phi != phi ||
		    s.invariant == NONE || (found && s.invariant != step->invariant))
			return false;
		*step = s;
		found = true;
	}
	return found;
}

/* value = root * factor: shifts, scaled sums and products by constants are followed. */
struct multiple {
	uint32_t root;
	int64_t factor;
};

static struct multiple multiple_of(const struct code *c, uint32_t value, unsigned depth)
{
	struct multiple whole = {value, 1}, x, y = {NONE, 0};
	if (value == NONE || !depth || c->value[value].kind != VALUE_INSN)
		return whole;
	uint32_t i = c->value[value].where;
	const struct insn *in = &c->insn[i];
	if (in->n_dst != 1 || in->dst[0] != c->value[value].reg || insn_access(in))
		return whole;
	if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].index != REG_NONE && !in->mem[0].disp) {
		y = multiple_of(c, value_used(c, i, in->mem[0].index), depth - 1);
		y.factor = wrap_mul(y.factor, in->mem[0].scale);
		if (in->mem[0].base == REG_NONE)
			return y;
		x = multiple_of(c, value_used(c, i, in->mem[0].base), depth - 1);
		return x.root == y.root ? (struct multiple){x.root, wrap_add(x.factor, y.factor)} : whole;
	}
	if (!in->n_src || in->src[0] == REG_NONE || in->shift == SHIFT_OTHER)
		return whole;
	x = multiple_of(c, value_used(c, i, in->src[0]), depth - 1);
	if (in->flags & INSN_COPY)
		return x;
	if ((in->op == OP_SHL || in->op == OP_MUL) && in->n_src == 1 && in->has_imm && in->imm > 0 && in->imm < 4096)
		return (struct multiple){x.root,
		                         wrap_mul(x.factor, in->op == OP_MUL ? in->imm : 1ll << (in->imm & 63))};
	if ((in->op != OP_ADD && in->op != OP_SUB) || in->n_src != 2 || in->src[1] == REG_NONE)
		return whole;
	y = multiple_of(c, value_used(c, i, in->src[1]), depth - 1);
	y.factor = wrap_mul(y.factor, (in->op == OP_SUB ? -1ll : 1ll) * (1ll << (in->shift & 31)));
	return x.root == y.root ? (struct multiple){x.root, wrap_add(x.factor, y.factor)} : whole;
}

static bool counts_rows(const struct code *c, uint32_t offset, uint32_t step)
{
	return offset != NONE && multiple_of(c, offset, 4).root == multiple_of(c, step, 4).root;
}

/* A row's length times the size of an element, as it is worked out before the loop. Phis that only pass it on around
 * loops of several entries are looked through. */
static bool is_scaled(const struct code *c, uint32_t value, unsigned depth)
{
	if (value == NONE || !depth)
		return false;
	const struct value *v = &c->value[value];
	if (v->kind == VALUE_PHI) {
		bool scaled = false;
		for (uint32_t p = 0; p < c->block[v->where].n_pred && !scaled; p++)
			scaled = is_scaled(c, c->phi_args[v->first_arg + p], depth / 2);
		return scaled;
	}
	if (v->kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[v->where];
	if (in->op == OP_SHL || in->op == OP_MUL || in->op == OP_MADD || in->op == OP_BITFIELD ||
	    (in->op == OP_ADDRESS && in->mem[0].scale > 1))
		return true;
	if ((in->op != OP_EXTEND && !(in->flags & INSN_COPY)) || !in->n_src || in->src[0] == REG_NONE)
		return false;
	return is_scaled(c, value_used(c, v->where, in->src[0]), depth - 1);
}

struct register_stride strides_in_register(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	const struct code *c = a->code;
	const struct memop *m = &c->insn[insn].mem[mem];
	const reg_t regs[2] = {m->base, m->index};
	struct register_stride r = {.phi = NONE, .step = NONE, .insn = NONE, .offset = NONE, .constant = m->disp};
	if (m->flags & (MEM_VECTOR_INDEX | MEM_VL_SCALED | MEM_TLS))
		return r;
	for (unsigned i = 0; i < 2; i++) {
		uint32_t v = regs[i] == REG_NONE ? NONE : value_used(c, insn, regs[i]);
		struct sum s = nothing, step = nothing;
		if (v == NONE)
			continue;
		if (value_invariant(c, loop, v)) {
			r.offset = v;
			continue;
		}
		if (r.phi != NONE || !follow(c, loop, v, &s) || !phi_goes_on(c, loop, s.phi, &step))
			return r;
		r.phi = s.phi;
		r.step = step.invariant;
		r.insn = step.insn;
		r.scaled = (i && m->scale > 1) || is_scaled(c, step.invariant, 8);
		r.offset = s.invariant == NONE ? r.offset : s.invariant;
		r.constant = wrap_add(r.constant, wrap_mul(s.constant, i ? m->scale : 1));
	}
	r.known = r.phi != NONE;
	if (r.known && counts_rows(c, r.offset, r.step))
		r.offset = NONE;
	return r;
}

/* ---- the loop around --------------------------------------------------------------------------------------------- */

static bool around(const struct analysis *a, uint32_t loop, uint32_t value, int64_t scale, int64_t *step)
{
	uint32_t parent = a->code->loop[loop].parent;
	if (value == NONE)
		return true;
	if (value_invariant(a->code, parent, value))
		return true;
	struct linear l = induction_of(analysis_induction(a, parent), value);
	struct sum s = nothing;
	if (!l.known && follow(a->code, parent, value, &s)) /* plus what is the same in all of its iterations */
		l = induction_of(analysis_induction(a, parent), s.phi);
	if (l.known)
		*step = wrap_add(*step, wrap_mul(l.step, scale));
	return l.known;
}

/* What the phi starts from. */
static uint32_t start_of(const struct code *c, uint32_t loop, uint32_t phi)
{
	const struct block *header = &c->block[c->loop[loop].header];
	uint32_t start = NONE;
	for (uint32_t p = 0; p < header->n_pred; p++) {
		uint32_t arg = c->phi_args[c->value[phi].first_arg + p];
		if (loop_has_block(c, loop, c->pred[header->first_pred + p]))
			continue;
		if (start != NONE && start != arg)
			return NONE;
		start = arg;
	}
	return start;
}

/* From the registers themselves: each phi by what it starts from. */
static bool around_registers(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem, int64_t *step)
{
	const struct code *c = a->code;
	const struct memop *m = &c->insn[insn].mem[mem];
	const reg_t regs[2] = {m->base, m->index};
	for (unsigned i = 0; i < 2; i++) {
		uint32_t v = regs[i] == REG_NONE ? NONE : value_used(c, insn, regs[i]);
		struct sum s = nothing;
		if (v != NONE && !value_invariant(c, loop, v)) {
			if (!follow(c, loop, v, &s) || s.invariant != NONE)
				return false;
			v = start_of(c, loop, s.phi);
			if (v == NONE)
				return false;
		}
		if (!around(a, loop, v, i ? m->scale : 1, step))
			return false;
	}
	return true;
}

bool strides_around(const struct analysis *a, uint32_t loop, const struct address_pattern *p, uint32_t insn,
                    unsigned mem, int64_t *step)
{
	*step = 0;
	if (a->code->loop[loop].parent == NONE)
		return false;
	if (!p->comparable)
		return around_registers(a, loop, insn, mem, step);
	return around(a, loop, p->base_root, 1, step) && around(a, loop, p->index_root, p->index_scale, step);
}

bool strides_around_register(const struct analysis *a, uint32_t loop, const struct register_stride *s, int64_t *step)
{
	uint32_t start = start_of(a->code, loop, s->phi);
	*step = 0;
	return a->code->loop[loop].parent != NONE && start != NONE && around(a, loop, start, 1, step) &&
	       around(a, loop, s->offset, 1, step);
}

/* ---- trip count -------------------------------------------------------------------------------------------------- */

/* The compare whose flags the branch reads: the last instruction of its block that writes them. */
static uint32_t compare_of(const struct code *c, const struct block *b)
{
	const struct insn *branch = block_last(c, b);
	for (uint32_t i = b->end - 1; i-- > b->first;) {
		regset both = regset_and(c->insn[i].write, branch->read);
		for (reg_t r = REG_FLAG; r < REG_SPECIAL; r++)
			if (regset_has(both, r))
				return i;
	}
	return NONE;
}

/* What is compared: a running value and what it runs up to. */
static bool compared(const struct analysis *a, uint32_t loop, uint32_t i, struct linear *x, struct linear *y)
{
	const struct code *c = a->code;
	const struct insn *in = &c->insn[i];
	struct induction *ind = analysis_induction(a, loop);
	if (insn_access(in))
		return false;
	*y = (struct linear){.known = true, .root = NONE};
	if ((in->op == OP_SUB || in->op == OP_ADD) && in->n_dst == 1) {
		*x = induction_of(ind, value_defined(c, i, in->dst[0])); /* against 0 */
		return true;
	}
	if (in->op != OP_CMP || !in->n_src)
		return false;
	*x = induction_of(ind, value_used(c, i, in->src[0]));
	if (in->n_src == 2)
		*y = induction_of(ind, value_used(c, i, in->src[1]));
	else if (in->has_imm)
		y->constant = in->imm;
	else
		return false;
	return true;
}

uint64_t loop_trips(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	struct linear x, y;
	if (l->latch == NONE || block_last(c, &c->block[l->latch])->flow != FLOW_BRANCH)
		return 0;
	uint32_t i = compare_of(c, &c->block[l->latch]);
	if (i == NONE || !compared(a, loop, i, &x, &y) || !x.known || !y.known || x.root != y.root)
		return 0;
	if (!x.step) {
		struct linear t = x;
		x = y;
		y = t;
	}
	if (!x.step || y.step)
		return 0;
	int64_t way = wrap_add(y.constant, wrap_neg(x.constant));
	if ((way < 0) != (x.step < 0) && way)
		return 0;
	uint64_t far = way < 0 ? 0 - (uint64_t)way : (uint64_t)way;
	uint64_t step = x.step < 0 ? 0 - (uint64_t)x.step : (uint64_t)x.step;
	return far / step + 1;
}
