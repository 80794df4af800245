/* cmd_oracle.c: assay oracle [FILE.c] */
#include "commands.h"
#include "diag.h"
#include "input.h"
#include "oracle_report.h"
#include "paths.h"
#include "select_argp.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { KEY_FORMAT = 256, KEY_ASSEMBLY };

static const struct argp_option options[] = {
    {"format", KEY_FORMAT, "FORMAT", 0, "text or json (default: text)", 3},
    {"assembly", KEY_ASSEMBLY, "FILE", 0, "With FILE.c: keeps the assembly text that line numbers speak of", 3},
    {0},
};

struct request {
	struct selection selection;
	const char *file, *assembly;
	char **flags;
	bool json;
};

static error_t parse(int key, char *arg, struct argp_state *s)
{
	struct request *r = s->input;
	const struct run_options *o = &r->selection.o;
	switch (key) {
	case ARGP_KEY_INIT:
		s->child_inputs[0] = &r->selection;
		return 0;
	case KEY_FORMAT:
		r->json = !strcmp(arg, "json");
		if (!r->json && strcmp(arg, "text"))
			argp_error(s, "--format %s: text or json was expected", arg);
		return 0;
	case KEY_ASSEMBLY:
		r->assembly = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (r->file)
			argp_error(
			    s,
			    "unexpected argument '%s': one FILE.c is expected (flags of the compiler stand behind --)",
			    arg);
		r->file = arg;
		return 0;
	case ARGP_KEY_END:
		if (!r->file && !o->pair.n && !o->class.n)
			argp_error(s, "a FILE.c, or pairs of the corpus (--pair, --class) are expected");
		if (r->file && (o->pair.n || o->class.n))
			argp_error(s, "either a FILE.c or pairs of the corpus are expected, not both");
		if (!r->file && (r->assembly || r->flags[0]))
			argp_error(s, "%s goes with a FILE.c",
			           r->assembly ? "--assembly" : "a compiler's flag behind --");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* As they come, or as one JSON array at the end. */
static void put(struct request *r, json_t *all, json_t *report, void (*print)(const json_t *))
{
	if (!r->json)
		print(report);
	json_array_append_new(all, report);
}

static void print_json(json_t *all)
{
	char *text = json_dumps(all, JSON_INDENT(1));
	if (text)
		puts(text);
	free(text);
}

static void collect_pairs(struct request *q, json_t *all)
{
	struct run r = {0};
	if (!run_begin(&r, &q->selection.o)) {
		diag_raise(EXIT_INPUT);
		return;
	}
	for (unsigned i = 0; i < run_cells(&r); i++) {
		put(q, all, oracle_report_cell(&r.cell[i]), oracle_print_cell);
		if (r.cell[i].error)
			diag_error("%s: %s", r.cell[i].column->config.name, r.cell[i].error);
	}
	run_say_missing(&r);
	run_end(&r);
}

/* What a compiler would take for the linker's is refused. */
static bool is_source(const char *path)
{
	const char *dot = strrchr(path, '.');
	struct stat s;
	if (access(path, R_OK) || stat(path, &s))
		diag_error("%s: %s (a C file was expected)", path, strerror(errno));
	else if (!S_ISREG(s.st_mode))
		diag_error("%s: not a regular file (a C file was expected)", path);
	else if (!dot || (strcmp(dot, ".c") != 0 && strcmp(dot, ".i") != 0))
		diag_error("%s: a C file, FILE.c, was expected", path);
	else
		return true;
	return false;
}

static void collect_file(struct request *q, json_t *all)
{
	struct run r = {0};
	if (!is_source(q->file))
		return;
	if (!q->selection.o.opt.n)
		strings_add(&q->selection.arena, &q->selection.o.opt, (char *)"O2");
	if (!run_begin_configs(&r, &q->selection.o))
		return;
	if (q->assembly && r.n_column > 1)
		diag_error("--assembly %s: one config was expected, not %u (--toolchain and --opt choose)", q->assembly,
		           r.n_column);
	else
		for (unsigned i = 0; i < r.n_column; i++) {
			const struct column *c = &r.column[i];
			json_t *report =
			    c->unavailable ? NULL : oracle_report_file(&r, c, q->file, q->flags, q->assembly);
			if (report)
				put(q, all, report, oracle_print_file);
		}
	run_say_missing(&r);
	run_end(&r);
}

int cmd_oracle(int argc, char **argv)
{
	static const struct argp_child children[] = {{&selection_argp, 0, NULL, 0}, {0}};
	static const struct argp argp = {
	    options,
	    parse,
	    "[FILE.c] [-- COMPILER-FLAG...]",
	    "Collects evidence that shares no code with assay's analysis. Of a C file: which loops the compiler says "
	    "it "
	    "vectorised and why not, the spills that it marks, what llvm-mca makes of each innermost loop, and what "
	    "the "
	    "code's relocations refer to. Of pairs of the corpus: what each oracle says of both halves, and what both "
	    "execute for each element under QEMU.\v"
	    "A FILE.c is compiled with -O2 unless --opt says otherwise.\n"
	    "Exit codes: 0 done; 2 a bad request, a file that does not compile, a missing compiler.",
	    children,
	    NULL,
	    NULL};
	struct request r = {.selection = selection_default(), .flags = input_split_flags(&argc, argv)};
	argp_err_exit_status = EXIT_INPUT;
	if (argp_parse(&argp, argc, argv, 0, NULL, &r))
		return EXIT_INPUT;
	json_t *all = json_array();
	if (r.file)
		collect_file(&r, all);
	else
		collect_pairs(&r, all);
	if (r.json)
		print_json(all);
	json_decref(all);
	arena_free(&r.selection.arena);
	return diag_exit_code();
}
