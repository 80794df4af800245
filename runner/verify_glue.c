/* verify_glue.c: the C text between the registry's rows and the driver (kernels/verify/verify.h shows a file). */
#include "verify_build.h"

#include "diag.h"

#include <string.h>

struct word {
	const char *name, *constant, *type;
	const char *bare; /* the type where no header was included; NULL: the same */
};

static const struct word params[] = {
    {"in", "VERIFY_IN", "const void *", NULL},
    {"words", "VERIFY_WORDS", "const uint64_t *", "const __UINT64_TYPE__ *"},
    {"out", "VERIFY_OUT", "void *", NULL},
    {"size", "VERIFY_SIZE", "size_t", "__SIZE_TYPE__"},
    {"byte", "VERIFY_BYTE", "int", NULL},
    {"u32", "VERIFY_U32", "uint32_t", "__UINT32_TYPE__"},
    {"u64", "VERIFY_U64", "uint64_t", "__UINT64_TYPE__"},
    {0},
};

static const struct word results[] = {
    {"void", "VERIFY_RESULT_VOID", "void", NULL},
    {"u32", "VERIFY_RESULT_U32", "uint32_t", "__UINT32_TYPE__"},
    {"u64", "VERIFY_RESULT_U64", "uint64_t", "__UINT64_TYPE__"},
    {"pointer", "VERIFY_RESULT_POINTER", "void *", NULL},
    {0},
};

static const struct word *find(const struct word *table, const char *name)
{
	for (; table->name; table++)
		if (!strcmp(table->name, name))
			return table;
	diag_internal("no parameter or result is called %s", name);
}

static void write_string(struct buf *out, const char *text)
{
	buf_putc(out, '"');
	for (const unsigned char *s = (const unsigned char *)text; *s; s++)
		if (*s < ' ' || *s == '"' || *s == '\\' || *s == '?' || *s > '~')
			buf_printf(out, "\\%03o", *s);
		else
			buf_putc(out, (char)*s);
	buf_putc(out, '"');
}

/* What stands between the quotes of #include is taken as it is. */
bool glue_can_include(const char *path) { return !strpbrk(path, "\"\n\r"); }

static const char *type_of(const struct word *w, bool bare) { return bare && w->bare ? w->bare : w->type; }

static const char *prototype(const struct verify_entry *kernel, const char *name, bool bare, struct arena *arena)
{
	const char *list = "";
	for (unsigned i = 0; i < kernel->params.n; i++)
		list = arena_printf(arena, "%s%s%s", list, i ? ", " : "",
		                    type_of(find(params, kernel->params.v[i]), bare));
	const char *result = type_of(find(results, kernel->result), bare);
	return arena_printf(arena, "%s%s%s(%s)", result, result[strlen(result) - 1] == '*' ? "" : " ", name,
	                    *list ? list : "void");
}

const char *glue_prototype(const struct verify_entry *kernel, const char *name, struct arena *arena)
{
	return prototype(kernel, name, false, arena);
}

static void write_prototypes(struct buf *out, const struct glue *g, const char *before, struct arena *arena)
{
	for (unsigned i = 0; i < g->n; i++)
		buf_printf(out, "%s%s;\n", before, glue_prototype(g->v[i].tier->kernel, g->v[i].tier->function, arena));
}

static void write_call(struct buf *out, const struct verify_tier *t)
{
	const struct verify_entry *k = t->kernel;
	bool empty = !strcmp(k->result, "void");
	buf_printf(out, "#define PRESSURE_CALL(a) (%s%s(", empty ? "" : "(uint64_t)", t->function);
	for (unsigned i = 0; i < k->params.n; i++)
		buf_printf(out, "%s(%s)(a)[%u]", i ? ", " : "", find(params, k->params.v[i])->type, i);
	buf_printf(out, ")%s)\n", empty ? ", 0" : "");
	for (unsigned i = 0; i < k->params.n; i++)
		if (!strcmp(k->params.v[i], "in") || !strcmp(k->params.v[i], "words")) {
			buf_printf(out, "#define PRESSURE_INPUT %u\n", i);
			break;
		}
}

static void write_row(struct buf *out, const struct glue_row *row)
{
	const struct verify_entry *k = row->tier->kernel;
	buf_printf(out, "#define PRESSURE_NAME pressure_%u\n", row->number);
	write_call(out, row->tier);
	buf_puts(out, "#include \"pressure.h\"\n");
	buf_printf(out, "const struct verify_kernel verify_kernel_%u = {\n\t.kernel = ", row->number);
	write_string(out, k->name);
	buf_puts(out, ", .tier = ");
	write_string(out, row->tier->name);
	buf_puts(out, ",\n\t.params = {");
	for (unsigned i = 0; i < k->params.n; i++)
		buf_printf(out, "%s%s", i ? ", " : "", find(params, k->params.v[i])->constant);
	buf_printf(out, "%s},\n\t.result = %s, .additive = %s,\n", k->params.n ? "" : "0",
	           find(results, k->result)->constant, k->additive ? "true" : "false");
	buf_printf(out, "\t.call = (verify_fn)%s, .reference = (verify_fn)%s, .pressure = pressure_%u,\n};\n",
	           row->tier->function, k->reference, row->number);
}

static void write_references(struct buf *out, const struct glue *g, struct arena *arena)
{
	for (unsigned i = 0; i < g->n; i++)
		buf_printf(out, "%s;\n", glue_prototype(g->v[i].tier->kernel, g->v[i].tier->kernel->reference, arena));
}

void glue_write(struct buf *out, const struct glue *g, struct arena *arena)
{
	/* What a source asks of the C library's headers has to be asked before the first of them. */
	buf_puts(out, "#line 1 \"glue\"\n#define _GNU_SOURCE\n#include \"verify.h\"\n");
	if (g->source) {
		write_prototypes(out, g, "static inline __attribute__((always_inline)) ", arena);
		buf_printf(out, "#include \"%s\"\n", g->source);
	} else
		write_prototypes(out, g, "", arena);
	write_references(out, g, arena);
	for (unsigned i = 0; i < g->n; i++)
		write_row(out, &g->v[i]);
}

void glue_write_check(struct buf *out, const struct glue *g, unsigned n, const char *source, struct arena *arena)
{
	struct strings done = {0};
	buf_puts(out, "#line 1 \"glue\"\n");
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k < g[i].n; k++) {
			const struct verify_entry *e = g[i].v[k].tier->kernel;
			if (!strcmp(g[i].v[k].tier->source, source))
				buf_printf(out, "%s;\n", prototype(e, g[i].v[k].tier->function, true, arena));
			if (strings_has(&done, e->name))
				continue;
			strings_add(arena, &done, e->name);
			buf_printf(out, "%s;\n", prototype(e, e->reference, true, arena));
		}
	buf_printf(out, "#include \"%s\"\n", source);
}

void glue_write_table(struct buf *out, unsigned n_rows, const char *choice_function)
{
	buf_puts(out, "#include \"verify.h\"\n");
	for (unsigned i = 0; i < n_rows; i++)
		buf_printf(out, "extern const struct verify_kernel verify_kernel_%u;\n", i);
	buf_puts(out, "const struct verify_kernel *const verify_kernels[] = {\n");
	for (unsigned i = 0; i < n_rows; i++)
		buf_printf(out, "\t&verify_kernel_%u,\n", i);
	buf_puts(out, "\tNULL,\n};\n");
	if (choice_function)
		buf_printf(out, "const char *%s(void);\n", choice_function);
	buf_printf(out, "const char *(*const verify_choice)(void) = %s;\n", choice_function ? choice_function : "NULL");
}
