/* verify_table.c: what `assay verify` found, for readers: tiers by CPUs and by builds, mutants, skips, failures. */
#include "verify.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 100, MARK = 4 /* the longest mark */ };

struct page {
	const struct verify_report *r;
	struct arena *a;
	struct buf *out;
	bool colour;
};

static void put_red(struct page *p, const char *text)
{
	buf_printf(p->out, p->colour ? "\033[1;31m%s\033[0m" : "%s", text);
}

/* ---- the grids: tiers by CPUs, tiers by builds ------------------------------------------------------------------- */

struct sums {
	unsigned passed, failed, skipped, trapped;
};

/* One half of a kernel's grid: a row for each CPU, or for each build. */
struct half {
	const char *title;
	struct {
		struct half_row {
			const void *key;
			const char *label;
			struct sums *tier;
		} * v;
		unsigned n, cap;
	} rows;
	unsigned width; /* of the labels */
};

struct grid {
	const struct verify_entry *kernel;
	const struct isa *isa;
	struct {
		const struct verify_tier **v;
		unsigned n, cap;
	} tiers;
	struct half cpus, builds;
};

static const char *mark(const struct sums *s)
{
	if (s->failed)
		return "FAIL";
	if (s->passed)
		return s->skipped ? "part" : "ok";
	return s->trapped ? "trap" : s->skipped ? "-" : "";
}

static void count(struct page *p, struct grid *g, struct half *h, const void *key, const char *label, unsigned tier,
                  const struct verify_outcome *o)
{
	unsigned i = 0;
	while (i < h->rows.n && h->rows.v[i].key != key)
		i++;
	if (i == h->rows.n) {
		struct half_row *row = ARENA_PUSH(p->a, &h->rows);
		*row = (struct half_row){key, label, ARENA_ARRAY(p->a, struct sums, g->tiers.n)};
		h->width = strlen(label) > h->width ? (unsigned)strlen(label) : h->width;
	}
	struct sums *s = &h->rows.v[i].tier[tier];
	bool trap = verify_checks[o->check].where == VERIFY_WHERE_LACKING;
	s->failed += o->end == VERIFY_FAILED;
	s->skipped += o->end == VERIFY_SKIPPED;
	s->passed += o->end == VERIFY_PASSED && !trap;
	s->trapped += o->end == VERIFY_PASSED && trap;
}

/* CPUs and builds lie in their files' order in memory, each kind in one array. */
static int by_place(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)((const struct half_row *)a)->key, y = (uintptr_t)((const struct half_row *)b)->key;
	return (x > y) - (x < y);
}

static bool belongs(const struct grid *g, const struct verify_outcome *o)
{
	const struct verify_cell *c = o->cell;
	return c->tier->kernel == g->kernel && c->cpu->isa == g->isa;
}

static void fill(struct page *p, struct grid *g)
{
	const struct verify_outcomes *all = p->r->outcomes;
	for (size_t i = 0; i < all->n; i++) {
		const struct verify_tier *t = all->v[i].cell->tier;
		if (belongs(g, &all->v[i]) && (!g->tiers.n || g->tiers.v[g->tiers.n - 1] != t))
			*ARENA_PUSH(p->a, &g->tiers) = t; /* NOLINT(bugprone-sizeof-expression): pointers */
	}
	for (size_t i = 0; i < all->n; i++) {
		const struct verify_cell *c = all->v[i].cell;
		unsigned tier = 0;
		if (!belongs(g, &all->v[i]))
			continue;
		while (g->tiers.v[tier] != c->tier)
			tier++;
		count(p, g, &g->cpus, c->cpu, c->cpu->id, tier, &all->v[i]);
		count(p, g, &g->builds, c->driver->build, verify_build_label(c->driver->build, p->a), tier, &all->v[i]);
	}
	if (g->cpus.rows.n)
		qsort(g->cpus.rows.v, g->cpus.rows.n, sizeof *g->cpus.rows.v, by_place);
	if (g->builds.rows.n)
		qsort(g->builds.rows.v, g->builds.rows.n, sizeof *g->builds.rows.v, by_place);
}

static unsigned tier_width(const struct verify_tier *t)
{
	unsigned n = (unsigned)strlen(t->name);
	return 1 + (n > MARK ? n : MARK);
}

static unsigned half_width(const struct grid *g, const struct half *h)
{
	unsigned width = h->width;
	for (unsigned i = 0; i < g->tiers.n; i++)
		width += tier_width(g->tiers.v[i]);
	return width;
}

