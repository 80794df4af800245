/* diff_judge.c: whether one build of a function is better than another: by figures, none of which may be worse. */
#include "diff.h"

#include <math.h>
#include <stdlib.h>

static const char *const names[N_JUDGEMENTS] = {"same", "better", "worse", "mixed", "unknown"};

const char *judgement_name(enum judgement j) { return names[j]; }

enum judgement judgement_add(enum judgement sum, enum judgement one)
{
	if (one == JUDGED_SAME || one == JUDGED_UNKNOWN || sum == one)
		return sum;
	return sum == JUDGED_SAME ? one : JUDGED_MIXED;
}

struct judge {
	const struct side *old, *new;
	struct figures *out;
	struct arena *arena;
};

static void add(struct judge *j, const char *name, const char *old, const char *new, enum judgement how, bool judged)
{
	*ARENA_PUSH(j->arena, j->out) = (struct figure){name, old, new, how, judged};
}

static enum judgement less_is_better(double old, double new)
{
	return new < old ? JUDGED_BETTER : new > old ? JUDGED_WORSE : JUDGED_SAME;
}

/* ---- findings -----------------------------------------------------------------------------------------------------
 */

/* Those that count: severe ones first, so that one high finding less outweighs any number of lower ones more. */
static void count_findings(const struct side *s, uint32_t by_level[3])
{
	for (uint32_t i = 0; i < s->found.n; i++)
		by_level[s->found.v[i].severity] += s->found.v[i].counts;
}

static const char *findings_text(const uint32_t by_level[3], struct arena *a)
{
	const char *text = "";
	for (int l = LEVEL_HIGH; l >= LEVEL_LOW; l--)
		if (by_level[l])
			text = arena_printf(a, "%s%s%u %s", text, *text ? ", " : "", by_level[l],
			                    level_name((enum level)l));
	return *text ? text : "none";
}

static void judge_findings(struct judge *j)
{
	uint32_t old[3] = {0}, new[3] = {0};
	enum judgement how = JUDGED_SAME;
	count_findings(j->old, old);
	count_findings(j->new, new);
	for (int l = LEVEL_HIGH; l >= LEVEL_LOW && how == JUDGED_SAME; l--)
		how = less_is_better(old[l], new[l]);
	add(j, "findings", findings_text(old, j->arena), findings_text(new, j->arena), how, true);
}

/* ---- loops --------------------------------------------------------------------------------------------------------
 */

struct loops {
	struct loop_figures *v;
	uint32_t n, cap;
};

static bool matters(const struct loop *l)
{
	return l->innermost && (l->role == ROLE_MAIN || l->role == ROLE_VECTOR_MAIN);
}

/* Bytes by which the fastest address of the loop moves in one iteration. */
static uint64_t stride_of(const struct side *s, uint32_t loop)
{
	const struct code *c = s->code;
	const struct loop *l = &c->loop[loop];
	struct induction *in = analysis_induction(s->analysis, loop);
	uint64_t most = 0;
	for (uint32_t b = 0; b < l->n_blocks; b++) {
		const struct block *block = &c->block[c->loop_blocks[l->first_block + b]];
		for (uint32_t i = block->first; i < block->end; i++)
			for (unsigned k = 0; k < c->insn[i].n_mem; k++) {
				struct address_pattern p = induction_address(in, i, k);
				uint64_t stride = p.known ? (uint64_t)llabs(p.stride) : 0;
				most = stride > most ? stride : most;
			}
	}
	return most;
}

static struct loops loops_of(const struct side *s, struct arena *arena)
{
	struct loops loops = {0};
	for (uint32_t i = 0; i < s->code->n_loop; i++) {
		const struct loop *l = &s->code->loop[i];
		if (!matters(l))
			continue;
		float cycles = l->latency > l->throughput ? l->latency : l->throughput;
		*ARENA_PUSH(arena, &loops) = (struct loop_figures){i, l->unknown_costs ? 0 : cycles, stride_of(s, i)};
	}
	return loops;
}

static const char *vector_text(const struct loop *l, struct arena *a)
{
	if (!l->vector_bits)
		return "none";
	return arena_printf(a, "%u bits%s", l->vector_bits, l->scalable ? " or more" : "");
}

static const char *cycles_text(const struct loop_figures *l, struct arena *a)
{
	if (l->cycles <= 0)
		return "unknown";
	if (!l->stride)
		return arena_printf(a, "%.1f a turn", (double)l->cycles);
	return arena_printf(a, "%.1f for %llu bytes", (double)l->cycles, (unsigned long long)l->stride);
}

