/* timer.h: what the driver and the ISA folders' timer.S share: the clock around each half of a pair.
 *
 * A driver that measures is linked with --wrap for both halves of each pair and with one TIMER(pair, name) for each:
 * the halves' objects and drive.c know nothing of it. */
#ifndef ASSAY_TIMER_H
#define ASSAY_TIMER_H

/* struct timed */
#define TIMED_FUNCTION 0
#define TIMED_TICKS    8
#define TIMED_CALLS    16
#define TIMED_START    24
#define TIMED_BACK     32
#define TIMED_KEEP     40
#define TIMED_SIZE     56
/* struct timer */
#define TIMER_NAME    0
#define TIMER_SAME    8
#define TIMER_AT_BAD  16
#define TIMER_AT_GOOD 24
#define TIMER_BAD     32
#define TIMER_GOOD    (TIMER_BAD + TIMED_SIZE)
#define TIMER_SIZE    (TIMER_GOOD + TIMED_SIZE)

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

/* One half, and what its calls took. */
struct timed {
	void (*function)(void);
	uint64_t ticks, calls;
	uint64_t start; /* of the call that runs; nothing here calls itself */
	void *back;     /* where that one returns to */
	uint64_t keep[2];
};

struct timer {
	const char *name;               /* of the pair */
	const unsigned char *same_type; /* whether either half can be called in the place of the other */
	struct timed *at_bad, *at_good; /* what runs where drive.c calls PAIR_bad and PAIR_good */
	struct timed bad, good;
};

#define AT(type, member, offset) _Static_assert(offsetof(struct type, member) == (offset), "timer.S reads it")
AT(timed, ticks, TIMED_TICKS);
AT(timed, calls, TIMED_CALLS);
AT(timed, start, TIMED_START);
AT(timed, back, TIMED_BACK);
AT(timed, keep, TIMED_KEEP);
AT(timer, same_type, TIMER_SAME);
AT(timer, at_bad, TIMER_AT_BAD);
AT(timer, at_good, TIMER_AT_GOOD);
AT(timer, bad, TIMER_BAD);
AT(timer, good, TIMER_GOOD);
_Static_assert(sizeof(struct timer) == TIMER_SIZE, "timer.S reserves it");
#undef AT

uint64_t timer_ticks(void); /* the clock, in units of its own */

/* measure.c: times both halves of the pair on the case in rounds, pinned to one core; prints what it measured. `once`
 * runs the case and tells whether both halves did the same. Returns the exit code. */
struct drive_pair;
struct drive;
int drive_measure(const struct drive_pair *p, const struct drive *d, unsigned rounds, int fixed_order,
                  int (*once)(const struct drive_pair *, const struct drive *)) __attribute__((weak));
#endif

#endif
