/* score_table.c: what `assay score` prints: for each class the figures, what they rest on, and the worst cases. */
#include "diag.h"
#include "report.h"
#include "score.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { WHERE = 17, NAME = 12, INTERVAL = 7 };

/* ---- figures ----------------------------------------------------------------------------------------------------- */

/* "1.0", ".97", "-.12"; what is not quite 1 is not rounded up to it. */
static const char *value_text(double x, char text[static 16])
{
	if (isnan(x))
		return "-";
	unsigned hundredths = (unsigned)lround(fmin(fabs(x), 1) * 100);
	if (hundredths == 100 && fabs(x) < 1)
		hundredths = 99;
	const char *sign = x < 0 && hundredths ? "-" : "";
	if (hundredths == 100)
		snprintf(text, 16, "%s1.0", sign);
	else
		snprintf(text, 16, "%s.%02u", sign, hundredths);
	return text;
}

static void add_figure(struct buf *b, const struct figure *f)
{
	char value[16], low[16], high[16], interval[40] = "";
	if (!isnan(f->ci.low))
		snprintf(interval, sizeof interval, "%s:%s", value_text(f->ci.low, low), value_text(f->ci.high, high));
	buf_printf(b, " %4s %-*s", value_text(f->value, value), INTERVAL, interval);
}

/* A line without the blanks at its end. */
static void put_line(struct buf *b)
{
	while (b->size && b->data[b->size - 1] == ' ')
		b->size--;
	buf_putc(b, '\n');
	fwrite(b->data, 1, b->size, stdout);
	b->size = 0;
}

static void put_row(struct buf *b, const struct row *r, bool first)
{
	const struct confusion *c = &r->tally.c;
	char where[64] = "";
	if (first)
		snprintf(where, sizeof where, "%s%s%s", r->isa ? r->isa : "all", r->compiler ? " " : "",
		         r->compiler ? r->compiler : "");
	buf_printf(b, "%-*s%-*.*s%4u%4u%4u%5u", WHERE, where, NAME, NAME - 1, r->detector->name, c->tp, c->fp, c->fn,
	           c->tn);
	add_figure(b, &r->precision);
	add_figure(b, &r->recall);
	add_figure(b, &r->f1);
	add_figure(b, &r->mcc);
	put_line(b);
}

/* ---- one class --------------------------------------------------------------------------------------------------- */

static void put_text(struct buf *b, unsigned indent, const char *text)
{
	put_paragraph(b, indent, text);
	b->size--; /* its line end: put_line has one */
	put_line(b);
}

/* The sources and the most frequent reasons. */
static void put_list(struct score *s, struct buf *b, const char *head, const struct sources *list, unsigned most)
{
	for (unsigned i = 0; i < list->n && i < most; i++) {
		const char *caveat = label_source_caveat(list->v[i].name);
		buf_printf(b, "  %-9s ", i ? "" : head);
		put_text(b, 12,
		         arena_printf(&s->arena, "%u: %s%s%s", list->v[i].labels, list->v[i].name, caveat ? ". " : "",
		                      caveat ? caveat : ""));
	}
	if (list->n > most) {
		unsigned rest = 0;
		for (unsigned i = most; i < list->n; i++)
			rest += list->v[i].labels;
		buf_printf(b, "  %-9s %u: for %u other reasons (--format=json lists them)", "", rest, list->n - most);
		put_line(b);
	}
}

static void put_doubt(struct buf *b, unsigned labels, const char *why)
{
	if (!labels)
		return;
	buf_printf(b, "  %-9s %u: %s", "doubtful", labels, why);
	put_line(b);
}

static void put_class(struct score *s, const struct standing *st, struct buf *b)
{
	unsigned known = st->label[LABEL_PRESENT] + st->label[LABEL_ABSENT];
	buf_printf(b, "%s: ", st->class->name);
	if (st->scored)
		buf_printf(b, "%u functions, %u present, %u absent; %u left out", known, st->label[LABEL_PRESENT],
		           st->label[LABEL_ABSENT], st->label[LABEL_UNKNOWN]);
	else
		buf_printf(b, "not scored: no oracle tells about any of %u functions", st->label[LABEL_UNKNOWN]);
	put_line(b);
	put_list(s, b, "labels", &st->sources, 6);
	put_list(s, b, "left out", &st->reasons, 3);
	put_doubt(b, st->against_intent, "the oracle says the opposite of what pair.yaml intends, and decides");
	put_doubt(b, st->disputed, "another oracle, of less weight, says the opposite");
	put_doubt(b, st->explained, "pair.yaml explains why the oracle is wrong; it decides all the same");
	for (unsigned i = 0; i < st->n_row; i++) {
		if (!i) {
			buf_printf(b, "%-*s%-*s%4s%4s%4s%5s %-12s %-12s %-12s %s", WHERE, "", NAME, "detector", "TP",
			           "FP", "FN", "TN", "precision", "recall", "F1", "MCC");
			put_line(b);
		}
		put_row(b, &st->row[i], !i || st->row[i - 1].detector >= st->row[i].detector);
	}
	putchar('\n');
}

/* ---- worst cases ------------------------------------------------------------------------------------------------- */

