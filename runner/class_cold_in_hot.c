/* class_cold_in_hot.c: code that leaves a loop for good, or cannot come back, laid out between the loop's own blocks.
 *
 * What lies between is fetched with the loop and pushes its blocks apart: more cache lines, and a taken branch where
 * the next block could have followed. A failing check's call alone is bounds-check's and is left out here; so is code
 * of a loop around this one, which comes back. */
#include "callees.h"
#include "check.h"
#include "classes.h"
#include "hot.h"

#include <stdio.h>
#include <string.h>

enum {
	LINE = 64,        /* bytes of a cache line on every core that has a model here */
	LEAST_BYTES = 5,  /* a jump out alone is no code */
	MIN_BYTES = 16,   /* less than that moves nothing by more than one fetch block */
	MUCH = 64,        /* bytes: a line of its own */
	WORK = 12,        /* instructions of code that cannot come back which are more than a failing call */
	MAX_RUNS = 12,    /* named as evidence */
	MAX_SPREAD = 256, /* blocks between a loop's own: beyond 8 for each of them it is scattered anyway */
	LARGE_LOOP = 400, /* instructions: no fetch buffer holds such a loop */
};

struct layout {
	const struct analysis *a;
	const struct code *c;
	struct hot hot;
	uint32_t run[MAX_RUNS], jump[MAX_RUNS]; /* the run's first instruction; the one that goes around it, NONE */
	uint32_t n_run, n_jump;
	uint32_t cold_bytes, n_jumps_each; /* n_jumps_each: executed in every iteration */
	uint64_t hot_bytes;
	uint32_t lines, packed_lines;
};

static uint64_t start_of(const struct code *c, uint32_t block) { return c->insn[c->block[block].first].address; }

static uint64_t end_of(const struct code *c, uint32_t block)
{
	const struct insn *last = block_last(c, &c->block[block]);
	return last->address + last->size;
}

/* ---- what is cold ------------------------------------------------------------------------------------------------ */

static unsigned count_calls(const struct code *c, const struct block *b)
{
	unsigned n = 0;
	for (uint32_t i = b->first; i < b->end; i++)
		n += insn_is_call(&c->insn[i]);
	return n;
}

/* Code that cannot come back and does more than fail. Each branch of the loop that leads there must be a check that
 * bounds-check sees. */
static bool fails_with_work(const struct layout *l, uint32_t block)
{
	const struct code *c = l->c;
	const struct block *b = &c->block[block];
	struct check k;
	if (count_calls(c, b) < 2 && b->end - b->first < WORK)
		return false;
	for (uint32_t p = 0; p < b->n_pred; p++) {
		uint32_t from = c->pred[b->first_pred + p];
		if (loop_has_block(c, l->hot.loop, from) &&
		    (!check_at(c, from, true, &k) || !strcmp(k.sink.kind, "stack-protector")))
			return false;
	}
	return true;
}

/* Reached from the loop: by an edge of it, by one from cold code right here, or in no other way. What only leads into
 * the loop, or has nothing to do with it, is not meant. */
static bool leaves(const struct layout *l, uint32_t block, uint32_t first)
{
	const struct code *c = l->c;
	const struct block *b = &c->block[block];
	if (block_dominates(c, c->loop[l->hot.loop].header, block))
		return true;
	for (uint32_t p = 0; p < b->n_pred; p++) {
		uint32_t from = c->pred[b->first_pred + p];
		if (loop_has_block(c, l->hot.loop, from) || (from >= first && from < block && leaves(l, from, from)))
			return true;
	}
	return false;
}

/* Whether the block is no loop's, not the way into this one, and no failing check's alone. */
static bool is_foreign(const struct layout *l, uint32_t block)
{
	const struct code *c = l->c;
	const struct block *b = &c->block[block];
	if (b->rpo == NONE || b->extra || (!b->no_return && b->loop != NONE) ||
	    block_dominates(c, block, c->loop[l->hot.loop].header))
		return false;
	return !b->no_return || fails_with_work(l, block);
}

