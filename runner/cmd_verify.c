/* cmd_verify.c: the options of `assay verify`. */
#include "commands.h"
#include "diag.h"
#include "verify_plan.h"

#include <argp.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum {
	KEY_CPU = 256,
	KEY_REGISTRY,
	KEY_QUICK,
	KEY_ALL,
	KEY_SEED,
	KEY_LENGTH,
	KEY_OFFSET,
	KEY_LIMIT,
	KEY_FORMAT,
	KEY_LIST,
	KEY_NO_CACHE,
	KEY_TOOLCHAINS,
	KEY_OUT,
};

static const struct argp_option options[] = {
    {"kernel", 'k', "GLOB", 0, "Kernels (repeatable, as all globs are; default: all)", 0},
    {"tier", 't', "GLOB", 0, "Their tiers", 0},
    {"cpu", KEY_CPU, "GLOB", 0, "CPUs, as the cpus.yaml files name them", 0},
    {"build", 'b', "GLOB", 0, "Builds, as TOOLCHAIN/OPT/MODE: gcc-12-x86_64/O2/inlined", 0},
    {"check", 'c', "GLOB", 0, "Checks; --help lists them", 0},
    {"registry", KEY_REGISTRY, "FILE", 0, "Another registry of kernels (repeatable; default: assay's own)", 0},
    {"quick", KEY_QUICK, NULL, 0, "A subset that takes a minute or two", 1},
    {"all", KEY_ALL, NULL, 0, "Every tier on every CPU in every build: hours", 1},
    {"seed", KEY_SEED, "N", 0, "Seed of the random cases (default: another one each time; with --quick: 1)", 2},
    {"length", KEY_LENGTH, "N", 0, "Only the cases of this length", 2},
    {"offset", KEY_OFFSET, "N", 0, "Only the cases at this offset", 2},
    {"time-limit", KEY_LIMIT, "SECONDS", 0, "For one check of one tier in one place (default: 120)", 2},
    {"format", KEY_FORMAT, "FORMAT", 0, "table, tap or junit (default: table)", 3},
    {"list", KEY_LIST, NULL, 0, "Print what would be done, and do nothing", 3},
    {"jobs", 'j', "N", 0, "Threads (default: one for each core)", 4},
    {"no-cache", KEY_NO_CACHE, NULL, 0, "Ask the compilers anew what they can do", 4},
    {"toolchains", KEY_TOOLCHAINS, "DIR", 0, "Folder of toolchain files (default: assay's own)", 4},
    {"out", KEY_OUT, "DIR", 0, "Where cache and drivers go (default: the build folder)", 4},
    {0},
};

struct parsed {
	struct verify_options o;
	struct arena arena;
	bool has_seed;
	const char *extent; /* the option that was given */
};

static uint64_t whole(struct argp_state *s, const char *arg, const char *option)
{
	char *end;
	errno = 0;
	uint64_t n = strtoull(arg, &end, 0);
	if (end == arg || *end || errno || *arg == '-' || n > INT64_MAX)
		argp_error(s, "%s %s: a number from 0 to 2^63-1 was expected", option, arg);
	return n;
}

static double number(struct argp_state *s, const char *arg, const char *option, double least, double most)
{
	char *end;
	errno = 0;
	double x = strtod(arg, &end);
	if (end == arg || *end || errno || !(x >= least && x <= most))
		argp_error(s, "%s %s: a number from %g to %g was expected", option, arg, least, most);
	return x;
}

static enum verify_format parse_format(struct argp_state *s, const char *arg)
{
	static const char *const names[] = {[VERIFY_TABLE] = "table", [VERIFY_TAP] = "tap", [VERIFY_JUNIT] = "junit"};
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (!strcmp(arg, names[i]))
			return i;
	argp_error(s, "--format %s: table, tap or junit was expected", arg);
	return VERIFY_TABLE;
}

static void set_extent(struct argp_state *s, struct parsed *p, enum verify_extent extent, const char *option)
{
	if (p->extent && strcmp(p->extent, option) != 0)
		argp_error(s, "%s and %s: one of them was expected", p->extent, option);
	p->extent = option;
	p->o.request.extent = extent;
}

/* The globs, and files that are lists too; false: another option. */
static bool parse_list(int key, char *arg, struct parsed *p)
{
	struct verify_request *q = &p->o.request;
	struct strings *list = key == 'k'            ? &q->kernel
	                       : key == 't'          ? &q->tier
	                       : key == KEY_CPU      ? &q->cpu
	                       : key == 'b'          ? &q->build
	                       : key == 'c'          ? &q->check
	                       : key == KEY_REGISTRY ? &q->registry
	                                             : NULL;
	if (list)
		strings_add(&p->arena, list, arg);
	return list != NULL;
}

static void finish(struct parsed *p)
{
	struct verify_request *q = &p->o.request;
	if (p->has_seed)
		return;
	q->seed = 1;
	if (q->extent != VERIFY_QUICK && getrandom(&q->seed, sizeof q->seed, 0) == sizeof q->seed)
		q->seed >>= 32; /* short enough to be typed */
}

