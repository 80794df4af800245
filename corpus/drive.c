/* drive.c: the driver that all pairs of one config are linked into: runs every pair on every case, each pair in a
 * process of its own, so that one that crashes or hangs hides no other.
 *
 * Output, one line for each pair, fields separated by tabs:
 *   NAME  ok       CASES
 *   NAME  differs  CASES  CASE  what: ... bad ... good ...     (the first of the cases that differ)
 *   NAME  overrun  CASES  CASE  what                           (bytes beside an array were written)
 *   NAME  signal   CASES  CASE  NUMBER                         (CASES: done before it)
 *   NAME  timeout  CASES  CASE  SECONDS
 *   NAME  exited   CASES  CASE  CODE
 * and "end  PAIRS" when all are through. CASE is what --case takes. With --measure the output is measure.c's. */
#include "drive.h"
#include "timer.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- random numbers --------------------------------------------------------------------------------------------- */

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014) */
static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint64_t drive_next(struct drive *d) { return mix(d->state += 0x9e3779b97f4a7c15u); }

uint64_t drive_below(struct drive *d, uint64_t limit) { return drive_next(d) % limit; }

/* ---- arrays at the edge of the mapped --------------------------------------------------------------------------- */

enum { MARGIN = 64, CANARY = 0xc3, MAX_SLOTS = 64 };

/* Mapped bytes with an unmapped page before and behind; taken again by the next case. */
static struct slot {
	unsigned char *base;
	size_t capacity;
	unsigned char *start; /* of the array that is in it */
	size_t size;
	bool used;
} slots[MAX_SLOTS];
static unsigned n_slots;

static struct {
	char what[80];
	char detail[240];
} * report; /* shared with the parent; what[0]: something was reported in this case */

static void die(const char *what)
{
	fprintf(stderr, "driver: %s: %s\n", what, strerror(errno));
	_exit(125);
}

static struct slot *new_slot(size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), capacity = (size + 2 * MARGIN + page - 1) / page * page;
	if (n_slots == MAX_SLOTS) {
		errno = ENOMEM;
		die("too many arrays in one case");
	}
	unsigned char *p = mmap(NULL, capacity + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED || mprotect(p + page, capacity, PROT_READ | PROT_WRITE))
		die("mmap");
	slots[n_slots] = (struct slot){.base = p + page, .capacity = capacity};
	return &slots[n_slots++];
}

static struct slot *find_slot(size_t size)
{
	struct slot *best = NULL;
	for (unsigned i = 0; i < n_slots; i++)
		if (!slots[i].used && slots[i].capacity >= size + 2 * MARGIN &&
		    (!best || slots[i].capacity < best->capacity))
			best = &slots[i];
	return best ? best : new_slot(size);
}

/* `size` bytes that start `align` bytes beyond a multiple of 64, and as near to the end of the slot as that allows. */
static void *allocate(size_t size, unsigned align)
{
	struct slot *s = find_slot(size);
	unsigned char *end = s->base + s->capacity;
	s->start = end - size;
	s->start -= ((uintptr_t)s->start - align) % 64;
	s->size = size;
	s->used = true;
	memset(s->start - MARGIN, CANARY, MARGIN);
	memset(s->start + size, CANARY, (size_t)(end - s->start) - size);
	return s->start;
}

static bool untouched(const unsigned char *p, const unsigned char *end)
{
	for (; p < end; p++)
		if (*p != CANARY)
			return false;
	return true;
}

