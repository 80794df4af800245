/* asm_blocks.c: the machine code of each asm statement of a C file, between marks that are put into its template. */
#include "asm_blocks.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define NOTES ".assay_asm"

/* ---- the marked source ------------------------------------------------------------------------------------------- */

static bool is_flag_output(const struct asm_operand *o) { return strchr(o->constraint, '@') != NULL; }

/* A line of a section of its own tells what the operands are in this copy. */
static void put_notes(struct buf *b, const struct asm_statement *s, unsigned number)
{
	buf_printf(b, "\\n\\t.pushsection " NOTES ",\\\"a\\\",%%%%progbits\\n\\t.asciz \\\"%u %%= ", number);
	for (unsigned i = 0; i < s->outputs.n + s->inputs.n; i++)
		if (i >= s->outputs.n || !is_flag_output(&s->outputs.v[i]))
			buf_printf(b, "|%%%u", i);
	buf_puts(b, "\\\"\\n\\t.popsection");
}

static void put_mark(struct buf *b, unsigned number, const char *what)
{
	buf_printf(b, "assay_asm_%u_%%=_%s:", number, what);
}

/* In a basic asm, of which an extended one is made here, the characters that mean something there mean themselves. */
static void put_basic(struct buf *b, const char *template)
{
	for (; *template; template ++)
		if (strchr("%{|}", *template))
			buf_printf(b, "%%%c", *template);
		else if (*template == '"' || *template == '\\')
			buf_printf(b, "\\%c", *template);
		else if (*template == '\n')
			buf_puts(b, "\\n");
		else
			buf_putc(b, *template);
}

/* Volatile, so that no copy that nobody needs is left out. */
static void put_statement(struct buf *b, const char *text, const struct asm_statement *s, unsigned number, bool notes)
{
	buf_printf(b, "__asm__ volatile%s%s(\"", s->is_goto ? " goto" : "", s->is_inline ? " inline" : "");
	put_mark(b, number, "begin");
	buf_puts(b, "\\n\\t\" ");
	if (s->basic) {
		buf_putc(b, '"');
		put_basic(b, s->template);
		buf_putc(b, '"');
	} else
		buf_add(b, text + s->template_begin, s->template_end - s->template_begin);
	buf_puts(b, " \"\\n\\t");
	put_mark(b, number, "end");
	if (notes)
		put_notes(b, s, number);
	buf_puts(b, s->basic ? "\" :" : "\"");
	buf_add(b, text + s->template_end, s->end - s->template_end);
}

static void mark(struct buf *out, const struct buf *text, const struct asm_statements *list, bool notes)
{
	size_t at = 0;
	for (unsigned i = 0; i < list->n; i++) {
		const struct asm_statement *s = &list->v[i];
		if (s->toplevel)
			continue;
		buf_add(out, text->data + at, s->begin - at);
		put_statement(out, text->data, s, i, notes);
		at = s->end;
	}
	buf_add(out, text->data + at, text->size - at);
}

/* ---- the object -------------------------------------------------------------------------------------------------- */

struct blocks {
	const struct asm_statements *statements;
	void (*each)(const struct asm_block *b, void *ctx);
	void *ctx;
};

static const struct symbol *symbol_named(const struct object *o, const char *name)
{
	for (uint32_t i = 0; i < o->n_symbols; i++)
		if (!strcmp(o->symbols[i].name, name))
			return &o->symbols[i];
	return NULL;
}

/* "3 57 |%rax|(%rdi)" of statement 3's copy 57. */
static const char *find_notes(const struct object *o, unsigned number, const char *copy)
{
	for (uint32_t i = 0; i < o->n_sections; i++) {
		const struct section *s = &o->sections[i];
		char head[64];
		int n = snprintf(head, sizeof head, "%u %s ", number, copy);
		if (strcmp(s->name, NOTES) != 0 || !s->data)
			continue;
		const char *at = (const char *)s->data, *end = at + s->size;
		for (const char *stop; at < end && (stop = memchr(at, '\0', (size_t)(end - at))); at = stop + 1)
			if (!strncmp(at, head, (size_t)n))
				return at + n;
	}
	return NULL;
}

