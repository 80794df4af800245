/* idiom_counts.c: bits counted or found without a loop: sums under masks, multiplication and table, halving steps. */
#include "idioms.h"
#include "users.h"

enum { WINDOW = 80, MAX_STEPS = 6 };

/* Back over copies, of the low half too. */
static uint32_t plain(const struct code *c, uint32_t value)
{
	for (;;) {
		uint32_t i = idiom_value_def(c, value);
		value = value_origin(c, value);
		if (i == NONE || c->insn[i].n_mem || c->insn[i].n_src != 1 || c->insn[i].src[0] == REG_NONE ||
		    c->insn[i].how || c->insn[i].flags & INSN_MERGES ||
		    (c->insn[i].op != OP_MOVE && !(c->insn[i].op == OP_EXTEND && c->insn[i].elem_bits >= 32)))
			return value;
		value = value_used(c, i, c->insn[i].src[0]);
	}
}

/* ---- sums under masks ------------------------------------------------------------------------------------------- */

/* The mask of an and: an immediate, or a constant in a register (then *other is the source that is masked). */
static bool mask_of(const struct code *c, uint32_t i, uint64_t *mask, unsigned *other)
{
	const struct insn *in = &c->insn[i];
	if (in->op != OP_AND || in->n_mem || in->flags & (INSN_PACKED | INSN_MERGES) || in->data_bits < 32)
		return false;
	*other = 0;
	if (in->has_imm && in->n_src == 1) {
		*mask = in->data_bits == 32 ? (uint32_t)in->imm : (uint64_t)in->imm;
		return true;
	}
	for (unsigned s = 0; s < 2 && in->n_src == 2; s++)
		if (in->src[s] != REG_NONE && value_constant(c, value_used(c, i, in->src[s]), mask) &&
		    (!in->shift || s == 0)) {
			*other = !s;
			return true;
		}
	return false;
}

static bool has_mask(const struct code *c, uint32_t i, uint8_t byte)
{
	uint64_t mask, full = 0x0101010101010101ull * byte;
	unsigned other;
	if (!mask_of(c, i, &mask, &other))
		return false;
	return mask == full || mask == (uint32_t)full;
}

/* x >> 1 & 0x5555...: x, else NONE. */
static uint32_t halved(const struct code *c, uint32_t i)
{
	uint64_t mask;
	unsigned other;
	if (!has_mask(c, i, 0x55) || !mask_of(c, i, &mask, &other))
		return NONE;
	const struct insn *in = &c->insn[i];
	if (in->how == HOW_RIGHT && in->shift && in->by == 1 && other == 1)
		return value_origin(c, value_used(c, i, in->src[1]));
	uint32_t d = idiom_def(c, i, other);
	if (d == NONE || c->insn[d].op != OP_SHR || !c->insn[d].has_imm || c->insn[d].imm != 1 ||
	    c->insn[d].n_src != 1 || in->shift)
		return NONE;
	return value_origin(c, value_used(c, d, c->insn[d].src[0]));
}

static bool is_sum_of(const struct code *c, uint32_t sum, uint32_t part)
{
	const struct insn *in = &c->insn[sum];
	if (in->n_mem || in->n_src != 2 || in->shift)
		return false;
	uint32_t a = idiom_def(c, sum, 0), b = idiom_def(c, sum, 1);
	if (in->op == OP_SUB)
		return b == part;
	return in->op == OP_ADD &&
	       ((a == part && b != NONE && has_mask(c, b, 0x55)) || (b == part && a != NONE && has_mask(c, a, 0x55)));
}

static bool reads_listed(const struct code *c, uint32_t i, const uint32_t *list, unsigned n)
{
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (v == NONE || c->value[v].kind != VALUE_INSN || reg_is_flag(c->uses[u].reg))
			continue;
		for (unsigned k = 0; k < n; k++)
			if (list[k] == c->value[v].where)
				return true;
	}
	return false;
}

