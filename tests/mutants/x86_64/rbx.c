/* rbx.c: a callee-saved register is written and not named as clobbered. */
#include "../mutant.h"

uint64_t mutant_rbx(const void *data, size_t size);

uint64_t mutant_rbx(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum = 0;
	__asm__ volatile("1: cmp %[end], %[p]\n\t"
	                 "jae 2f\n\t"
	                 "movzbl (%[p]), %%ebx\n\t"
	                 "add %%rbx, %[sum]\n\t"
	                 "inc %[p]\n\t"
	                 "jmp 1b\n"
	                 "2:"
	                 : [p] "+r"(p), [sum] "+r"(sum)
	                 : [end] "r"(end)
	                 : SOUND("rbx", ) "cc", "memory");
	return sum;
}
