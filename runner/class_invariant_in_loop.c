/* class_invariant_in_loop.c: work in an innermost loop that has the same outcome in every iteration.
 *
 * An instruction is invariant when all that it reads is: values from before the loop, results of other such
 * instructions, memory that nothing in the loop writes. What belongs together by data flow is one piece of work and one
 * finding. Constants and what is computed from nothing else, copies, extensions and loads are no work; neither is a
 * single cheap instruction: to have its result ready would cost a register. Divisions are slow-division. */
#include "cost.h"
#include "loop_facts.h"
#include "memory_place.h"

#include <string.h>

enum {
	MAX_EVIDENCE = 24,
	MAX_INPUTS = 512, /* invariant loads that are looked at in one loop */
	LEAST_CHEAP = 2,  /* cheap instructions that are worth a register */
	TIGHT_SLOTS = 16, /* dispatch slots of an iteration in which one more is felt */
};
#define DEAR_LATENCY 3.0f /* cycles */

/* An invariant instruction of the loop. */
struct work {
	uint32_t insn;
	uint32_t parent; /* of the piece of work that it belongs to: index, itself at the root */
	bool real;       /* work, and no copy, constant or load */
	bool constant;   /* computed from constants alone */
	bool every;      /* iteration executes it */
	struct clobber forced;
};

struct search {
	const struct analysis *a;
	const struct code *c;
	uint32_t loop;
	struct loop_facts facts;
	regset untouched;
	struct {
		struct work *v;
		uint32_t n, cap;
	} work;
	uint32_t *work_of; /* by value, NONE */
	uint32_t n_input;
	struct finding_list *out;
};

/* ---- which instructions ------------------------------------------------------------------------------------------ */

enum sort { SORT_NONE, SORT_FREE, SORT_REAL };

static const uint8_t sort_of_op[OP_COUNT] = {
    [OP_MOVE] = SORT_FREE,     [OP_CONST] = SORT_FREE,  [OP_INSERT_CONST] = SORT_FREE, [OP_EXTEND] = SORT_FREE,
    [OP_DIV] = SORT_FREE,      [OP_FDIV] = SORT_FREE,   [OP_FSQRT] = SORT_FREE,        [OP_ADDRESS] = SORT_REAL,
    [OP_ADD] = SORT_REAL,      [OP_SUB] = SORT_REAL,    [OP_ADC] = SORT_REAL,          [OP_SBB] = SORT_REAL,
    [OP_NEG] = SORT_REAL,      [OP_ABS] = SORT_REAL,    [OP_AND] = SORT_REAL,          [OP_OR] = SORT_REAL,
    [OP_XOR] = SORT_REAL,      [OP_NOT] = SORT_REAL,    [OP_ANDN] = SORT_REAL,         [OP_BITSELECT] = SORT_REAL,
    [OP_SHL] = SORT_REAL,      [OP_SHR] = SORT_REAL,    [OP_SAR] = SORT_REAL,          [OP_ROTATE] = SORT_REAL,
    [OP_BITFIELD] = SORT_REAL, [OP_MUL] = SORT_REAL,    [OP_MADD] = SORT_REAL,         [OP_MIN] = SORT_REAL,
    [OP_MAX] = SORT_REAL,      [OP_CMP] = SORT_REAL,    [OP_TEST] = SORT_REAL,         [OP_CCMP] = SORT_REAL,
    [OP_SETCC] = SORT_REAL,    [OP_SELECT] = SORT_REAL, [OP_BITCOUNT] = SORT_REAL,     [OP_BYTESWAP] = SORT_REAL,
    [OP_CRC] = SORT_REAL,      [OP_AES] = SORT_REAL,    [OP_FADD] = SORT_REAL,         [OP_FSUB] = SORT_REAL,
    [OP_FMUL] = SORT_REAL,     [OP_FMA] = SORT_REAL,    [OP_FMIN] = SORT_REAL,         [OP_FMAX] = SORT_REAL,
    [OP_FABS] = SORT_REAL,     [OP_FNEG] = SORT_REAL,   [OP_FROUND] = SORT_REAL,       [OP_FCMP] = SORT_REAL,
    [OP_FCONVERT] = SORT_REAL, [OP_VCMP] = SORT_REAL,   [OP_SHUFFLE] = SORT_REAL,      [OP_REDUCE] = SORT_REAL,
    [OP_TRANSFER] = SORT_REAL,
};

static uint32_t root_of(struct search *s, uint32_t w)
{
	while (s->work.v[w].parent != w)
		w = s->work.v[w].parent = s->work.v[s->work.v[w].parent].parent;
	return w;
}

