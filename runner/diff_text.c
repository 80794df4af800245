/* diff_text.c: what changed, for people: figures, findings, loops, and the assembly side by side. */
#include "diff.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

enum { NAME = 16, LABEL = 5 };

static const char *const colours[N_JUDGEMENTS] = {"", "\033[32m", "\033[31m", "\033[33m", "\033[2m"};

static void put_judgement(struct buf *b, enum judgement how, const struct diff_style *style)
{
	bool on = style->colour && how != JUDGED_SAME;
	buf_printf(b, "%s%s%s", on ? colours[how] : "", judgement_name(how), on ? "\033[0m" : "");
}

static void begin(struct buf *b, const struct object *old, const struct object *new)
{
	const struct object *const both[] = {old, new};
	for (int i = 0; i < 2; i++) {
		buf_printf(b, "%s: %s", i ? "new" : "old", both[i]->path);
		if (both[i]->producer)
			buf_printf(b, ", %.70s", both[i]->producer);
		buf_putc(b, '\n');
	}
}

/* ---- figures, findings, loops -------------------------------------------------------------------------------------
 */

static void put_figures(struct buf *b, const struct figures *f, const struct diff_style *style)
{
	buf_printf(b, "  %-*s%-30s%-30s\n", NAME, "", "old", "new");
	for (uint32_t i = 0; i < f->n; i++) {
		const struct figure *x = &f->v[i];
		buf_printf(b, "  %-*s%-30s%-30s", NAME, x->name, x->old, x->new);
		if (x->judged)
			put_judgement(b, x->how, style);
		else
			buf_puts(b, "(not judged)");
		buf_putc(b, '\n');
	}
}

static void put_finding(struct buf *b, char sign, const struct side *s, const struct finding *f,
                        const struct source *at, const struct diff_style *style)
{
	const struct part *p = part_of(s->code, f->insn);
	const char *colour = !style->colour ? "" : sign == '-' ? colours[JUDGED_BETTER] : colours[JUDGED_WORSE];
	buf_printf(b, "  %s%c %s%s%s%s%s at %s+0x%llx", colour, sign, f->class->name, *colour ? "\033[0m" : "",
	           f->kind ? " (" : "", f->kind ? f->kind : "", f->kind ? ")" : "", p->name,
	           (unsigned long long)(s->code->insn[f->insn].address - p->address));
	if (at->file) {
		buf_puts(b, ", ");
		put_source_position(b, at);
	}
	buf_printf(b, ", severity %s\n", level_name(f->severity));
}

static void put_findings(struct buf *b, const struct diff_function *f, const struct diff_style *style)
{
	const struct finding_match *m = &f->findings;
	for (uint32_t i = 0; i < f->old.found.n; i++) {
		const struct finding *x = &f->old.found.v[i];
		const struct finding *y = m->to_new[i] == NONE ? NULL : &f->new.found.v[m->to_new[i]];
		if (!y)
			put_finding(b, '-', &f->old, x, &m->at_old[i], style);
		else if (x->severity != y->severity)
			buf_printf(b, "  = %s at %s+0x%llx: severity %s, was %s\n", y->class->name,
			           part_of(f->new.code, y->insn)->name,
			           (unsigned long long)(f->new.code->insn[y->insn].address -
			                                part_of(f->new.code, y->insn)->address),
			           level_name(y->severity), level_name(x->severity));
	}
	for (uint32_t i = 0; i < f->new.found.n; i++)
		if (m->to_old[i] == NONE)
			put_finding(b, '+', &f->new, &f->new.found.v[i], &m->at_new[i], style);
}

static void put_loops(struct buf *b, const char *which, const struct side *s)
{
	for (uint32_t i = 0; i < s->code->n_loop; i++) {
		const struct loop *l = &s->code->loop[i];
		buf_printf(b, "  %s loop %u: %s, depth %u, %u instructions", which, i + 1, role_name(l->role), l->depth,
		           l->n_instructions);
		if (l->vector_bits)
			buf_printf(b, ", %u-bit vectors%s", l->vector_bits, l->scalable ? " or longer" : "");
		if (l->innermost)
			buf_printf(b, ", latency %.1f, throughput %.1f%s", (double)l->latency, (double)l->throughput,
			           l->unknown_costs ? ", some costs unknown" : "");
		buf_putc(b, '\n');
	}
}

/* ---- side by side -------------------------------------------------------------------------------------------------
 */

/* One line of both columns; NONE: nothing on that side. */
struct line {
	uint32_t old, new;
	char mark; /* ' ' the same, '~' the same operation on other values, '|' another one, '<' '>' on one side only */
};

struct lines {
	struct line *v;
	uint32_t n, cap;
};

static struct lines make_lines(const struct matching *m)
{
	struct lines lines = {0};
	uint32_t i = 0, k = 0;
	while (i < m->old.n || k < m->new.n) {
		bool left = i < m->old.n && m->to_new[i] == NONE, right = k < m->new.n && m->to_old[k] == NONE;
		struct line l = {NONE, NONE, ' '};
		if (left || (!right && i < m->old.n))
			l.old = i++;
		if (right || (!left && l.old != NONE))
			l.new = k++;
		if (left || right)
			l.mark = left && right ? '|' : left ? '<' : '>';
		else if (m->other_input[l.old])
			l.mark = '~';
		*ARENA_PUSH(m->arena, &lines) = l;
	}
	return lines;
}

