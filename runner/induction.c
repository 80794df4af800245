/* induction.c: what a value is over the iterations of a loop, as a sum of anchors and a constant. */
#include "induction.h"
#include "wrap.h"

#include <string.h>

#define MAX_OUTSIDE_DEPTH 6 /* how far definitions before the loop are followed: each loop's work must stay its own */
#define MAX_TERMS         3

/* An anchor is a value outside the loop, or a phi in its header. A form stands for the value in the same iteration. */
struct term {
	uint32_t anchor;
	int64_t factor;
};

struct form {
	bool known;
	bool loaded;    /* unknown because of a value loaded in the loop */
	bool startless; /* the steps are known, where it starts has too many terms */
	uint8_t n;
	struct term term[MAX_TERMS]; /* by anchor, ascending; no factor is 0 */
	int64_t constant;
};

enum state { NEW, BUSY, DONE };

/* What is known of one value. */
struct entry {
	uint32_t value;
	uint8_t state;
	uint8_t outside_depth;
	bool step_asked, step_known; /* of phis in the header */
	int64_t step;
	struct form form;
};

struct induction {
	const struct code *c;
	uint32_t loop;
	struct arena *arena;
	struct entry **table; /* open addressing, a power of two */
	uint32_t size, used;
	uint32_t outside; /* the header's first predecessor outside the loop: a header may have very many inside */
	bool one_outside; /* the only one */
	struct {
		uint32_t *v, n, cap;
	} work;
	struct kept_address *address; /* open addressing, a power of two; NULL: none was asked for */
	uint32_t n_address, address_size;
};

/* Several analyses and classes ask for each access of a loop. */
struct kept_address {
	uint32_t key; /* 1 + insn * 2 + mem; 0: free */
	struct address_pattern pattern;
};

/* ---- table of values ------------------------------------------------------------------------------------------- */

static void table_new(struct induction *in, uint32_t size)
{
	in->size = size;
	in->table = ARENA_ARRAY(in->arena, struct entry *, size);
}

static struct entry **table_place(const struct induction *in, uint32_t value)
{
	uint32_t i = value * 2654435769u & (in->size - 1);
	while (in->table[i] && in->table[i]->value != value)
		i = (i + 1) & (in->size - 1);
	return &in->table[i];
}

static struct entry *entry_of(struct induction *in, uint32_t value)
{
	if (in->used * 2 >= in->size) {
		struct entry **old = in->table;
		uint32_t n = in->size;
		table_new(in, n * 2);
		for (uint32_t i = 0; i < n; i++)
			if (old[i])
				*table_place(in, old[i]->value) = old[i];
	}
	struct entry **e = table_place(in, value);
	if (!*e) {
		*e = ARENA_NEW(in->arena, struct entry);
		(*e)->value = value;
		in->used++;
	}
	return *e;
}

/* ---- arithmetic on forms --------------------------------------------------------------------------------------- */

static struct form form_unknown(bool loaded) { return (struct form){.loaded = loaded}; }
static struct form form_constant(int64_t k) { return (struct form){.known = true, .constant = k}; }
static struct form form_anchor(uint32_t value) { return (struct form){.known = true, .n = 1, .term = {{value, 1}}}; }

static bool form_equal(const struct form *a, const struct form *b)
{
	if (!a->known || !b->known || a->n != b->n || a->constant != b->constant)
		return false;
	for (unsigned i = 0; i < a->n; i++)
		if (a->term[i].anchor != b->term[i].anchor || a->term[i].factor != b->term[i].factor)
			return false;
	return true;
}

/* Adds one term in its place; false where there is no room. */
static bool form_add_term(struct form *f, struct term t)
{
	unsigned at = 0;
	while (at < f->n && f->term[at].anchor < t.anchor)
		at++;
	if (at < f->n && f->term[at].anchor == t.anchor) {
		f->term[at].factor = wrap_add(f->term[at].factor, t.factor);
		if (!f->term[at].factor) {
			memmove(&f->term[at], &f->term[at + 1], (f->n - at - 1u) * sizeof t);
			f->n--;
		}
		return true;
	}
	if (!t.factor)
		return true;
	if (f->n == MAX_TERMS)
		return false;
	memmove(&f->term[at + 1], &f->term[at], (f->n - at) * sizeof t);
	f->term[at] = t;
	f->n++;
	return true;
}

