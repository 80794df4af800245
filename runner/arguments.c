/* arguments.c: what calls, returns and jumps out of the function read by convention.
 *
 * A callee's parameters are unknown, so a call may read every register that can hold an argument. But what an earlier
 * call clobbered is no argument: whoever passes a value has written it since. Two facts are followed forward: that a
 * register may be garbage (clobbered by a call, or at entry neither argument nor preserved), and that it may have been
 * written on purpose. General registers count as read unless they may be garbage and were never written; the others,
 * which cannot carry an address, count as read only where they cannot be garbage. */
#include "code_private.h"
#include "worklist.h"

struct facts {
	regset garbage, purpose;
};

struct conventions {
	struct code *c;
	struct facts *in; /* by block, at its beginning */
	regset *garbage;  /* by block: what its last call left, at its end */
	struct worklist work;
};

static regset clobbered(const struct isa *isa, const struct insn *in)
{
	regset keep = isa->call_results;
	regset_add(&keep, isa->sp);
	return insn_is_call(in) ? regset_minus(in->write, keep) : (regset){{0, 0}};
}

static void summarise(struct conventions *v, uint32_t b)
{
	struct code *c = v->c;
	regset written = {{0, 0}}, garbage = {{0, 0}};
	uint64_t ops = 0;
	for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
		const struct insn *in = &c->insn[i];
		written = regset_or(written, in->write);
		ops |= OP_BIT(in->op);
		garbage = regset_minus(garbage, in->write);
		if (in->flow != FLOW_NEXT)
			garbage = regset_or(garbage, clobbered(c->isa, in));
	}
	c->written[b] = written;
	c->ops[b] = ops;
	c->all_ops |= ops;
	v->garbage[b] = garbage;
}

/* Hands the block's facts on; successors at `from` or earlier in code.rpo have been looked at and must be again. */
static void flow_on(struct conventions *v, uint32_t b, uint32_t from)
{
	struct code *c = v->c;
	const struct block *k = &c->block[b];
	regset garbage = regset_or(regset_minus(v->in[b].garbage, c->written[b]), v->garbage[b]);
	regset purpose = regset_or(v->in[b].purpose, c->written[b]);
	purpose = regset_minus(purpose, v->garbage[b]);
	for (uint32_t i = 0; i < k->n_succ; i++) {
		uint32_t to = c->succ[k->first_succ + i];
		struct facts *f = &v->in[to], old = *f;
		f->garbage = regset_or(old.garbage, garbage);
		f->purpose = regset_or(old.purpose, purpose);
		if (c->block[to].rpo <= from &&
		    !(regset_equal(old.garbage, f->garbage) && regset_equal(old.purpose, f->purpose)))
			worklist_put(&v->work, to);
	}
}

static void find_facts(struct conventions *v)
{
	const struct code *c = v->c;
	regset meant = regset_or(c->isa->call_args, c->isa->callee_saved);
	regset_add(&meant, c->isa->sp);
	v->in[0].garbage = (regset){{~meant.w[0], ~meant.w[1]}};
	for (uint32_t i = 0; i < c->n_rpo; i++)
		flow_on(v, c->rpo[i], i);
	while (v->work.n)
		flow_on(v, worklist_take(&v->work), UINT32_MAX - 1);
}

static void step(const struct isa *isa, struct facts *f, const struct insn *in)
{
	regset lost = clobbered(isa, in);
	f->garbage = regset_or(regset_minus(f->garbage, in->write), lost);
	f->purpose = regset_minus(regset_or(f->purpose, in->write), lost);
}

static regset believable(const struct facts *f)
{
	static const regset general = {{(1ull << REG_FLAG) - 1, 0}};
	regset sound = {{~f->garbage.w[0], ~f->garbage.w[1]}};
	return regset_or(sound, regset_and(f->purpose, general));
}

static regset convention(const struct code *c, const struct block *b, const struct insn *in, const struct facts *f)
{
	const struct isa *isa = c->isa;
	regset read = {{0, 0}};
	if (insn_is_call(in)) {
		read = regset_and(isa->call_args, believable(f));
	} else if (in->flow == FLOW_RETURN) {
		read = regset_or(isa->callee_saved, regset_and(isa->call_results, believable(f)));
	} else if (b->exits && in == block_last(c, b)) {
		read = regset_or(isa->callee_saved, regset_and(isa->call_args, believable(f)));
	} else {
		return read;
	}
	regset_add(&read, isa->sp);
	return read;
}

static void add_reads(struct conventions *v, uint32_t b)
{
	struct code *c = v->c;
	struct facts f = v->in[b];
	for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
		struct insn *in = &c->insn[i];
		if (in->flow != FLOW_NEXT)
			in->read = regset_or(in->read, convention(c, &c->block[b], in, &f));
		step(c->isa, &f, in);
	}
}

void arguments_build(struct code *c)
{
	uint32_t n = c->n_block;
	struct conventions v = {.c = c, .work = worklist_new(c->arena, n)};
	v.in = ARENA_ARRAY(c->arena, struct facts, n);
	v.garbage = ARENA_ARRAY_RAW(c->arena, regset, n);
	c->written = ARENA_ARRAY_RAW(c->arena, regset, n);
	c->ops = ARENA_ARRAY_RAW(c->arena, uint64_t, n);
	for (uint32_t b = 0; b < n; b++)
		summarise(&v, b);
	find_facts(&v);
	for (uint32_t b = 0; b < n; b++)
		add_reads(&v, b);
}
