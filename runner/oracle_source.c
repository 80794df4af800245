/* oracle_source.c: one C file as a compiler translates it to assembly text. */
#include "oracle_source.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool in_name(char c) { return isalnum((unsigned char)c) || (c && strchr("._$", c)); }

static struct text_line classify(const char *p, size_t n)
{
	struct text_line l = {.text = p, .size = (int)n};
	size_t word = 0;
	while (word < n && in_name(p[word]))
		word++;
	l.label = word && word < n && p[word] == ':';
	if (l.label)
		l.size = (int)word;
	l.instruction = n > 1 && *p == '\t' && isalpha((unsigned char)p[1]);
	return l;
}

static void split_lines(struct oracle_source *s, struct arena *a)
{
	const char *p = s->assembly.data, *end = p + s->assembly.size;
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
		*ARENA_PUSH(a, &s->text) = classify(p, (size_t)(stop - p));
		p = stop + 1;
	}
}

/* "\t.size\tNAME, .-NAME" */
static bool ends(const struct text_line *l, const struct text_line *label)
{
	return l->size > 7 + label->size && !memcmp(l->text, "\t.size\t", 7) &&
	       !memcmp(l->text + 7, label->text, (size_t)label->size) && l->text[7 + label->size] == ',';
}

/* "\t.type\tNAME, @function", "%function" on some ISAs. */
static bool declares_function(const struct text_line *l, const struct text_line *label)
{
	return l->size > 7 + label->size && !memcmp(l->text, "\t.type\t", 7) &&
	       !memcmp(l->text + 7, label->text, (size_t)label->size) && l->text[7 + label->size] == ',' &&
	       memmem(l->text, (size_t)l->size, "function", 8);
}

static bool is_function(const struct oracle_source *s, unsigned label)
{
	for (unsigned k = label; k-- > 0 && !s->text.v[k].instruction;)
		if (declares_function(&s->text.v[k], &s->text.v[label]))
			return true;
	return false;
}

static void find_functions(struct oracle_source *s, struct arena *a)
{
	const struct text *t = &s->text;
	for (unsigned i = 0; i < t->n; i++) {
		unsigned last = i + 1;
		if (!t->v[i].label || !is_function(s, i))
			continue;
		while (last < t->n && !ends(&t->v[last], &t->v[i]))
			last++;
		if (last == t->n)
			continue;
		*ARENA_PUSH(a, &s->functions) =
		    (struct source_function){arena_printf(a, "%.*s", t->v[i].size, t->v[i].text), i, last - 1};
		i = last;
	}
}

const struct source_function *oracle_source_function(const struct oracle_source *s, const char *name)
{
	for (unsigned i = 0; i < s->functions.n; i++)
		if (!strcmp(s->functions.v[i].name, name))
			return &s->functions.v[i];
	return NULL;
}

/* The text with each {} as `value`. */
static char *substitute(const char *text, const char *value, struct arena *a)
{
	const char *hole = strstr(text, "{}");
	return hole ? arena_printf(a, "%.*s%s%s", (int)(hole - text), text, value, substitute(hole + 2, value, a))
	            : arena_strdup(a, text);
}

static void compile(struct oracle_source *s, const struct config *c, const char *folder, const char *source,
                    char *const flags[], const char *scratch, struct arena *a)
{
	struct strings more = {0};
	struct exec_result r;
	char how[96];
	char *out = arena_printf(a, "%s.s", scratch);
	strings_add(a, &more, (char *)"-S");
	for (; flags && *flags; flags++)
		strings_add(a, &more, *flags);
	for (unsigned i = 0; i < c->toolchain->record.flags.n; i++)
		strings_add(a, &more, substitute(c->toolchain->record.flags.v[i], scratch, a));
	bool good = exec_run(compile_argv(c, more.v, source, out, a), folder, COMPILE_LIMIT_MS, &r);
	s->said = r.err.size ? arena_printf(a, "%.*s", (int)r.err.size, r.err.data) : NULL;
	if (!good)
		s->error = arena_printf(a, "the compiler %s", exec_describe(&r, how));
	else if (!file_read(out, &s->assembly))
		s->error = arena_printf(a, "%s: %s", out, strerror(errno));
	exec_free(&r);
	unlink(out);
}

void oracle_source_read(struct oracle_source *s, const struct config *c, const char *folder, const char *source,
                        char *const flags[], const char *scratch, struct arena *a)
{
	const struct record *record = &c->toolchain->record;
	*s = (struct oracle_source){0};
	compile(s, c, folder, source, flags, scratch, a);
	char *path = record->file ? substitute(record->file, scratch, a) : NULL;
	if (!s->error) {
		split_lines(s, a);
		find_functions(s, a);
		if (!path)
			s->no_record = "this toolchain writes no optimisation record";
		else if (!remarks_read(s, record->format, path, a))
			s->no_record = "the compiler's optimisation record cannot be read";
	}
	if (path)
		unlink(path);
}

void oracle_source_free(struct oracle_source *s) { buf_free(&s->assembly); }