/* One line of a half, or its heading (row -1), padded to the half's width; nothing below its last row. */
static void put_half_line(struct page *p, struct buf *out, const struct grid *g, const struct half *h, int row)
{
	bool is_there = row < (int)h->rows.n;
	buf_printf(out, "%-*s", (int)h->width, row < 0 ? h->title : is_there ? h->rows.v[row].label : "");
	for (unsigned i = 0; i < g->tiers.n; i++) {
		const char *text = row < 0 ? g->tiers.v[i]->name : is_there ? mark(&h->rows.v[row].tier[i]) : "";
		bool red = p->colour && row >= 0 && !strcmp(text, "FAIL");
		buf_printf(out, "%s %-*s%s", red ? "\033[1;31m" : "", (int)tier_width(g->tiers.v[i]) - 1, text,
		           red ? "\033[0m" : "");
	}
}

static void end_line(struct buf *out)
{
	while (out->size && out->data[out->size - 1] == ' ')
		out->size--;
	buf_putc(out, '\n');
}

/* Both halves side by side where the line is wide enough. */
static const char *grid_text(struct page *p, const struct grid *g)
{
	struct buf b = {0};
	unsigned left = half_width(g, &g->cpus), right = half_width(g, &g->builds);
	bool beside = left + 3 + right <= LINE;
	int rows = (int)(beside && g->builds.rows.n > g->cpus.rows.n ? g->builds.rows.n : g->cpus.rows.n);
	for (int i = -1; i < rows; i++) {
		put_half_line(p, &b, g, &g->cpus, i);
		if (beside) {
			buf_puts(&b, "   ");
			put_half_line(p, &b, g, &g->builds, i);
		}
		end_line(&b);
	}
	for (int i = -1; !beside && i < (int)g->builds.rows.n; i++) {
		put_half_line(p, &b, g, &g->builds, i);
		end_line(&b);
	}
	const char *text = arena_printf(p->a, "%.*s", (int)b.size, b.data);
	buf_free(&b);
	return text;
}

struct texts {
	struct text {
		const char *title, *grid;
		const struct isa *isa;
	} * v;
	unsigned n, cap;
};

static void add_grid(struct page *p, struct texts *texts, const struct verify_entry *kernel, const struct isa *isa)
{
	struct grid g = {.kernel = kernel, .isa = isa, .cpus.title = "CPU", .builds.title = "build"};
	g.cpus.width = g.builds.width = 5;
	fill(p, &g);
	const char *text = grid_text(p, &g);
	for (unsigned i = 0; i < texts->n; i++)
		if (texts->v[i].isa == isa && !strcmp(texts->v[i].grid, text)) {
			texts->v[i].title = arena_printf(p->a, "%s, %s", texts->v[i].title, kernel->name);
			return;
		}
	*ARENA_PUSH(p->a, texts) = (struct text){kernel->name, text, isa};
}

/* Kernels whose grids read the same share one; mutants have a table of their own. */
static void put_grids(struct page *p)
{
	const struct verify_outcomes *all = p->r->outcomes;
	unsigned grids = 0;
	for (const struct isa *const *isa = isa_table; *isa; isa++) {
		struct texts texts = {0};
		const struct verify_entry *last = NULL;
		for (size_t i = 0; i < all->n; i++) {
			const struct verify_cell *c = all->v[i].cell;
			if (c->tier->kernel->caught_by.n || c->cpu->isa != *isa || c->tier->kernel == last)
				continue;
			grids++;
			last = c->tier->kernel;
			add_grid(p, &texts, last, *isa);
		}
		for (unsigned i = 0; i < texts.n; i++)
			buf_printf(p->out, "%s: %s\n%s\n", (*isa)->name, texts.v[i].title, texts.v[i].grid);
	}
	if (grids)
		buf_puts(p->out,
		         "ok    all checks passed    part  some passed, the others were skipped    -  all skipped\n"
		         "FAIL  a check failed       trap  as it must: the CPU lacks what the tier needs\n\n");
}

/* ---- mutants ----------------------------------------------------------------------------------------------------- */

