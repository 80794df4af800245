/* direction_flag.c: string instructions are turned around and stay so. */
#include "../mutant.h"

uint64_t mutant_direction_flag(const void *data, size_t size);

uint64_t mutant_direction_flag(const void *data, size_t size)
{
	const unsigned char *last = (const unsigned char *)data + size - 1;
	uint64_t sum = 0;
	if (size)
		__asm__ volatile("std\n\t"
		                 "xor %%eax, %%eax\n"
		                 "1: lodsb\n\t"
		                 "add %%rax, %[sum]\n\t"
		                 "dec %[n]\n\t"
		                 "jnz 1b\n\t" SOUND("cld")
		                 : [sum] "+r"(sum), [n] "+r"(size), "+S"(last)
		                 :
		                 : "rax", "cc", "memory");
	return sum;
}