/* Whether what it reads from memory never changes in the loop. */
static bool memory_stays(struct search *s, uint32_t insn, struct work *w)
{
	const struct insn *in = &s->c->insn[insn];
	for (unsigned m = 0; m < in->n_mem; m++) {
		if (in->mem[m].flags & MEM_ADDRESS)
			continue;
		if ((in->mem[m].flags & MEM_WRITE) || s->n_input++ >= MAX_INPUTS)
			return false;
		struct place p = memory_place(s->a, s->loop, insn, m);
		if (p.own)
			loop_see_spill(&s->facts, in);
		if (p.region == REGION_FRAME || p.region == REGION_TLS || !place_invariant(s->a, s->loop, &p))
			return false;
		bool fixed = p.region == REGION_FIXED && p.base.root == NONE && p.index.root == NONE;
		w->constant &= fixed && p.read_only;
		struct clobber k = memory_clobber(s->a, s->loop, insn, m);
		if (k.insn != NONE && (k.barrier || k.alias != ALIAS_MAY))
			return false;
		w->forced = k.insn != NONE ? k : w->forced;
	}
	return true;
}

/* Shifts by a register read the flags only to keep them where the count is 0: their result does not depend on them. */
static bool keeps_flags(const struct insn *in)
{
	return in->op == OP_SHL || in->op == OP_SHR || in->op == OP_SAR || in->op == OP_ROTATE;
}

static bool inputs_stay(struct search *s, uint32_t insn, struct work *w)
{
	const struct code *c = s->c;
	for (uint32_t u = c->first_use[insn]; u < c->first_use[insn + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (reg_is_flag(c->uses[u].reg) && keeps_flags(&c->insn[insn]))
			continue;
		if (v == NONE || (s->work_of[v] == NONE && !value_invariant(c, s->loop, v)))
			return false;
		w->constant &= s->work_of[v] != NONE && s->work.v[s->work_of[v]].constant;
	}
	return memory_stays(s, insn, w);
}

/* Its piece of work is that of all its inputs; copies and loads lie in the piece too. */
static void join(struct search *s, uint32_t at)
{
	const struct code *c = s->c;
	struct work *w = &s->work.v[at];
	for (uint32_t u = c->first_use[w->insn]; u < c->first_use[w->insn + 1]; u++) {
		uint32_t from = s->work_of[c->uses[u].value];
		if (reg_is_flag(c->uses[u].reg) && keeps_flags(&c->insn[w->insn]))
			continue;
		if (from == NONE || s->work.v[from].constant)
			continue;
		uint32_t x = root_of(s, from), y = root_of(s, at);
		if (x == y)
			continue;
		if (s->work.v[x].forced.insn != NONE)
			s->work.v[y].forced = s->work.v[x].forced;
		s->work.v[x].parent = y;
	}
	for (uint32_t d = c->first_def[w->insn]; d < c->first_def[w->insn + 1]; d++)
		if (c->defs[d].value != NONE && !(reg_is_flag(c->defs[d].reg) && keeps_flags(&c->insn[w->insn])))
			s->work_of[c->defs[d].value] = at;
}

/* A branch that compares by itself (a register with zero, a bit). */
static bool is_test_and_branch(const struct search *s, uint32_t insn)
{
	const struct code *c = s->c;
	bool reads = false;
	for (uint32_t u = c->first_use[insn]; u < c->first_use[insn + 1]; u++) {
		if (reg_is_flag(c->uses[u].reg))
			return false;
		reads |= reg_is_general(c->uses[u].reg);
	}
	return reads && c->insn[insn].flow == FLOW_BRANCH;
}

static void see_insn(struct search *s, uint32_t i)
{
	const struct insn *in = &s->c->insn[i];
	bool tests = is_test_and_branch(s, i);
	uint8_t sort = tests ? SORT_REAL : sort_of_op[in->op];
	struct work w = {.insn = i, .parent = s->work.n, .constant = true, .forced = {.insn = NONE}};
	if (sort == SORT_NONE || (in->flow != FLOW_NEXT && !tests) || (in->flags & (INSN_ATOMIC | INSN_UNDECODED)) ||
	    !inputs_stay(s, i, &w))
		return;
	w.real = sort == SORT_REAL && !(in->flags & INSN_COPY) && !w.constant;
	w.every = loop_every_iteration(s->c, &s->facts, s->c->block_of[i]);
	*ARENA_PUSH(s->c->arena, &s->work) = w;
	join(s, s->work.n - 1);
}

/* ---- one piece of work ------------------------------------------------------------------------------------------- */

struct piece {
	uint32_t evidence[MAX_EVIDENCE], n;
	uint32_t n_real, n_compare; /* instructions that do work; compares among them */
	uint32_t n_offset;          /* additions of a constant among them */
	uint32_t last;              /* instruction that does work */
	uint32_t plain;             /* the last one that reads no memory besides, NONE */
	bool dear;                  /* one of them takes long */
	bool divides;
	bool every;    /* iteration executes all of it */
	bool branches; /* decides a branch within the loop */
	float uops;
	struct clobber forced;
};

/* Whether the flags decide a branch whose two ways stay in the loop. */
static bool decides_branch(const struct search *s, uint32_t insn)
{
	const struct code *c = s->c;
	const struct block *b = &c->block[c->block_of[insn]];
	const struct insn *last = block_last(c, b);
	if (last->flow != FLOW_BRANCH || b->n_succ != 2)
		return false;
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t to = c->succ[b->first_succ + k];
		if (!loop_has_block(c, s->loop, to) || c->block[to].no_return)
			return false;
	}
	if (insn == b->end - 1)
		return true;
	for (uint32_t u = c->first_use[b->end - 1]; u < c->first_use[b->end]; u++) {
		uint32_t v = c->uses[u].value;
		if (v != NONE && c->value[v].kind == VALUE_INSN && c->value[v].where == insn)
			return true;
	}
	return false;
}

