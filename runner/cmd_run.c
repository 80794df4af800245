/* cmd_run.c: the options of `assay run`. */
#include "commands.h"
#include "diag.h"
#include "run.h"

#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_LEVEL = 256, KEY_CORPUS, KEY_TOOLCHAINS, KEY_OUT, KEY_SEED, KEY_LIMIT, KEY_NO_CACHE, KEY_MEASURE };

static const struct argp_option options[] = {
    {"toolchain", 't', "GLOB", 0, "Toolchains to run with (repeatable; default: those marked so)", 0},
    {"opt", 'O', "GLOB", 0, "Optimisation levels: O0 O1 O2 O3 Os (repeatable; default: O2 and O3)", 0},
    {"isa-level", KEY_LEVEL, "GLOB", 0, "ISA levels of the toolchains, as their files name them; base is none", 0},
    {"pair", 'p', "GLOB", 0, "Pairs, as PAIR or CLASS/PAIR (repeatable; default: all)", 0},
    {"class", 'c', "GLOB", 0, "Pairs of these classes (repeatable; default: all)", 0},
    {"jobs", 'j', "N", 0, "Threads (default: one for each core)", 1},
    {"seed", KEY_SEED, "N", 0, "Seed of the random inputs (default: 1)", 1},
    {"time-limit", KEY_LIMIT, "SECONDS", 0, "For all cases of one pair (default: 20)", 1},
    {"measure", KEY_MEASURE, NULL, 0, "Time both halves of each pair, or count where the host is of another ISA", 1},
    {"no-cache", KEY_NO_CACHE, NULL, 0, "Do everything again, keep nothing", 1},
    {"corpus", KEY_CORPUS, "DIR", 0, "Folder of CLASS/PAIR folders (default: assay's own)", 2},
    {"toolchains", KEY_TOOLCHAINS, "DIR", 0, "Folder of toolchain files (default: assay's own)", 2},
    {"out", KEY_OUT, "DIR", 0, "Where cache and results go (default: the build folder)", 2},
    {0},
};

struct parsed {
	struct run_options o;
	struct arena arena;
};

static double number(struct argp_state *s, const char *arg, const char *what, double least, double most)
{
	char *end;
	errno = 0;
	double x = strtod(arg, &end);
	if (end == arg || *end || errno || !(x >= least && x <= most))
		argp_error(s, "%s %s: a number from %g to %g was expected", what, arg, least, most);
	return x;
}

static uint64_t parse_seed(struct argp_state *s, const char *arg)
{
	char *end;
	errno = 0;
	uint64_t seed = strtoull(arg, &end, 0);
	if (end == arg || *end || errno || *arg == '-' || seed > INT64_MAX)
		argp_error(s, "--seed %s: a number from 0 to 2^63-1 was expected", arg);
	return seed;
}

static error_t parse(int key, char *arg, struct argp_state *s)
{
	struct parsed *p = s->input;
	struct run_options *o = &p->o;
	switch (key) {
	case 't':
		strings_add(&p->arena, &o->toolchain, arg);
		return 0;
	case 'O':
		strings_add(&p->arena, &o->opt, arg);
		return 0;
	case KEY_LEVEL:
		strings_add(&p->arena, &o->level, arg);
		return 0;
	case 'p':
		strings_add(&p->arena, &o->pair, arg);
		return 0;
	case 'c':
		strings_add(&p->arena, &o->class, arg);
		return 0;
	case 'j':
		o->jobs = (unsigned)number(s, arg, "--jobs", 1, 1024);
		return 0;
	case KEY_SEED:
		o->seed = parse_seed(s, arg);
		return 0;
	case KEY_LIMIT:
		o->time_limit = number(s, arg, "--time-limit", 0.01, 3600);
		return 0;
	case KEY_MEASURE:
		o->measure = true;
		return 0;
	case KEY_NO_CACHE:
		o->no_cache = true;
		return 0;
	case KEY_CORPUS:
		o->corpus = arg;
		return 0;
	case KEY_TOOLCHAINS:
		o->toolchains = arg;
		return 0;
	case KEY_OUT:
		o->out = arg;
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
	static const struct argp argp = {
	    options,
	    parse,
	    NULL,
	    "Takes every pair of the corpus through every config: compiles it, audits both halves, runs them on the "
	    "same "
	    "inputs under QEMU and natively where the host is of that ISA, and compares.\v"
	    "Exit codes: 0 every intent holds; 1 a wrong result, a flagged good half, an intent that does not hold; "
	    "2 a bad request, manifest or toolchain file, a missing compiler or emulator.",
	    NULL,
	    NULL,
	    NULL};
	struct parsed p = {.o = {.seed = 1, .time_limit = 20}};
	argp_err_exit_status = EXIT_INPUT;
	if (argp_parse(&argp, argc, argv, 0, NULL, &p))
		return EXIT_INPUT;
	int code = run_main(&p.o);
	arena_free(&p.arena);
	return code;
}
