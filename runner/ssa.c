/* ssa.c: values: static single assignment over registers.
 *
 * One pass in reverse postorder. At a join, a register gets a phi only where the predecessors' values differ; at a
 * loop's header, whose back edges are not known yet, only where the loop writes the register. What is redundant all the
 * same (all arguments one value, or the phi itself) is replaced afterwards: phis.c. */
#include "ssa_private.h"

#include <string.h>

/* ---- places for operands ----------------------------------------------------------------------------------------- */

/* Where the operands of the block's instructions go. Defined are all registers that are written, but for two kinds that
 * nobody can ask about, and that would be most of all values: dead flags, and what a call clobbers and nobody reads. */
struct places {
	struct code *c;
	regset *live; /* after each instruction of the block that writes registers of those kinds */
	uint32_t n_live;
	uint32_t use, def;
	uint32_t cap_use, cap_def;
};

static const regset flags = {{0xffull << REG_FLAG, 0}};

static bool has_optional(const struct insn *in) { return in->write.w[0] & flags.w[0] || insn_is_call(in); }

static void find_live(struct places *p, uint32_t b)
{
	const struct code *c = p->c;
	regset live = c->live_out[b];
	p->n_live = 0;
	for (uint32_t i = c->block[b].end; i-- > c->block[b].first;) {
		const struct insn *in = &c->insn[i];
		if (has_optional(in))
			p->live[p->n_live++] = live;
		live = regset_or(regset_minus(live, in->write), in->read);
	}
}

static regset defined(const struct insn *in, regset live)
{
	if (insn_is_call(in))
		return regset_and(in->write, live);
	return regset_minus(in->write, regset_minus(flags, live));
}

static void make_room(struct places *p)
{
	struct code *c = p->c;
	while (p->cap_use - p->use < REG_COUNT)
		c->uses = arena_grow(c->arena, c->uses, sizeof *c->uses, p->use, &p->cap_use);
	while (p->cap_def - p->def < REG_COUNT)
		c->defs = arena_grow(c->arena, c->defs, sizeof *c->defs, p->def, &p->cap_def);
}

static void place_block(struct places *p, uint32_t b)
{
	struct code *c = p->c;
	find_live(p, b);
	for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
		const struct insn *in = &c->insn[i];
		make_room(p);
		c->first_use[i] = p->use;
		c->first_def[i] = p->def;
		for (unsigned w = 0; w < 2; w++)
			for (uint64_t left = in->read.w[w]; left; left &= left - 1)
				c->uses[p->use++] =
				    (struct operand){(reg_t)(64 * w + (unsigned)__builtin_ctzll(left)), NONE};
		regset write = has_optional(in) ? defined(in, p->live[--p->n_live]) : in->write;
		for (unsigned w = 0; w < 2; w++)
			for (uint64_t left = write.w[w]; left; left &= left - 1, p->def++)
				c->defs[p->def] = (struct operand){(reg_t)(64 * w + (unsigned)__builtin_ctzll(left)),
				                                   REG_COUNT + p->def};
	}
}

static void place_operands(struct code *c)
{
	uint32_t longest = 0;
	for (uint32_t b = 0; b < c->n_block; b++)
		if (c->block[b].end - c->block[b].first > longest)
			longest = c->block[b].end - c->block[b].first;
	struct places p = {.c = c, .live = ARENA_ARRAY_RAW(c->arena, regset, longest)};
	c->first_use = ARENA_ARRAY_RAW(c->arena, uint32_t, (size_t)c->n_insn + 1);
	c->first_def = ARENA_ARRAY_RAW(c->arena, uint32_t, (size_t)c->n_insn + 1);
	p.cap_use = 4 * c->n_insn + REG_COUNT;
	p.cap_def = c->n_insn + c->n_insn / 2 + REG_COUNT;
	c->uses = ARENA_ARRAY_RAW(c->arena, struct operand, p.cap_use);
	c->defs = ARENA_ARRAY_RAW(c->arena, struct operand, p.cap_def);
	for (uint32_t b = 0; b < c->n_block; b++)
		place_block(&p, b);
	c->first_use[c->n_insn] = p.use;
	c->first_def[c->n_insn] = p.def;
	arena_trim(c->arena, c->defs, sizeof *c->defs * p.def);
}

