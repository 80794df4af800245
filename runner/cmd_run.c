/* cmd_run.c: the options of `assay run`. */
#include "commands.h"
#include "diag.h"
#include "select_argp.h"

#include <errno.h>

enum { KEY_LIMIT = 256, KEY_MEASURE };

static const struct argp_option options[] = {
    {"time-limit", KEY_LIMIT, "SECONDS", 0, "For all cases of one pair (default: 20)", 1},
    {"measure", KEY_MEASURE, NULL, 0, "Time both halves of each pair, or count where the host is of another ISA", 1},
    {0},
};

static error_t parse(int key, char *arg, struct argp_state *s)
{
	struct selection *p = s->input;
	switch (key) {
	case ARGP_KEY_INIT:
		s->child_inputs[0] = p;
		return 0;
	case KEY_LIMIT:
		p->o.time_limit = selection_number(s, arg, "--time-limit", 0.01, 3600);
		return 0;
	case KEY_MEASURE:
		p->o.measure = true;
		return 0;
	case ARGP_KEY_ARG:
		argp_error(s, "'%s': no argument was expected (--pair selects pairs)", arg);
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int cmd_run(int argc, char **argv)
{
	static const struct argp_child children[] = {{&selection_argp, 0, NULL, 0}, {0}};
	static const struct argp argp = {
	    options,
	    parse,
	    NULL,
	    "Takes every pair of the corpus through every config: compiles it, audits both halves, runs them on the "
	    "same "
	    "inputs under QEMU and natively where the host is of that ISA, and compares.\v"
	    "Exit codes: 0 every intent holds; 1 a wrong result, a flagged good half, an intent that does not hold; "
	    "2 a bad request, manifest or toolchain file, a missing compiler or emulator.",
	    children,
	    NULL,
	    NULL};
	struct selection p = selection_default();
	argp_err_exit_status = EXIT_INPUT;
	if (argp_parse(&argp, argc, argv, 0, NULL, &p))
		return EXIT_INPUT;
	int code = run_main(&p.o);
	arena_free(&p.arena);
	return code;
}