static error_t parse(int key, char *arg, struct argp_state *s)
{
	struct parsed *p = s->input;
	struct verify_request *q = &p->o.request;
	if (parse_list(key, arg, p))
		return 0;
	switch (key) {
	case KEY_QUICK:
		set_extent(s, p, VERIFY_QUICK, "--quick");
		return 0;
	case KEY_ALL:
		set_extent(s, p, VERIFY_ALL, "--all");
		return 0;
	case KEY_SEED:
		q->seed = whole(s, arg, "--seed");
		p->has_seed = true;
		return 0;
	case KEY_LENGTH:
		q->length = whole(s, arg, "--length");
		q->has_length = true;
		return 0;
	case KEY_OFFSET:
		q->offset = whole(s, arg, "--offset");
		q->has_offset = true;
		return 0;
	case KEY_LIMIT:
		q->limit = number(s, arg, "--time-limit", 0.01, 36000);
		return 0;
	case KEY_FORMAT:
		p->o.format = parse_format(s, arg);
		return 0;
	case KEY_LIST:
		p->o.list = true;
		return 0;
	case 'j':
		q->jobs = (unsigned)number(s, arg, "--jobs", 1, 1024);
		return 0;
	case KEY_NO_CACHE:
		p->o.no_cache = true;
		return 0;
	case KEY_TOOLCHAINS:
		p->o.toolchains = arg;
		return 0;
	case KEY_OUT:
		p->o.out = arg;
		return 0;
	case ARGP_KEY_ARG:
		argp_error(s, "'%s': no argument was expected (--kernel selects kernels)", arg);
		return EINVAL;
	case ARGP_KEY_END:
		finish(p);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* The checks, and what is done unless more or less is asked for, behind the options. */
static char *help_filter(int key, const char *text, void *input)
{
	char *out = NULL;
	size_t size = 0;
	(void)input;
	if (key != ARGP_KEY_HELP_POST_DOC)
		return (char *)text;
	FILE *f = open_memstream(&out, &size);
	if (!f)
		diag_out_of_memory(size);
	fputs("Checks:\n", f);
	for (const struct verify_check *c = verify_checks; c->name; c++)
		fprintf(f, "  %-11s %s\n", c->name, c->title);
	fprintf(f, "\n%s", text);
	fclose(f);
	return out;
}

int cmd_verify(int argc, char **argv)
{
	static const struct argp argp = {
	    options,
	    parse,
	    NULL,
	    "Checks hand-written kernels against their references: every tier that the registry names, on CPUs "
	    "that QEMU's models and this machine present, as several compilers build it, by random cases and all "
	    "short ones, by guard pages, by poisoned registers. What cannot be run here is skipped and says "
	    "why.\v"
	    "Extents:\n"
	    "  default  every tier on every CPU in one build (gcc-12/O2/extern); every tier\n"
	    "           in every build (gcc-12 at O0, O2, O3, clang-19 at O2, Os; each\n"
	    "           extern, inlined and lto) on one CPU: this machine where it has what\n"
	    "           the tier needs, else the first model that has; huge once for each\n"
	    "           tier and ISA; choice on every CPU; trap where a CPU lacks what the\n"
	    "           tier needs\n"
	    "  --quick  every tier on the CPUs marked `quick` in one build, in two more on\n"
	    "           one CPU, with fewer cases; huge only on this machine; choice and\n"
	    "           trap on every CPU\n"
	    "  --all    every tier on every CPU in every build, those of clang-14 too\n"
	    "Where CPUs or builds are named, the one CPU and the one build are of these;\n"
	    "where both are, all are combined. ISA/cpus.yaml marks CPUs,\n"
	    "toolchains/*.yaml builds. A registry's mutants (`caught-by`) are built with\n"
	    "-DMUTANT, where one of the checks that they name must fail, and without, where\n"
	    "all must pass.\n"
	    "\n"
	    "Examples:\n"
	    "  assay verify\n"
	    "  assay verify --kernel=popcount --tier=avx2 --cpu='EPYC*'\n"
	    "  assay verify --registry=mine.yaml --format=junit >verify.xml\n"
	    "  assay verify --tier=sve --cpu=sve-2048 --check=sweep --seed=7 --length=33\n"
	    "\n"
	    "Exit codes: 0 all that could be checked passed; 1 a check failed, or a mutant was not caught; 2 a bad "
	    "request, registry or toolchain file, or nothing could be checked.",
	    NULL,
	    help_filter,
	    NULL};
	struct parsed p = {.o.request = {.extent = VERIFY_DEFAULT, .limit = 120}};
	argp_err_exit_status = EXIT_INPUT;
	if (argp_parse(&argp, argc, argv, 0, NULL, &p))
		return EXIT_INPUT;
	int code = verify_main(&p.o);
	arena_free(&p.arena);
	return code;
}