/* What is computed from the sum on, in its block: masks of two and four bits must follow. */
static void judge_sum(struct idioms *s, uint32_t part, uint32_t sum)
{
	const struct code *c = s->c;
	uint32_t list[WINDOW], end = c->block[c->block_of[sum]].end, last = sum;
	unsigned n = 0;
	bool pairs = false, nibbles = false;
	struct match m = {.idiom = IDIOM_BIT_COUNT, .insn = part, .confidence = LEVEL_HIGH};
	list[n++] = sum;
	for (uint32_t i = sum + 1; i < end && i < sum + WINDOW && n < WINDOW; i++) {
		const struct insn *in = &c->insn[i];
		if (in->n_mem || in->flow != FLOW_NEXT || !in->n_dst || !reads_listed(c, i, list, n))
			continue;
		list[n++] = i;
		pairs |= has_mask(c, i, 0x33);
		bool here = pairs && (has_mask(c, i, 0x0f) || has_mask(c, i, 0x07));
		nibbles |= here;
		if (here || in->op == OP_MUL || in->op == OP_SHR)
			last = i;
	}
	if (!pairs || !nibbles)
		return;
	idiom_add(&m, part);
	for (unsigned k = 0; k < n && list[k] <= last; k++)
		idiom_add(&m, list[k]);
	m.saved = (float)m.n - 2;
	m.what = "The bits of a value are added in pairs, then in fours, then in bytes under masks.";
	idiom_report(s, &m);
}

static void try_masks(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	uint32_t end = c->block[c->block_of[i]].end;
	if (halved(c, i) == NONE)
		return;
	for (uint32_t k = i + 1; k < end && k < i + 12; k++)
		if (is_sum_of(c, k, i)) {
			judge_sum(s, i, k);
			return;
		}
}

/* ---- multiplication and table ----------------------------------------------------------------------------------- */

/* Whether the top bits of k, shifted left by each count (or of k times each run of ones), are all different. */
static bool is_perfect(uint64_t k, unsigned width, unsigned shift, bool runs)
{
	uint64_t seen = 0;
	for (unsigned i = 0; i < width; i++) {
		uint64_t x = runs ? (2ull << i) - 1 : 1ull << i, h = k * x;
		h = (width == 32 ? (uint32_t)h : h) >> shift;
		if (seen >> h & 1)
			return false;
		seen |= 1ull << h;
	}
	return true;
}

/* x & -x. */
static bool isolates_lowest(const struct code *c, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	if (in->op != OP_AND || in->n_src != 2 || in->n_mem || in->shift)
		return false;
	for (unsigned s = 0; s < 2; s++) {
		uint32_t d = idiom_def(c, i, s);
		if (d != NONE && c->insn[d].op == OP_NEG && c->insn[d].n_src == 1 && !c->insn[d].shift &&
		    c->insn[d].src[0] != REG_NONE && in->src[!s] != REG_NONE &&
		    plain(c, value_used(c, d, c->insn[d].src[0])) == plain(c, value_used(c, i, in->src[!s])))
			return true;
	}
	return false;
}

/* x | x >> n, and so on down to 1: how many steps of halving n. */
static unsigned smears(const struct code *c, uint32_t i, unsigned n)
{
	unsigned steps = 0;
	for (; i != NONE && n && c->insn[i].op == OP_OR && c->insn[i].n_src == 2 && !c->insn[i].n_mem;
	     n /= 2, steps++) {
		const struct insn *in = &c->insn[i];
		uint32_t next = NONE;
		if (in->shift && in->how == HOW_RIGHT && in->by == n) {
			next = idiom_def(c, i, 0);
		} else {
			for (unsigned s = 0; s < 2; s++) {
				uint32_t d = idiom_def(c, i, s);
				if (d != NONE && c->insn[d].op == OP_SHR && c->insn[d].has_imm && c->insn[d].imm == n)
					next = idiom_def(c, i, !s);
			}
			if (next == NONE)
				break;
		}
		i = next;
	}
	return steps;
}

/* Whether the product's top bits are an index: a shift, then a load. */
static uint32_t top_index(const struct idioms *s, uint32_t product, unsigned *shift)
{
	const struct code *c = s->c;
	const struct users *u = analysis_users(s->a);
	uint32_t v = value_defined(c, product, c->insn[product].dst[0]);
	for (uint32_t k = v == NONE ? 0 : u->first[v]; v != NONE && k < u->first[v + 1]; k++) {
		uint32_t i = u->user[k];
		if (i & USER_PHI || c->insn[i].op != OP_SHR || !c->insn[i].has_imm || c->insn[i].n_src != 1)
			continue;
		*shift = (unsigned)c->insn[i].imm;
		return i;
	}
	return NONE;
}

