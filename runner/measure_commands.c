/* measure_commands.c: times two shell commands in turn, pinned to one core. */
#include "diag.h"
#include "diff_verdict.h"
#include "exec.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COMMAND_LIMIT_MS = 600000 };

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

/* To the last CPU that we may use; what we start inherits it. */
static void pin(cpu_set_t *before)
{
	cpu_set_t one;
	CPU_ZERO(before);
	if (sched_getaffinity(0, sizeof *before, before))
		return;
	for (int i = CPU_SETSIZE - 1; i >= 0; i--)
		if (CPU_ISSET((size_t)i, before)) {
			CPU_ZERO(&one);
			CPU_SET((size_t)i, &one);
			sched_setaffinity(0, sizeof one, &one);
			return;
		}
}

/* Nanoseconds; < 0: it failed. */
static double time_command(const char *command)
{
	struct exec_result e;
	char how[96];
	char *argv[] = {(char *)"/bin/sh", (char *)"-c", (char *)command, NULL};
	double start = now();
	bool good = exec_run(argv, NULL, COMMAND_LIMIT_MS, &e);
	double took = now() - start;
	if (!good)
		diag_error("--measure: `%s` %s: %.*s (a command that succeeds was expected)", command,
		           exec_describe(&e, how), e.err.size > 200 ? 200 : (int)e.err.size,
		           e.err.size ? e.err.data : "");
	exec_free(&e);
	return good ? took : -1;
}

/* Whichever comes second may find caches and clock otherwise: they change places from round to round. The first round
 * does not count. */
static bool take_rounds(const char *const command[2], unsigned rounds, double *ns[2])
{
	for (unsigned i = 0; i <= rounds; i++)
		for (unsigned k = 0; k < 2; k++) {
			unsigned which = (i + k) % 2;
			double took = time_command(command[which]);
			if (took < 0)
				return false;
			if (i)
				ns[which][i - 1] = took;
		}
	return true;
}

bool measure_commands(const char *old, const char *new, unsigned rounds, struct changes *out, struct arena *arena)
{
	const char *const command[2] = {old, new};
	double *ns[2] = {ARENA_ARRAY(arena, double, rounds), ARENA_ARRAY(arena, double, rounds)};
	cpu_set_t before;
	pin(&before);
	bool good = take_rounds(command, rounds, ns);
	sched_setaffinity(0, sizeof before, &before);
	if (!good)
		return false;
	out->how = arena_printf(arena,
	                        "both commands in turn, %u rounds, pinned to one core; wall time, start of the "
	                        "process included",
	                        rounds);
	*ARENA_PUSH(arena, out) =
	    (struct change){"the command", bootstrap_median(ns[0], rounds), bootstrap_median(ns[1], rounds),
	                    bootstrap_paired(ns[1], ns[0], rounds)};
	return true;
}