static void put_wrong(struct score *s, const struct wrong *w, struct buf *b)
{
	const struct specimen *x = w->v[0];
	const char *evidence = "";
	for (unsigned i = 0; i < x->labels.n; i++)
		if (x->labels.v[i].class == w->class)
			evidence = arena_printf(&s->arena, "%s: %s", x->labels.v[i].source, x->labels.v[i].evidence);
	buf_puts(b, "  ");
	put_text(b, 4,
	         arena_printf(&s->arena, "%s %s (%s) in %u config%s, %s%s. %s", w->missed ? "missed" : "false alarm",
	                      w->pair->name, w->half == HALF_BAD ? "bad" : "good", w->n, w->n == 1 ? "" : "s",
	                      x->cell->column->config.name, w->n > 1 ? ", ..." : "", evidence));
	if (w->why) {
		buf_puts(b, "    ");
		put_text(b, 4, arena_printf(&s->arena, "pair.yaml: %s", w->why));
	}
	const char *show = score_show(s, w), *flags = strstr(show, " -- ");
	if (strlen(show) + 4 > 100)
		printf("    %.*s \\\n       %s\n", (int)(flags - show), show, flags);
	else
		printf("    %s\n", show);
}

static void put_wrongs(struct score *s, const struct standing *st, struct buf *b)
{
	const struct detector *current = NULL;
	unsigned n = 0;
	for (unsigned i = 0; i < st->wrongs.n; i++) {
		const struct wrong *w = &st->wrongs.v[i];
		if (w->detector != current) {
			unsigned all = 0, cells = 0;
			for (unsigned k = i; k < st->wrongs.n && st->wrongs.v[k].detector == w->detector; k++) {
				all++;
				cells += st->wrongs.v[k].n;
			}
			printf("%s, %s: %u wrong about %u halves of pairs\n", st->class->name, w->detector->name, cells,
			       all);
			current = w->detector;
			n = 0;
		}
		if (n++ < s->options->worst)
			put_wrong(s, w, b);
	}
}

/* ---- sums -------------------------------------------------------------------------------------------------------- */

static const struct row *row_of(const struct standing *st, const char *isa, const struct detector *d)
{
	for (unsigned i = 0; i < st->n_row; i++) {
		const struct row *r = &st->row[i];
		if (r->detector == d && !r->compiler && (isa ? r->isa && !strcmp(r->isa, isa) : !r->isa))
			return r;
	}
	return NULL;
}

static void put_overview_row(const struct standing *st, const struct detector *d, bool first, struct buf *b)
{
	buf_printf(b, "%-*s%-*.*s", WHERE + 1, first ? st->class->name : "", NAME, NAME - 1, d->name);
	for (const struct isa *const *isa = isa_table; *isa; isa++) {
		const struct row *r = row_of(st, (*isa)->name, d);
		if (!r)
			continue;
		const struct confusion *c = &r->tally.c;
		buf_printf(b, "%6u", c->tp + c->fp + c->fn + c->tn);
		add_figure(b, &r->precision);
		add_figure(b, &r->recall);
	}
	put_line(b);
}

static bool has_isa(const struct score *s, const struct isa *isa)
{
	for (unsigned i = 0; i < s->run.n_column; i++)
		if (s->run.column[i].config.toolchain->isa == isa)
			return true;
	return false;
}

static void put_overview_head(const struct score *s, struct buf *b)
{
	printf("precision and recall\n");
	buf_printf(b, "%-*s", WHERE + 1 + NAME, "");
	for (const struct isa *const *isa = isa_table; *isa; isa++)
		if (has_isa(s, *isa))
			buf_printf(b, "%5s %-26s", "", (*isa)->name);
	put_line(b);
	buf_printf(b, "%-*s%-*s", WHERE + 1, "", NAME, "detector");
	for (const struct isa *const *isa = isa_table; *isa; isa++)
		if (has_isa(s, *isa))
			buf_printf(b, "%6s %-12s %-12s", "n", "precision", "recall");
	put_line(b);
}

/* All classes at a glance, where people look first: at the end. */
static void put_overview(const struct score *s, struct buf *b)
{
	put_overview_head(s, b);
	for (unsigned i = 0; i < s->n_standing; i++) {
		const struct standing *st = &s->standing[i];
		bool first = true;
		if (!st->scored) {
			buf_printf(b, "%-*snot scored", WHERE + 1, st->class->name);
			put_line(b);
		}
		for (unsigned d = 0; st->scored && d < s->n_detector; d++) {
			if (s->detector[d].unusable)
				continue;
			put_overview_row(st, &s->detector[d], first, b);
			first = false;
		}
	}
	putchar('\n');
}

static void put_detectors(const struct score *s)
{
	for (unsigned i = 0; i < s->n_detector; i++) {
		const struct detector *d = &s->detector[i];
		printf("%s: %u objects", d->name, d->calls);
		for (int m = 0; m < N_MISHAPS; m++)
			printf(", %u %s", d->mishap[m].n, mishap_titles[m]);
		printf("%s\n  %s\n", d->unusable ? "; not scored: it cannot be used" : "", d->command);
	}
}

static const char legend[] =
    "A function counts as shown a class by its pair's intent and an oracle, never by assay's findings;\n"
    "what no oracle can tell is left out and counted. Each figure with its 95% interval: precision and\n"
    "recall Wilson's, as if functions were independent; F1 and MCC bootstrapped over whole pairs.\n\n";

void score_print(struct score *s)
{
	struct buf b = {0};
	unsigned usable = 0;
	for (unsigned i = 0; i < s->n_detector; i++)
		usable += !s->detector[i].unusable;
	if (usable) {
		fputs(legend, stdout);
		for (unsigned i = 0; i < s->n_standing; i++)
			put_class(s, &s->standing[i], &b);
		for (unsigned i = 0; i < s->n_standing; i++)
			put_wrongs(s, &s->standing[i], &b);
		putchar('\n');
		put_overview(s, &b);
	}
	put_detectors(s);
	printf("%u pairs x %u configs: %u functions, %u cells not built, seed %llu\n", s->run.n_pair, s->run.n_column,
	       s->n_specimen, s->not_built, (unsigned long long)s->options->run.seed);
	buf_free(&b);
	if (fflush(stdout)) /* before what standard error has to say */
		diag_error("standard output: %s", strerror(errno));
}