static void say(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Takes the case's arrays back, and looks whether bytes beside them were written. */
static bool release_all(void)
{
	bool clean = true;
	for (unsigned i = 0; i < n_slots; i++) {
		struct slot *s = &slots[i];
		if (s->used && (!untouched(s->start - MARGIN, s->start) ||
		                !untouched(s->start + s->size, s->base + s->capacity))) {
			say("bytes beside an array were written", "array %u, of %zu bytes", i, s->size);
			clean = false;
		}
		s->used = false;
	}
	return clean;
}

/* ---- contents --------------------------------------------------------------------------------------------------- */

static uint64_t integer(struct drive *d, unsigned bits, uint64_t first, size_t i)
{
	uint64_t mask = bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1, sign = (uint64_t)1 << (bits - 1);
	const uint64_t extremes[] = {0, 1, mask, mask - 1, sign, sign - 1};
	switch (d->fill) {
	case FILL_RANDOM:
		return drive_next(d) & mask;
	case FILL_SMALL:
		return drive_next(d) >> 60;
	case FILL_ONES:
		return mask;
	case FILL_EXTREME:
		return extremes[drive_below(d, sizeof extremes / sizeof *extremes)];
	case FILL_ASCENDING:
		return (first + i) & mask;
	default:
		return 0;
	}
}

/* Values of either sign; under a tolerance none below zero, as no relative bound holds where terms cancel. `huge` is
 * such that a sum of thousands of squares stays finite. */
static double real(struct drive *d, double huge, uint64_t first, size_t i)
{
	const double extremes[] = {huge, -huge, 1 / huge, -1 / huge, -0.0, 0.0, 1.0, -1.0};
	double x = 0;
	uint64_t r;
	switch (d->fill) {
	case FILL_RANDOM:
		r = drive_next(d);
		x = (double)(int64_t)r * 0x1p-63;
		x *= r % 16 == 0 ? 0x1p20 : r % 16 == 1 ? 0x1p-20 : 1;
		break;
	case FILL_SMALL:
		x = (double)(drive_next(d) >> 60);
		break;
	case FILL_ONES:
		x = 1;
		break;
	case FILL_EXTREME:
		x = extremes[drive_below(d, sizeof extremes / sizeof *extremes)];
		break;
	case FILL_ASCENDING:
		x = (double)(first % 1000 + i);
		break;
	default:
		break;
	}
	return d->tolerance > 0 && x < 0 ? -x : x;
}

#define INTEGERS(name, type, bits)                                                                                     \
	type *name(struct drive *d, size_t n)                                                                          \
	{                                                                                                              \
		type *p = allocate(n * sizeof *p, d->align / (unsigned)sizeof *p * (unsigned)sizeof *p);               \
		uint64_t first = drive_next(d);                                                                        \
		for (size_t i = 0; i < n; i++)                                                                         \
			p[i] = (type)integer(d, bits, first, i);                                                       \
		return p;                                                                                              \
	}
#define REALS(name, type, huge)                                                                                        \
	type *name(struct drive *d, size_t n)                                                                          \
	{                                                                                                              \
		type *p = allocate(n * sizeof *p, d->align / (unsigned)sizeof *p * (unsigned)sizeof *p);               \
		uint64_t first = drive_next(d);                                                                        \
		for (size_t i = 0; i < n; i++)                                                                         \
			p[i] = (type)real(d, huge, first, i);                                                          \
		return p;                                                                                              \
	}
INTEGERS(drive_u8, uint8_t, 8)
INTEGERS(drive_u16, uint16_t, 16)
INTEGERS(drive_u32, uint32_t, 32)
INTEGERS(drive_u64, uint64_t, 64)
REALS(drive_f32, float, 1e15)
REALS(drive_f64, double, 1e150)

/* They may become structures: aligned for any scalar type. */
void *drive_bytes(struct drive *d, size_t size) { return memset(allocate(size, d->align & ~15u), 0, size); }

void *drive_copy(struct drive *d, const void *p, size_t size)
{
	(void)d;
	void *copy = allocate(size, (unsigned)((uintptr_t)p % 64));
	return size ? memcpy(copy, p, size) : copy;
}

/* ---- comparisons ------------------------------------------------------------------------------------------------ */

static void say(const char *what, const char *format, ...)
{
	va_list ap;
	if (report->what[0])
		return;
	snprintf(report->what, sizeof report->what, "%s", what);
	va_start(ap, format);
	vsnprintf(report->detail, sizeof report->detail, format, ap);
	va_end(ap);
}

void drive_same_u64(struct drive *d, const char *what, uint64_t bad, uint64_t good)
{
	(void)d;
	if (bad != good)
		say(what, "bad %#llx, good %#llx", (unsigned long long)bad, (unsigned long long)good);
}

/* Any two NaNs are the same: which one an operation gives is nobody's contract. */
static bool close_enough(double tolerance, double bad, double good)
{
	if (bad != bad || good != good)
		return bad != bad && good != good;
	if (tolerance <= 0)
		return bad == good && !__builtin_signbit(bad) == !__builtin_signbit(good);
	double size = __builtin_fabs(bad) > __builtin_fabs(good) ? __builtin_fabs(bad) : __builtin_fabs(good);
	return bad == good || __builtin_fabs(bad - good) <= tolerance * size;
}

void drive_same_f64(struct drive *d, const char *what, double bad, double good)
{
	if (!close_enough(d->tolerance, bad, good))
		say(what, "bad %.17g (%a), good %.17g (%a), tolerance %g", bad, bad, good, good, d->tolerance);
}

void drive_same_bytes(struct drive *d, const char *what, const void *bad, const void *good, size_t size)
{
	const unsigned char *a = bad, *b = good;
	(void)d;
	for (size_t i = 0; i < size; i++)
		if (a[i] != b[i]) {
			say(what, "byte %zu of %zu: bad %#04x, good %#04x", i, size, a[i], b[i]);
			return;
		}
}

#define SAME_REALS(name, type)                                                                                         \
	void name(struct drive *d, const char *what, const type *bad, const type *good, size_t n)                      \
	{                                                                                                              \
		for (size_t i = 0; i < n; i++)                                                                         \
			if (!close_enough(d->tolerance, (double)bad[i], (double)good[i])) {                            \
				say(what, "element %zu of %zu: bad %.17g, good %.17g, tolerance %g", i, n,             \
				    (double)bad[i], (double)good[i], d->tolerance);                                    \
				return;                                                                                \
			}                                                                                              \
	}
SAME_REALS(drive_same_f32s, float)
SAME_REALS(drive_same_f64s, double)

/* ---- cases ------------------------------------------------------------------------------------------------------ */

/* Around every power of two up to twice the widest vector of bytes, unrolled four times. */
static const unsigned short lengths[] = {0,  1,  2,   3,   4,   5,   6,   7,   8,   9,   10,  11,  12,  13, 15, 16,
                                         17, 19, 23,  24,  25,  31,  32,  33,  47,  48,  49,  63,  64,  65, 79, 95,
                                         96, 97, 127, 128, 129, 191, 192, 193, 255, 256, 257, 511, 512, 513};
static const char *const fill_names[] = {"random", "small", "zero", "ones", "extreme", "ascending"};
enum {
	N_LENGTHS = sizeof lengths / sizeof *lengths,
	BY_LENGTH = N_LENGTHS * FILL_COUNT,
	BY_ALIGNMENT = 2 * 64,
	AT_RANDOM = 48,
	N_CASES = BY_LENGTH + BY_ALIGNMENT + AT_RANDOM,
	MAX_RANDOM = 1500,
};

static struct drive make_case(const struct drive_pair *p, uint64_t seed, unsigned i)
{
	struct drive d = {.tolerance = p->tolerance, .seed = mix(seed ^ mix(i + 1))};
	d.state = d.seed;
	if (i < BY_LENGTH) {
		d.n = lengths[i / FILL_COUNT];
		d.fill = (enum drive_fill)(i % FILL_COUNT);
		d.align = i % 2 ? (unsigned)drive_below(&d, 64) : 0;
	} else if (i < BY_LENGTH + BY_ALIGNMENT) {
		d.align = (i - BY_LENGTH) / 2;
		d.n = (i & 1 ? 96 : 16) + (size_t)drive_below(&d, 64);
		d.fill = d.align % 3 ? FILL_RANDOM : FILL_SMALL;
	} else {
		d.n = (size_t)drive_below(&d, MAX_RANDOM);
		d.fill = (enum drive_fill)drive_below(&d, FILL_COUNT);
		d.align = (unsigned)drive_below(&d, 64);
	}
	return d;
}

static const char *describe(const struct drive *d, char text[static 96])
{
	snprintf(text, 96, "n=%zu,align=%u,fill=%s,seed=%#llx", d->n, d->align, fill_names[d->fill],
	         (unsigned long long)d->seed);
	return text;
}

static bool parse_case(const char *text, struct drive *d)
{
	char fill[16];
	unsigned long long seed;
	if (sscanf(text, "n=%zu,align=%u,fill=%15[a-z],seed=%lli", &d->n, &d->align, fill, (long long *)&seed) != 4)
		return false;
	d->seed = seed;
	for (int i = 0; i < FILL_COUNT; i++)
		if (!strcmp(fill, fill_names[i])) {
			d->fill = (enum drive_fill)i;
			return d->align < 64;
		}
	return false;
}

/* ---- one pair in a process of its own ---------------------------------------------------------------------------- */

/* What the child has come to; in memory shared with its parent. */
struct progress {
	struct drive now;
	unsigned done;
	bool differs, overrun;
	struct drive first;
	char what[80], detail[240];
};

static struct progress *progress;

static void run_case(const struct drive_pair *p, struct drive d)
{
	progress->now = d;
	report->what[0] = 0;
	d.state = mix(d.seed);
	p->run(&d);
	bool differs = report->what[0], overrun = !release_all();
	if ((differs || overrun) && !progress->differs && !progress->overrun) {
		progress->first = progress->now;
		progress->differs = differs;
		progress->overrun = !differs;
		memcpy(progress->what, report->what, sizeof progress->what);
		memcpy(progress->detail, report->detail, sizeof progress->detail);
	}
	progress->done++;
}

/* What --case names, one after the other; none: all cases. */
struct only {
	struct drive *v;
	unsigned n;
};

static unsigned cases_of(const struct only *only) { return only->n ? only->n : N_CASES; }

static void run_pair(const struct drive_pair *p, uint64_t seed, const struct only *only)
{
	for (unsigned i = 0; i < cases_of(only); i++) {
		struct drive d = only->n ? only->v[i] : make_case(p, seed, i);
		d.tolerance = p->tolerance;
		run_case(p, d);
	}
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Waits for the child; kills it after `limit` seconds; false where it had to. */
static bool wait_for(pid_t child, double limit, int *status)
{
	double end = seconds() + limit;
	for (long pause = 200000;; pause = pause < 20000000 ? pause * 2 : pause) {
		pid_t got = waitpid(child, status, WNOHANG);
		if (got == child)
			return true;
		if (got < 0 && errno != EINTR)
			die("waitpid");
		if (seconds() > end) {
			kill(child, SIGKILL);
			waitpid(child, status, 0);
			return false;
		}
		nanosleep(&(struct timespec){0, pause}, NULL);
	}
}

static void print_result(const struct drive_pair *p, bool in_time, int status, double limit)
{
	char text[96];
	const char *at = describe(&progress->now, text);
	if (!in_time)
		printf("%s\ttimeout\t%u\t%s\t%g\n", p->name, progress->done, at, limit);
	else if (WIFSIGNALED(status))
		printf("%s\tsignal\t%u\t%s\t%d\n", p->name, progress->done, at, WTERMSIG(status));
	else if (WEXITSTATUS(status))
		printf("%s\texited\t%u\t%s\t%d\n", p->name, progress->done, at, WEXITSTATUS(status));
	else if (progress->differs || progress->overrun)
		printf("%s\t%s\t%u\t%s\t%s: %s\n", p->name, progress->differs ? "differs" : "overrun", progress->done,
		       describe(&progress->first, text), progress->what, progress->detail);
	else
		printf("%s\tok\t%u\n", p->name, progress->done);
	fflush(stdout);
}

static void run_apart(const struct drive_pair *p, uint64_t seed, const struct only *only, double limit)
{
	int status = 0;
	memset(progress, 0, sizeof *progress);
	pid_t parent = getpid(), child = fork();
	if (child < 0)
		die("fork");
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() != parent)
			_exit(125);
		run_pair(p, seed, only);
		/* A pair that ends the process itself, by exit(0), must not look like one that is through. */
		_exit(progress->done == cases_of(only) ? 0 : 124);
	}
	bool in_time = wait_for(child, limit, &status);
	if (in_time && WIFEXITED(status) && !WEXITSTATUS(status) && progress->done != cases_of(only))
		status = 124 << 8;
	print_result(p, in_time, status, limit);
}