/* a + b * factor. */
static struct form form_sum(struct form a, struct form b, int64_t factor)
{
	if (!a.known || !b.known)
		return form_unknown(a.loaded || b.loaded);
	a.constant = wrap_add(a.constant, wrap_mul(b.constant, factor));
	for (unsigned i = 0; i < b.n; i++)
		if (!form_add_term(&a, (struct term){b.term[i].anchor, wrap_mul(b.term[i].factor, factor)}))
			return form_unknown(false);
	return a;
}

static struct form form_product(struct form a, struct form b)
{
	if (a.known && b.known && !b.n)
		return form_sum(form_constant(0), a, b.constant);
	if (a.known && b.known && !a.n)
		return form_sum(form_constant(0), b, a.constant);
	return form_unknown(a.loaded || b.loaded);
}

/* ---- the form of a value ---------------------------------------------------------------------------------------- */

static bool is_header_phi(const struct induction *in, uint32_t value)
{
	const struct value *v = &in->c->value[value];
	return v->kind == VALUE_PHI && v->where == in->c->loop[in->loop].header;
}

static struct form form_of_operand(struct induction *in, uint32_t insn, reg_t reg)
{
	if (reg == REG_NONE)
		return form_constant(0); /* the zero register */
	uint32_t v = value_used(in->c, insn, reg);
	if (v == NONE)
		return form_unknown(false);
	const struct entry *e = entry_of(in, v);
	return e->state == DONE ? e->form : form_unknown(false);
}

static struct form form_of_address(struct induction *in, uint32_t insn, const struct memop *m)
{
	struct form f = form_constant(m->disp);
	if (m->flags & MEM_VECTOR_INDEX)
		return form_unknown(true);
	if (m->base != REG_NONE)
		f = form_sum(f, form_of_operand(in, insn, m->base), 1);
	if (m->index != REG_NONE)
		f = form_sum(f, form_of_operand(in, insn, m->index), m->scale);
	return f;
}

static bool reads_memory(const struct insn *i)
{
	for (unsigned m = 0; m < i->n_mem; m++)
		if (i->mem[m].flags & MEM_READ)
			return true;
	return false;
}

/* Unknown, but because of something loaded? */
static struct form form_of_unknown(struct induction *in, uint32_t at)
{
	const struct insn *i = &in->c->insn[at];
	bool loaded = reads_memory(i);
	for (uint32_t u = in->c->first_use[at]; u < in->c->first_use[at + 1] && !loaded; u++)
		if (reg_is_general(in->c->uses[u].reg))
			loaded = form_of_operand(in, at, in->c->uses[u].reg).loaded;
	return form_unknown(loaded);
}

/* src[0] op (src[1] shifted, or the immediate). */
static struct form form_of_sum(struct induction *in, uint32_t at, int64_t sign)
{
	const struct insn *i = &in->c->insn[at];
	if (i->shift == SHIFT_OTHER)
		return form_of_unknown(in, at);
	struct form a = form_of_operand(in, at, i->src[0]);
	if (i->n_src == 2)
		return form_sum(a, form_of_operand(in, at, i->src[1]),
		                wrap_mul(sign, (int64_t)(1ull << (i->shift & 63))));
	if (i->n_src != 1 || !i->has_imm)
		return form_unknown(false);
	return form_sum(a, form_constant(i->data_bits == 32 ? (int32_t)i->imm : i->imm), sign);
}

static struct form form_of_product(struct induction *in, uint32_t at)
{
	const struct insn *i = &in->c->insn[at];
	struct form a = form_of_operand(in, at, i->src[0]);
	if (i->n_src == 2)
		return form_product(a, form_of_operand(in, at, i->src[1]));
	return i->n_src == 1 && i->has_imm ? form_product(a, form_constant(i->imm)) : form_unknown(false);
}

static bool is_linear_op(const struct insn *i)
{
	if (i->n_dst != 1 || i->data_bits < 32 || i->shift == SHIFT_OTHER ||
	    (i->flags & (INSN_MERGES | INSN_MASKED | INSN_UNDECODED | INSN_SCALABLE)) || reads_memory(i))
		return false;
	switch (i->op) {
	case OP_MOVE:
	case OP_EXTEND:
	case OP_CONST:
	case OP_ADDRESS:
	case OP_ADD:
	case OP_SUB:
	case OP_NEG:
	case OP_SHL:
	case OP_MUL:
		return true;
	case OP_NOT:
		return i->data_bits == 64;
	default:
		return i->flags & INSN_COPY;
	}
}

