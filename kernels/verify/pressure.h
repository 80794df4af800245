/* pressure.h: a kernel called twice from one function, with stores between the calls and values kept in registers
 * across them. Compiled with each build's flags, and with the kernel inlined where the build says so: what an asm
 * statement's constraints leave out then hits a value of the caller.
 *
 * Included by glue once for each row, with PRESSURE_NAME, PRESSURE_CALL(a) and PRESSURE_INPUT defined (verify.h).
 * ISA/verify/live.h says which banks of registers there are beside the general ones: LIVE_BANKS(X) expands to X(id,
 * "title", type, constraint, bytes) for each; a type has VERIFY_LIVE_WORDS words at most, may alias, and is aligned to
 * 8 at most. */
#include "live.h"
#include "verify.h"

#ifndef ASSAY_PRESSURE_H
#define ASSAY_PRESSURE_H

#define PRESSURE_JOIN(a, b)          PRESSURE_JOIN_EXPANDED(a, b)
#define PRESSURE_JOIN_EXPANDED(a, b) a##_##b

/* As many values as the largest bank has registers: every register that is free holds one. */
/* clang-format off */
#define PRESSURE_EACH(X, type, constraint) \
	X(0, type, constraint) X(1, type, constraint) X(2, type, constraint) X(3, type, constraint) \
	X(4, type, constraint) X(5, type, constraint) X(6, type, constraint) X(7, type, constraint) \
	X(8, type, constraint) X(9, type, constraint) X(10, type, constraint) X(11, type, constraint) \
	X(12, type, constraint) X(13, type, constraint) X(14, type, constraint) X(15, type, constraint) \
	X(16, type, constraint) X(17, type, constraint) X(18, type, constraint) X(19, type, constraint) \
	X(20, type, constraint) X(21, type, constraint) X(22, type, constraint) X(23, type, constraint) \
	X(24, type, constraint) X(25, type, constraint) X(26, type, constraint) X(27, type, constraint) \
	X(28, type, constraint) X(29, type, constraint) X(30, type, constraint) X(31, type, constraint)
/* clang-format on */

/* The empty asm hides where a value comes from, so that it has to be kept and cannot be loaded again. */
#define PRESSURE_HIDE(value, constraint) __asm__ volatile("" : "+" constraint(value));