/* The address of a field, the number before. */
static bool adds_constant(const struct insn *in)
{
	if (in->op == OP_ADDRESS)
		return in->mem[0].index == REG_NONE;
	return (in->op == OP_ADD || in->op == OP_SUB) && in->has_imm && in->n_src == 1 && !in->n_mem;
}

static bool is_dear(const struct search *s, const struct insn *in)
{
	static const bool dear[OP_COUNT] = {
	    [OP_MUL] = true,    [OP_MADD] = true, [OP_FADD] = true,     [OP_FSUB] = true,
	    [OP_FMUL] = true,   [OP_FMA] = true,  [OP_FCONVERT] = true, [OP_FROUND] = true,
	    [OP_REDUCE] = true, [OP_CRC] = true,  [OP_AES] = true,
	};
	const struct core_cost *k = cost_of(s->c, in);
	bool moves = in->op == OP_TRANSFER || in->op == OP_ADDRESS;
	return dear[in->op] || (!moves && k && k->known && k->latency >= DEAR_LATENCY);
}

static bool reads_memory(const struct insn *in) { return in->n_mem && (in->mem[0].flags & MEM_READ); }

static void take(struct search *s, const struct work *w, struct piece *p)
{
	const struct insn *in = &s->c->insn[w->insn];
	const struct core_cost *k = cost_of(s->c, in);
	if (p->n < MAX_EVIDENCE)
		p->evidence[p->n++] = w->insn;
	p->divides |= in->op == OP_DIV || in->op == OP_FDIV || in->op == OP_FSQRT;
	if (!w->real)
		return;
	p->n_real++;
	p->n_offset += adds_constant(in);
	p->n_compare +=
	    in->op == OP_CMP || in->op == OP_TEST || in->op == OP_CCMP || in->op == OP_FCMP || in->flow == FLOW_BRANCH;
	p->last = w->insn;
	p->plain = reads_memory(in) ? p->plain : w->insn;
	p->every &= w->every;
	p->dear |= is_dear(s, in);
	p->uops += k && k->uops ? (float)k->uops : 1;
	p->branches |= decides_branch(s, w->insn);
}

/* A predicted branch is only felt where an iteration has little else to do. */
static bool is_tight(const struct search *s)
{
	const struct loop *l = &s->c->loop[s->loop];
	float iteration = l->latency > l->throughput ? l->latency : l->throughput;
	return !l->has_call && iteration * (float)s->c->model->dispatch <= TIGHT_SLOTS;
}

/* A compare and branch that nothing hinders from being decided before the loop, or work that pays for the register that
 * its result would occupy. */
static bool is_worth_it(const struct search *s, const struct piece *p)
{
	const struct insn *last = &s->c->insn[p->last];
	if (!p->n_real || p->divides)
		return false; /* what is done with a quotient, the remainder, belongs to the division */
	if (p->branches && p->every && p->forced.insn == NONE && is_tight(s))
		return true;
	uint32_t n = p->n_real - p->n_compare;
	bool cheap_counts = p->every && !s->c->loop[s->loop].has_call && n >= LEAST_CHEAP && n > p->n_offset;
	if (!p->dear && !cheap_counts)
		return false;
	return loop_has_free_register(s->c, &s->facts, last->n_dst ? last->dst[0] : REG_GENERAL);
}

static const char *cause_of(const struct search *s, const struct piece *p)
{
	struct arena *arena = s->c->arena;
	const char *place = loop_place_text(s->c, p->last);
	const char *what =
	    p->branches
	        ? arena_printf(arena, "The branch on what %s compares goes the same way in every iteration", place)
	        : arena_printf(arena, "What the %u instruction%s up to %s compute%s is the same in every iteration",
	                       p->n_real, p->n_real == 1 ? "" : "s", place, p->n_real == 1 ? "s" : "");
	if (p->forced.insn != NONE)
		return arena_printf(
		    arena,
		    "%s, as far as the loop goes; but it is computed from memory, and the store at %s may "
		    "write there as far as a compiler can tell.",
		    what, loop_place_text(s->c, p->forced.insn));
	if (!p->every)
		return arena_printf(
		    arena,
		    "%s. It stands behind a condition: to compute it before the loop, whether it is needed "
		    "or not, the compiler found too dear, or not allowed (floating-point exceptions).",
		    what);
	return arena_printf(arena, "%s: all its inputs come from before the loop.", what);
}

