/* idiom_loops.c: loops that do bit by bit, or byte by byte, what one instruction does. Such a loop holds nothing else:
 * a value that is shifted (or loses its lowest bit), what is counted or put together, and the test. */
#include "idioms.h"

enum { MAX_BODY = 14, MAX_PHIS = 4 };

enum step { STEP_OTHER, STEP_COUNT, STEP_CLEAR_LOWEST, STEP_RIGHT, STEP_LEFT, STEP_SUM };

/* What the loop goes on by. */
enum test { TEST_OTHER, TEST_ZERO, TEST_BIT, TEST_SMALL };

struct turn {
	struct idioms *s;
	const struct code *c;
	uint32_t loop;
	uint32_t phi[MAX_PHIS], start[MAX_PHIS], next[MAX_PHIS];
	uint8_t step[MAX_PHIS];
	unsigned n_phi;
	uint32_t twin[MAX_PHIS], twin_of[MAX_PHIS]; /* phis that hold what another one holds */
	unsigned n_twin;
	uint32_t branch, tester; /* the only exit, and what it tests: itself, or what made the flags */
	uint64_t trips;          /* 0: unknown */
};

/* ---- the loop's parts ---- */

static const struct insn *insn_of(const struct turn *t, uint32_t value)
{
	uint32_t i = idiom_value_def(t->c, value);
	return i == NONE ? NULL : &t->c->insn[i];
}

static uint32_t origin(const struct turn *t, uint32_t value)
{
	value = value_origin(t->c, value);
	for (unsigned i = 0; i < t->n_twin; i++)
		if (value == t->twin[i])
			return t->twin_of[i];
	return value;
}

/* The value that the instruction reads as its source `n`, through copies. */
static uint32_t source(const struct turn *t, uint32_t i, unsigned n)
{
	const struct insn *in = &t->c->insn[i];
	return n < in->n_src && in->src[n] != REG_NONE ? origin(t, value_used(t->c, i, in->src[n])) : NONE;
}

/* Also through moves of the low half: what is shifted is that half alone. */
static uint32_t plain(const struct turn *t, uint32_t value)
{
	for (;;) {
		const struct insn *in = insn_of(t, value);
		value = origin(t, value);
		bool low = in && (in->op == OP_MOVE ||
		                  (in->op == OP_EXTEND && in->elem_bits == 32 && !(in->flags & INSN_SIGNED)));
		if (!low || in->n_mem || in->n_src != 1 || in->data_bits < 32 || in->src[0] == REG_NONE)
			return value;
		value = source(t, (uint32_t)(in - t->c->insn), 0);
	}
}

/* Without the cut to 8 or 16 bits that a narrow counter gets. */
static uint32_t uncut(const struct turn *t, uint32_t value)
{
	const struct insn *in = insn_of(t, value);
	if (!in || in->n_src != 1 || in->n_mem || in->flags & INSN_MERGES)
		return value;
	bool cut = (in->op == OP_AND && in->has_imm && (in->imm == 0xff || in->imm == 0xffff)) ||
	           (in->op == OP_EXTEND && in->elem_bits >= 8);
	return cut ? source(t, (uint32_t)(in - t->c->insn), 0) : value;
}

/* Whether the last phi starts and goes on as one before it. */
static bool is_twin(struct turn *t)
{
	unsigned last = t->n_phi - 1;
	for (unsigned i = 0; i < last && t->n_twin < MAX_PHIS; i++)
		if (t->start[i] != NONE && plain(t, t->next[i]) == plain(t, t->next[last]) &&
		    plain(t, t->start[i]) == plain(t, t->start[last])) {
			t->twin[t->n_twin] = t->phi[last];
			t->twin_of[t->n_twin++] = t->phi[i];
			return true;
		}
	return false;
}

static bool take_phis(struct turn *t)
{
	const struct code *c = t->c;
	const struct loop *l = &c->loop[t->loop];
	const struct block *h = &c->block[l->header];
	for (uint32_t v = c->phi_of_block[l->header]; v < c->phi_of_block[l->header + 1]; v++) {
		if (!c->value_is_live[v] ||
		    reg_is_flag(c->value[v].reg)) /* shifts by a register may leave flags alone */
			continue;
		if (t->n_phi == MAX_PHIS || !reg_is_general(c->value[v].reg))
			return false;
		t->phi[t->n_phi] = v;
		t->start[t->n_phi] = NONE;
		for (uint32_t p = 0; p < h->n_pred; p++) {
			uint32_t arg = c->phi_args[c->value[v].first_arg + p];
			if (c->pred[h->first_pred + p] == l->latch)
				t->next[t->n_phi] = value_origin(c, arg);
			else
				t->start[t->n_phi] = h->n_pred == 2 ? value_origin(c, arg) : NONE;
		}
		t->n_phi++;
		t->n_phi -= is_twin(t);
	}
	return t->n_phi > 0;
}