static void put_column(struct buf *b, unsigned width, unsigned label, const char *text, bool pad)
{
	char name[16] = "";
	if (label)
		snprintf(name, sizeof name, "L%u:", label);
	unsigned room = width > LABEL ? width - LABEL : 1, length = (unsigned)strlen(text);
	buf_printf(b, "%-*s", LABEL, text[0] ? name : "");
	if (length > room)
		buf_printf(b, "%.*s..", (int)room - 2, text);
	else
		buf_printf(b, "%-*s", pad ? (int)room : 0, text);
}

static void put_line(struct buf *b, const struct matching *m, const struct line *l, const struct diff_style *style)
{
	unsigned half = (style->width - 5) / 2;
	const char *colour = !style->colour || l->mark == ' ' ? ""
	                     : l->mark == '<'                 ? colours[JUDGED_WORSE]
	                     : l->mark == '>'                 ? colours[JUDGED_BETTER]
	                                                      : colours[JUDGED_MIXED];
	buf_printf(b, "%s", colour);
	put_column(b, half, l->old == NONE ? 0 : m->label_old[l->old], l->old == NONE ? "" : diff_text_old(m, l->old),
	           true);
	buf_printf(b, " %c ", l->mark);
	put_column(b, half, l->new == NONE ? 0 : m->label_new[l->new], l->new == NONE ? "" : diff_text_new(m, l->new),
	           false);
	while (b->size && b->data[b->size - 1] == ' ')
		b->size--;
	buf_printf(b, "%s\n", *colour ? "\033[0m" : "");
}

/* Rows that are the same are left out but for some around each change. */
static void put_assembly(struct buf *b, const struct diff_function *f, const struct diff_style *style)
{
	struct lines lines = make_lines(&f->match);
	uint32_t left_out = 0, *near = ARENA_ARRAY(f->arena, uint32_t, lines.n + 1), last = 0;
	for (uint32_t i = 0; i < lines.n; i++) {
		last = lines.v[i].mark != ' ' ? style->context + 1 : last ? last - 1 : 0;
		near[i] |= last;
	}
	last = 0;
	for (uint32_t i = lines.n; i-- > 0;) {
		last = lines.v[i].mark != ' ' ? style->context + 1 : last ? last - 1 : 0;
		near[i] |= last;
	}
	for (uint32_t i = 0; i <= lines.n; i++) {
		if (i < lines.n && !near[i]) {
			left_out++;
			continue;
		}
		if (left_out)
			buf_printf(b, "     ... %u the same\n", left_out);
		left_out = 0;
		if (i < lines.n)
			put_line(b, &f->match, &lines.v[i], style);
	}
}

static void function(struct buf *b, const struct diff_function *f, const struct diff_style *style)
{
	const char *readable = f->name_new ? demangle(f->name_new, f->arena) : NULL;
	buf_printf(b, "\n%s%s%s: ", f->demangled ? f->demangled : f->name, f->name_new ? " -> " : "",
	           readable      ? readable
	           : f->name_new ? f->name_new
	                         : "");
	put_judgement(b, f->figures.how, style);
	buf_printf(b, ", %u instruction%s changed\n", f->match.changed, f->match.changed == 1 ? "" : "s");
	put_figures(b, &f->figures, style);
	put_findings(b, f, style);
	put_loops(b, "old", &f->old);
	put_loops(b, "new", &f->new);
	if (style->assembly)
		put_assembly(b, f, style);
}

/* ---- totals -------------------------------------------------------------------------------------------------------
 */

static void put_only(struct buf *b, const char *which, const struct only *only)
{
	for (unsigned i = 0; i < only->n; i++)
		buf_printf(b, "%s %s\n", i ? "            " : which, only->v[i]);
}

static void totals(struct buf *b, const struct diff_totals *t, const struct diff_style *style)
{
	uint64_t changed = t->both - t->same;
	buf_putc(b, '\n');
	put_only(b, "only in old:", &t->only_old);
	put_only(b, "only in new:", &t->only_new);
	buf_printf(b, "functions in both %llu: the same %llu, changed %llu", (unsigned long long)t->both,
	           (unsigned long long)t->same, (unsigned long long)changed);
	buf_printf(b, "; only in old %u, only in new %u\n", t->only_old.n, t->only_new.n);
	for (unsigned i = 0; changed && i < JUDGED_UNKNOWN; i++)
		buf_printf(b, "%s%s %llu", i ? ", " : "of those changed: ",
		           i ? judgement_name((enum judgement)i) : "neither better nor worse",
		           (unsigned long long)t->changed[i]);
	buf_printf(b, "%sassembly: ", changed ? "\n" : "");
	put_judgement(b, t->how, style);
	buf_putc(b, '\n');
}

const struct diff_format diff_format_text = {"text", begin, function, NULL, totals};