/* ---- what blocks and loops write --------------------------------------------------------------------------------- */

/* Edges that come from blocks not seen yet and that are no back edges of a natural loop: cycles with several entries,
 * and additional roots. Such a block gets a phi for every register. */
static bool is_forced(const struct code *c, uint32_t b)
{
	const struct block *k = &c->block[b];
	for (uint32_t i = 0; i < k->n_pred; i++) {
		uint32_t p = c->pred[k->first_pred + i];
		if (c->block[p].rpo >= k->rpo && !block_dominates(c, b, p))
			return true;
	}
	return false;
}

static void find_writes(struct ssa *s)
{
	struct code *c = s->c;
	s->loop_writes = ARENA_ARRAY(c->arena, regset, c->n_loop);
	s->forced = ARENA_ARRAY(c->arena, uint8_t, c->n_block);
	bool any_forced = s->any_forced = c->n_irreducible || (c->n_rpo && c->block[c->rpo[c->n_rpo - 1]].extra);
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		uint32_t b = c->rpo[i], l = c->block[b].loop;
		regset writes = c->written[b];
		s->written = regset_or(s->written, writes);
		if (any_forced && is_forced(c, b)) {
			s->forced[b] = 1;
			writes = regset_or(writes, c->live_in[b]);
		}
		if (l != NONE)
			s->loop_writes[l] = regset_or(s->loop_writes[l], writes);
	}
	for (uint32_t l = c->n_loop; l-- > 0;) {
		uint32_t up = c->loop[l].parent;
		if (up != NONE)
			s->loop_writes[up] = regset_or(s->loop_writes[up], s->loop_writes[l]);
	}
}

/* ---- values at the end of blocks --------------------------------------------------------------------------------- */

/* Only what is live and written somewhere is kept; what is never written is what it was at entry. */
static regset kept_at_end(const struct ssa *s, uint32_t b) { return regset_and(s->c->live_out[b], s->written); }

static void keep_values(struct ssa *s, uint32_t b)
{
	regset live = kept_at_end(s, b);
	while (s->cap_out - s->n_out < REG_COUNT)
		s->out = arena_grow(s->c->arena, s->out, sizeof *s->out, s->n_out, &s->cap_out);
	s->first_out[b] = s->n_out;
	reg_t r;
	while ((r = regset_pop(&live)) != REG_NONE)
		s->out[s->n_out++] = s->current[r];
}

/* ---- values at the beginning of blocks --------------------------------------------------------------------------- */

static uint32_t make_value(struct ssa *s, enum value_kind kind, uint32_t b, reg_t r)
{
	uint32_t v = s->first_made + s->made.n;
	*ARENA_PUSH(s->c->arena, &s->made) = (struct value){.kind = (uint8_t)kind, .reg = r, .where = b};
	return v;
}

static void begin_root(struct ssa *s, uint32_t b)
{
	regset in = s->c->live_in[b];
	reg_t r;
	while ((r = regset_pop(&in)) != REG_NONE)
		s->current[r] = b == 0 || !regset_has(s->written, r) ? r : make_value(s, VALUE_UNKNOWN, b, r);
}

static void begin_single(struct ssa *s, uint32_t b, uint32_t pred)
{
	const struct code *c = s->c;
	if (c->block[pred].rpo + 1 == c->block[b].rpo)
		return; /* s->current is what pred left */
	regset kept = kept_at_end(s, pred), rest = regset_minus(c->live_in[b], s->written);
	const uint32_t *out = s->out + s->first_out[pred];
	reg_t r;
	while ((r = regset_pop(&kept)) != REG_NONE)
		s->current[r] = *out++;
	while ((r = regset_pop(&rest)) != REG_NONE)
		s->current[r] = r;
}