static void try_product(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	const struct insn *in = &c->insn[i];
	struct match m = {.insn = i, .confidence = LEVEL_HIGH};
	uint64_t k = 0;
	unsigned at = 0, shift, width = in->data_bits;
	if (in->n_dst != 1 || in->n_mem || width < 32 || in->flags & (INSN_PACKED | INSN_MERGES))
		return;
	if (in->n_src == 1 && in->has_imm)
		k = (uint64_t)in->imm;
	else if (in->n_src != 2)
		return;
	else if (in->src[1] != REG_NONE && value_constant(c, value_used(c, i, in->src[1]), &k))
		at = 0;
	else if (in->src[0] != REG_NONE && value_constant(c, value_used(c, i, in->src[0]), &k))
		at = 1;
	else
		return;
	uint32_t x = idiom_def(c, i, at), index;
	k = width == 32 ? (uint32_t)k : k;
	if (x == NONE || (c->insn[x].op != OP_AND && c->insn[x].op != OP_OR))
		return;
	bool lowest = isolates_lowest(c, x);
	if ((!lowest && smears(c, x, width / 2) < 4) || (index = top_index(s, i, &shift)) == NONE ||
	    width - shift != (width == 32 ? 5u : 6u) || !is_perfect(k, width, shift, !lowest))
		return;
	m.idiom = lowest ? IDIOM_TRAILING_ZEROS : IDIOM_LEADING_ZEROS;
	idiom_add(&m, x);
	idiom_add(&m, i);
	idiom_add(&m, index);
	m.saved = lowest ? 4 : 14;
	m.what = lowest
	             ? "The lowest set bit, alone, is multiplied by a de Bruijn sequence, and a table tells its number."
	             : "All bits below the highest set one are set, and a multiplication and a table tell its number.";
	idiom_report(s, &m);
}

/* ---- halving steps ---------------------------------------------------------------------------------------------- */

struct step {
	uint32_t insn, from; /* the value that comes out is made by insn; `from` went in */
	unsigned by;
	bool left;
};

/* value = from shifted by a constant. */
static bool fixed_shift(const struct code *c, uint32_t value, uint32_t from, struct step *st)
{
	uint32_t i = idiom_value_def(c, value);
	if (i == NONE)
		return false;
	const struct insn *in = &c->insn[i];
	if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].base == REG_NONE && in->mem[0].index != REG_NONE &&
	    !in->mem[0].disp) {
		st->by = (unsigned)__builtin_ctz(in->mem[0].scale);
		st->left = true;
		return plain(c, value_used(c, i, in->mem[0].index)) == from;
	}
	if ((in->op != OP_SHL && in->op != OP_SHR) || !in->has_imm || in->n_src != 1 || in->n_mem ||
	    in->src[0] == REG_NONE || plain(c, value_used(c, i, in->src[0])) != from)
		return false;
	st->by = (unsigned)in->imm;
	st->left = in->op == OP_SHL;
	return true;
}

/* A condition as a number, shifted left: 2^k or 0. */
static bool is_condition(const struct code *c, uint32_t value, unsigned *by)
{
	unsigned shift = 0;
	for (unsigned n = 0; n < 4; n++) {
		value = plain(c, value);
		uint32_t i = idiom_value_def(c, value);
		if (i == NONE)
			return false;
		const struct insn *in = &c->insn[i];
		if (in->op == OP_SETCC) {
			*by = 1u << shift;
			return shift < 6;
		}
		reg_t from = in->n_src ? in->src[0] : REG_NONE;
		if (in->op == OP_ADDRESS && in->n_mem && !in->mem[0].disp && in->mem[0].index != REG_NONE) {
			bool twice = in->mem[0].base == in->mem[0].index && in->mem[0].scale == 1;
			if (!twice && in->mem[0].base != REG_NONE)
				return false;
			shift += twice ? 1 : (unsigned)__builtin_ctz(in->mem[0].scale);
			from = in->mem[0].index;
		} else if (in->op == OP_SHL && in->has_imm && in->n_src == 1)
			shift += (unsigned)in->imm & 63;
		else if (in->op == OP_ADD && in->n_src == 2 && in->src[0] == in->src[1] && !in->shift)
			shift++;
		else if (in->op != OP_EXTEND || in->n_mem)
			return false;
		if (from == REG_NONE)
			return false;
		value = value_used(c, i, from);
	}
	return false;
}

static bool is_step(const struct code *c, uint32_t i, struct step *st)
{
	const struct insn *in = &c->insn[i];
	if (in->n_mem || in->n_src != 2 || in->src[0] == REG_NONE || in->src[1] == REG_NONE || in->data_bits < 32 ||
	    in->flags & INSN_PACKED)
		return false;
	st->insn = i;
	uint32_t a = value_used(c, i, in->src[0]), b = value_used(c, i, in->src[1]);
	if (in->op == OP_SELECT && in->how == HOW_PLAIN) {
		st->from = plain(c, b);
		if (fixed_shift(c, a, st->from, st))
			return true;
		st->from = plain(c, a);
		return fixed_shift(c, b, st->from, st);
	}
	if ((in->op != OP_SHL && in->op != OP_SHR) || in->has_imm || !is_condition(c, b, &st->by))
		return false;
	st->from = plain(c, a);
	st->left = in->op == OP_SHL;
	return true;
}