static struct form form_of_insn(struct induction *in, uint32_t at, reg_t reg)
{
	const struct insn *i = &in->c->insn[at];
	if ((i->flags & INSN_WRITEBACK) && i->n_mem && i->mem[0].base == reg && !(i->n_dst && i->dst[0] == reg))
		return form_sum(form_of_operand(in, at, reg), form_constant(i->wb), 1);
	if (!is_linear_op(i) || i->dst[0] != reg)
		return form_of_unknown(in, at);
	switch (i->op) {
	case OP_CONST:
		return form_constant(i->imm);
	case OP_ADDRESS:
		return i->n_mem ? form_of_address(in, at, &i->mem[0]) : form_of_unknown(in, at);
	case OP_ADD:
		return form_of_sum(in, at, 1);
	case OP_SUB:
		return form_of_sum(in, at, -1);
	case OP_MUL:
		return form_of_product(in, at);
	case OP_NEG:
		return i->shift ? form_of_unknown(in, at)
		                : form_sum(form_constant(0), form_of_operand(in, at, i->src[0]), -1);
	case OP_NOT: /* -1 - x */
		return i->shift ? form_of_unknown(in, at)
		                : form_sum(form_constant(-1), form_of_operand(in, at, i->src[0]), -1);
	case OP_SHL:
		if (i->n_src != 1 || !i->has_imm || i->imm < 0 || i->imm > 62)
			return form_of_unknown(in, at);
		return form_sum(form_constant(0), form_of_operand(in, at, i->src[0]), (int64_t)(1ull << i->imm));
	default: /* copies and extensions */
		return i->n_src == 1 ? form_of_operand(in, at, i->src[0]) : form_of_unknown(in, at);
	}
}

/* A phi after a branch within the loop: known where all its arguments are the same. */
static struct form form_of_join(struct induction *in, uint32_t value)
{
	const struct code *c = in->c;
	const struct value *v = &c->value[value];
	struct form f = {0};
	bool loaded = false, first = true, same = true;
	for (uint32_t i = 0; i < c->block[v->where].n_pred; i++) {
		uint32_t arg = c->phi_args[v->first_arg + i];
		struct form a = form_unknown(false);
		if (arg != NONE && entry_of(in, arg)->state == DONE)
			a = entry_of(in, arg)->form;
		loaded |= a.loaded;
		same &= a.known && (first || form_equal(&f, &a));
		f = a;
		first = false;
	}
	return same && !first ? f : form_unknown(loaded);
}

static struct form form_compute(struct induction *in, uint32_t value)
{
	const struct value *v = &in->c->value[value];
	bool outside = value_invariant(in->c, in->loop, value);
	if (is_header_phi(in, value) || (outside && v->kind != VALUE_INSN))
		return form_anchor(value);
	if (outside && !is_linear_op(&in->c->insn[v->where]))
		return form_anchor(value);
	struct form f = v->kind == VALUE_PHI    ? form_of_join(in, value)
	                : v->kind == VALUE_INSN ? form_of_insn(in, v->where, v->reg)
	                                        : form_unknown(false);
	return outside && !f.known ? form_anchor(value) : f;
}

static void push(struct induction *in, uint32_t value, unsigned outside_depth)
{
	if (value == NONE)
		return;
	struct entry *e = entry_of(in, value);
	if (e->state != NEW)
		return;
	e->outside_depth = (uint8_t)outside_depth;
	*ARENA_PUSH(in->arena, &in->work) = value;
}

/* Puts what the form of `value` is made of on the work list. */
static void push_parts(struct induction *in, uint32_t value, unsigned depth)
{
	const struct code *c = in->c;
	const struct value *v = &c->value[value];
	bool outside = value_invariant(c, in->loop, value);
	if ((v->kind != VALUE_INSN && v->kind != VALUE_PHI) || is_header_phi(in, value))
		return;
	if (outside && (v->kind == VALUE_PHI || depth >= MAX_OUTSIDE_DEPTH || !is_linear_op(&c->insn[v->where])))
		return;
	if (v->kind == VALUE_PHI) {
		for (uint32_t i = 0; i < c->block[v->where].n_pred; i++)
			push(in, c->phi_args[v->first_arg + i], depth);
		return;
	}
	if (!reg_is_general(v->reg))
		return;
	for (uint32_t u = c->first_use[v->where]; u < c->first_use[v->where + 1]; u++)
		if (reg_is_general(c->uses[u].reg))
			push(in, c->uses[u].value, outside ? depth + 1 : depth);
}