/* The one branch that leaves, and the instruction whose result it looks at. */
static bool take_exit(struct turn *t)
{
	const struct code *c = t->c;
	const struct loop *l = &c->loop[t->loop];
	unsigned exits = 0;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t b = c->loop_blocks[l->first_block + k];
		for (uint32_t s = 0; s < c->block[b].n_succ; s++)
			if (!loop_has_block(c, t->loop, c->succ[c->block[b].first_succ + s])) {
				exits++;
				t->branch = c->block[b].end - 1;
			}
	}
	if (exits != 1 || c->insn[t->branch].flow != FLOW_BRANCH)
		return false;
	t->tester = t->branch;
	for (uint32_t u = c->first_use[t->branch]; u < c->first_use[t->branch + 1]; u++)
		if (reg_is_flag(c->uses[u].reg)) {
			uint32_t v = c->uses[u].value;
			if (v == NONE || c->value[v].kind != VALUE_INSN)
				return false;
			t->tester = c->value[v].where;
		}
	return loop_has_block(c, t->loop, c->block_of[t->tester]);
}

/* Whether all that the loop holds is registers, and little of it. */
static bool is_small(const struct turn *t, bool memory)
{
	const struct code *c = t->c;
	const struct loop *l = &c->loop[t->loop];
	if (!l->innermost || l->latch == NONE || l->n_instructions > MAX_BODY || l->has_call || l->irreducible_inside ||
	    l->n_blocks > 3)
		return false;
	unsigned accesses = 0;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++) {
			const struct insn *in = &c->insn[i];
			if (in->flags & (INSN_ATOMIC | INSN_PACKED | INSN_UNDECODED))
				return false;
			for (unsigned m = 0; m < in->n_mem; m++)
				accesses += !(in->mem[m].flags & MEM_ADDRESS);
		}
	}
	return accesses <= memory;
}

/* ---- steps ---- */

static int index_of(const struct turn *t, uint32_t value)
{
	for (unsigned i = 0; i < t->n_phi; i++)
		if (t->phi[i] == value)
			return (int)i;
	return -1;
}

/* value + k. */
static bool is_offset(const struct turn *t, uint32_t value, uint32_t base, int64_t k)
{
	const struct insn *in = insn_of(t, value);
	if (!in)
		return false;
	uint32_t i = (uint32_t)(in - t->c->insn);
	if (in->op == OP_ADDRESS)
		return in->n_mem && in->mem[0].index == REG_NONE && in->mem[0].disp == k &&
		       in->mem[0].base != REG_NONE && value_origin(t->c, value_used(t->c, i, in->mem[0].base)) == base;
	if ((in->op != OP_ADD && in->op != OP_SUB) || in->n_src != 1 || !in->has_imm || in->n_mem ||
	    source(t, i, 0) != base)
		return false;
	return in->op == OP_ADD ? in->imm == k : in->imm == -k;
}

/* x & (x - 1). */
static bool clears_lowest(const struct turn *t, uint32_t value, uint32_t x)
{
	const struct insn *in = insn_of(t, value);
	if (!in || in->op != OP_AND || in->n_src != 2 || in->shift || in->n_mem)
		return false;
	uint32_t i = (uint32_t)(in - t->c->insn), a = source(t, i, 0), b = source(t, i, 1);
	return (a == x && is_offset(t, b, x, -1)) || (b == x && is_offset(t, a, x, -1));
}

static bool shifts_by(const struct turn *t, uint32_t value, uint32_t x, uint8_t op, unsigned n)
{
	const struct insn *in = insn_of(t, value);
	if (!in)
		return false;
	uint32_t i = (uint32_t)(in - t->c->insn);
	if (in->op == op && in->n_src == 1 && in->has_imm && !in->n_mem)
		return in->imm == n && plain(t, source(t, i, 0)) == x;
	if (op != OP_SHL || n != 1)
		return false;
	if (in->op == OP_ADD && in->n_src == 2 && !in->shift && !in->n_mem)
		return source(t, i, 0) == x && source(t, i, 1) == x;
	return in->op == OP_ADDRESS && in->n_mem && !in->mem[0].disp && in->mem[0].base == in->mem[0].index &&
	       in->mem[0].scale == 1 && in->mem[0].base != REG_NONE &&
	       value_origin(t->c, value_used(t->c, i, in->mem[0].base)) == x;
}