/* Words, wrapped between two of them, all lines but the first indented. */
static void put_wrapped(struct page *p, const char *text, unsigned indent)
{
	unsigned column = indent;
	while (*text) {
		unsigned n = (unsigned)strcspn(text, " \n");
		if (column + n > LINE && column > indent) {
			end_line(p->out);
			buf_printf(p->out, "%*s", (int)indent, "");
			column = indent;
		}
		buf_printf(p->out, "%.*s ", (int)n, text);
		column += n + 1;
		text += n + (text[n] != '\0');
	}
	end_line(p->out);
}

static const char *must(struct page *p, const struct verify_mutant *m)
{
	const char *text = "";
	for (unsigned i = 0; i < m->tier->kernel->caught_by.n; i++)
		text = arena_printf(p->a, "%s%s%s", text, i ? ", " : "", m->tier->kernel->caught_by.v[i]);
	return text;
}

static const char *mutant_name(struct page *p, const struct verify_mutant *m)
{
	return arena_printf(p->a, "%s/%s", m->tier->kernel->name, m->tier->name);
}

static void put_fate(struct page *p, const struct verify_mutant *m, unsigned indent)
{
	switch (m->fate) {
	case VERIFY_CAUGHT:
		put_wrapped(p, m->by, indent);
		return;
	case VERIFY_SURVIVED:
		put_red(p, "SURVIVED");
		if (*m->by)
			buf_printf(p->out, "; others failed: %s", m->by);
		break;
	case VERIFY_NOT_BUILT:
		put_red(p, "NOT BUILT");
		buf_printf(p->out, ": %s", verify_clean(m->why, p->a));
		break;
	case VERIFY_NOT_RUN:
		put_wrapped(p, arena_printf(p->a, "skipped: %s", m->why ? m->why : "it was not run"), indent);
		return;
	}
	end_line(p->out);
}

static int wider(int width, const char *text) { return (int)strlen(text) > width ? (int)strlen(text) : width; }

static void put_mutants(struct page *p)
{
	int name = 6, isa = 3, checks = 17;
	for (unsigned i = 0; i < p->r->mutants.n; i++) {
		const struct verify_mutant *m = &p->r->mutants.v[i];
		name = wider(name, mutant_name(p, m));
		isa = wider(isa, m->isa->name);
		checks = wider(checks, must(p, m));
	}
	if (!p->r->mutants.n)
		return;
	buf_printf(p->out, "%-*s  %-*s  twin  %-*s  caught by\n", name, "mutant", isa, "ISA", checks,
	           "must be caught by");
	for (unsigned i = 0; i < p->r->mutants.n; i++) {
		const struct verify_mutant *m = &p->r->mutants.v[i];
		const char *twin = m->twin_failed ? "FAIL" : m->twin_passed ? "ok" : "-";
		buf_printf(p->out, "%-*s  %-*s  %-4s  %-*s  ", name, mutant_name(p, m), isa, m->isa->name, twin, checks,
		           must(p, m));
		put_fate(p, m, (unsigned)(name + isa + 4 + checks + 8));
	}
	buf_puts(p->out, "twin: the same source, sound\n\n");
}

/* ---- skips and failures ------------------------------------------------------------------------------------------ */

struct reasons {
	struct reason {
		const char *text;
		unsigned n;
	} * v;
	unsigned n, cap;
};

static void put_skips(struct page *p)
{
	struct reasons reasons = {0};
	for (size_t i = 0; i < p->r->outcomes->n; i++) {
		const struct verify_outcome *o = &p->r->outcomes->v[i];
		unsigned k = 0;
		if (o->end != VERIFY_SKIPPED || o->cell->driver->mutant)
			continue;
		while (k < reasons.n && strcmp(reasons.v[k].text, o->what) != 0)
			k++;
		if (k == reasons.n)
			*ARENA_PUSH(p->a, &reasons) = (struct reason){o->what, 0};
		reasons.v[k].n++;
	}
	for (unsigned i = 0; i < reasons.n; i++) {
		buf_printf(p->out, "%s%6u  ", i ? "" : "skipped because\n", reasons.v[i].n);
		put_wrapped(p, verify_clean(reasons.v[i].text, p->a), 8);
	}
	if (reasons.n)
		buf_putc(p->out, '\n');
}