/* Depth first with a work list: chains of definitions are as long as the function, the C stack is not. */
static struct form form_of(struct induction *in, uint32_t value)
{
	if (value == NONE)
		return form_unknown(false);
	push(in, value, 0);
	while (in->work.n) {
		uint32_t v = in->work.v[in->work.n - 1];
		struct entry *e = entry_of(in, v);
		if (e->state == NEW) {
			e->state = BUSY;
			push_parts(in, v, e->outside_depth);
			continue;
		}
		in->work.n--;
		if (e->state == DONE)
			continue;
		struct form f = form_compute(in, v);
		e = entry_of(in, v);
		e->form = f;
		e->state = DONE;
	}
	return entry_of(in, value)->form;
}

/* ---- over the iterations ---------------------------------------------------------------------------------------- */

/* Whether a phi of the header grows by the same constant on every way around; *loaded: it gets a loaded value. */
static bool phi_step(struct induction *in, uint32_t phi, int64_t *step, bool *loaded)
{
	const struct code *c = in->c;
	const struct value *v = &c->value[phi];
	const struct block *header = &c->block[v->where];
	struct entry *e = entry_of(in, phi);
	if (!e->step_asked) {
		bool known = true, found = false;
		int64_t s = 0;
		*loaded = false;
		for (uint32_t i = 0; i < header->n_pred; i++) {
			if (!loop_has_block(c, in->loop, c->pred[header->first_pred + i]))
				continue;
			struct form f = form_of(in, c->phi_args[v->first_arg + i]);
			*loaded |= f.loaded;
			known &= f.known && f.n == 1 && f.term[0].anchor == phi && f.term[0].factor == 1 &&
			         (!found || f.constant == s);
			s = f.constant;
			found = true;
		}
		e = entry_of(in, phi);
		e->step_asked = true;
		e->step_known = known && found;
		e->step = s;
		e->form.loaded = *loaded;
	}
	*step = e->step;
	*loaded = e->form.loaded;
	return e->step_known;
}

/* The form of a header phi in the first iteration: its argument from outside, where there is but one. */
static struct form phi_start(struct induction *in, uint32_t phi)
{
	const struct code *c = in->c;
	const struct value *v = &c->value[phi];
	const struct block *header = &c->block[v->where];
	uint32_t start = NONE, end = in->one_outside ? in->outside + 1 : header->n_pred;
	for (uint32_t i = in->outside; i < end; i++) {
		if (loop_has_block(c, in->loop, c->pred[header->first_pred + i]))
			continue;
		uint32_t arg = c->phi_args[v->first_arg + i];
		if (start != NONE && start != arg)
			return form_anchor(phi);
		start = arg;
	}
	struct form f = start == NONE ? form_anchor(phi) : form_of(in, start);
	return f.known ? f : form_anchor(phi);
}

/* Replaces the header's phis in f by where they start, and adds up their steps. */
static bool resolve(struct induction *in, struct form *f, int64_t *step)
{
	struct form out = form_constant(f->constant), sum;
	bool startless = false;
	*step = 0;
	if (!f->known)
		return false;
	for (unsigned i = 0; i < f->n; i++) {
		int64_t s;
		bool loaded = false;
		struct term t = f->term[i];
		if (!is_header_phi(in, t.anchor)) {
			startless |= !form_add_term(&out, t);
			continue;
		}
		if (!phi_step(in, t.anchor, &s, &loaded)) {
			f->loaded = loaded;
			return false;
		}
		*step = wrap_add(*step, wrap_mul(s, t.factor));
		sum = form_sum(out, phi_start(in, t.anchor), t.factor);
		if (!sum.known)
			sum = form_sum(out, form_anchor(t.anchor), t.factor);
		startless |= !sum.known;
		if (sum.known)
			out = sum;
	}
	*f = out;
	f->startless = startless;
	return true;
}

