/* cmd_show.c: assay show FUNCTION FILE */
#include "audit.h"
#include "commands.h"
#include "diag.h"
#include "input.h"
#include "show.h"

#include <argp.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPT_MODEL = 256, OPT_TOOLCHAIN };

static const struct argp_option options[] = {
    {"model", OPT_MODEL, "NAME", 0, "Core model (see `assay list models`)", 0},
    {"toolchain", OPT_TOOLCHAIN, "ID", 0, "Compiles a .c, .s or .S input, with the flags after --", 0},
    {0},
};

struct request {
	struct function_glob function;
	const char *file, *toolchain;
	const char *label; /* what a compiled source is called, NULL: as its file */
	const char *models[2];
	char **flags;
	struct show_style style;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct request *r = state->input;
	switch (key) {
	case OPT_MODEL:
		r->models[0] = arg;
		break;
	case OPT_TOOLCHAIN:
		r->toolchain = arg;
		break;
	case ARGP_KEY_ARG:
		if (r->file)
			argp_error(state, "unexpected argument '%s': one FUNCTION and one FILE are expected", arg);
		*(r->function.pattern ? &r->file : &r->function.pattern) = arg;
		break;
	case ARGP_KEY_END:
		if (!r->file)
			argp_error(state, "expected FUNCTION (a name or a glob) and FILE");
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

static struct source source_of(struct report_context *r, uint64_t address)
{
	return r->object->has_debug ? object_source(r->object, address) : (struct source){0};
}

static void show_one(struct object *o, const struct function *f, const char *demangled, struct request *r,
                     struct decoder *d)
{
	struct arena arena = {0};
	struct buf b = {0};
	struct analysis *a = analyse(o, f, audit_model(o->isa, r->models), d, &arena);
	struct finding_list found = {0};
	analysis_find(a, ~0u, &found);
	struct report_context context = {
	    .object = o,
	    .decoder = d,
	    .arena = &arena,
	    .analysis = a,
	    .demangled = demangled,
	    .source = source_of,
	};
	show_function(&b, &context, &found, &r->style);
	fwrite(b.data, 1, b.size, stdout);
	buf_free(&b);
	arena_free(&arena);
}

static void show_object(struct object *o, void *ctx)
{
	struct request *r = ctx;
	struct arena names = {0};
	struct decoder *d = decoder_open(o->isa);
	if (r->label)
		o->path = r->label;
	for (uint32_t i = 0; i < o->n_functions; i++) {
		bool before = r->function.matched;
		const char *demangled = demangle(o->functions[i].name, &names);
		if (!audit_matches(&r->function, 1, o->functions[i].name, demangled))
			continue;
		if (before)
			putchar('\n');
		show_one(o, &o->functions[i], demangled, r, d);
	}
	decoder_close(d);
	arena_free(&names);
}

static void show_input(void *ctx, const char *path, const char *label)
{
	struct request *r = ctx;
	r->label = label;
	if (object_each(path, show_object, ctx) == 0)
		return;
	if (!r->function.matched)
		diag_error("%s: no function matches '%s' (see `assay list functions %s`)", r->file, r->function.pattern,
		           r->file);
}

int cmd_show(int argc, char **argv)
{
	static const struct argp argp = {
	    options,
	    parse,
	    "FUNCTION FILE [-- COMPILER-FLAG...]",
	    "Prints a function's machine code with its source, its loops and the findings.",
	    NULL,
	    NULL,
	    NULL};
	struct request r = {.flags = input_split_flags(&argc, argv)};
	setlocale(LC_CTYPE, "");
	r.style.unicode = !strcmp(nl_langinfo(CODESET), "UTF-8");
	r.style.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	argp_err_exit_status = EXIT_INPUT;
	argp_parse(&argp, argc, argv, 0, NULL, &r);
	if (r.models[0])
		audit_require_model(r.models[0]);
	input_open(r.file, r.toolchain, r.flags, show_input, &r);
	return diag_exit_code();
}