/* The bit `x & 1`, or `x >> n & 1` of a value that does not change (n: a phi). */
static bool is_low_bit(const struct turn *t, uint32_t value, bool *by_index)
{
	const struct insn *in = insn_of(t, value);
	if (!in || in->op != OP_AND || !in->has_imm || in->imm != 1 || in->n_src != 1 || in->n_mem)
		return false;
	uint32_t x = plain(t, source(t, (uint32_t)(in - t->c->insn), 0));
	int k = index_of(t, x);
	*by_index = false;
	if (k >= 0)
		return t->step[k] == STEP_RIGHT || t->step[k] == STEP_LEFT;
	const struct insn *shift = insn_of(t, x);
	if (!shift || shift->op != OP_SHR || shift->n_src != 2 || shift->has_imm || shift->n_mem)
		return false;
	uint32_t i = (uint32_t)(shift - t->c->insn);
	k = index_of(t, plain(t, source(t, i, 1)));
	*by_index = true;
	return k >= 0 && t->step[k] == STEP_COUNT && value_invariant(t->c, t->loop, plain(t, source(t, i, 0)));
}

/* count + bit, or count ^ bit; count + carry. */
static bool is_bit_sum(const struct turn *t, uint32_t value, uint32_t count, bool *by_index)
{
	const struct insn *in = insn_of(t, value);
	if (!in || in->n_mem)
		return false;
	uint32_t i = (uint32_t)(in - t->c->insn);
	*by_index = false;
	if (in->op == OP_ADC && in->has_imm && !in->imm && in->n_src == 1 && source(t, i, 0) == count) {
		for (uint32_t u = t->c->first_use[i]; u < t->c->first_use[i + 1]; u++) {
			const struct insn *from =
			    reg_is_flag(t->c->uses[u].reg) ? insn_of(t, t->c->uses[u].value) : NULL;
			if (from)
				return from->op == OP_SHR && from->has_imm && from->imm == 1;
		}
		return false;
	}
	if ((in->op != OP_ADD && in->op != OP_XOR) || in->n_src != 2 || in->shift)
		return false;
	uint32_t a = source(t, i, 0), b = source(t, i, 1);
	return (a == count && is_low_bit(t, b, by_index)) || (b == count && is_low_bit(t, a, by_index));
}

static void take_steps(struct turn *t)
{
	bool by_index;
	for (unsigned k = 0; k < t->n_phi; k++) {
		uint32_t x = t->phi[k], v = plain(t, uncut(t, t->next[k]));
		t->step[k] = is_offset(t, v, x, 1) || is_offset(t, v, x, -1) ? STEP_COUNT
		             : clears_lowest(t, v, x)                        ? STEP_CLEAR_LOWEST
		             : shifts_by(t, v, x, OP_SHR, 1)                 ? STEP_RIGHT
		             : shifts_by(t, v, x, OP_SHL, 1)                 ? STEP_LEFT
		                                                             : STEP_OTHER;
	}
	for (unsigned k = 0; k < t->n_phi; k++)
		if (t->step[k] == STEP_OTHER && is_bit_sum(t, uncut(t, t->next[k]), t->phi[k], &by_index))
			t->step[k] = STEP_SUM;
}

static int find_step(const struct turn *t, enum step step)
{
	int at = -1;
	for (unsigned k = 0; k < t->n_phi; k++)
		if (t->step[k] == step) {
			if (at >= 0)
				return -1;
			at = (int)k;
		}
	return at;
}

/* ---- the test ---- */

static bool is_power(uint64_t k) { return k && !(k & (k - 1)); }

/* Whether the tested value is phi number k, or what it will be next. */
static bool is_of(const struct turn *t, uint32_t value, unsigned k)
{
	value = plain(t, value);
	return value == t->phi[k] || value == plain(t, t->next[k]);
}