static void find_outside(struct induction *in)
{
	const struct code *c = in->c;
	const struct block *header = &c->block[c->loop[in->loop].header];
	uint32_t n = 0;
	for (uint32_t i = header->n_pred; i-- > 0;)
		if (!loop_has_block(c, in->loop, c->pred[header->first_pred + i])) {
			in->outside = i;
			n++;
		}
	in->one_outside = n == 1;
}

struct induction *induction_new(const struct code *c, uint32_t loop, struct arena *arena)
{
	struct induction *in = ARENA_NEW(arena, struct induction);
	in->c = c;
	in->loop = loop;
	in->arena = arena;
	find_outside(in);
	table_new(in, 8); /* functions of many loops have small ones */
	return in;
}

struct linear induction_of(struct induction *in, uint32_t value)
{
	struct linear l = {.root = NONE};
	if (value == NONE)
		return l;
	struct form f = form_of(in, value);
	l.known = resolve(in, &f, &l.step);
	if (!l.known)
		return (struct linear){.root = NONE};
	if (!f.startless && (f.n == 0 || (f.n == 1 && f.term[0].factor == 1))) {
		l.root = f.n ? f.term[0].anchor : NONE;
		l.constant = f.constant;
	} else {
		l.root = value;
	}
	return l;
}

/* Which of the terms is the base: of factor 1, and the first of two such. */
static void pattern_roots(struct address_pattern *p, const struct form *f)
{
	p->comparable = !f->startless;
	for (unsigned i = 0; i < f->n; i++) {
		const struct term *t = &f->term[i];
		if (t->factor == 1 && p->base_root == NONE) {
			p->base_root = t->anchor;
		} else if (t->factor > 0 && t->factor <= UINT8_MAX && p->index_root == NONE) {
			p->index_root = t->anchor;
			p->index_scale = (uint8_t)t->factor;
		} else {
			p->comparable = false;
		}
	}
}

static struct kept_address *kept_place(const struct induction *in, uint32_t key)
{
	uint32_t i = key * 2654435769u & (in->address_size - 1);
	while (in->address[i].key && in->address[i].key != key)
		i = (i + 1) & (in->address_size - 1);
	return &in->address[i];
}

/* Where the pattern of this operand is kept, or is to be. */
static struct kept_address *kept_address(struct induction *in, uint32_t insn, unsigned mem)
{
	if (in->n_address * 2 >= in->address_size) {
		struct kept_address *old = in->address;
		uint32_t n = in->address_size;
		in->address_size = n ? 2 * n : 16;
		in->address = ARENA_ARRAY(in->arena, struct kept_address, in->address_size);
		for (uint32_t i = 0; i < n; i++)
			if (old[i].key)
				*kept_place(in, old[i].key) = old[i];
	}
	return kept_place(in, 1 + insn * 2 + mem);
}

static struct address_pattern find_address(struct induction *in, uint32_t insn, unsigned mem)
{
	struct address_pattern p = {.base_root = NONE, .index_root = NONE};
	const struct memop *m = &in->c->insn[insn].mem[mem];
	const reg_t regs[2] = {m->base, m->index};
	for (unsigned i = 0; i < 2; i++) {
		uint32_t v = regs[i] == REG_NONE ? NONE : value_used(in->c, insn, regs[i]);
		if (v != NONE)
			form_of(in, v);
	}
	struct form f = form_of_address(in, insn, m);
	p.known = resolve(in, &f, &p.stride);
	if (!p.known) {
		p.stride = 0;
		p.gather = f.loaded;
		return p;
	}
	p.constant = f.constant;
	pattern_roots(&p, &f);
	if (m->flags & MEM_TLS || (m->flags & MEM_VL_SCALED && m->disp))
		p.comparable = false;
	return p;
}

struct address_pattern induction_address(struct induction *in, uint32_t insn, unsigned mem)
{
	struct kept_address *k = kept_address(in, insn, mem);
	if (!k->key) {
		struct address_pattern p = find_address(in, insn, mem);
		k->key = 1 + insn * 2 + mem;
		k->pattern = p;
		in->n_address++;
	}
	return k->pattern;
}

bool address_comparable(const struct address_pattern *a, const struct address_pattern *b, int64_t *distance)
{
	if (!a->known || !b->known || !a->comparable || !b->comparable || a->base_root != b->base_root ||
	    a->index_root != b->index_root || a->index_scale != b->index_scale)
		return false;
	*distance = (int64_t)((uint64_t)a->constant - (uint64_t)b->constant);
	return true;
}
