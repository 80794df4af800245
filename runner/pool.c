/* pool.c: runs independent jobs on all cores, and hands their results on in order. */
#include "pool.h"

#include "diag.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

struct pool {
	size_t n, ahead, next, finished;
	bool *ready; /* work is done, done() is not */
	bool flushing;
	void *ctx;
	void (*work)(void *, unsigned, size_t);
	void (*done)(void *, size_t);
	pthread_mutex_t lock;
	pthread_cond_t room;
};

struct worker {
	struct pool *pool;
	unsigned id;
	pthread_t thread;
};

unsigned pool_threads(unsigned wanted)
{
	cpu_set_t cpus;
	if (wanted)
		return wanted;
	if (sched_getaffinity(0, sizeof cpus, &cpus))
		return 1;
	return (unsigned)CPU_COUNT(&cpus);
}

/* Hands on what is ready, in order. One thread at a time does it; the others go on working. */
static void flush(struct pool *p)
{
	if (p->flushing)
		return;
	p->flushing = true;
	while (p->finished < p->n && p->ready[p->finished]) {
		size_t i = p->finished;
		pthread_mutex_unlock(&p->lock);
		if (p->done)
			p->done(p->ctx, i);
		pthread_mutex_lock(&p->lock);
		p->finished++;
		pthread_cond_broadcast(&p->room);
	}
	p->flushing = false;
}

static void *run(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;
	pthread_mutex_lock(&p->lock);
	while (p->next < p->n) {
		if (p->next - p->finished >= p->ahead) {
			pthread_cond_wait(&p->room, &p->lock);
			continue;
		}
		size_t i = p->next++;
		pthread_mutex_unlock(&p->lock);
		p->work(p->ctx, w->id, i);
		pthread_mutex_lock(&p->lock);
		p->ready[i] = true;
		flush(p);
	}
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

void pool_run(size_t n, unsigned threads, size_t ahead, void *ctx, void (*work)(void *, unsigned, size_t),
              void (*done)(void *, size_t))
{
	struct pool p = {.n = n, .ahead = ahead ? ahead : 1, .ctx = ctx, .work = work, .done = done};
	threads = pool_threads(threads);
	struct worker *workers = calloc(threads, sizeof *workers);
	p.ready = calloc(n ? n : 1, sizeof *p.ready);
	if (!workers || !p.ready)
		diag_out_of_memory(n);
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.room, NULL);
	unsigned started = 0;
	for (unsigned i = 1; i < threads && i < n; i++) {
		workers[i] = (struct worker){.pool = &p, .id = i};
		if (pthread_create(&workers[i].thread, NULL, run, &workers[i]))
			break;
		started = i;
	}
	workers[0] = (struct worker){.pool = &p};
	run(&workers[0]);
	for (unsigned i = 1; i <= started; i++)
		pthread_join(workers[i].thread, NULL);
	pthread_cond_destroy(&p.room);
	pthread_mutex_destroy(&p.lock);
	free(p.ready);
	free(workers);
}