#define PRESSURE_LOAD(i, type, constraint)                                                                             \
	type live##i = *(const type *)(v->live + VERIFY_LIVE_WORDS * i);                                               \
	PRESSURE_HIDE(live##i, constraint)

#define PRESSURE_KEEP(i, type, constraint)                                                                             \
	PRESSURE_HIDE(live##i, constraint)                                                                             \
	*(type *)(v->kept + VERIFY_LIVE_WORDS * i) = live##i;

/* All that is read is read here: a read further down could alias a store, and would keep it alive. */
#define PRESSURE_READ                                                                                                  \
	uint64_t a[VERIFY_ARGS] = {v->args[0], v->args[1], v->args[2], v->args[3], v->args[4], v->args[5]};            \
	unsigned char *s0 = v->store[0], *s1 = v->store[1], *s2 = v->store[2];                                         \
	unsigned char b00 = v->bytes[0][0], b01 = v->bytes[0][1], b02 = v->bytes[0][2];                                \
	unsigned char b10 = v->bytes[1][0], b11 = v->bytes[1][1], b12 = v->bytes[1][2];

/* An asm statement that is not volatile stays behind the loads of the live values because its operands come out of one
 * that is. */
#define PRESSURE_HIDE_ARGS                                                                                             \
	PRESSURE_HIDE(a[0], "r")                                                                                       \
	PRESSURE_HIDE(a[1], "r")                                                                                       \
	PRESSURE_HIDE(a[2], "r")                                                                                       \
	PRESSURE_HIDE(a[3], "r")                                                                                       \
	PRESSURE_HIDE(a[4], "r")                                                                                       \
	PRESSURE_HIDE(a[5], "r")

/* Unless the calls say that they read memory, the earlier stores are dead and the second call repeats the first. */
#define PRESSURE_STORE(c)                                                                                              \
	*s0 = b##c##0;                                                                                                 \
	*s1 = b##c##1;                                                                                                 \
	*s2 = b##c##2;

#define PRESSURE_CALLS                                                                                                 \
	PRESSURE_STORE(0)                                                                                              \
	uint64_t first = PRESSURE_CALL(a);                                                                             \
	PRESSURE_STORE(1)                                                                                              \
	uint64_t second = PRESSURE_CALL(a);                                                                            \
	PRESSURE_STORE(0)

#define PRESSURE_RESULTS                                                                                               \
	PRESSURE_HIDE(first, "r")                                                                                      \
	PRESSURE_HIDE(second, "r")

#define PRESSURE_WRITE                                                                                                 \
	v->result[0] = first;                                                                                          \
	v->result[1] = second;

#define PRESSURE_FUNCTION(id)                                                                                          \
	static __attribute__((noinline)) void PRESSURE_JOIN(PRESSURE_NAME, id)(struct verify_pressure * v)

#define PRESSURE_BANK(id, name, type, constraint, bytes)                                                               \
	PRESSURE_FUNCTION(id)                                                                                          \
	{                                                                                                              \
		PRESSURE_READ                                                                                          \
		PRESSURE_EACH(PRESSURE_LOAD, type, constraint)                                                         \
		PRESSURE_HIDE_ARGS                                                                                     \
		PRESSURE_CALLS                                                                                         \
		PRESSURE_RESULTS                                                                                       \
		PRESSURE_EACH(PRESSURE_KEEP, type, constraint)                                                         \
		PRESSURE_WRITE                                                                                         \
		v->n_kept = 32;                                                                                        \
		v->kept_bytes = (unsigned)(bytes);                                                                     \
	}

#define PRESSURE_PART(id, name, type, constraint, bytes)                                                               \
	if (part-- == 0) {                                                                                             \
		v->title = name;                                                                                       \
		PRESSURE_JOIN(PRESSURE_NAME, id)(v);                                                                   \
	}

#define PRESSURE_GENERAL(X) X(general, "general registers", uint64_t, "r", sizeof(uint64_t))

#endif

PRESSURE_FUNCTION(stores){PRESSURE_READ PRESSURE_CALLS PRESSURE_WRITE}

/* Compared before the calls, and once more behind them: a compiler that takes the flags for unchanged leaves the second
 * comparison out. The check never gives equal values. */
PRESSURE_FUNCTION(flags)
{
	PRESSURE_READ
	uint64_t left = v->compare[0], right = v->compare[1], less = v->outcome[0], not_less = v->outcome[1];
	v->has_decided = true;
	if (left == right)
		return;
	PRESSURE_CALLS
	v->decided = left < right ? less : not_less;
	PRESSURE_WRITE
}

/* Compared behind the calls: a scheduler that takes the flags for unchanged may compare before them, though not around
 * an asm that is volatile. */
PRESSURE_FUNCTION(late)
{
	PRESSURE_READ
	uint64_t left = v->compare[0], right = v->compare[1], less = v->outcome[0], not_less = v->outcome[1];
	v->has_decided = true;
	PRESSURE_HIDE_ARGS
	PRESSURE_CALLS
	PRESSURE_WRITE
	v->decided = left < right ? less : not_less;
}

/* What a call writes is read before it and behind it. No store stands between these reads: it could alias them, and
 * would have them made again whatever the call says. */
PRESSURE_FUNCTION(output)
{
	PRESSURE_READ
	const unsigned char *l0 = v->load[0], *l1 = v->load[1];
	PRESSURE_STORE(0)
	uint64_t first = PRESSURE_CALL(a);
	PRESSURE_STORE(1)
	unsigned char before0 = *l0, before1 = *l1;
	uint64_t second = PRESSURE_CALL(a);
	unsigned char behind0 = *l0, behind1 = *l1;
	PRESSURE_STORE(0)
	v->loaded[0] = before0;
	v->loaded[1] = before1;
	v->loaded[2] = behind0;
	v->loaded[3] = behind1;
	v->has_loaded = true;
	PRESSURE_WRITE
}

/* The stores go to fixed indices of the first input, from the very pointer that the calls get: a compiler knows that
 * they do not touch what an asm reads through an operand for the first few bytes alone. */
#ifdef PRESSURE_INPUT
PRESSURE_FUNCTION(inner)
{
	PRESSURE_READ
	unsigned char *input = (unsigned char *)a[PRESSURE_INPUT];
	s0 = input + VERIFY_INNER_0;
	s1 = input + VERIFY_INNER_1;
	s2 = input + VERIFY_INNER_2;
	PRESSURE_CALLS
	PRESSURE_WRITE
}
#endif

PRESSURE_GENERAL(PRESSURE_BANK)
LIVE_BANKS(PRESSURE_BANK)

void PRESSURE_NAME(struct verify_pressure *v);
void PRESSURE_NAME(struct verify_pressure *v)
{
	unsigned part = v->part;
	v->title = NULL;
	v->n_kept = 0;
	if (v->inner) {
#ifdef PRESSURE_INPUT
		v->title = "stores at fixed indices between them";
		PRESSURE_JOIN(PRESSURE_NAME, inner)(v);
#endif
		return;
	}
	PRESSURE_PART(stores, "stores between them", , , )
	PRESSURE_PART(flags, "a comparison across them", , , )
	PRESSURE_PART(late, "a comparison behind them", , , )
	PRESSURE_PART(output, "an output read across them", , , )
	PRESSURE_GENERAL(PRESSURE_PART)
	LIVE_BANKS(PRESSURE_PART)
}

#undef PRESSURE_NAME
#undef PRESSURE_CALL
#undef PRESSURE_INPUT
