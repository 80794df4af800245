/* census_figures.c: sums over one half's executed instructions. */
#include "census_private.h"

#include <stdlib.h>

enum {
	HOT = 16,      /* rounds from which a loop is one that was executed in earnest */
	RARE = 32,     /* what is executed less than once in so many of its rounds is cold */
	MIXED_ONE = 16 /* the rarer way of a branch that goes both ways: at least one of so many */
};

static void count(struct census_half *h, enum census_figure f, double x, const struct printed *p, double *most,
                  struct arena *a)
{
	h->figure[f] += x;
	if (x <= most[f])
		return;
	most[f] = x;
	h->most[f] = arena_printf(a, "%s at 0x%llx", p->text, (unsigned long long)p->address);
}

static void count_accesses(struct census_half *h, const struct census_insn *x, const struct printed *p, double *most,
                           struct arena *a)
{
	count(h, CENSUS_loads, (double)x->loads, p, most, a);
	count(h, CENSUS_stores, (double)x->stores, p, most, a);
	count(h, CENSUS_loaded, (double)x->loaded, p, most, a);
	count(h, CENSUS_stored, (double)x->stored, p, most, a);
	count(h, CENSUS_line_crossings, (double)x->line_crossings, p, most, a);
	count(h, CENSUS_page_crossings, (double)x->page_crossings, p, most, a);
	count(h, CENSUS_blocked, (double)x->blocked, p, most, a);
	count(h, CENSUS_erratic, (double)x->erratic, p, most, a);
	if (p->stack) {
		count(h, CENSUS_stack, (double)(x->loads + x->stores), p, most, a);
		return;
	}
	if (p->kind == MNEMONIC_call || p->kind == MNEMONIC_return)
		return;
	count(h, CENSUS_forwarded, (double)x->forwarded, p, most, a);
	count(h, CENSUS_again, (double)x->again, p, most, a);
}

static void count_insn(struct census_half *h, const struct census_insn *x, const struct printed *p, double *most,
                       struct arena *a)
{
	double n = (double)x->executed;
	uint64_t straight = x->executed - x->diverted, rarer = straight < x->diverted ? straight : x->diverted;
	count(h, CENSUS_own, n, p, most, a);
	count_accesses(h, x, p, most, a);
	if (p->kind == MNEMONIC_branch) {
		count(h, CENSUS_branches, n, p, most, a);
		count(h, CENSUS_taken, (double)x->diverted, p, most, a);
		if (rarer * MIXED_ONE >= x->executed)
			count(h, CENSUS_mixed, n, p, most, a);
	} else if (p->kind == MNEMONIC_call) {
		count(h, CENSUS_calls, n, p, most, a);
	} else if (p->kind == MNEMONIC_division) {
		count(h, CENSUS_divisions, n, p, most, a);
	}
	if (p->idiom)
		count(h, CENSUS_idioms, n, p, most, a);
}

/* ---- code inside of loops that was not executed ------------------------------------------------------------------ */

struct span {
	uint64_t from, to;
	uint64_t rounds;
};

static int by_size(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	uint64_t p = x->to - x->from, q = y->to - y->from;
	return p < q ? -1 : p > q;
}

static unsigned find_loops(const struct census_unit *u, const struct disassembly *d, struct span *loop)
{
	unsigned n = 0, kept = 0;
	for (unsigned i = 0; i < u->n; i++) {
		const struct census_insn *x = &u->v[i];
		const struct printed *p = disassembly_at(d, x->address);
		if (p && x->backward >= HOT && (p->kind == MNEMONIC_branch || p->kind == MNEMONIC_jump))
			loop[n++] = (struct span){x->lowest, x->address + x->size, x->backward};
	}
	qsort(loop, n, sizeof *loop, by_size);
	for (unsigned i = 0; i < n; i++) { /* innermost ones: none that holds another; across one, both are one loop */
		unsigned k = 0;
		while (k < kept && (loop[i].to <= loop[k].from || loop[i].from >= loop[k].to))
			k++;
		if (k == kept)
			loop[kept++] = loop[i];
		else if (loop[i].from > loop[k].from || loop[i].to < loop[k].to)
			loop[k] = (struct span){loop[i].from < loop[k].from ? loop[i].from : loop[k].from,
			                        loop[i].to > loop[k].to ? loop[i].to : loop[k].to,
			                        loop[i].rounds > loop[k].rounds ? loop[i].rounds : loop[k].rounds};
	}
	return kept;
}

static uint64_t executed(const struct census_unit *u, uint64_t address)
{
	for (unsigned i = 0; i < u->n; i++)
		if (u->v[i].address == address)
			return u->v[i].executed;
	return 0;
}

static void count_cold(struct census_half *h, const struct census_unit *u, const struct disassembly *d, double *most,
                       struct arena *a)
{
	struct span *loop = ARENA_ARRAY(a, struct span, u->n + 1);
	unsigned n = find_loops(u, d, loop);
	for (unsigned i = 0; i < n; i++) {
		const struct printed *p = disassembly_at(d, loop[i].from);
		for (; p && p < d->v + d->n && p->address < loop[i].to; p++) {
			uint64_t next = p + 1 < d->v + d->n ? p[1].address : p->address;
			if (p->kind != MNEMONIC_nop && executed(u, p->address) * RARE < loop[i].rounds)
				count(h, CENSUS_cold, (double)(next - p->address), p, most, a);
		}
	}
}

static void count_varying(struct census_half *h, const struct census_unit *u, const struct disassembly *d, double *most,
                          struct arena *a)
{
	for (unsigned i = 0; i < u->varying.n; i++) {
		const struct printed *p = disassembly_at(d, u->varying.v[i]);
		if (p && p->kind == MNEMONIC_branch)
			count(h, CENSUS_varying, 1, p, most, a);
	}
	h->figure[CENSUS_inputs] = (double)u->laps;
}

const char *census_sum(struct census_half *h, const struct census_unit *u, const struct disassembly *d, struct arena *a)
{
	double most[CENSUS_N] = {0};
	for (unsigned i = 0; i < u->n; i++) {
		const struct printed *p = disassembly_at(d, u->v[i].address);
		if (!p)
			return "llvm-objdump prints no instruction where one was executed";
		count_insn(h, &u->v[i], p, most, a);
	}
	count_cold(h, u, d, most, a);
	count_varying(h, u, d, most, a);
	h->figure[CENSUS_instructions] = h->figure[CENSUS_own] + (double)u->callees;
	h->figure[CENSUS_fills] = (double)u->fills;
	h->figure[CENSUS_filled] = (double)u->filled;
	return u->seen && u->n ? NULL : "it was not executed to its end";
}
