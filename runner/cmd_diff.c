/* cmd_diff.c: assay diff OLD NEW */
#include "audit.h"
#include "commands.h"
#include "diag.h"
#include "diff_verdict.h"
#include "input.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	OPT_TO = 256,
	OPT_FORMAT,
	OPT_MODEL,
	OPT_TOOLCHAIN,
	OPT_CONTEXT,
	OPT_SUMMARY,
	OPT_FAIL,
	OPT_MEASURE,
	OPT_RESULTS,
	OPT_ROUNDS
};

static const struct argp_option options[] = {
    {"function", 'f', "GLOB", 0, "Only functions whose name, as in the file or demangled, matches; repeatable", 0},
    {"to", OPT_TO, "NAME", 0, "The function of NEW, as in the file or demangled, that the one chosen is compared with",
     0},
    {"context", OPT_CONTEXT, "N", 0, "Rows shown around a change (default: 3)", 0},
    {"summary", OPT_SUMMARY, NULL, 0, "Without the assembly", 0},
    {"format", OPT_FORMAT, "text|json", 0, "text (the default), or JSON (schema assay-diff/1)", 0},
    {"fail-on-worse", OPT_FAIL, NULL, 0, "Exit with 1 where a figure of the assembly or a measurement is worse", 0},
    {"jobs", 'j', "N", 0, "Threads; the default is one for each core", 0},
    {"model", OPT_MODEL, "NAME", 0, "Core model (see `assay list models`)", 0},
    {"toolchain", OPT_TOOLCHAIN, "ID", 0, "Compiles .c, .s and .S inputs, with the flags after --", 0},
    {"measure", OPT_MEASURE, "CMD_OLD CMD_NEW", 0, "Runs both commands in turn, and ends with a verdict", 1},
    {"rounds", OPT_ROUNDS, "N", 0, "How often each of them runs (default: 15)", 1},
    {"results", OPT_RESULTS, "FILE_OLD FILE_NEW", 0,
     "The same with results of hyperfine, Google Benchmark or Criterion (JSON)", 1},
    {0},
};

static const char doc[] =
    "Says what changed between two builds: findings, loops, vectors, cycles in the model, and the assembly side by "
    "side, "
    "with labels, addresses and names of registers normalised; and whether that is better.\v"
    "The assembly is better where one figure is better and none is worse: findings that count (the more severe first), "
    "and of each loop that matters vector width and model cycles for the same bytes, spills, code that could not be "
    "followed. A measurement is better where its whole 95% interval is. Both better: accept; only the assembly: "
    "investigate; only the measurement: suspicious, measure again; neither: revert.\n"
    "Exit codes: 0 done; 1 with --fail-on-worse, something is worse; 2 a bad request or input.";

struct request {
	struct diff_options diff;
	const char *file[2], *toolchain, *models[2];
	char **flags;
	char *measure[2], *results[2]; /* NULL: not asked for */
	unsigned rounds;
	bool fail;
	/* while the inputs are open */
	const char *path, *label;
	struct diff_totals totals;
	struct changes changes;
	struct arena arena;
	bool done, measured;
};

static unsigned parse_number(const char *option, const char *text, long least, long most)
{
	char *end;
	long n = strtol(text, &end, 10);
	if (*end || end == text || n < least || n > most)
		diag_fatal("%s: '%s' is not a number from %ld to %ld", option, text, least, most);
	return (unsigned)n;
}