/* Cycles for the same work. What is nearer than the models are exact is the same. */
static enum judgement compare_cycles(const struct loop_figures *a, const struct loop_figures *b)
{
	const double exact = 0.01;
	if (a->cycles <= 0 || b->cycles <= 0 || !a->stride != !b->stride)
		return JUDGED_UNKNOWN;
	double old = (double)a->cycles / (double)(a->stride ? a->stride : 1);
	double new = (double)b->cycles / (double)(b->stride ? b->stride : 1);
	return fabs(old - new) <= exact * old ? JUDGED_SAME : less_is_better(old, new);
}

static void judge_loop(struct judge *j, const struct loop_figures *a, const struct loop_figures *b, uint32_t number,
                       bool only_one)
{
	const struct loop *x = &j->old->code->loop[a->loop], *y = &j->new->code->loop[b->loop];
	const char *of = only_one ? "" : arena_printf(j->arena, " of loop %u", number);
	add(j, arena_printf(j->arena, "vectors%s", of), vector_text(x, j->arena), vector_text(y, j->arena),
	    less_is_better(y->vector_bits + 0.5 * y->scalable, x->vector_bits + 0.5 * x->scalable), true);
	add(j, arena_printf(j->arena, "cycles%s", of), cycles_text(a, j->arena), cycles_text(b, j->arena),
	    compare_cycles(a, b), true);
}

/* Loops that matter, in order. Where there are more of them on one side nobody knows which belong together. */
static void judge_loops(struct judge *j)
{
	struct loops old = loops_of(j->old, j->arena), new = loops_of(j->new, j->arena);
	if (old.n != new.n) {
		add(j, "loops", arena_printf(j->arena, "%u that matter", old.n),
		    arena_printf(j->arena, "%u that matter", new.n), JUDGED_UNKNOWN, true);
		return;
	}
	for (uint32_t i = 0; i < old.n; i++)
		judge_loop(j, &old.v[i], &new.v[i], i + 1, old.n == 1);
}

/* ---- the rest -----------------------------------------------------------------------------------------------------
 */

static void judge_spills(struct judge *j)
{
	const struct analysis *a = j->old->analysis, *b = j->new->analysis;
	if (!a->spills_judged || !b->spills_judged) {
		add(j, "spills", a->spills_judged ? "judged" : "not judged", b->spills_judged ? "judged" : "not judged",
		    JUDGED_UNKNOWN, true);
		return;
	}
	add(j, "spills", arena_printf(j->arena, "%u stores, %u reloads", a->spill_stores, a->spill_reloads),
	    arena_printf(j->arena, "%u stores, %u reloads", b->spill_stores, b->spill_reloads),
	    less_is_better(a->spill_stores + a->spill_reloads, b->spill_stores + b->spill_reloads), true);
}

static bool incomplete(const struct side *s) { return s->code->unresolved || s->code->too_large; }

/* Code that cannot be followed may hold anything: never better than code that can. */
static void judge_known(struct judge *j)
{
	if (!incomplete(j->old) && !incomplete(j->new))
		return;
	add(j, "followed", incomplete(j->old) ? "in part" : "all", incomplete(j->new) ? "in part" : "all",
	    less_is_better(incomplete(j->old), incomplete(j->new)), true);
}

static uint64_t bytes_of(const struct function *f)
{
	uint64_t n = f->main.size;
	for (uint32_t i = 0; i < f->n_parts; i++)
		n += f->parts[i].size;
	return n;
}

static void add_size(struct judge *j, const char *name, uint64_t old, uint64_t new)
{
	add(j, name, arena_printf(j->arena, "%llu", (unsigned long long)old),
	    arena_printf(j->arena, "%llu", (unsigned long long)new), less_is_better((double)old, (double)new), false);
}

struct figures diff_judge(const struct side *old, const struct side *new, struct arena *arena)
{
	struct figures out = {0};
	struct judge j = {old, new, &out, arena};
	judge_findings(&j);
	judge_loops(&j);
	judge_spills(&j);
	judge_known(&j);
	uint32_t count_old = 0, count_new = 0;
	for (uint32_t i = 0; i < old->code->n_insn; i++)
		count_old += old->code->insn[i].size != 0;
	for (uint32_t i = 0; i < new->code->n_insn; i++)
		count_new += new->code->insn[i].size != 0;
	add_size(&j, "instructions", count_old, count_new);
	add_size(&j, "bytes", bytes_of(old->code->function), bytes_of(new->code->function));
	for (uint32_t i = 0; i < out.n; i++)
		if (out.v[i].judged)
			out.how = judgement_add(out.how, out.v[i].how);
	return out;
}
