/* show.c: one function's machine code for reading: source, loops, findings in the margin. */
#include "show.h"

#include <stdio.h>
#include <stdlib.h>

/* Source files, read once and kept for the function. */
struct text_file {
	const char *path;
	char **line;
	uint32_t n;
	struct text_file *next;
};

struct view {
	struct buf *out;
	struct report_context *r;
	const struct finding_list *found;
	const struct show_style *style;
	const struct code *c;
	struct text_file *files;
	struct source last;
	uint32_t max_depth;
	uint32_t *loop_first, *loop_end; /* by loop: the span of its instructions, in address order */
	uint32_t *mark;                  /* by instruction: finding number from 1, 0: none */
};

static struct text_file *read_file(struct view *v, const char *path)
{
	for (struct text_file *f = v->files; f; f = f->next)
		if (!strcmp(f->path, path))
			return f;
	struct text_file *f = ARENA_NEW(v->r->arena, struct text_file);
	struct {
		char **v;
		uint32_t n, cap;
	} lines = {0};
	f->path = path;
	f->next = v->files;
	v->files = f;
	FILE *in = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;
	for (ssize_t n; in && (n = getline(&line, &cap, in)) >= 0;) {
		while (n > 0 && (line[n - 1] == '\n' || line[n - 1] == '\r'))
			line[--n] = 0;
		*ARENA_PUSH(v->r->arena, &lines) = arena_strdup(v->r->arena, line);
	}
	free(line);
	if (in)
		fclose(in);
	f->line = lines.v;
	f->n = lines.n;
	return f;
}

static void put_source_line(struct view *v, uint64_t address)
{
	struct source s = v->r->source(v->r, address);
	if (!s.file || (v->last.file && s.line == v->last.line && !strcmp(s.file, v->last.file)))
		return;
	v->last = s;
	struct text_file *f = read_file(v, s.file);
	buf_puts(v->out, v->style->colour ? "\033[2m" : "");
	put_source_position(v->out, &s);
	if (s.line > 0 && (uint32_t)s.line <= f->n)
		buf_printf(v->out, ":  %s", f->line[s.line - 1] + strspn(f->line[s.line - 1], " \t"));
	buf_printf(v->out, "%s\n", v->style->colour ? "\033[0m" : "");
}

/* A loop's blocks need not be adjacent: its bracket spans from its first to its last instruction, and an instruction
 * between them that is not in it shows a gap. */
static void measure_loops(struct view *v)
{
	const struct code *c = v->c;
	v->loop_first = ARENA_ARRAY(c->arena, uint32_t, c->n_loop);
	v->loop_end = ARENA_ARRAY(c->arena, uint32_t, c->n_loop);
	for (uint32_t l = 0; l < c->n_loop; l++) {
		uint32_t first = NONE, end = 0;
		for (uint32_t i = 0; i < c->loop[l].n_blocks; i++) {
			const struct block *b = &c->block[c->loop_blocks[c->loop[l].first_block + i]];
			first = b->first < first ? b->first : first;
			end = b->end > end ? b->end : end;
		}
		v->loop_first[l] = first;
		v->loop_end[l] = end;
		v->max_depth = c->loop[l].depth > v->max_depth ? c->loop[l].depth : v->max_depth;
	}
}

static void put_brackets(struct view *v, uint32_t insn)
{
	static const char *const unicode[] = {"┌", "│", "└", "├", "╶"}, *const ascii[] = {"/", "|", "\\", "+", "-"};
	const char *const *glyph = v->style->unicode ? unicode : ascii;
	const struct code *c = v->c;
	uint32_t chain[64], n = 0;
	for (uint32_t l = c->too_large ? NONE : c->block[c->block_of[insn]].loop; l != NONE && n < 64;
	     l = c->loop[l].parent)
		chain[n++] = l;
	for (uint32_t depth = 0; depth < v->max_depth && depth < 64; depth++) {
		if (depth >= n) {
			buf_putc(v->out, ' ');
			continue;
		}
		uint32_t l = chain[n - 1 - depth];
		bool first = insn == v->loop_first[l], last = insn + 1 == v->loop_end[l];
		bool header = insn == c->block[c->loop[l].header].first;
		buf_puts(v->out, glyph[first && last ? 4 : first ? 0 : last ? 2 : header ? 3 : 1]);
	}
}

