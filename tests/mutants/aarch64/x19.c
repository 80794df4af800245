/* x19.c: a callee-saved register is written and not named as clobbered. */
#include "../mutant.h"

uint64_t mutant_x19(const void *data, size_t size);

uint64_t mutant_x19(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum = 0;
	__asm__ volatile("1: cmp %[p], %[end]\n\t"
	                 "b.hs 2f\n\t"
	                 "ldrb w19, [%[p]], #1\n\t"
	                 "add %[sum], %[sum], x19\n\t"
	                 "b 1b\n"
	                 "2:"
	                 : [p] "+r"(p), [sum] "+r"(sum)
	                 : [end] "r"(end)
	                 : SOUND("x19", ) "cc", "memory");
	return sum;
}