/* ---- command line ----------------------------------------------------------------------------------------------- */

extern const struct drive_pair *const __start_drive_pairs[], *const __stop_drive_pairs[];

struct options {
	const char **pair;
	int n_pair;
	uint64_t seed;
	double limit;
	struct only only;
	unsigned rounds; /* to be measured; 0: none */
	bool in_process, fixed_order;
};

static bool wanted(const struct options *o, const char *name)
{
	for (int i = 0; i < o->n_pair; i++)
		if (!strcmp(o->pair[i], name))
			return true;
	return !o->n_pair;
}

static int usage(void)
{
	fputs("driver [--list] [--pair NAME]... [--seed N] [--limit SECONDS] [--case n=N,align=A,fill=F,seed=S... "
	      "[--in-process] [--measure ROUNDS [--fixed-order]]]\n",
	      stderr);
	return 2;
}

static void *shared(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		die("mmap");
	return p;
}

static int run_once(const struct drive_pair *p, const struct drive *d)
{
	run_case(p, *d);
	return !progress->differs && !progress->overrun;
}

static int measure(const struct options *o, const struct drive_pair *p)
{
	struct drive d = o->only.v[0];
	d.tolerance = p->tolerance;
	if (!drive_measure) {
		fputs("driver: it was linked without timers\n", stderr);
		return 2;
	}
	return drive_measure(p, &d, o->rounds, o->fixed_order, run_once);
}

