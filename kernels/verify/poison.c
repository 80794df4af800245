/* poison.c: the stack that verify_isa_call runs a kernel on, and the wording of what it finds. */
#include "poison.h"

#include <inttypes.h>
#include <stdio.h>
#include <sys/mman.h>

static unsigned char *stack_end; /* mapped once; the pages around it are not accessible */

static bool map_stack(void)
{
	enum { GUARD = 64 << 10 }; /* no page of any ISA is larger */
	if (stack_end)
		return true;
	unsigned char *p =
	    mmap(NULL, GUARD + POISON_STACK + GUARD, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (p == MAP_FAILED || mprotect(p + GUARD, POISON_STACK, PROT_READ | PROT_WRITE) < 0)
		return false;
	stack_end = p + GUARD + POISON_STACK;
	return true;
}

bool poison_stack_prepare(struct poison_stack *s, uint64_t seed)
{
	if (!map_stack())
		return false;
	*s = (struct poison_stack){.pointer = stack_end - POISON_ABOVE, .seed = seed};
	poison_fill(s->pointer, POISON_ABOVE, &seed);
	poison_fill(s->pointer - POISON_BELOW, POISON_BELOW, &seed);
	return true;
}

bool poison_stack_check(const struct poison_stack *s, char *what, size_t size)
{
	uint64_t state = s->seed;
	for (size_t i = 0; i < POISON_ABOVE; i += 8) {
		uint64_t expected = poison_next(&state), got;
		__builtin_memcpy(&got, s->pointer + i, 8);
		if (got != expected)
			return poison_fails(what, size,
			                    "the caller's stack, %zu bytes above its stack pointer: expected 0x%" PRIx64
			                    ", got 0x%" PRIx64,
			                    i, expected, got);
	}
	return true;
}

bool poison_fails(char *what, size_t size, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(what, size, format, args);
	va_end(args);
	return false;
}

bool poison_kept(const char *name, uint64_t expected, uint64_t got, char *what, size_t size)
{
	if (got == expected)
		return true;
	return poison_fails(what, size, "%s: expected 0x%" PRIx64 ", got 0x%" PRIx64, name, expected, got);
}
