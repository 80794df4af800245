/* class_missed_idiom.c: work for which the ISA has one instruction. What it is, idiom_*.c find; what is said of it
 * stands here. */
#include "idioms.h"
#include "memory.h"
#include "users.h"

static const struct {
	const char *kind, *fix, *expect;
} texts[N_IDIOM] = {
    [IDIOM_ROTATE] = {"rotate",
                      "Write it so that compilers know it, on an unsigned type and with both counts masked: "
                      "x << (n & 31) | x >> (-n & 31); or __builtin_rotateleft32 (clang), std::rotl, stdc_rotate_left.",
                      "One rotate instruction."},
    [IDIOM_BYTE_SWAP] = {"byte-swap", "Use __builtin_bswap16, 32 or 64 (htonl, be64toh).",
                         "One instruction that reverses the bytes."},
    [IDIOM_LOAD_COMBINE] = {"load-combine",
                            "memcpy the bytes to a variable of that width (and __builtin_bswap it for the other byte "
                            "order), from one pointer and with constant offsets.",
                            "One load, and at most one byte swap."},
    [IDIOM_STORE_SPLIT] = {"store-split",
                           "memcpy from a variable of that width (after __builtin_bswap for the other byte order), to "
                           "one pointer and with constant offsets.",
                           "One store, and at most one byte swap."},
    [IDIOM_BIT_COUNT] = {"bit-count", "Use __builtin_popcount or __builtin_popcountll; the parity is its lowest bit.",
                         "One instruction that counts bits, and no loop."},
    [IDIOM_LEADING_ZEROS] = {"leading-zeros",
                             "Use __builtin_clz or __builtin_clzll (undefined for 0: treat that case apart); the "
                             "logarithm is the width - 1 less that.",
                             "One instruction that finds the highest set bit."},
    [IDIOM_TRAILING_ZEROS] = {"trailing-zeros",
                              "Use __builtin_ctz or __builtin_ctzll (undefined for 0: treat that case apart).",
                              "One instruction that finds the lowest set bit."},
    [IDIOM_MIN_MAX] = {"min-max", "Write x < y ? x : y.", "A compare and a select, or one packed minimum or maximum."},
    [IDIOM_ABSOLUTE_DIFFERENCE] = {"absolute-difference", "Write abs(x - y), in a type that holds the difference.",
                                   "One instruction for the absolute difference."},
    [IDIOM_MULTIPLY_ADD] = {"multiply-add", "Add the product where it is computed, and use it nowhere else.",
                            "One multiply-add."},
    [IDIOM_FUSED_MULTIPLY_ADD] = {"multiply-add",
                                  "Write product and sum in one expression, or fma(); -ffp-contract=fast lets the "
                                  "compiler join what stands apart. It rounds once instead of twice.",
                                  "One fused multiply-add."},
    [IDIOM_BIT_FIELD] = {"bit-field",
                         "Write the field with one mask and one shift, x & ~(m << n) | (y & m) << n, with constants; "
                         "or as a bit-field of a struct.",
                         "One bit-field instruction for each field."},
    [IDIOM_MULTIPLY_BY_CONSTANT] = {"multiply-by-constant",
                                    "Let the compiler see the constant where it multiplies, and compile with -O2.",
                                    "One address computation, shift or addition with a shifted operand."},
};

/* ---- what the searches share ---- */

void idiom_add(struct match *m, uint32_t insn)
{
	unsigned at = m->n;
	for (unsigned i = 0; i < m->n; i++)
		if (m->evidence[i] == insn)
			return;
	if (m->n == MAX_IDIOM_EVIDENCE)
		return;
	for (; at > 0 && m->evidence[at - 1] > insn; at--)
		m->evidence[at] = m->evidence[at - 1];
	m->evidence[at] = insn;
	m->n++;
}

bool idiom_used_only_by(const struct idioms *s, uint32_t insn, const uint32_t *user, unsigned n)
{
	const struct code *c = s->c;
	const struct users *u = analysis_users(s->a);
	for (uint32_t d = c->first_def[insn]; d < c->first_def[insn + 1]; d++) {
		uint32_t v = c->defs[d].value;
		if (reg_is_flag(c->defs[d].reg))
			continue;
		for (uint32_t k = u->first[v]; k < u->first[v + 1]; k++) {
			unsigned i = 0;
			while (i < n && user[i] != u->user[k])
				i++;
			if (i == n && user_counts(c, u, u->user[k]))
				return false;
		}
	}
	return true;
}

uint32_t idiom_value_def(const struct code *c, uint32_t value)
{
	value = value_origin(c, value);
	return value != NONE && c->value[value].kind == VALUE_INSN ? c->value[value].where : NONE;
}

uint32_t idiom_def(const struct code *c, uint32_t i, unsigned src)
{
	const struct insn *in = &c->insn[i];
	if (src >= in->n_src || in->src[src] == REG_NONE)
		return NONE;
	return idiom_value_def(c, value_used(c, i, in->src[src]));
}

/* value = root + constant, through additions of constants in any width. */
static uint32_t root_of(const struct code *c, uint32_t value, int64_t *constant)
{
	for (unsigned steps = 0; steps < 8; steps++) {
		uint32_t i = idiom_value_def(c, value);
		value = value_origin(c, value);
		if (i == NONE || c->insn[i].flags & (INSN_MERGES | INSN_PACKED) || c->insn[i].data_bits < 32)
			return value;
		const struct insn *in = &c->insn[i];
		reg_t from = in->n_src == 1 && !in->n_mem ? in->src[0] : REG_NONE;
		if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].index == REG_NONE) {
			*constant += in->mem[0].disp;
			from = in->mem[0].base;
		} else if ((in->op == OP_ADD || in->op == OP_SUB) && in->has_imm) {
			*constant += in->op == OP_ADD ? in->imm : -in->imm;
		} else if (in->op != OP_MOVE && (in->op != OP_EXTEND || in->elem_bits != 32)) {
			return value;
		}
		if (from == REG_NONE)
			return value;
		value = value_used(c, i, from);
	}
	return value;
}