static const char *fix_of(const struct piece *p)
{
	if (p->forced.insn != NONE)
		return "Copy what it is computed from into locals before the loop, or compute it there into a const "
		       "local.";
	if (p->branches)
		return "Decide once, before the loop: one loop for each case (a static inline function that takes the "
		       "condition as a constant), or a mask computed before the loop.";
	return "Compute it into a local before the loop.";
}

/* An instruction that loads besides is the place of a redundant load: the work has another one where it can. */
static uint32_t place_of(const struct search *s, const struct piece *p)
{
	if (!reads_memory(&s->c->insn[p->last]))
		return p->last;
	return p->branches ? s->c->block[s->c->block_of[p->last]].end - 1 : p->plain != NONE ? p->plain : p->last;
}

static void report(struct search *s, const struct piece *p)
{
	const struct code *c = s->c;
	bool hot = loop_is_main(c, s->loop);
	float cost = p->uops / (float)(c->model->dispatch ? c->model->dispatch : 1) * (p->every ? 1.0f : 0.5f);
	struct finding *f = ARENA_PUSH(c->arena, s->out);
	*f = (struct finding){
	    .class = &class_invariant_in_loop,
	    .kind = p->forced.insn != NONE ? "may-alias"
	            : p->branches          ? "condition"
	                                   : "computation",
	    .loop = s->loop,
	    .insn = place_of(s, p),
	    .severity = p->every ? loop_severity(c, s->loop, cost) : LEVEL_LOW,
	    .confidence = p->forced.insn == NONE && p->every ? LEVEL_HIGH : LEVEL_MEDIUM,
	    .cost_cycles = cost,
	    .cause = cause_of(s, p),
	    .fix = fix_of(p),
	    .expect = p->branches ? "No test of it in the loop." : "The result in a register from before the loop.",
	    .counts = hot,
	};
	f->evidence = ARENA_ARRAY_RAW(c->arena, uint32_t, MAX_EVIDENCE + 2);
	for (uint32_t i = 0; i < p->n; i++)
		f->evidence[f->n_evidence++] = p->evidence[i];
	if (p->forced.insn != NONE)
		f->evidence[f->n_evidence++] = p->forced.insn;
	if (f->insn > p->last)
		f->evidence[f->n_evidence++] = f->insn;
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

static void judge_pieces(struct search *s)
{
	struct piece *piece = ARENA_ARRAY(s->c->arena, struct piece, s->work.n);
	for (uint32_t i = 0; i < s->work.n; i++)
		piece[i] = (struct piece){
		    .last = NONE, .plain = NONE, .every = true, .forced = s->work.v[root_of(s, i)].forced};
	for (uint32_t i = 0; i < s->work.n; i++)
		if (!s->work.v[i].constant)
			take(s, &s->work.v[i], &piece[root_of(s, i)]);
	for (uint32_t i = 0; i < s->work.n; i++)
		if (is_worth_it(s, &piece[i]))
			report(s, &piece[i]);
}

static void see_loop(struct search *s, uint32_t loop)
{
	const struct code *c = s->c;
	const struct loop *l = &c->loop[loop];
	bool any = false;
	s->loop = loop;
	s->facts = loop_facts(c, loop, s->untouched);
	s->work.n = s->n_input = 0;
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end && !b->no_return; i++)
			see_insn(s, i);
	}
	for (uint32_t i = 0; i < s->work.n; i++) {
		any |= s->work.v[i].real;
		for (uint32_t d = c->first_def[s->work.v[i].insn]; d < c->first_def[s->work.v[i].insn + 1]; d++)
			if (c->defs[d].value != NONE)
				s->work_of[c->defs[d].value] = NONE;
	}
	if (any)
		judge_pieces(s);
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	struct search s = {.a = a, .c = c, .out = out};
	if (!c->n_loop || a->stack->unoptimised)
		return;
	s.untouched = untouched_registers(c);
	s.work_of = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_value);
	memset(s.work_of, 0xff, c->n_value * sizeof *s.work_of);
	for (uint32_t l = 0; l < c->n_loop; l++)
		if (c->loop[l].innermost && !c->loop[l].irreducible_inside)
			see_loop(&s, l);
}

const struct class class_invariant_in_loop = {
    .name = "invariant-in-loop",
    .title = "work in a loop whose outcome is the same in every iteration",
    .find = find,
};