/* Takes the values of the predecessors seen so far; returns the registers whose values differ. */
static regset merge_seen(struct ssa *s, uint32_t b, regset in)
{
	const struct code *c = s->c;
	const struct block *k = &c->block[b];
	regset differ = {{0, 0}};
	bool first = true;
	for (uint32_t i = 0; i < k->n_pred; i++) {
		uint32_t p = c->pred[k->first_pred + i];
		if (c->block[p].rpo >= k->rpo)
			continue;
		regset kept = kept_at_end(s, p);
		const uint32_t *out = s->out + s->first_out[p];
		reg_t r;
		while ((r = regset_pop(&kept)) != REG_NONE) {
			uint32_t v = *out++;
			if (first)
				s->current[r] = v;
			else if (s->current[r] != v)
				regset_add(&differ, r);
		}
		first = false;
	}
	return regset_and(differ, in);
}

static bool is_header(const struct code *c, uint32_t b)
{
	return c->block[b].loop != NONE && c->loop[c->block[b].loop].header == b;
}

static void begin_join(struct ssa *s, uint32_t b)
{
	const struct code *c = s->c;
	regset in = regset_and(c->live_in[b], s->written), rest = regset_minus(c->live_in[b], s->written), phis = in;
	if (!s->forced[b]) {
		phis = merge_seen(s, b, in);
		if (is_header(c, b))
			phis = regset_or(phis, regset_and(in, s->loop_writes[c->block[b].loop]));
	}
	reg_t r;
	while ((r = regset_pop(&phis)) != REG_NONE)
		s->current[r] = make_value(s, VALUE_PHI, b, r);
	while ((r = regset_pop(&rest)) != REG_NONE)
		s->current[r] = r;
}

static void begin_block(struct ssa *s, uint32_t b)
{
	const struct code *c = s->c;
	const struct block *k = &c->block[b];
	uint32_t n_seen = 0;
	for (uint32_t i = 0; i < k->n_pred; i++)
		n_seen += c->block[c->pred[k->first_pred + i]].rpo < k->rpo;
	if (!n_seen)
		begin_root(s, b);
	else if (k->n_pred == 1)
		begin_single(s, b, c->pred[k->first_pred]);
	else
		begin_join(s, b);
}

/* ---- instructions ------------------------------------------------------------------------------------------------ */

static void number_block(struct ssa *s, uint32_t b)
{
	struct code *c = s->c;
	for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
		for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
			c->uses[u].value = s->current[c->uses[u].reg];
		for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
			s->current[c->defs[d].reg] = c->defs[d].value;
	}
}

static void number_all(struct ssa *s)
{
	struct code *c = s->c;
	for (unsigned r = 0; r < REG_COUNT; r++)
		s->current[r] = r;
	for (uint32_t i = 0; i < c->n_rpo; i++) {
		begin_block(s, c->rpo[i]);
		number_block(s, c->rpo[i]);
		keep_values(s, c->rpo[i]);
	}
}

/* The arguments of `n` phis of one block, which stand in ascending order of their registers. */
static void fill_block(struct ssa *s, struct value *phi, uint32_t n)
{
	struct code *c = s->c;
	const struct block *b = &c->block[phi->where];
	for (uint32_t i = 0; i < b->n_pred; i++) {
		uint32_t p = c->pred[b->first_pred + i], k = 0;
		regset kept = kept_at_end(s, p);
		const uint32_t *out = s->out + s->first_out[p];
		for (reg_t r; k < n && (r = regset_pop(&kept)) != REG_NONE; out++)
			if (r == phi[k].reg)
				c->phi_args[phi[k++].first_arg + i] = *out;
	}
}

static void fill_arguments(struct ssa *s)
{
	struct code *c = s->c;
	uint32_t n = 0;
	for (uint32_t k = 0; k < s->made.n; k++) {
		s->made.v[k].first_arg = n;
		n += s->made.v[k].kind == VALUE_PHI ? c->block[s->made.v[k].where].n_pred : 0;
	}
	c->phi_args = ARENA_ARRAY_RAW(c->arena, uint32_t, n);
	s->n_args = n;
	for (uint32_t k = 0, end; k < s->made.n; k = end) {
		struct value *phi = &s->made.v[k];
		for (end = k + 1; end < s->made.n && s->made.v[end].where == phi->where;)
			end++;
		if (phi->kind == VALUE_PHI)
			fill_block(s, phi, end - k);
	}
}

