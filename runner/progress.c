/* progress.c: a bar on standard error, on a terminal only. */
#include "progress.h"

#include "diag.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WIDTH = 40 };

struct progress {
	unsigned steps, done;
	int shown; /* filled part of the bar that is on the screen */
	bool terminal;
	pthread_mutex_t lock;
};

struct progress *progress_start(unsigned steps)
{
	struct progress *p = calloc(1, sizeof *p);
	const char *term = getenv("TERM");
	if (!p)
		diag_out_of_memory(sizeof *p);
	p->steps = steps ? steps : 1;
	p->terminal = isatty(STDERR_FILENO) && (!term || strcmp(term, "dumb"));
	p->shown = -1;
	pthread_mutex_init(&p->lock, NULL);
	return p;
}

void progress_step(struct progress *p, unsigned steps, const char *what)
{
	pthread_mutex_lock(&p->lock);
	p->done = p->done + steps < p->steps ? p->done + steps : p->steps;
	int filled = (int)((uint64_t)WIDTH * p->done / p->steps);
	if (p->terminal && (filled != p->shown || p->done % 8 == 0)) {
		fprintf(stderr, "\r[%.*s%*s] %u/%u %-34.34s", filled, "########################################",
		        WIDTH - filled, "", p->done, p->steps, what);
		fflush(stderr);
		p->shown = filled;
	}
	pthread_mutex_unlock(&p->lock);
}

void progress_end(struct progress *p)
{
	if (p->terminal)
		fputs("\r\033[K", stderr);
	pthread_mutex_destroy(&p->lock);
	free(p);
}