static void put_instruction(struct view *v, uint32_t i)
{
	const struct insn *in = &v->c->insn[i];
	const struct part *p = part_of(v->c, i);
	char mark[16] = "";
	if (v->mark[i])
		snprintf(mark, sizeof mark, "%u>", v->mark[i]);
	const bool colour = v->style->colour && v->mark[i];
	buf_printf(v->out, "%s%4s ", colour ? "\033[31m" : "", mark);
	put_brackets(v, i);
	buf_printf(v->out, " +0x%-5llx %s%s\n", (unsigned long long)(in->address - p->address),
	           decoder_text(v->r->decoder, v->r->object, in, v->r->arena), colour ? "\033[0m" : "");
}

static void mark_findings(struct view *v)
{
	v->mark = ARENA_ARRAY(v->r->arena, uint32_t, v->c->n_insn + 1);
	for (uint32_t i = v->found->n; i-- > 0;) {
		const struct finding *f = &v->found->v[i];
		for (uint32_t e = 0; e < f->n_evidence; e++)
			v->mark[f->evidence[e]] = i + 1;
		v->mark[f->insn] = i + 1;
	}
}

static void put_loop_notes(struct view *v)
{
	const struct code *c = v->c;
	for (uint32_t i = 0; i < c->n_loop; i++) {
		const struct loop *l = &c->loop[i];
		const struct insn *header = &c->insn[c->block[l->header].first];
		buf_printf(v->out, "loop %u: header +0x%llx, depth %u, %s, %u instructions", i + 1,
		           (unsigned long long)(header->address - part_of(c, c->block[l->header].first)->address),
		           l->depth, role_name(l->role), l->n_instructions);
		if (l->vector_bits)
			buf_printf(v->out, ", %u-bit vectors%s", l->vector_bits, l->scalable ? " or longer" : "");
		if (l->innermost)
			buf_printf(v->out, "\n        latency %.1f, throughput %.1f cycles an iteration (%s)",
			           (double)l->latency, (double)l->throughput, c->model->name);
		for (unsigned k = 0, any = 0; k < N_BLOCKERS; k++)
			if (l->blockers >> k & 1)
				buf_printf(v->out, "%s%s", any++ ? ", " : "\n        no SIMD because of: ",
				           blocker_name((enum simd_blocker)k));
		buf_putc(v->out, '\n');
	}
}

static void put_finding_notes(struct view *v)
{
	for (uint32_t i = 0; i < v->found->n; i++) {
		const struct finding *f = &v->found->v[i];
		buf_printf(v->out, "%u> %s%s%s%s, severity %s, confidence %s\n   ", i + 1, f->class->name,
		           f->kind ? " (" : "", f->kind ? f->kind : "", f->kind ? ")" : "", level_name(f->severity),
		           level_name(f->confidence));
		put_paragraph(v->out, 3, f->fix);
	}
}

static void put_unknown_notes(struct view *v)
{
	const struct unknown *u;
	for (unsigned i = 0; (u = unknown_of(v->r->analysis, i)); i++) {
		buf_printf(v->out, "%s%s: ", i ? "" : "\n", u->label);
		put_paragraph(v->out, (unsigned)strlen(u->label) + 2, u->text);
	}
}

void show_function(struct buf *b, struct report_context *r, const struct finding_list *found,
                   const struct show_style *style)
{
	struct view v = {.out = b, .r = r, .found = found, .style = style, .c = r->analysis->code};
	const struct function *f = v.c->function;
	measure_loops(&v);
	mark_findings(&v);
	buf_printf(b, "%s  (%s)\n", r->demangled ? r->demangled : f->name, r->object->path);
	const struct part *part = &f->main;
	for (uint32_t i = 0; i < v.c->n_insn; i++) {
		if (!v.c->insn[i].size)
			continue;
		if (part_of(v.c, i) != part) {
			part = part_of(v.c, i);
			buf_printf(b, "%s:\n", part->name);
			v.last = (struct source){0};
		}
		put_source_line(&v, v.c->insn[i].address);
		put_instruction(&v, i);
	}
	if (v.c->n_loop || found->n)
		buf_putc(b, '\n');
	put_loop_notes(&v);
	put_finding_notes(&v);
	put_unknown_notes(&v);
}