static void put_failure(struct page *p, const struct verify_outcome *o)
{
	const struct verify_cell *c = o->cell;
	put_red(p, "FAILED");
	buf_printf(p->out, " %s/%s on %s (%s), %s: %s\n", c->tier->kernel->name, c->tier->name, c->cpu->id,
	           c->cpu->isa->name, c->driver->build->name, verify_checks[o->check].name);
	if (o->has_case)
		buf_printf(p->out, "       length %" PRIu64 ", offset %" PRIu64 ", seed %" PRIu64 "\n", o->length,
		           o->offset, o->seed);
	else
		buf_printf(p->out, "       seed %" PRIu64 "\n", o->seed);
	buf_printf(p->out, "       %s\n", o->what ? verify_clean(o->what, p->a) : "it failed");
	if (o->expected)
		buf_printf(p->out, "       expected %s\n", verify_clean(o->expected, p->a));
	if (o->got)
		buf_printf(p->out, "       got      %s\n", verify_clean(o->got, p->a));
	buf_printf(p->out, "       again: %s\n", verify_again(o, p->a));
}

/* A failure of a check that was made, not one of a driver that was not. */
static bool is_fault(const struct verify_outcome *o)
{
	return o->end == VERIFY_FAILED && !o->cell->driver->mutant && !o->cell->driver->failure;
}

static bool same_fault(const struct verify_outcome *a, const struct verify_outcome *b)
{
	return is_fault(a) && a->check == b->check && a->cell->tier == b->cell->tier;
}

/* A tier that is wrong is so nearly everywhere: told in full once for each check, in a line for each other place. */
static void put_faults(struct page *p, size_t first)
{
	const struct verify_outcomes *all = p->r->outcomes;
	for (size_t i = 0; i < first; i++)
		if (same_fault(&all->v[i], &all->v[first]))
			return;
	put_failure(p, &all->v[first]);
	for (size_t i = first + 1; i < all->n; i++) {
		const struct verify_outcome *o = &all->v[i];
		if (!same_fault(o, &all->v[first]))
			continue;
		buf_printf(p->out, "       also on %s, %s", o->cell->cpu->id, o->cell->driver->build->name);
		if (o->has_case)
			buf_printf(p->out, ": length %" PRIu64 ", offset %" PRIu64, o->length, o->offset);
		buf_putc(p->out, '\n');
	}
}

static bool same_failure(const struct verify_driver *a, const struct verify_driver *b)
{
	return a == b || (a->failure && b->failure && a->registry == b->registry && !strcmp(a->failure, b->failure));
}

/* What drivers that were not made cost: once for all builds in which it is for the same reason. */
static void put_driver_failure(struct page *p, const struct verify_driver *d)
{
	unsigned n = 0;
	const struct verify_driver *last = NULL;
	const char *builds = "";
	for (size_t i = 0; i < p->r->outcomes->n; i++) {
		const struct verify_driver *o = p->r->outcomes->v[i].cell->driver;
		if (p->r->outcomes->v[i].end != VERIFY_FAILED || !same_failure(o, d))
			continue;
		n++;
		if (o != last && !strstr(builds, o->build->name))
			builds = arena_printf(p->a, "%s%s%s", builds, *builds ? ", " : "", o->build->name);
		last = o;
	}
	put_red(p, "FAILED");
	buf_puts(p->out, " ");
	put_wrapped(
	    p, arena_printf(p->a, "%s: no driver for %s, so %u checks could not be made", builds, d->registry->file, n),
	    7);
	buf_printf(p->out, "%s\n", verify_clean(d->failure, p->a));
}

static bool is_first_of_failure(const struct verify_report *r, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (r->outcomes->v[i].end == VERIFY_FAILED && !r->outcomes->v[i].cell->driver->mutant &&
		    same_failure(r->outcomes->v[i].cell->driver, r->outcomes->v[at].cell->driver))
			return false;
	return true;
}

static void put_failures(struct page *p)
{
	for (size_t i = 0; i < p->r->outcomes->n; i++) {
		const struct verify_outcome *o = &p->r->outcomes->v[i];
		const struct verify_driver *d = o->cell->driver;
		if (o->end != VERIFY_FAILED || d->mutant)
			continue;
		if (!d->failure)
			put_faults(p, i);
		else if (is_first_of_failure(p->r, i))
			put_driver_failure(p, d);
	}
	if (p->r->failed)
		buf_putc(p->out, '\n');
}

void verify_print_table(const struct verify_report *r, struct buf *out)
{
	const char *no_colour = getenv("NO_COLOR");
	struct page p = {r, r->arena, out, isatty(STDOUT_FILENO) && !(no_colour && *no_colour)};
	put_grids(&p);
	put_mutants(&p);
	put_skips(&p);
	put_failures(&p);
	buf_printf(out, "%s\n", verify_summary(r));
}
