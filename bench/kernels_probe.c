/* kernels_probe.c: calls a contender once in a process of its own: one that traps or hangs is left out, not the run. */
#include "kernels.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BYTES = 4096, SECONDS = 5 };

static void call_all(const struct entries *run)
{
	static const uint64_t words[BYTES / 8];
	if (run->popcount)
		run->popcount(words, BYTES);
	if (run->popcount_words)
		run->popcount_words(words, BYTES / 8);
	if (run->hamming)
		run->hamming(words, words, BYTES);
}

/* 0, or the signal that ended it. */
static int signal_of(const struct entries *run)
{
	int status = 0;
	pid_t pid = fork();
	if (pid == 0) {
		alarm(SECONDS);
		call_all(run);
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return 0;
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

void leave_out_what_dies(struct contenders *all)
{
	for (struct contender *c = all->list; c < all->list + all->n; c++) {
		int signal = c->present ? signal_of(&c->run) : 0;
		if (!signal)
			continue;
		c->present = false;
		snprintf(c->title, sizeof c->title, "not measured: a call of it ended with signal %d (%s)", signal,
		         strsignal(signal));
	}
}
