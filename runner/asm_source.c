/* asm_source.c: the GNU asm statements of a C file, as the compiler sees them. */
#include "asm_source.h"

#include "buf.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_STRING, TOKEN_OTHER };

struct token {
	enum token_kind kind;
	char sign; /* TOKEN_OTHER: its character */
	size_t begin, end;
};

struct reader {
	const char *text;
	size_t size, at;
	const char *file;
	unsigned line;
	bool system;      /* as the line markers say */
	bool line_begins; /* nothing but white space since the last line break */
	struct token token, before;
	unsigned depth; /* of braces */
	struct asm_statements *out;
	struct arena *arena;
};

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

static char peek(const struct reader *r, size_t ahead)
{
	return r->at + ahead < r->size ? r->text[r->at + ahead] : '\0';
}

/* # 12 "file" 1    #line 12 "file"    #pragma ... */
static void directive(struct reader *r)
{
	const char *end = memchr(r->text + r->at, '\n', r->size - r->at);
	size_t stop = end ? (size_t)(end - r->text) : r->size;
	const char *s = arena_printf(r->arena, "%.*s", (int)(stop - r->at), r->text + r->at);
	s += 1 + strspn(s + 1, " \t");
	if (!strncmp(s, "line", 4))
		s += 4 + strspn(s + 4, " \t");
	if (isdigit((unsigned char)*s)) {
		char *rest;
		r->line = (unsigned)strtoul(s, &rest, 10) - 1; /* it speaks of the next line */
		const char *open = strchr(rest, '"'), *close = open ? strrchr(open + 1, '"') : NULL;
		if (close) {
			r->file = arena_printf(r->arena, "%.*s", (int)(close - open - 1), open + 1);
			r->system = strstr(close, " 3") != NULL;
		}
	}
	r->at = stop;
}

static void skip_comment(struct reader *r)
{
	bool block = peek(r, 1) == '*';
	for (r->at += 2; r->at < r->size; r->at++) {
		if (block && peek(r, 0) == '*' && peek(r, 1) == '/') {
			r->at += 2;
			return;
		}
		if (peek(r, 0) == '\n') {
			if (!block)
				return;
			r->line++;
		}
	}
}

static void skip_space(struct reader *r)
{
	for (; r->at < r->size;) {
		char c = peek(r, 0);
		if (c == '\n') {
			r->line++;
			r->line_begins = true;
			r->at++;
		} else if (c == '#' && r->line_begins)
			directive(r);
		else if (c == '/' && (peek(r, 1) == '*' || peek(r, 1) == '/'))
			skip_comment(r);
		else if (isspace((unsigned char)c))
			r->at++;
		else
			return;
	}
}

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_' || c == '$'; }

static void skip_quoted(struct reader *r, char quote)
{
	for (r->at++; r->at < r->size && peek(r, 0) != quote; r->at++)
		if (peek(r, 0) == '\\' && r->at + 1 < r->size) {
			r->at++;
			r->line += peek(r, 0) == '\n';
		}
	r->at += r->at < r->size;
}

static void next(struct reader *r)
{
	r->before = r->token;
	skip_space(r);
	struct token *t = &r->token;
	*t = (struct token){.begin = r->at};
	char c = peek(r, 0);
	r->line_begins = false;
	if (r->at >= r->size)
		t->kind = TOKEN_END;
	else if (c == '"') {
		t->kind = TOKEN_STRING;
		skip_quoted(r, c);
	} else if (is_word(c)) {
		t->kind = TOKEN_WORD;
		while (is_word(peek(r, 0)))
			r->at++;
	} else {
		t->kind = TOKEN_OTHER;
		t->sign = c;
		if (c == '\'')
			skip_quoted(r, c);
		else
			r->at++;
	}
	t->end = r->at;
	r->depth += t->sign == '{';
	r->depth -= t->sign == '}' && r->depth;
}

static bool word_is(const struct reader *r, const struct token *t, const char *const *words)
{
	for (; t->kind == TOKEN_WORD && *words; words++)
		if (strlen(*words) == t->end - t->begin && !memcmp(*words, r->text + t->begin, t->end - t->begin))
			return true;
	return false;
}

static bool sign_is(const struct reader *r, char sign) { return r->token.kind == TOKEN_OTHER && r->token.sign == sign; }

/* ---- strings ----------------------------------------------------------------------------------------------------- */

/* What stands behind a backslash, up to `end`. */
static unsigned escape(const char **s, const char *end)
{
	static const char from[] = "nrtabfve", to[] = "\n\r\t\a\b\f\v\033";
	char c = *(*s)++;
	const char *known = c ? strchr(from, c) : NULL;
	unsigned value = 0;
	if (known)
		return (unsigned char)to[known - from];
	if (c == 'x') {
		for (; *s < end && isxdigit((unsigned char)**s); (*s)++)
			value =
			    16 * value + (unsigned)(isdigit((unsigned char)**s) ? **s - '0' : (**s | 32) - 'a' + 10);
		return value & 0xff;
	}
	if (c < '0' || c > '7')
		return (unsigned char)c;
	value = (unsigned)(c - '0');
	for (unsigned i = 0; i < 2 && *s < end && **s >= '0' && **s <= '7'; i++)
		value = 8 * value + (unsigned)(*(*s)++ - '0');
	return value & 0xff;
}

