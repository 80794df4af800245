/* select_argp.c: the options that choose pairs and configs. */
#include "select_argp.h"

#include <errno.h>
#include <stdlib.h>

enum { KEY_LEVEL = 1024, KEY_CORPUS, KEY_TOOLCHAINS, KEY_OUT, KEY_SEED, KEY_NO_CACHE };

static const struct argp_option options[] = {
    {"toolchain", 't', "GLOB", 0, "Toolchains to run with (repeatable; default: those marked so)", 0},
    {"opt", 'O', "GLOB", 0, "Optimisation levels: O0 O1 O2 O3 Os (repeatable; default: O2 and O3)", 0},
    {"isa-level", KEY_LEVEL, "GLOB", 0, "ISA levels of the toolchains, as their files name them; base is none", 0},
    {"pair", 'p', "GLOB", 0, "Pairs, as PAIR or CLASS/PAIR (repeatable; default: all)", 0},
    {"class", 'c', "GLOB", 0, "Pairs of these classes (repeatable; default: all)", 0},
    {"jobs", 'j', "N", 0, "Threads (default: one for each core)", 1},
    {"seed", KEY_SEED, "N", 0, "Seed of the random inputs (default: 1)", 1},
    {"no-cache", KEY_NO_CACHE, NULL, 0, "Do everything again, keep nothing", 1},
    {"corpus", KEY_CORPUS, "DIR", 0, "Folder of CLASS/PAIR folders (default: assay's own)", 2},
    {"toolchains", KEY_TOOLCHAINS, "DIR", 0, "Folder of toolchain files (default: assay's own)", 2},
    {"out", KEY_OUT, "DIR", 0, "Where cache and results go (default: the build folder)", 2},
    {0},
};

double selection_number(struct argp_state *s, const char *arg, const char *what, double least, double most)
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
	struct selection *p = s->input;
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
		o->jobs = (unsigned)selection_number(s, arg, "--jobs", 1, 1024);
		return 0;
	case KEY_SEED:
		o->seed = parse_seed(s, arg);
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
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp selection_argp = {options, parse, NULL, NULL, NULL, NULL, NULL};

struct selection selection_default(void) { return (struct selection){.o = {.seed = 1, .time_limit = 20}}; }