/* A branch that tests a register by itself. */
static enum test own_test(const struct turn *t, unsigned k, unsigned *bit)
{
	const struct insn *in = &t->c->insn[t->branch];
	uint32_t x = in->n_src ? source(t, t->branch, 0) : NONE;
	if (x == NONE || !is_of(t, x, k))
		return TEST_OTHER;
	*bit = (unsigned)in->imm == in->data_bits - 1u ? 63 : (unsigned)in->imm;
	if (*bit == 1 && plain(t, x) == t->phi[k]) /* of what is about to be shifted */
		*bit = 0;
	if (in->cond == COND_BIT_CLEAR || in->cond == COND_BIT_SET)
		return TEST_BIT;
	return in->cond == COND_EQ || in->cond == COND_NE ? TEST_ZERO : TEST_OTHER;
}

/* A compare with a small number, or an and with one bit; `old`: of what is about to be shifted. */
static enum test operand_test(const struct insn *in, uint8_t cond, bool old, unsigned *bit)
{
	bool equal = cond == COND_EQ || cond == COND_NE, unsigned_less = cond == COND_UGT || cond == COND_ULE;
	if (!in->has_imm)
		return TEST_OTHER;
	if (in->op == OP_CMP)
		return (in->imm == 1 && (equal || unsigned_less)) || (in->imm == 3 && old && unsigned_less)
		           ? TEST_SMALL
		           : TEST_OTHER;
	uint64_t m = in->data_bits == 64 ? (uint64_t)in->imm : (uint64_t)in->imm & ((1ull << in->data_bits) - 1);
	if ((in->op != OP_TEST && in->op != OP_AND) || !equal || !is_power(m))
		return TEST_OTHER;
	*bit = (unsigned)__builtin_ctzll(m);
	if (*bit == 1 && old)
		*bit = 0;
	if (*bit == in->data_bits - 1u)
		*bit = 63;
	return TEST_BIT;
}

/* Whether the tester's flags say whether phi number k, or its next value, is zero or negative. */
static bool flags_of_value(const struct turn *t, unsigned k, bool operand)
{
	const struct insn *in = &t->c->insn[t->tester];
	uint32_t i = t->tester, made = in->n_dst ? value_defined(t->c, i, in->dst[0]) : NONE;
	if (in->op == OP_CMP)
		return operand && in->has_imm && !in->imm;
	if (in->op == OP_TEST)
		return operand && ((in->n_src == 2 && source(t, i, 0) == source(t, i, 1)) ||
		                   (in->n_src == 1 && in->has_imm && in->imm == -1));
	return made != NONE && t->c->value_is_live[made] && is_of(t, made, k);
}

/* What the exit asks of phi number k; *bit: which bit, 63 standing for the sign. */
static enum test test_of(const struct turn *t, unsigned k, unsigned *bit)
{
	const struct insn *in = &t->c->insn[t->tester];
	uint8_t cond = t->c->insn[t->branch].cond;
	if (t->branch == t->tester)
		return own_test(t, k, bit);
	uint32_t x = in->n_src ? source(t, t->tester, 0) : NONE;
	bool operand = x != NONE && is_of(t, x, k);
	if (!flags_of_value(t, k, operand))
		return operand ? operand_test(in, cond, plain(t, x) == t->phi[k], bit) : TEST_OTHER;
	*bit = 63;
	if (cond == COND_NEGATIVE || cond == COND_POSITIVE || cond == COND_SLT || cond == COND_SGE)
		return TEST_BIT;
	return cond == COND_EQ || cond == COND_NE ? TEST_ZERO : TEST_OTHER;
}

/* ---- counts ---- */

static void report_as(const struct turn *t, enum idiom idiom, const char *what, const char *instruction)
{
	const struct code *c = t->c;
	const struct loop *l = &c->loop[t->loop];
	struct match m = {
	    .idiom = idiom, .confidence = LEVEL_HIGH, .what = what, .instruction = instruction, .a_loop = true};
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++)
			idiom_add(&m, i);
	}
	m.insn = c->block[l->header].first;
	idiom_report(t->s, &m);
}

static void report(const struct turn *t, enum idiom idiom, const char *what) { report_as(t, idiom, what, NULL); }

/* NULL: one access is all that it takes. */
static const char *with_swap(const struct turn *t, enum idiom idiom, unsigned bytes, bool reversed)
{
	const char *access = reversed ? idiom_instruction(t->s, idiom) : NULL;
	return access ? arena_printf(t->c->arena, "%s and %s", access, idiom_swap(t->s, bytes)) : NULL;
}

