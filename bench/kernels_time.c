/* kernels_time.c: times the contenders of a case: pinned to one core, interleaved in rounds, calibrated repetitions. */
#include "kernels.h"

#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* A sample is long beside the clock's own cost (some 30 ns) and short beside a time slice. */
static const double sample_seconds = 250e-6, case_seconds = 0.2, long_seconds = 4e-3;
enum { LEAST_ROUNDS = 11, QUICK_ROUNDS = 3, TRIES = 8 };

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

#define ADD(x)                                                                                                         \
	__asm__ volatile("" : "+r"(x), "+r"(one));                                                                     \
	x += one;
#define EACH(x) ADD(x[0]) ADD(x[1]) ADD(x[2]) ADD(x[3]) ADD(x[4]) ADD(x[5])
#define SIX(x)  ADD(x[0]) ADD(x[0]) ADD(x[0]) ADD(x[0]) ADD(x[0]) ADD(x[0])
#define FOUR(a) a a a a

/* Additions in one nanosecond, the best of some runs: in one chain that is the clock in GHz, in six chains how many
 * the core adds at once. */
static double additions(bool one_chain)
{
	enum { TURNS = 1500, RUNS = 5 };
	double best = 1;
	for (int run = 0; run < RUNS; run++) {
		uint64_t x[6] = {0}, one = 1;
		double start = now();
		if (one_chain)
			for (int i = 0; i < TURNS; i++) {
				FOUR(SIX(x))
			}
		else
			for (int i = 0; i < TURNS; i++) {
				FOUR(EACH(x))
			}
		double took = now() - start;
		best = took < best ? took : best;
	}
	return TURNS * 24 / best * 1e-9;
}

/* How often the scheduler gave the core to something else, and the seconds that we had of it ourselves. */
struct turn {
	long preemptions;
	double own;
};

static struct turn turn_now(void)
{
	struct rusage use;
	struct timespec t;
	getrusage(RUSAGE_THREAD, &use);
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (struct turn){use.ru_nivcsw, (double)t.tv_sec + (double)t.tv_nsec * 1e-9};
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

/* Long enough twice: once may have been somebody else's turn on the core. */
static void calibrate(struct entrant *e)
{
	size_t calls = e->job.items ? ITEMS : 1;
	timed(e, calls);
	while (timed(e, calls) < sample_seconds / 2 || timed(e, calls) < sample_seconds / 2)
		calls *= 2;
	e->to->calls = calls;
}

/* A sample in which the scheduler ran something else on the core is taken again; one that is too long to ever be left
 * alone counts the time that it had itself. */
static double sample(struct bench *b, struct entrant *e)
{
	double took = 0;
	size_t unit = e->job.items ? ITEMS : 1;
	if (e->to->calls > 8 * unit)
		timed(e, e->to->calls / 8 / unit * unit);
	for (int i = 0; i < TRIES; i++) {
		struct turn before = turn_now();
		took = timed(e, e->to->calls);
		struct turn after = turn_now();
		if (after.preemptions == before.preemptions)
			break;
		b->preempted++;
		if (took > long_seconds) {
			took = after.own - before.own;
			break;
		}
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

/* A virtual machine shows neither the clock nor the siblings: both are seen by what the core gets done. */
static void watch_core(struct bench *b)
{
	double ghz = additions(true);
	b->slowest_ghz = b->watched && b->slowest_ghz < ghz ? b->slowest_ghz : ghz;
	b->fastest_ghz = b->fastest_ghz > ghz ? b->fastest_ghz : ghz;
	b->additions[b->watched++] = additions(false);
}

/* After a first one that took so long. */
static unsigned rounds_left(const struct bench *b, double seconds)
{
	double rounds = case_seconds / seconds;
	if (b->quick || rounds < LEAST_ROUNDS)
		return (b->quick ? QUICK_ROUNDS : LEAST_ROUNDS) - 1;
	return (rounds > MOST_ROUNDS ? MOST_ROUNDS : (unsigned)rounds) - 1;
}

void measure_case(struct bench *b, const struct bench_case *c)
{
	struct entrant e[2 * CONTENDERS];
	if (c->random)
		draw_items(b->memory.items, c->size, c->function == POPCOUNT_WORDS, c->place == SCATTERED);
	watch_core(b);
	size_t n = enter(b, c, e);
	if (c->with_next)
		n += enter(b, c + 1, e + n);
	double start = now();
	run_rounds(b, e, n, 1);
	run_rounds(b, e, n, rounds_left(b, now() - start));
	for (size_t i = 0; i < n; i++) {
		struct spread s = spread_of(e[i].to->ns, e[i].to->rounds);
		e[i].to->median = s.median;
		e[i].to->low = s.low;
		e[i].to->high = s.high;
	}
}