static void read_block(struct object *o, const struct symbol *from, const struct blocks *b, struct decoder *d)
{
	unsigned number;
	int end = 0;
	char copy[32], name[96];
	if (sscanf(from->name, "assay_asm_%u_%31[0-9]_begin%n", &number, copy, &end) != 2 || !end || from->name[end] ||
	    number >= b->statements->n)
		return;
	snprintf(name, sizeof name, "assay_asm_%u_%s_end", number, copy);
	const struct symbol *to = symbol_named(o, name);
	struct arena arena = {0};
	if (!to || to->section != from->section || to->address < from->address)
		return;
	const struct function f = {.name = from->name,
	                           .main = {.name = from->name,
	                                    .address = from->address,
	                                    .size = to->address - from->address,
	                                    .section = from->section}};
	struct asm_block block = {.statement = &b->statements->v[number],
	                          .code = code_analyse(o, &f, isa_model(o->isa, NULL), d, &arena),
	                          .decoder = d,
	                          .operands = find_notes(o, number, copy)};
	b->each(&block, b->ctx);
	arena_free(&arena);
}

static void read_object(struct object *o, void *ctx)
{
	struct decoder *d = decoder_open(o->isa);
	for (uint32_t i = 0; i < o->n_symbols; i++)
		if (o->symbols[i].section >= 0)
			read_block(o, &o->symbols[i], ctx, d);
	decoder_close(d);
}

/* ---- the compiler ------------------------------------------------------------------------------------------------ */

static const char *run(const struct asm_request *q, char *const more[], const char *source, const char *out,
                       struct arena *arena)
{
	struct strings flags = {0};
	struct exec_result r;
	char text[96];
	for (char *const *f = q->flags; f && *f; f++)
		strings_add(arena, &flags, *f);
	for (; *more; more++)
		strings_add(arena, &flags, *more);
	const char *failure = NULL;
	if (!exec_run(compile_argv(q->config, flags.v, source, out, arena), NULL, COMPILE_LIMIT_MS, &r))
		failure = arena_printf(arena, "%s: %s: %s\n%.*s", q->source, q->config->toolchain->cc.command,
		                       exec_describe(&r, text), (int)(r.err.size < 2000 ? r.err.size : 2000),
		                       r.err.size ? r.err.data : "");
	exec_free(&r);
	return failure;
}

static bool read_file(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "r");
	size_t n = 0;
	if (!f)
		return false;
	do {
		n = fread(buf_reserve(out, 1 << 16), 1, 1 << 16, f);
		out->size += n;
	} while (n);
	bool good = !ferror(f);
	return !fclose(f) && good;
}

static const char *compile_marked(const struct asm_request *q, const struct buf *text,
                                  const struct asm_statements *list, bool notes, const char *object,
                                  struct arena *arena)
{
	static char *const to_object[] = {(char *)"-c", (char *)"-w", NULL};
	struct buf marked = {0};
	char *path = arena_printf(arena, "%s.marked.i", q->scratch);
	mark(&marked, text, list, notes);
	const char *failure = NULL;
	if (!file_write_atomically(path, marked.data, marked.size, 0644))
		failure = arena_printf(arena, "%s: %s", path, strerror(errno));
	else
		failure = run(q, to_object, path, object, arena);
	buf_free(&marked);
	unlink(path);
	return failure;
}

static const char *preprocess(const struct asm_request *q, struct buf *text, struct arena *arena)
{
	static char *const to_text[] = {(char *)"-E", NULL};
	char *path = arena_printf(arena, "%s.i", q->scratch);
	const char *failure = run(q, to_text, q->source, path, arena);
	if (!failure && !read_file(path, text))
		failure = arena_printf(arena, "%s: %s", path, strerror(errno));
	unlink(path);
	return failure;
}

const char *asm_blocks_read(const struct asm_request *q, struct asm_statements *statements,
                            void (*each)(const struct asm_block *b, void *ctx), void *ctx, struct arena *arena)
{
	struct buf text = {0};
	struct blocks b = {.statements = statements, .each = each, .ctx = ctx};
	char *object = arena_printf(arena, "%s.o", q->scratch);
	const char *failure = preprocess(q, &text, arena);
	if (!failure) {
		asm_source_read(text.data, text.size, q->source, statements, arena);
		failure = statements->fault;
	}
	if (!failure) {
		/* An operand that the compiler cannot print by itself ({cc}, labels) costs the notes, not the check. */
		failure = compile_marked(q, &text, statements, true, object, arena);
		if (failure)
			failure = compile_marked(q, &text, statements, false, object, arena);
		if (!failure && object_each(object, read_object, &b) != 1)
			failure = arena_printf(arena, "%s: the object that %s made of it cannot be read", q->source,
			                       q->config->toolchain->cc.command);
	}
	unlink(object);
	buf_free(&text);
	return failure;
}