/* Each bit is looked at in turn, and added: by a shifted copy, or by its number. */
static bool count_bits(const struct turn *t)
{
	unsigned bit;
	int sum = find_step(t, STEP_SUM), x = find_step(t, STEP_RIGHT), n = find_step(t, STEP_COUNT);
	bool by_index = false;
	if (sum < 0 || !is_bit_sum(t, uncut(t, t->next[sum]), t->phi[sum], &by_index) || t->n_phi > 3)
		return false;
	if (by_index ? n < 0 : x < 0)
		return false;
	enum test test = by_index ? TEST_OTHER : test_of(t, (unsigned)x, &bit);
	bool by_value = test == TEST_ZERO || test == TEST_SMALL;
	if (!by_value && (n < 0 || t->trips < 8))
		return false;
	report(t, IDIOM_BIT_COUNT, "The loop takes one bit of a value in each iteration and adds it up.");
	return true;
}

static bool clear_bits(const struct turn *t)
{
	unsigned bit;
	int x = find_step(t, STEP_CLEAR_LOWEST), n = find_step(t, STEP_COUNT);
	if (x < 0 || n < 0 || t->n_phi != 2 || test_of(t, (unsigned)x, &bit) != TEST_ZERO)
		return false;
	report(t, IDIOM_BIT_COUNT, "The loop takes away the lowest set bit of a value in each iteration and counts.");
	return true;
}

static bool find_bit(const struct turn *t)
{
	unsigned bit = 64;
	int right = find_step(t, STEP_RIGHT), left = find_step(t, STEP_LEFT), n = find_step(t, STEP_COUNT);
	if (t->n_phi != 2 || n < 0 || (right < 0) == (left < 0))
		return false;
	enum test test = test_of(t, (unsigned)(right < 0 ? left : right), &bit);
	if (right >= 0 && (test == TEST_ZERO || test == TEST_SMALL))
		report(t, IDIOM_LEADING_ZEROS,
		       "The loop shifts a value to the right until nothing is left and counts: its highest set bit.");
	else if (right >= 0 && test == TEST_BIT && bit == 0)
		report(t, IDIOM_TRAILING_ZEROS,
		       "The loop shifts a value to the right until its lowest bit is set and counts.");
	else if (left >= 0 && test == TEST_BIT && bit == 63)
		report(t, IDIOM_LEADING_ZEROS,
		       "The loop shifts a value to the left until its highest bit is set and counts.");
	else
		return false;
	return true;
}

/* ---- how often ---- */

/* The compare of something that steps with something that does not, equal at the end. */
static uint64_t trips_of(const struct turn *t)
{
	const struct code *c = t->c;
	const struct insn *in = &c->insn[t->tester], *br = &c->insn[t->branch];
	struct induction *ind = analysis_induction(t->s->a, t->loop);
	struct linear x = {0}, y = {.known = true, .root = NONE};
	if (br->cond != COND_EQ && br->cond != COND_NE)
		return 0;
	if (in->op == OP_CMP || t->tester == t->branch) {
		if (!in->n_src || in->n_mem || in->shift)
			return 0;
		x = induction_of(ind, source(t, t->tester, 0));
		if (in->n_src == 2)
			y = induction_of(ind, source(t, t->tester, 1));
		else
			y.constant = t->tester == t->branch ? 0 : in->imm;
	} else if (in->n_dst && (in->op == OP_ADD || in->op == OP_SUB)) {
		x = induction_of(ind, value_defined(c, t->tester, in->dst[0]));
	}
	if (x.known && y.known && !x.step) {
		struct linear z = x;
		x = y;
		y = z;
	}
	if (!x.known || !y.known || !x.step || y.step || x.root != y.root)
		return 0;
	int64_t way = (int64_t)((uint64_t)y.constant - (uint64_t)x.constant);
	/* x is what it is after the first turn where the step stands before the test. */
	return way % x.step ? 0 : (uint64_t)(way / x.step) + 1;
}

/* ---- bytes ---- */

/* The bits of phi number k's next value. */
static bool next_bits(const struct turn *t, unsigned k, struct bit_tree *tree, struct bits *b)
{
	uint32_t i = idiom_value_def(t->c, t->next[k]);
	return i != NONE && loop_has_block(t->c, t->loop, t->c->block_of[i]) && bits_of_insn(tree, t->c, i, false, b);
}

static bool is_atom(const struct bit_tree *t, struct bit b, uint32_t value, unsigned at)
{
	return b.atom < t->n_atom && t->atom[b.atom].value == value && b.at == at;
}

