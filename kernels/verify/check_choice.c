/* check_choice.c: the tier that the kernels' own dispatch takes, without a cap and with every cap.
 *
 * --expect names the tier that this CPU gets, --runs all that it can run, --environment the variable that caps the
 * choice. A tier named `auto` is the dispatched kernel itself and no name of a cap. */
#define _GNU_SOURCE 1 /* memfd_create */
#include "checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NAMES = 32, LONGEST_NAME = 64 };

struct answer {
	char name[LONGEST_NAME];
	char said[256]; /* on standard error */
};

/* All tiers, the slowest first. One that only another kernel has goes behind the one that it follows there. */
static unsigned tier_names(const char *names[NAMES])
{
	unsigned n = 0;
	for (size_t i = 0, before = 0; verify_kernels[i] && n < NAMES; i++) {
		const char *name = verify_kernels[i]->tier;
		unsigned at = 0;
		if (i && strcmp(verify_kernels[i - 1]->kernel, verify_kernels[i]->kernel))
			before = 0;
		if (!strcmp(name, "auto"))
			continue;
		while (at < n && strcmp(names[at], name))
			at++;
		if (at == n) {
			memmove(names + before + 1, names + before, (n - before) * sizeof *names);
			names[before] = name;
			at = (unsigned)before;
			n++;
		}
		before = at + 1;
	}
	return n;
}

static bool in_list(const char *list, const char *name)
{
	size_t length = strlen(name);
	for (; *list; list += strcspn(list, ","), list += *list == ',')
		if (strcspn(list, ",") == length && !strncmp(list, name, length))
			return true;
	return false;
}

/* Asked in a process of its own: the choice is made once. The second question must not repeat a complaint. */
static void answer(const struct verify_options *o, const char *cap, struct answer *to)
{
	int fd = memfd_create("stderr", 0);
	if (fd >= 0)
		dup2(fd, STDERR_FILENO);
	if (cap)
		setenv(o->environment, cap, 1);
	else if (o->environment)
		unsetenv(o->environment);
	const char *name = verify_choice();
	snprintf(to->name, sizeof to->name, "%s", name ? name : "NULL");
	verify_choice();
	fflush(NULL);
	if (fd >= 0 && pread(fd, to->said, sizeof to->said - 1, 0) < 0)
		to->said[0] = 0;
	_exit(0);
}

static bool ask(struct verify_run *run, const char *cap, struct answer *to)
{
	int status;
	memset(to, 0, sizeof *to);
	run->outcome->cases++;
	pid_t child = fork();
	if (!child)
		answer(run->options, cap, to);
	if (child < 0 || waitpid(child, &status, 0) < 0)
		return verify_skip(run, "no process could be started");
	return (WIFEXITED(status) && !WEXITSTATUS(status)) || verify_fail(run, "died while the tier was chosen");
}

static bool check_name(struct verify_run *run, const char *cap, const char *expected, struct answer *a)
{
	if (!ask(run, cap, a))
		return false;
	if (!strcmp(a->name, expected))
		return true;
	snprintf(run->outcome->expected, sizeof run->outcome->expected, "%s", expected);
	snprintf(run->outcome->got, sizeof run->outcome->got, "%s", a->name);
	if (cap)
		return verify_fail(run, "the tier chosen with %s=%s", run->options->environment, cap);
	return verify_fail(run, "the tier chosen");
}

/* A name that is no tier's: scalar (the first tier) is taken, and that is said once. */
static bool check_unknown(struct verify_run *run, const char *slowest, struct answer *a)
{
	if (!check_name(run, "no-such-tier", slowest, a))
		return false;
	const char *end = strchr(a->said, '\n');
	if (end && !end[1])
		return true;
	snprintf(run->outcome->expected, sizeof run->outcome->expected, "one line on standard error");
	snprintf(run->outcome->got, sizeof run->outcome->got, "%.80s", *a->said ? a->said : "nothing");
	return verify_fail(run, "what is said of %s=no-such-tier", run->options->environment);
}

/* With a cap, the best tier that the CPU runs and that does not stand behind the cap, nor behind what it gets without:
 * it may have reasons not to use all that it runs. */
static bool check_caps(struct verify_run *run, const char *const *names, unsigned n, struct answer *a)
{
	const struct verify_options *o = run->options;
	const char *best = names[0];
	for (unsigned i = 0; i < n; i++) {
		if (in_list(o->runs, names[i]) && strcmp(best, o->expect) != 0)
			best = names[i];
		if (!check_name(run, names[i], best, a))
			return false;
		if (*a->said)
			return verify_fail(run, "%s=%s: said on standard error: %.80s", o->environment, names[i],
			                   a->said);
	}
	return check_unknown(run, names[0], a);
}

void check_choice(struct verify_run *run)
{
	const struct verify_options *o = run->options;
	const char *names[NAMES + 1];
	unsigned n = tier_names(names);
	struct answer *a = mmap(NULL, sizeof *a, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (!verify_choice)
		verify_skip(run, "the registry names no choice function");
	else if (!o->expect)
		verify_skip(run, "no tier is stated for this CPU");
	else if (a == MAP_FAILED)
		verify_skip(run, "mmap failed");
	else if (check_name(run, NULL, o->expect, a) && o->environment && o->runs && n)
		check_caps(run, names, n, a);
}
