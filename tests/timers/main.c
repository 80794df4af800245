/* main.c: calls every kernel through its timer; prints what is wrong, and `ok`. */
#include "kernels.h"
#include "registers.h"
#include "timer.h"

#include <stdio.h>
#include <string.h>

extern struct timer __start_drive_timers[], __stop_drive_timers[];
#define SAME(name) const unsigned char timer_same_##name = 1;
SAME(integers)
SAME(reals) SAME(large) SAME(small) SAME(four) SAME(wide) SAME(complex) SAME(long) SAME(vector) SAME(variadic)
    SAME(registers)

        static int faults;
#define EXPECT(x) ((x) ? (void)0 : (void)(printf("line %d: %s\n", __LINE__, #x), faults++))

static struct timer *timer_of(const char *name)
{
	for (struct timer *t = __start_drive_timers; t < __stop_drive_timers; t++)
		if (!strcmp(t->name, name))
			return t;
	return NULL;
}

static void call_scalars(void)
{
	long sum = integers_bad(1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 0x1122334455667788);
	EXPECT(sum == 0x1122334455667788 - 5);
	EXPECT(integers_good(1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 0x1122334455667788) == -sum);
	EXPECT(reals_bad(1.5, -2.5f, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5f) == 55.0);
	EXPECT(reals_good(1.5, -2.5f, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5f) == -55.0);
	EXPECT(wide_bad((__int128)1 << 100, 7) == ((__int128)3 << 100) + 7);
	EXPECT(complex_bad(1.0 + 2.0i) == 2.0 + 4.0i);
	EXPECT(long_bad(5.5L, 2.25L) == 3.25L);
	EXPECT(variadic_bad(6, 1, 2.5, 3, 4.5, 5, 6.5) == 22.5);
}

static void call_structures(void)
{
	struct large x, y;
	for (int i = 0; i < 12; i++)
		x.v[i] = 100 + i;
	y = large_bad(x, (struct small){11, 22}, 33);
	for (int i = 0; i < 12; i++)
		EXPECT(y.v[i] == 2 * (100 + i));
	struct small s = small_bad((struct small){5, 7});
	EXPECT(s.a == 8 && s.b == 7);
	struct reals r = four_bad((struct reals){{1, 2, 3, 4}});
	EXPECT(r.v[0] == 4 && r.v[1] == 3 && r.v[2] == 2 && r.v[3] == 1);
	vector one = {1, 2, 3, 4}, sum = vector_bad(one, one, one, one, one, one, one, one, one);
	for (int i = 0; i < 4; i++)
		EXPECT(sum[i] == 45 * one[i]);
}

/* What each call took is added to its own half, whichever name it was called by. */
static void adds_up(void)
{
	struct timer *t = timer_of("integers");
	EXPECT(t && t->bad.calls == 1 && t->good.calls == 1 && t->bad.ticks > 0);
	EXPECT(timer_of("none") == NULL);
	unsigned long before = t->bad.ticks;
	t->at_bad = &t->good;
	t->at_good = &t->bad;
	EXPECT(integers_bad(1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 0x1122334455667788) < 0);
	EXPECT(t->bad.calls == 1 && t->good.calls == 2 && t->bad.ticks == before);
	EXPECT(integers_good(1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 0x1122334455667788) > 0);
	EXPECT(t->bad.calls == 2 && t->good.calls == 2);
}

/* Every register, at the callee's entry and after the return. */
static void keeps_registers(void)
{
	for (unsigned i = 0; i < REGISTERS; i++)
		registers_given[i] = 0x1111111111111111u * (i % 15 + 1) + i;
	registers_call();
	for (unsigned i = 0; i < REGISTERS; i++) {
		if (!registers_lost_before(i) && registers_at_entry[i] != registers_given[i])
			printf("register %u at entry: %#lx, given %#lx\n", i, registers_at_entry[i],
			       registers_given[i]),
			    faults++;
		if (!registers_lost_after(i) && registers_after[i] != registers_left[i])
			printf("register %u after: %#lx, left %#lx\n", i, registers_after[i], registers_left[i]),
			    faults++;
	}
	EXPECT(registers_stack_moved == 0);
	/* The check can fail: what may be lost is lost. */
	EXPECT(registers_at_entry[REGISTER_LOST] != registers_given[REGISTER_LOST]);
}

int main(void)
{
	call_scalars();
	call_structures();
	adds_up();
	keeps_registers();
	EXPECT(kernels_wrong() == 0);
	puts(faults ? "failed" : "ok");
	return faults != 0;
}
