/* measure.c: times both halves of one pair on one case; linked into drivers that have timers (timer.h).
 *
 * A round runs the case with bad before good and then, where the types allow it, with good before bad: whichever comes
 * second finds the input in a nearer cache. A round during which another process had the core does not count.
 * Output, fields separated by tabs:
 *   NAME  measured   ORDER  RUNS   (ORDER: both, bad-first; RUNS of the case in one round)
 *   NAME  round      BAD    GOOD   (nanoseconds of one run of the case, once for each round)
 *   NAME  preempted  N             (rounds that do not count)
 * or
 *   NAME  differs                  (the halves' results) */
#define _GNU_SOURCE /* sched_setaffinity */
#include "drive.h"
#include "timer.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* A round is long beside what reading the clock costs and short beside a time slice. */
static const double round_ns = 100e3, warm_ns = 0.5e9, most_seconds = 3;
enum { LEAST_TRIES = 9, MOST_RUNS = 32 };

extern struct timer __start_drive_timers[], __stop_drive_timers[];

struct job {
	const struct drive_pair *pair;
	const struct drive *drive;
	int (*once)(const struct drive_pair *, const struct drive *);
	struct timer *timer;
	bool both_orders;
	unsigned runs;  /* of the case, in one order */
	double ns_tick; /* nanoseconds of one tick */
	uint64_t empty; /* ticks between two readings with nothing between them */
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return 1e9 * (double)t.tv_sec + (double)t.tv_nsec;
}

/* To the last CPU that it may use: the first ones get most interrupts. Where we may, ahead of all ordinary processes:
 * on a busy machine the longer half would be charged with the time of others. */
static void pin(void)
{
	cpu_set_t may, one;
	if (sched_getaffinity(0, sizeof may, &may))
		return;
	for (int i = CPU_SETSIZE - 1; i >= 0; i--)
		if (CPU_ISSET((size_t)i, &may)) {
			CPU_ZERO(&one);
			CPU_SET((size_t)i, &one);
			sched_setaffinity(0, sizeof one, &one);
			sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 1});
			return;
		}
}

static long preemptions(void)
{
	struct rusage use;
	getrusage(RUSAGE_SELF, &use);
	return use.ru_nivcsw;
}

static struct timer *find_timer(const char *name)
{
	for (struct timer *t = __start_drive_timers; t < __stop_drive_timers; t++)
		if (!strcmp(t->name, name))
			return t;
	return NULL;
}

static bool run_order(struct job *j, bool good_first)
{
	j->timer->at_bad = good_first ? &j->timer->good : &j->timer->bad;
	j->timer->at_good = good_first ? &j->timer->bad : &j->timer->good;
	for (unsigned i = 0; i < j->runs; i++)
		if (!j->once(j->pair, j->drive))
			return false;
	return true;
}

static double took(const struct job *j, struct timed *t)
{
	uint64_t clock = t->calls * j->empty;
	double ns = (double)(t->ticks > clock ? t->ticks - clock : 0) * j->ns_tick;
	t->ticks = t->calls = 0;
	return ns / (j->runs * (1.0 + j->both_orders));
}

static bool run_round(struct job *j, double ns[2])
{
	bool good = run_order(j, false) && (!j->both_orders || run_order(j, true));
	ns[0] = took(j, &j->timer->bad);
	ns[1] = took(j, &j->timer->good);
	return good;
}

static void calibrate(struct job *j)
{
	double start = now();
	uint64_t first = timer_ticks(), least = UINT64_MAX;
	while (now() - start < 5e6)
		for (int i = 0; i < 64; i++) {
			uint64_t before = timer_ticks(), after = timer_ticks();
			least = after - before < least ? after - before : least;
		}
	j->ns_tick = (now() - start) / (double)(timer_ticks() - first);
	j->empty = least;
}

/* The first runs touch pages and train predictors; then as many runs as make a round long enough. */
static bool warm_up(struct job *j)
{
	double ns[2];
	j->runs = 1;
	double start = now();
	for (int i = 0; i < 3 && (!i || now() - start < warm_ns); i++)
		if (!run_round(j, ns))
			return false;
	double least = ns[0] < ns[1] ? ns[0] : ns[1];
	double runs = round_ns / (least > 1 ? least : 1);
	j->runs = runs < 1 ? 1 : runs > MOST_RUNS ? MOST_RUNS : (unsigned)runs;
	return true;
}

static int measure_rounds(struct job *j, unsigned rounds)
{
	double ns[2], end = now() + most_seconds * 1e9;
	unsigned preempted = 0;
	printf("%s\tmeasured\t%s\t%u\n", j->pair->name, j->both_orders ? "both" : "bad-first",
	       j->runs * (1 + j->both_orders));
	/* What another process had a part of is no measurement of ours: such a round counts for nothing. */
	for (unsigned i = 0, tries = 0; i < rounds && (tries < LEAST_TRIES || now() < end); tries++) {
		long before = preemptions();
		if (!run_round(j, ns))
			return printf("%s\tdiffers\n", j->pair->name), 1;
		if (preemptions() != before) {
			preempted++;
			continue;
		}
		printf("%s\tround\t%.3f\t%.3f\n", j->pair->name, ns[0], ns[1]);
		i++;
	}
	printf("%s\tpreempted\t%u\n", j->pair->name, preempted);
	return 0;
}

int drive_measure(const struct drive_pair *p, const struct drive *d, unsigned rounds, int fixed_order,
                  int (*once)(const struct drive_pair *, const struct drive *))
{
	struct job j = {.pair = p, .drive = d, .once = once, .timer = find_timer(p->name)};
	if (!j.timer) {
		fprintf(stderr, "driver: %s has no timer\n", p->name);
		return 2;
	}
	j.both_orders = *j.timer->same_type && !fixed_order;
	pin();
	calibrate(&j);
	if (!warm_up(&j))
		return printf("%s\tdiffers\n", p->name), 1;
	return measure_rounds(&j, rounds);
}