/* word = word << 8 | something: which atom gives the low byte; -1: not so. */
static int shifts_in_byte(const struct turn *t, unsigned k, unsigned width, struct bit_tree *tree)
{
	struct bits b;
	if (!next_bits(t, k, tree, &b) || b.b[0].atom >= tree->n_atom)
		return -1;
	for (unsigned i = 0; i < width; i++)
		if (i < 8 ? b.b[i].atom != b.b[0].atom || b.b[i].at != i : !is_atom(tree, b.b[i], t->phi[k], i - 8))
			return -1;
	return b.b[0].atom;
}

/* x >> 8. */
static bool shifts_out_byte(const struct turn *t, unsigned k, unsigned width)
{
	return shifts_by(t, t->next[k], t->phi[k], OP_SHR, 8) && insn_of(t, t->next[k])->data_bits >= width;
}

static bool is_zero(const struct turn *t, uint32_t value)
{
	uint64_t k;
	return value_constant(t->c, value, &k) && !k;
}

/* A byte of the loop's only memory operand, which steps by one. */
static bool is_byte_step(const struct turn *t, uint32_t insn, int *step)
{
	const struct insn *in = &t->c->insn[insn];
	if (in->n_mem != 1 || in->mem[0].width != 1)
		return false;
	struct address_pattern p = induction_address(analysis_induction(t->s->a, t->loop), insn, 0);
	*step = (int)p.stride;
	return p.known && (p.stride == 1 || p.stride == -1);
}

static bool gather_bytes(const struct turn *t, unsigned width)
{
	struct bit_tree tree;
	int step, low;
	for (unsigned k = 0; k < t->n_phi; k++) {
		low = shifts_in_byte(t, k, width, &tree);
		if (low < 0 || !is_zero(t, t->start[k]))
			continue;
		const struct atom *a = &tree.atom[low];
		if (a->insn != NONE && a->bits == 8 && is_byte_step(t, a->insn, &step)) {
			report_as(
			    t, IDIOM_LOAD_COMBINE,
			    arena_printf(t->c->arena,
			                 "The loop reads %u neighbouring bytes one by one and puts them together.",
			                 width / 8),
			    with_swap(t, IDIOM_LOAD_COMBINE, width / 8, step > 0));
			return true;
		}
		for (unsigned j = 0; j < t->n_phi; j++)
			if (a->value == t->phi[j] && shifts_out_byte(t, j, width)) {
				report(t, IDIOM_BYTE_SWAP,
				       arena_printf(t->c->arena,
				                    "The loop moves the %u bytes of a value to another one, the last "
				                    "one first.",
				                    width / 8));
				return true;
			}
	}
	return false;
}

static bool scatter_bytes(const struct turn *t, unsigned width)
{
	const struct code *c = t->c;
	const struct loop *l = &c->loop[t->loop];
	int step;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++) {
			const struct insn *in = &c->insn[i];
			if (in->op != OP_MOVE || in->n_mem != 1 || !(in->mem[0].flags & MEM_WRITE) || in->n_src != 1 ||
			    in->src[0] == REG_NONE || !is_byte_step(t, i, &step))
				continue;
			int x = index_of(t, plain(t, source(t, i, 0)));
			if (x < 0 || !shifts_out_byte(t, (unsigned)x, 16))
				continue;
			report_as(t, IDIOM_STORE_SPLIT,
			          arena_printf(c->arena, "The loop stores the low %u bytes of a value one by one.",
			                       width / 8),
			          with_swap(t, IDIOM_STORE_SPLIT, width / 8, step < 0));
			return true;
		}
	}
	return false;
}

static void judge(struct turn *t)
{
	if (!take_phis(t) || !take_exit(t))
		return;
	take_steps(t);
	t->trips = trips_of(t);
	if (is_small(t, false) && (clear_bits(t) || count_bits(t) || find_bit(t)))
		return;
	if (t->trips == 2 || t->trips == 4 || t->trips == 8)
		if (!gather_bytes(t, (unsigned)t->trips * 8))
			scatter_bytes(t, (unsigned)t->trips * 8);
}

void idioms_of_loops(struct idioms *s)
{
	const struct code *c = s->c;
	for (uint32_t l = 0; l < c->n_loop; l++) {
		struct turn t = {.s = s, .c = c, .loop = l};
		if (is_small(&t, true) && !s->covered[c->block[c->loop[l].header].first])
			judge(&t);
	}
}