static const struct diff_format *parse_format(const char *name)
{
	static const struct diff_format *const formats[] = {&diff_format_text, &diff_format_json};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (!strcmp(formats[i]->name, name))
			return formats[i];
	diag_fatal("--format: unknown format '%s'; expected text or json", name);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct request *r = state->input;
	struct diff_options *d = &r->diff;
	switch (key) {
	case 'f':
		d->functions[d->n_functions++].pattern = arg;
		break;
	case OPT_TO:
		d->to = arg;
		break;
	case OPT_CONTEXT:
		d->style.context = parse_number("--context", arg, 0, 1000000);
		break;
	case OPT_SUMMARY:
		d->style.assembly = false;
		break;
	case OPT_FORMAT:
		d->format = parse_format(arg);
		break;
	case OPT_FAIL:
		r->fail = true;
		break;
	case 'j':
		d->jobs = parse_number("--jobs", arg, 1, 1024);
		break;
	case OPT_MODEL:
		audit_require_model(arg);
		r->models[0] = arg;
		break;
	case OPT_TOOLCHAIN:
		r->toolchain = arg;
		break;
	case OPT_ROUNDS:
		r->rounds = parse_number("--rounds", arg, BOOTSTRAP_LEAST, 10000);
		break;
	case OPT_MEASURE:
	case OPT_RESULTS:
		argp_error(state, "%s: two arguments behind it were expected",
		           key == OPT_MEASURE ? "--measure" : "--results");
		break;
	case ARGP_KEY_ARG:
		if (state->arg_num >= 2)
			argp_error(state, "unexpected argument '%s': OLD and NEW are expected", arg);
		else
			r->file[state->arg_num] = arg;
		break;
	case ARGP_KEY_END:
		if (state->arg_num < 2)
			argp_error(state, "expected OLD and NEW");
		if (d->to && d->n_functions != 1)
			argp_error(state, "--to: one --function was expected beside it");
		if (r->measure[0] && r->results[0])
			argp_error(state, "--measure and --results: one of them was expected");
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

/* argp knows no option of two arguments: these are taken out before. What lacks them is left to argp to say. */
static void take_two(int *argc, char **argv, const char *option, char *out[2])
{
	for (int i = 1; i + 2 < *argc; i++) {
		if (strcmp(argv[i], option) != 0)
			continue;
		out[0] = argv[i + 1];
		out[1] = argv[i + 2];
		memmove(argv + i, argv + i + 3, (size_t)(*argc - i - 2) * sizeof *argv);
		*argc -= 3;
		return;
	}
}

static unsigned terminal_width(void)
{
	struct winsize w;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) || w.ws_col < 60)
		return 100;
	return w.ws_col > 240 ? 240 : w.ws_col;
}

static void with_new(void *ctx, const char *path, const char *label)
{
	struct request *r = ctx;
	r->done = diff_files(&r->diff, r->path, r->label, path, label, &r->totals, &r->arena);
}

static void with_old(void *ctx, const char *path, const char *label)
{
	struct request *r = ctx;
	r->path = path;
	r->label = label;
	input_open(r->file[1], r->toolchain, r->flags, with_new, r);
}

static bool is_worse(enum judgement j) { return j == JUDGED_WORSE || j == JUDGED_MIXED; }

static void finish(struct request *r)
{
	struct buf b = {0};
	bool json = r->diff.format == &diff_format_json;
	if (r->measure[0])
		r->measured = measure_commands(r->measure[0], r->measure[1], r->rounds, &r->changes, &r->arena);
	if (r->measured && json)
		diff_verdict_json(&b, r->totals.how, &r->changes);
	else if (r->measured)
		diff_verdict_text(&b, r->totals.how, &r->changes, &r->diff.style);
	if (json)
		buf_puts(&b, "}\n");
	if (b.size)
		fwrite(b.data, 1, b.size, stdout);
	buf_free(&b);
	if (r->fail && (is_worse(r->totals.how) || (r->measured && is_worse(changes_judge(&r->changes)))))
		diag_raise(EXIT_FAILED);
}

int cmd_diff(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "OLD NEW [-- COMPILER-FLAG...]", doc, NULL, NULL, NULL};
	struct request r = {.flags = input_split_flags(&argc, argv), .rounds = 15};
	take_two(&argc, argv, "--measure", r.measure);
	take_two(&argc, argv, "--results", r.results);
	r.diff.functions = calloc((size_t)argc + 1, sizeof *r.diff.functions);
	if (!r.diff.functions)
		diag_out_of_memory((size_t)argc * sizeof *r.diff.functions);
	r.diff.format = &diff_format_text;
	r.diff.models = r.models;
	r.diff.style = (struct diff_style){.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR"),
	                                   .assembly = true,
	                                   .width = terminal_width(),
	                                   .context = 3};
	argp_err_exit_status = EXIT_INPUT;
	argp_parse(&argp, argc, argv, 0, NULL, &r);
	/* A file that cannot be used is said before anything is put out. */
	if (r.results[0])
		r.measured = results_compare(r.results[0], r.results[1], &r.changes, &r.arena);
	if (!r.results[0] || r.measured)
		input_open(r.file[0], r.toolchain, r.flags, with_old, &r);
	if (r.done)
		finish(&r);
	free(r.diff.functions);
	arena_free(&r.arena);
	return diag_exit_code();
}
