/* kernels_time.c: times the contenders of a case: pinned to one core, interleaved in rounds, calibrated repetitions. */
#include "kernels.h"

#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* A sample is long beside the clock's own cost (some 30 ns) and short beside a time slice. */
static const double sample_seconds = 250e-6, case_seconds = 0.12;
enum { LEAST_ROUNDS = 7, TRIES = 8 };

double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* To the last CPU that we may use unless the caller chose: the first ones get most interrupts. */
bool pin(struct bench *b)
{
	cpu_set_t may, one;
	if (sched_getaffinity(0, sizeof may, &may))
		return false;
	for (int i = 0; b->cpu < 0 && i < CPU_SETSIZE; i++)
		if (CPU_ISSET(CPU_SETSIZE - 1 - i, &may))
			b->cpu = CPU_SETSIZE - 1 - i;
	CPU_ZERO(&one);
	CPU_SET((size_t)b->cpu, &one);
	return !sched_setaffinity(0, sizeof one, &one);
}

/* The core's clock, by a chain of additions of one cycle each. */
static double gigahertz(void)
{
	uint64_t x = 1, y = 3;
	double best = 1;
	for (int run = 0; run < 5; run++) {
		double start = now();
		for (int i = 0; i < 2000; i++) {
#define ADD                                                                                                            \
	__asm__ volatile("" : "+r"(x), "+r"(y));                                                                       \
	x += y;
#define ADD8 ADD ADD ADD ADD ADD ADD ADD ADD
			ADD8 ADD8 ADD8 ADD8
		}
		double took = now() - start;
		best = took < best ? took : best;
	}
	return 2000 * 32 / best * 1e-9;
}

static long preemptions(void)
{
	struct rusage use;
	getrusage(RUSAGE_THREAD, &use);
	return use.ru_nivcsw;
}

/* What runs against what in the rounds of one case, or of two. */
struct entrant {
	struct job job;
	struct measurement *to;
	bool has_result;
	uint64_t expected; /* of one call, or of ITEMS calls */
};

static double timed(struct entrant *e, size_t calls)
{
	double start = now();
	uint64_t sum = run_job(&e->job, calls);
	double took = now() - start;
	size_t times = e->job.items ? calls / ITEMS : calls;
	if (e->has_result && sum != e->expected * times)
		e->to->status = WRONG;
	return took;
}

static void calibrate(struct entrant *e)
{
	size_t calls = e->job.items ? ITEMS : 1;
	double took = timed(e, calls);
	while ((took = timed(e, calls)) < sample_seconds / 2)
		calls *= 2;
	e->to->calls = calls;
}

/* A sample in which the scheduler ran something else on the core is taken again. */
static double sample(struct bench *b, struct entrant *e)
{
	double took = 0;
	size_t unit = e->job.items ? ITEMS : 1;
	if (e->to->calls > 8 * unit)
		timed(e, e->to->calls / 8 / unit * unit);
	for (int i = 0; i < TRIES; i++) {
		long before = preemptions();
		took = timed(e, e->to->calls);
		if (preemptions() == before)
			break;
		b->preempted++;
	}
	return took / (double)e->to->calls * 1e9;
}

static bool takes_part(const struct contender *who, const struct bench_case *c)
{
	const void *entry[FUNCTIONS] = {[POPCOUNT] = (const void *)who->run.popcount,
	                                [POPCOUNT_WORDS] = (const void *)who->run.popcount_words,
	                                [HAMMING] = (const void *)who->run.hamming};
	if (!who->present || !entry[c->function])
		return false;
	if (who->kind == LIMIT)
		return !c->random && c->measure == THROUGHPUT && c->size >= who->width && c->place <= OFF_BY_ONE;
	return who->kind != CALL || c->random || c->size <= 256;
}

static size_t enter(struct bench *b, const struct bench_case *c, struct entrant *e)
{
	size_t n = 0;
	struct job job = {.at = place_ranges(&b->memory, c),
	                  .size = c->size,
	                  .function = c->function,
	                  .items = c->random ? b->memory.items : NULL};
	job.run = b->contenders.scalar->run;
	uint64_t expected = run_job(&job, c->random ? ITEMS : 1);
	job.measure = c->measure;
	for (size_t i = 0; i < b->contenders.n; i++) {
		const struct contender *who = &b->contenders.list[i];
		if (!takes_part(who, c))
			continue;
		job.run = who->run;
		e[n] = (struct entrant){.job = job,
		                        .to = cell(b, c, who),
		                        .expected = expected,
		                        .has_result = who->kind != LIMIT && who->kind != CALL};
		e[n].to->status = MEASURED;
		calibrate(&e[n++]);
	}
	return n;
}

/* Every second round runs backwards, and each begins with another one: nobody always follows the same neighbour. */
static void run_rounds(struct bench *b, struct entrant *e, size_t n, unsigned rounds)
{
	for (unsigned round = 0; round < rounds; round++)
		for (size_t k = 0; k < n; k++) {
			size_t step = round % 2 ? n - 1 - k : k;
			struct entrant *next = &e[(step + round) % n];
			next->to->ns[next->to->rounds++] = sample(b, next);
		}
}

static void watch_clock(struct bench *b)
{
	double ghz = gigahertz();
	if (b->slowest_ghz == 0 || ghz < b->slowest_ghz)
		b->slowest_ghz = ghz;
	if (ghz > b->fastest_ghz)
		b->fastest_ghz = ghz;
}

void measure_case(struct bench *b, const struct bench_case *c)
{
	struct entrant e[2 * CONTENDERS];
	if (c->random)
		draw_items(b->memory.items, c->size, c->function == POPCOUNT_WORDS, c->place == SCATTERED);
	watch_clock(b);
	size_t n = enter(b, c, e);
	if (c->with_next)
		n += enter(b, c + 1, e + n);
	double start = now();
	run_rounds(b, e, n, 1);
	double rounds = case_seconds / (now() - start);
	run_rounds(b, e, n,
	           rounds < LEAST_ROUNDS  ? LEAST_ROUNDS - 1
	           : rounds > MOST_ROUNDS ? MOST_ROUNDS - 1
	                                  : (unsigned)rounds - 1);
	for (size_t i = 0; i < n; i++) {
		struct spread s = spread_of(e[i].to->ns, e[i].to->rounds);
		e[i].to->median = s.median;
		e[i].to->low = s.low;
		e[i].to->high = s.high;
	}
}