static int run_all(const struct options *o)
{
	unsigned done = 0;
	progress = shared(sizeof *progress);
	report = shared(sizeof *report);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	for (const struct drive_pair *const *p = __start_drive_pairs; p < __stop_drive_pairs; p++) {
		if (!wanted(o, (*p)->name))
			continue;
		if (o->rounds)
			return measure(o, *p);
		if (o->in_process) {
			run_pair(*p, o->seed, &o->only);
			print_result(*p, true, 0, 0);
		} else
			run_apart(*p, o->seed, &o->only, o->limit);
		done++;
	}
	printf("end\t%u\n", done);
	return 0;
}

int main(int argc, char **argv)
{
	struct options o = {.seed = 1, .limit = 60, .pair = calloc((size_t)argc, sizeof *o.pair)};
	o.only.v = calloc((size_t)argc, sizeof *o.only.v);
	if (!o.pair || !o.only.v)
		die("calloc");
	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : NULL;
		if (!strcmp(argv[i], "--list")) {
			for (const struct drive_pair *const *p = __start_drive_pairs; p < __stop_drive_pairs; p++)
				puts((*p)->name);
			return 0;
		}
		if (!strcmp(argv[i], "--in-process") || !strcmp(argv[i], "--fixed-order")) {
			*(argv[i][2] == 'i' ? &o.in_process : &o.fixed_order) = true;
			continue;
		}
		if (!value)
			return usage();
		i++;
		if (!strcmp(argv[i - 1], "--pair"))
			o.pair[o.n_pair++] = value;
		else if (!strcmp(argv[i - 1], "--seed"))
			o.seed = strtoull(value, NULL, 0);
		else if (!strcmp(argv[i - 1], "--limit"))
			o.limit = strtod(value, NULL);
		else if (!strcmp(argv[i - 1], "--case") && parse_case(value, &o.only.v[o.only.n]))
			o.only.n++;
		else if (!strcmp(argv[i - 1], "--measure") && atoi(value) > 0)
			o.rounds = (unsigned)atoi(value);
		else
			return usage();
	}
	if ((o.in_process || o.rounds) && !o.only.n)
		return usage();
	return run_all(&o);
}