static uint32_t place_of(const struct code *c, uint32_t i, reg_t reg, int64_t scale, int64_t *offset)
{
	int64_t constant = 0;
	uint32_t root = reg == REG_NONE ? NONE : root_of(c, value_used(c, i, reg), &constant);
	*offset += scale * constant;
	return root;
}

bool idiom_distance(const struct idioms *s, uint32_t i, unsigned m, uint32_t j, unsigned n, int64_t *distance,
                    bool *wraps)
{
	const struct code *c = s->c;
	const struct memop *x = &c->insn[i].mem[m], *y = &c->insn[j].mem[n];
	int64_t a = x->disp, b = y->disp;
	if (memory_distance(s->a, c->block[c->block_of[j]].loop, i, m, j, n, distance))
		return true;
	if ((x->flags | y->flags) & (MEM_TLS | MEM_PC_RELATIVE | MEM_VECTOR_INDEX | MEM_VL_SCALED) ||
	    c->block_of[i] != c->block_of[j] || x->base == REG_NONE || y->base == REG_NONE || x->scale != y->scale)
		return false;
	if (place_of(c, i, x->base, 1, &a) != place_of(c, j, y->base, 1, &b) ||
	    place_of(c, i, x->index, x->scale, &a) != place_of(c, j, y->index, y->scale, &b))
		return false;
	*distance = a - b;
	*wraps = true;
	return true;
}

/* ---- the finding ---- */

/* Whether this function is made for CPUs that have what the idiom needs. */
static bool is_shown(struct idioms *s, enum idiom i)
{
	const struct idiom_offer *o = &s->c->isa->idioms[i];
	if (!s->asked[i]) {
		s->asked[i] = true;
		s->shown[i] = !o->shown_by;
		for (uint32_t k = 0; k < s->c->n_insn && !s->shown[i]; k++)
			s->shown[i] = o->shown_by(&s->c->insn[k]);
	}
	return s->shown[i];
}

static const char *sentence(const struct idioms *s, const struct match *m)
{
	const char *does = m->instruction ? m->instruction : s->c->isa->idioms[m->idiom].instruction;
	return arena_printf(s->c->arena, "%s The ISA has for that: %s.", m->what, does);
}

static bool is_main(const struct loop *l) { return l->role == ROLE_MAIN || l->role == ROLE_VECTOR_MAIN; }

static enum level severity_of(const struct code *c, const struct match *m, uint32_t loop)
{
	if (m->a_loop)
		return c->loop[loop].depth > 1 ? LEVEL_HIGH : LEVEL_MEDIUM;
	if (loop == NONE || !c->loop[loop].innermost || !is_main(&c->loop[loop]))
		return LEVEL_LOW;
	return m->saved >= 6 ? LEVEL_HIGH : m->saved >= 2 ? LEVEL_MEDIUM : LEVEL_LOW;
}

static const char *note_of(const struct idioms *s, const struct match *m, bool shown)
{
	const struct idiom_offer *o = &s->c->isa->idioms[m->idiom];
	if (shown || !o->flag)
		return m->note;
	return arena_printf(s->c->arena, "%s%sneeds %s, of which this function shows no sign%s", m->note ? m->note : "",
	                    m->note ? "; " : "", o->flag,
	                    m->a_loop ? "; without it a few instructions are still better than a loop" : "");
}

void idiom_report(struct idioms *s, struct match *m)
{
	const struct code *c = s->c;
	const struct idiom_offer *o = &c->isa->idioms[m->idiom];
	if (!o->instruction)
		return;
	bool shown = is_shown(s, m->idiom);
	if (!shown && !o->flag)
		return;
	uint32_t loop = c->block[c->block_of[m->insn]].loop;
	enum level severity = severity_of(c, m, loop);
	struct finding *f = ARENA_PUSH(c->arena, s->out);
	*f = (struct finding){
	    .class = &class_missed_idiom,
	    .kind = texts[m->idiom].kind,
	    .loop = loop,
	    .insn = m->insn,
	    .severity = shown || m->a_loop ? severity : LEVEL_LOW,
	    .confidence = shown || m->confidence == LEVEL_LOW ? m->confidence : LEVEL_MEDIUM,
	    .cost_cycles = m->a_loop ? -1 : m->saved / (float)c->model->dispatch,
	    .note = note_of(s, m, shown),
	    .cause = sentence(s, m),
	    .fix = texts[m->idiom].fix,
	    .expect = texts[m->idiom].expect,
	    .counts = (shown || m->a_loop) && (m->a_loop || loop == NONE || is_main(&c->loop[loop])),
	};
	f->evidence = ARENA_ARRAY_RAW(c->arena, uint32_t, m->n);
	for (unsigned i = 0; i < m->n; i++) {
		f->evidence[f->n_evidence++] = m->evidence[i];
		s->covered[m->evidence[i]] = true;
	}
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	struct idioms s = {.a = a, .c = c, .out = out};
	if (!c->n_insn)
		return;
	s.covered = ARENA_ARRAY(c->arena, bool, c->n_insn);
	idioms_of_bits(&s);
	idioms_of_stores(&s);
	idioms_of_loops(&s);
	idioms_of_counts(&s);
	idioms_of_rotates(&s);
	idioms_of_numbers(&s);
}

const struct class class_missed_idiom = {
    .name = "missed-idiom",
    .title = "several instructions, or a loop, for work for which the ISA has one instruction",
    .find = find,
};
