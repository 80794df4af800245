/* poison.h: what verify_isa_call of every ISA shares: the words that registers are poisoned with, and the stack that
 * the kernel is called on. */
#ifndef ASSAY_VERIFY_POISON_H
#define ASSAY_VERIFY_POISON_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The next word of the sequence that belongs to a seed (splitmix64: the same on every machine). */
static inline uint64_t poison_next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static inline void poison_fill(void *to, size_t size, uint64_t *state)
{
	for (size_t i = 0; i < size; i += 8)
		__builtin_memcpy((unsigned char *)to + i, &(uint64_t){poison_next(state)}, 8);
}

/* A stack of its own, with a guard page at each end: `pointer` is where the stack pointer stands before the call,
 * 16-byte aligned; POISON_ABOVE bytes from there on belong to the caller and hold a pattern, and so does what lies just
 * below. */
enum { POISON_ABOVE = 1024, POISON_BELOW = 256, POISON_STACK = 1 << 20 };

struct poison_stack {
	unsigned char *pointer;
	uint64_t seed;
};

/* False: no memory, with errno set. */
bool poison_stack_prepare(struct poison_stack *s, uint64_t seed);
/* False: something was written at or above `pointer`; `what` says where. */
bool poison_stack_check(const struct poison_stack *s, char *what, size_t size);

/* Writes the text and returns false: the one way in which a check fails. */
bool poison_fails(char *what, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* The same for a register that must have kept its value; true where it did. */
bool poison_kept(const char *name, uint64_t expected, uint64_t got, char *what, size_t size);

#endif
