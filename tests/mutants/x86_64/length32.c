/* length32.c: the length is counted in 32 bits. */
#include "../mutant.h"

uint64_t mutant_length32(const void *data, size_t size);

uint64_t mutant_length32(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	size_t left = size & -(size_t)32;
	if (left)
		__asm__ volatile("pxor %%xmm0, %%xmm0\n\t"
		                 "pxor %%xmm2, %%xmm2\n"
		                 "1: movdqu (%[p]), %%xmm1\n\t"
		                 "movdqu 16(%[p]), %%xmm3\n\t"
		                 "psadbw %%xmm2, %%xmm1\n\t"
		                 "psadbw %%xmm2, %%xmm3\n\t"
		                 "paddq %%xmm1, %%xmm0\n\t"
		                 "paddq %%xmm3, %%xmm0\n\t"
		                 "add $32, %[p]\n\t"
		                 "sub $32, " SOUND("%[left]") BROKEN("%k[left]") "\n\t"
		                 "jnz 1b\n\t"
		                 "movhlps %%xmm0, %%xmm1\n\t"
		                 "paddq %%xmm1, %%xmm0\n\t"
		                 "movq %%xmm0, %[sum]"
		                 : [p] "+r"(p), [left] "+r"(left), [sum] "=r"(sum)
		                 :
		                 : "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3");
	for (size %= 32; size; size--)
		sum += *p++;
	return sum;
}