/* The literals that stand here, in one piece. NULL: none does. */
static char *read_strings(struct reader *r)
{
	struct buf b = {0};
	if (r->token.kind != TOKEN_STRING)
		return NULL;
	for (; r->token.kind == TOKEN_STRING; next(r)) {
		const char *s = r->text + r->token.begin + 1, *end = r->text + r->token.end - 1;
		while (s < end)
			if (*s != '\\')
				buf_putc(&b, *s++);
			else if (s[1] == '\n')
				s += 2;
			else {
				s++;
				buf_putc(&b, (char)escape(&s, end));
			}
	}
	char *text = arena_printf(r->arena, "%.*s", (int)b.size, b.size ? b.data : "");
	buf_free(&b);
	return text;
}

/* ---- statements -------------------------------------------------------------------------------------------------- */

static bool expected(struct reader *r, const char *what)
{
	if (!r->out->fault)
		r->out->fault =
		    arena_printf(r->arena, "%s:%u: %s was expected in an asm statement", r->file, r->line, what);
	return false;
}

static bool take(struct reader *r, char sign, const char *what)
{
	if (!sign_is(r, sign))
		return expected(r, what);
	next(r);
	return true;
}

static bool skip_parentheses(struct reader *r)
{
	unsigned depth = 0;
	do {
		if (r->token.kind == TOKEN_END)
			return expected(r, "a closing parenthesis");
		depth += sign_is(r, '(');
		depth -= sign_is(r, ')');
		next(r);
	} while (depth);
	return true;
}

static char *take_word(struct reader *r)
{
	char *s = arena_printf(r->arena, "%.*s", (int)(r->token.end - r->token.begin), r->text + r->token.begin);
	next(r);
	return s;
}

static bool read_operand(struct reader *r, struct asm_operands *list)
{
	struct asm_operand o = {0};
	if (sign_is(r, '[')) {
		next(r);
		if (r->token.kind != TOKEN_WORD)
			return expected(r, "an operand's name");
		o.name = take_word(r);
		if (!take(r, ']', "]"))
			return false;
	}
	o.constraint = read_strings(r);
	if (!o.constraint)
		return expected(r, "a constraint");
	if (!sign_is(r, '('))
		return expected(r, "( and an expression");
	*ARENA_PUSH(r->arena, list) = o;
	return skip_parentheses(r);
}

enum section { OUTPUTS, INPUTS, CLOBBERS, LABELS, N_SECTIONS };

static bool read_item(struct reader *r, struct asm_statement *s, enum section section)
{
	if (section == OUTPUTS || section == INPUTS)
		return read_operand(r, section == OUTPUTS ? &s->outputs : &s->inputs);
	if (section == LABELS) {
		if (r->token.kind != TOKEN_WORD)
			return expected(r, "a label");
		strings_add(r->arena, &s->labels, take_word(r));
		return true;
	}
	char *clobber = read_strings(r);
	if (!clobber)
		return expected(r, "a clobber's name");
	strings_add(r->arena, &s->clobbers, clobber);
	return true;
}

static bool read_sections(struct reader *r, struct asm_statement *s)
{
	for (unsigned section = OUTPUTS; section < N_SECTIONS && sign_is(r, ':'); section++) {
		next(r);
		while (!sign_is(r, ':') && !sign_is(r, ')')) {
			if (!read_item(r, s, (enum section)section))
				return false;
			if (!sign_is(r, ':') && !sign_is(r, ')') && !take(r, ',', "a comma"))
				return false;
		}
	}
	return true;
}

static const char *const keywords[] = {"asm", "__asm", "__asm__", NULL};
static const char *const volatiles[] = {"volatile", "__volatile", "__volatile__", NULL};
static const char *const inlines[] = {"inline", "__inline", "__inline__", NULL};
static const char *const gotos[] = {"goto", NULL};

static bool read_statement(struct reader *r, struct asm_statement *s)
{
	for (next(r); r->token.kind == TOKEN_WORD; next(r)) {
		s->is_volatile |= word_is(r, &r->token, volatiles);
		s->is_inline |= word_is(r, &r->token, inlines);
		s->is_goto |= word_is(r, &r->token, gotos);
	}
	if (!take(r, '(', "("))
		return false;
	s->template_begin = r->token.begin;
	s->template = read_strings(r);
	if (!s->template)
		return expected(r, "a template");
	s->template_end = r->before.end;
	s->basic = !sign_is(r, ':');
	if (!read_sections(r, s))
		return false;
	s->end = r->token.end;
	return take(r, ')', ")");
}

/* What stands before it tells a statement from the asm of a declaration, `register int x asm("r12")`. */
static bool begins_statement(const struct reader *r)
{
	static const char *const openers[] = {"else", "do", "__extension__", NULL};
	const struct token *before = &r->before;
	if (before->kind == TOKEN_OTHER)
		return strchr(r->depth ? ";{}:)" : ";}", before->sign) != NULL;
	return before->kind == TOKEN_END || word_is(r, before, openers);
}

void asm_source_read(const char *text, size_t size, const char *file, struct asm_statements *out, struct arena *arena)
{
	struct reader r = {
	    .text = text, .size = size, .file = file, .line = 1, .line_begins = true, .out = out, .arena = arena};
	*out = (struct asm_statements){0};
	next(&r);
	while (r.token.kind != TOKEN_END) {
		if (!word_is(&r, &r.token, keywords) || !begins_statement(&r)) {
			next(&r);
			continue;
		}
		struct asm_statement s = {
		    .file = r.file, .line = r.line, .begin = r.token.begin, .toplevel = !r.depth, .system = r.system};
		if (read_statement(&r, &s))
			*ARENA_PUSH(arena, out) = s;
	}
}