/* ---- where it lies ----------------------------------------------------------------------------------------------- */

/* The branch or jump of the block in front of a run that leads over it to another block of the loop. */
static uint32_t jump_over(const struct layout *l, uint32_t before, uint32_t after)
{
	const struct code *c = l->c;
	const struct block *b = &c->block[before];
	uint8_t flow = block_last(c, b)->flow;
	if (flow != FLOW_BRANCH && flow != FLOW_JUMP)
		return NONE;
	for (uint32_t s = 0; s < b->n_succ; s++) {
		uint32_t to = c->succ[b->first_succ + s];
		if (to >= after && to <= l->hot.last && loop_has_block(c, l->hot.loop, to))
			return b->end - 1;
	}
	return NONE;
}

/* Padding in front of a run, executed or not, is no place to point at. */
static uint32_t behind_padding(const struct code *c, uint32_t block, uint32_t end)
{
	uint32_t i = c->block[block].first;
	while (c->insn[i].op == OP_NOP && i + 1 < c->block[end - 1].end)
		i++;
	return c->insn[i].op == OP_NOP ? c->block[block].first : i;
}

/* What lies between two blocks of the loop counts where something of it comes from the loop. */
static void take_run(struct layout *l, uint32_t first, uint32_t end)
{
	const struct code *c = l->c;
	uint32_t bytes = 0, start = NONE;
	for (uint32_t b = first; b < end; b++)
		if (is_foreign(l, b)) {
			bytes += (uint32_t)(end_of(c, b) - start_of(c, b));
			start = start == NONE && leaves(l, b, first) ? b : start;
		}
	if (start == NONE)
		return;
	l->cold_bytes += bytes;
	uint32_t jump = jump_over(l, first - 1, end);
	l->n_jumps_each += jump != NONE && hot_block(&l->hot, first - 1) == HOT_EVERY;
	if (l->n_run < MAX_RUNS) {
		l->jump[l->n_run] = jump;
		l->run[l->n_run++] = behind_padding(c, start, end);
	}
}

/* Counts the loop's own bytes and lines, and what lies between. */
static void measure(struct layout *l)
{
	const struct code *c = l->c;
	uint64_t line = UINT64_MAX;
	uint32_t end_of_last = l->hot.first;
	for (uint32_t b = l->hot.first; b <= l->hot.last; b++) {
		if (!loop_has_block(c, l->hot.loop, b))
			continue;
		if (b > end_of_last)
			take_run(l, end_of_last, b);
		end_of_last = b + 1;
		uint64_t from = start_of(c, b), to = end_of(c, b);
		l->hot_bytes += to - from;
		for (uint64_t k = from / LINE; k <= (to - 1) / LINE; k++)
			if (line == UINT64_MAX || k > line) {
				l->lines++;
				line = k;
			}
	}
	l->packed_lines = (uint32_t)((start_of(c, l->hot.first) % LINE + l->hot_bytes + LINE - 1) / LINE);
}

static bool is_scattered(const struct layout *l)
{
	return l->hot.last - l->hot.first > MAX_SPREAD + 8 * l->c->loop[l->hot.loop].n_blocks;
}

/* ---- the finding ------------------------------------------------------------------------------------------------- */

static uint32_t extra_lines(const struct layout *l)
{
	uint32_t most = l->cold_bytes / LINE + 1, extra = l->lines > l->packed_lines ? l->lines - l->packed_lines : 0;
	return extra < most ? extra : most;
}

/* A loop that tries an atomic operation again is mostly left in its first iteration. */
static bool tries_again(const struct layout *l)
{
	const struct code *c = l->c;
	const struct loop *k = &c->loop[l->hot.loop];
	for (uint32_t b = 0; b < k->n_blocks; b++) {
		const struct block *at = &c->block[c->loop_blocks[k->first_block + b]];
		for (uint32_t i = at->first; i < at->end; i++)
			if ((c->insn[i].flags & INSN_ATOMIC) ||
			    (c->insn[i].flow == FLOW_CALL && callee_sort(code_callee(c, &c->insn[i])) == SORT_ATOMIC))
				return true;
	}
	return false;
}