/* ---- the final table --------------------------------------------------------------------------------------------- */

/* Values are numbered: entry values by register, definitions in the order of code.defs, phis by block, the rest. */
static void final_numbers(struct ssa *s)
{
	struct code *c = s->c;
	c->phi_of_block = ARENA_ARRAY(c->arena, uint32_t, (size_t)c->n_block + 1);
	s->final = ARENA_ARRAY_RAW(c->arena, uint32_t, s->made.n);
	uint32_t n = 0, *count = c->phi_of_block;
	for (uint32_t k = 0; k < s->made.n; k++)
		if (s->made.v[k].kind == VALUE_PHI)
			count[s->made.v[k].where + 1]++;
	count[0] = s->first_made;
	for (uint32_t b = 0; b < c->n_block; b++)
		count[b + 1] += count[b];
	uint32_t rest = count[c->n_block];
	for (uint32_t k = 0; k < s->made.n; k++) {
		const struct value *v = &s->made.v[k];
		if (v->kind != VALUE_PHI) {
			s->final[k] = rest++;
			continue;
		}
		/* A block's phis were made one after the other. */
		n = k && s->made.v[k - 1].kind == VALUE_PHI && s->made.v[k - 1].where == v->where ? n + 1 : 0;
		s->final[k] = c->phi_of_block[v->where] + n;
	}
}

static void fill_values(struct ssa *s)
{
	struct code *c = s->c;
	c->n_value = s->first_made + s->made.n;
	c->value = ARENA_ARRAY_RAW(c->arena, struct value, c->n_value);
	for (uint32_t r = 0; r < REG_COUNT; r++)
		c->value[r] = (struct value){.kind = VALUE_ENTRY, .reg = (reg_t)r};
	struct value *v = c->value + REG_COUNT;
	for (uint32_t i = 0, d = 0; i < c->n_insn; i++)
		for (; d < c->first_def[i + 1]; d++)
			*v++ = (struct value){.kind = VALUE_INSN, .reg = c->defs[d].reg, .where = i};
	for (uint32_t k = 0; k < s->made.n; k++)
		c->value[s->final[k]] = s->made.v[k];
}

static uint32_t final_value(struct ssa *s, uint32_t v)
{
	if (v < s->first_made)
		return v;
	if (s->any_forced)
		v = phi_representative(s, v);
	return v < s->first_made ? v : s->final[v - s->first_made];
}

/* Gives operands their final values, and marks what is used, through phis that are used themselves. */
static void mark_live(struct ssa *s)
{
	struct code *c = s->c;
	uint32_t n_use = c->first_use[c->n_insn], n_work = 0;
	uint32_t *work = ARENA_ARRAY_RAW(c->arena, uint32_t, s->made.n);
	c->value_is_live = ARENA_ARRAY(c->arena, bool, c->n_value);
	for (uint32_t u = 0; u < n_use; u++) {
		uint32_t v = c->uses[u].value;
		if (v == NONE)
			continue;
		v = c->uses[u].value = final_value(s, v);
		if (v >= s->first_made && !c->value_is_live[v])
			work[n_work++] = v;
		c->value_is_live[v] = true;
	}
	while (n_work) {
		const struct value *phi = &c->value[work[--n_work]];
		if (phi->kind != VALUE_PHI)
			continue;
		for (uint32_t i = 0; i < c->block[phi->where].n_pred; i++) {
			uint32_t v = c->phi_args[phi->first_arg + i];
			if (v >= s->first_made && !c->value_is_live[v])
				work[n_work++] = v;
			c->value_is_live[v] = true;
		}
	}
}

void ssa_build(struct code *c)
{
	struct ssa s = {.c = c};
	place_operands(c);
	s.first_made = REG_COUNT + c->first_def[c->n_insn];
	s.first_out = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_block);
	find_writes(&s);
	number_all(&s);
	fill_arguments(&s);
	if (s.any_forced)
		phis_simplify(&s);
	final_numbers(&s);
	fill_values(&s);
	for (uint32_t i = 0; i < s.n_args; i++)
		c->phi_args[i] = final_value(&s, c->phi_args[i]);
	mark_live(&s);
}
