/* main.c: the driver of `assay verify`: which kernel, which checks (verify.h tells the options and the lines printed).
 */
#include "driver.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
    {"list", no_argument, NULL, 'l'},         {"kernel", required_argument, NULL, 'k'},
    {"tier", required_argument, NULL, 't'},   {"check", required_argument, NULL, 'c'},
    {"seed", required_argument, NULL, 's'},   {"length", required_argument, NULL, 'n'},
    {"offset", required_argument, NULL, 'o'}, {"limit", required_argument, NULL, 'T'},
    {"quick", no_argument, NULL, 'q'},        {"all", no_argument, NULL, 'a'},
    {"expect", required_argument, NULL, 'e'}, {"environment", required_argument, NULL, 'E'},
    {"runs", required_argument, NULL, 'r'},   {0},
};

static bool bad(const char *what, const char *value, const char *expected)
{
	fprintf(stderr, "verify driver: %s %s: expected %s\n", what, value ? value : "is missing", expected);
	return false;
}

static bool number(const char *what, const char *text, uint64_t *to)
{
	char *end;
	errno = 0;
	*to = strtoull(text, &end, 0);
	return (!errno && end != text && !*end && *text != '-') || bad(what, text, "a number");
}

static bool read_limit(const char *text, double *to)
{
	char *end;
	*to = strtod(text, &end);
	return (end != text && !*end && *to > 0 && *to < 1e6) || bad("--limit", text, "seconds");
}

static const char **text_of(struct verify_options *o, int option)
{
	switch (option) {
	case 'k':
		return &o->kernel;
	case 't':
		return &o->tier;
	case 'c':
		return &o->checks;
	case 'e':
		return &o->expect;
	case 'E':
		return &o->environment;
	case 'r':
		return &o->runs;
	default:
		return NULL;
	}
}

static bool set(struct verify_options *o, int option, const char *value)
{
	const char **text = text_of(o, option);
	if (text)
		*text = value;
	o->list |= option == 'l';
	o->quick |= option == 'q';
	o->all |= option == 'a';
	o->has_length |= option == 'n';
	o->has_offset |= option == 'o';
	switch (option) {
	case 's':
		return number("--seed", value, &o->seed);
	case 'n':
		return number("--length", value, &o->length);
	case 'o':
		return number("--offset", value, &o->offset);
	case 'T':
		return read_limit(value, &o->limit);
	default:
		return option != '?'; /* getopt_long has said what is wrong */
	}
}

static bool read_options(struct verify_options *o, int argc, char **argv)
{
	int option;
	*o = (struct verify_options){.limit = 20};
	while ((option = getopt_long(argc, argv, "", options, NULL)) >= 0)
		if (!set(o, option, optarg))
			return false;
	if (optind < argc)
		return bad("argument", argv[optind], "options only");
	if (o->list)
		return true;
	return (o->kernel || bad("--kernel", NULL, "a name that --list gives")) &&
	       (o->tier || bad("--tier", NULL, "a name that --list gives")) &&
	       (o->checks || bad("--check", NULL, "names of checks"));
}

static const struct verify_kernel *find_kernel(const struct verify_options *o)
{
	for (size_t i = 0; verify_kernels[i]; i++)
		if (!strcmp(verify_kernels[i]->kernel, o->kernel) && !strcmp(verify_kernels[i]->tier, o->tier))
			return verify_kernels[i];
	return NULL;
}

static const struct verify_check *find_check(const char *name, size_t length)
{
	for (const struct verify_check *c = verify_driver_checks; c->name; c++)
		if (strlen(c->name) == length && !strncmp(c->name, name, length))
			return c;
	return NULL;
}

/* 0 all passed or skipped, 1 one failed, 2 there is no such check. */
static int run_checks(const struct verify_kernel *kernel, const struct verify_options *o)
{
	bool good = true;
	for (const char *name = o->checks; *name; name += strcspn(name, ","), name += *name == ',')
		if (!find_check(name, strcspn(name, ",")))
			return bad("--check", name, "names of checks, with commas between") + 2;
	for (const char *name = o->checks; *name; name += strcspn(name, ","), name += *name == ',')
		good = verify_run_check(kernel, find_check(name, strcspn(name, ",")), o) && good;
	return good ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct verify_options o;
	if (!read_options(&o, argc, argv))
		return 2;
	if (o.list) {
		for (size_t i = 0; verify_kernels[i]; i++)
			printf("{\"kernel\":\"%s\",\"tier\":\"%s\"}\n", verify_kernels[i]->kernel,
			       verify_kernels[i]->tier);
		return 0;
	}
	const struct verify_kernel *kernel = find_kernel(&o);
	if (!kernel) {
		fprintf(stderr, "verify driver: kernel %s, tier %s: expected a row that --list gives\n", o.kernel,
		        o.tier);
		return 2;
	}
	return run_checks(kernel, &o);
}