static enum level severity_of(const struct layout *l, bool again)
{
	const struct loop *k = &l->c->loop[l->hot.loop];
	if (again || !k->innermost || k->n_instructions > LARGE_LOOP)
		return LEVEL_LOW;
	if (l->cold_bytes >= MUCH && extra_lines(l) && !k->has_call)
		return LEVEL_HIGH;
	return l->cold_bytes >= 2 * MIN_BYTES || extra_lines(l) ? LEVEL_MEDIUM : LEVEL_LOW;
}

static const char *note_of(const struct layout *l)
{
	char jumps[64] = "no taken branch more";
	if (l->n_jumps_each)
		snprintf(jumps, sizeof jumps, "%u taken branch%s in each iteration only to get over it",
		         l->n_jumps_each, l->n_jumps_each == 1 ? "" : "es");
	return arena_printf(
	    l->c->arena,
	    "%u cold bytes in %u place%s among the loop's own %llu; the loop lies in %u cache lines of %d "
	    "bytes, %u would do; %s.",
	    l->cold_bytes, l->n_run, l->n_run == 1 ? "" : "s", (unsigned long long)l->hot_bytes, l->lines, LINE,
	    l->packed_lines < l->lines ? l->packed_lines : l->lines, jumps);
}

static void report(const struct layout *l, struct finding_list *out)
{
	const struct code *c = l->c;
	struct finding *f = ARENA_PUSH(c->arena, out);
	uint8_t taken = c->model->taken_per_cycle;
	bool again = tries_again(l);
	*f = (struct finding){
	    .class = &class_cold_in_hot,
	    .loop = l->hot.loop,
	    .insn = l->run[0],
	    .severity = severity_of(l, again),
	    .confidence = c->unresolved || again       ? LEVEL_LOW
	                  : l->cold_bytes >= MIN_BYTES ? LEVEL_HIGH
	                                               : LEVEL_MEDIUM,
	    .cost_cycles = l->n_jumps_each ? (float)l->n_jumps_each / (taken ? (float)taken : 1.f) : -1,
	    .note = note_of(l),
	    .cause = "Code that runs once at most, an error's or the loop's way out, stands where the compiler "
	             "expected it to "
	             "run: it took no side of the branch for the rare one, or the source said the wrong one.",
	    .fix =
	        "Mark the rare side (__builtin_expect, [[unlikely]], a cold function that does the rest), let the loop "
	        "end and handle the case behind it, or compile with a profile.",
	    .expect =
	        "The loop's blocks one behind the other, each falling into the next; what leaves stands behind the "
	        "loop or in a cold section.",
	    .counts = !again && l->cold_bytes >= MIN_BYTES && c->loop[l->hot.loop].n_instructions <= LARGE_LOOP,
	};
	f->evidence = ARENA_ARRAY(c->arena, uint32_t, 2 * MAX_RUNS);
	for (uint32_t i = 0; i < l->n_run; i++) {
		if (l->jump[i] != NONE)
			f->evidence[f->n_evidence++] = l->jump[i];
		f->evidence[f->n_evidence++] = l->run[i];
	}
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t k = 0; k < c->n_loop; k++) {
		struct layout l = {.a = a, .c = c};
		if (c->loop[k].irreducible_inside || c->block[c->loop[k].header].extra)
			continue;
		l.hot = hot_of(c, k);
		if (l.hot.first == l.hot.last || is_scattered(&l))
			continue;
		measure(&l);
		if (l.cold_bytes >= MIN_BYTES || (l.n_jumps_each && l.cold_bytes >= LEAST_BYTES))
			report(&l, out);
	}
}

const struct class class_cold_in_hot = {
    .name = "cold-in-hot",
    .title = "code that leaves a loop for good, laid out between the loop's own blocks",
    .find = find,
};
