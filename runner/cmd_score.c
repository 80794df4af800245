/* cmd_score.c: the options of `assay score`. */
#include "commands.h"
#include "diag.h"
#include "score.h"
#include "select_argp.h"

#include <errno.h>
#include <string.h>

enum { KEY_LIMIT = 256, KEY_FORMAT, KEY_SVG, KEY_WORST };

static const struct argp_option options[] = {
    {"detector", 'd', "[NAME: ]COMMAND", 0,
     "A command with {object} in it, or one of assay, text-search (repeatable; default: both)", 0},
    {"time-limit", KEY_LIMIT, "SECONDS", 0, "For one call of a detector (default: 20)", 1},
    {"format", KEY_FORMAT, "text|json", 0, "text (the default), or JSON (schema assay-score/1)", 1},
    {"svg", KEY_SVG, "FILE", 0, "Also a chart: precision and recall by class", 1},
    {"worst", KEY_WORST, "N", 0, "Wrong answers shown for each detector and class (default: 3)", 1},
    {0},
};

static const char doc[] =
    "Runs detectors over the corpus at all configs and tells how often each is right, for each class, ISA and "
    "compiler. A detector is any command: called once for each object, it prints a JSON line {\"function\": ..., "
    "\"class\": ...} for each finding and exits with 0. {isa} in it is the object's ISA. What is right is told by the "
    "pairs' intent and by oracles, never by assay's own findings.\v"
    "Exit codes: 0 done; 1 done, but calls failed, lines were malformed or named what does not exist, or a cell could "
    "not be built; 2 a bad request, a detector that cannot be used, a missing compiler.";

struct request {
	struct selection selection;
	struct score_options o;
};

static enum score_format parse_format(struct argp_state *s, const char *arg)
{
	if (!strcmp(arg, "json"))
		return SCORE_JSON;
	if (strcmp(arg, "text"))
		argp_error(s, "--format %s: text or json was expected", arg);
	return SCORE_TEXT;
}

static error_t parse(int key, char *arg, struct argp_state *s)
{
	struct request *r = s->input;
	switch (key) {
	case ARGP_KEY_INIT:
		s->child_inputs[0] = &r->selection;
		return 0;
	case 'd':
		strings_add(&r->selection.arena, &r->o.detector, arg);
		return 0;
	case KEY_LIMIT:
		r->o.call_limit = selection_number(s, arg, "--time-limit", 0.01, 3600);
		return 0;
	case KEY_FORMAT:
		r->o.format = parse_format(s, arg);
		return 0;
	case KEY_SVG:
		r->o.svg = arg;
		return 0;
	case KEY_WORST:
		r->o.worst = (unsigned)selection_number(s, arg, "--worst", 0, 1000000);
		return 0;
	case ARGP_KEY_ARG:
		argp_error(s, "'%s': no argument was expected (--detector names detectors)", arg);
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int cmd_score(int argc, char **argv)
{
	static const struct argp_child children[] = {{&selection_argp, 0, NULL, 0}, {0}};
	static const struct argp argp = {options, parse, NULL, doc, children, NULL, NULL};
	struct request r = {.selection = selection_default(), .o = {.call_limit = 20, .worst = 3}};
	argp_err_exit_status = EXIT_INPUT;
	if (argp_parse(&argp, argc, argv, 0, NULL, &r))
		return EXIT_INPUT;
	r.o.run = r.selection.o;
	int code = score_main(&r.o);
	arena_free(&r.selection.arena);
	return code;
}