/* What the condition of a select, or of the number that a shift's count is made of, looks at. */
static uint32_t condition_of(const struct code *c, const struct step *st)
{
	uint32_t i = st->insn;
	for (unsigned n = 0; n < 5 && i != NONE; n++) {
		const struct insn *in = &c->insn[i];
		if (in->op == OP_SELECT || in->op == OP_SETCC) {
			for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
				if (reg_is_flag(c->uses[u].reg))
					return idiom_value_def(c, c->uses[u].value);
			return NONE;
		}
		reg_t from = in->op == OP_ADDRESS && in->n_mem ? in->mem[0].index : in->n_src ? in->src[!n] : REG_NONE;
		i = from == REG_NONE ? NONE : idiom_value_def(c, value_used(c, i, from));
	}
	return NONE;
}

/* Whether the low `by` bits of what goes in are looked at: then it is its lowest set bit that is searched. */
static bool tests_low(const struct code *c, const struct step *st)
{
	uint32_t i = condition_of(c, st);
	if (i == NONE)
		return false;
	const struct insn *in = &c->insn[i];
	uint64_t low = (1ull << st->by) - 1;
	if ((in->op == OP_TEST || in->op == OP_AND) && in->has_imm)
		return (uint64_t)in->imm == low;
	if (in->op == OP_TEST && in->n_src == 2 && in->src[0] == in->src[1]) {
		uint32_t d = idiom_def(c, i, 0);
		return in->data_bits == st->by ||
		       (d != NONE && c->insn[d].op == OP_EXTEND && c->insn[d].elem_bits == st->by);
	}
	return in->op == OP_CMP && in->has_imm && !in->imm && in->data_bits == st->by;
}

static void try_steps(struct idioms *s, uint32_t i)
{
	const struct code *c = s->c;
	struct step st[MAX_STEPS];
	unsigned n = 0;
	uint32_t at = i;
	while (n < MAX_STEPS && at != NONE && is_step(c, at, &st[n])) {
		if (n && (st[n].by != 2 * st[n - 1].by || st[n].left != st[n - 1].left))
			break;
		at = idiom_value_def(c, st[n++].from);
	}
	if (n < 3 || st[n - 1].by < 8)
		return;
	bool low = tests_low(c, &st[n - 1]);
	struct match m = {.idiom = low && !st[0].left ? IDIOM_TRAILING_ZEROS : IDIOM_LEADING_ZEROS,
	                  .insn = st[n - 1].insn,
	                  .confidence = LEVEL_HIGH};
	for (unsigned k = 0; k < n; k++) {
		uint32_t test = condition_of(c, &st[k]);
		idiom_add(&m, st[k].insn);
		if (test != NONE)
			idiom_add(&m, test);
	}
	m.saved = 4.0f * (float)n;
	m.what =
	    arena_printf(c->arena,
	                 "The %s set bit of a value is searched by halving: %u steps, each of which shifts by half as "
	                 "much as the one before if that leaves something.",
	                 low ? "lowest" : "highest", n);
	idiom_report(s, &m);
}

void idioms_of_counts(struct idioms *s)
{
	const struct code *c = s->c;
	const uint64_t roots = OP_BIT(OP_AND) | OP_BIT(OP_MUL) | OP_BIT(OP_SELECT) | OP_BIT(OP_SHL) | OP_BIT(OP_SHR);
	for (uint32_t k = c->n_rpo; k-- > 0;) {
		const struct block *b = &c->block[c->rpo[k]];
		if (!block_has(c, c->rpo[k], roots))
			continue;
		for (uint32_t i = b->end; i-- > b->first;) {
			const struct insn *in = &c->insn[i];
			if (!(roots >> in->op & 1) || s->covered[i] || !in->n_dst || !reg_is_general(in->dst[0]))
				continue;
			if (in->op == OP_AND)
				try_masks(s, i);
			else if (in->op == OP_MUL)
				try_product(s, i);
			else if (in->op == OP_SELECT || in->op == OP_SHL || in->op == OP_SHR)
				try_steps(s, i);
		}
	}
}
