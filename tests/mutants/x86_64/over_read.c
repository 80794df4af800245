/* over_read.c: the next vector is loaded before it is known that there is one. */
#include "../mutant.h"

uint64_t mutant_over_read(const void *data, size_t size);

uint64_t mutant_over_read(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	size_t vectors = size / 16;
	if (vectors)
		__asm__ volatile("pxor %%xmm0, %%xmm0\n\t"
		                 "pxor %%xmm2, %%xmm2\n\t"
		                 "movdqu (%[p]), %%xmm1\n"
		                 "1: add $16, %[p]\n\t"
		                 "psadbw %%xmm2, %%xmm1\n\t"
		                 "paddq %%xmm1, %%xmm0\n\t"
		                 "dec %[vectors]\n\t"
		                 SOUND("jz 2f\n\t" "movdqu (%[p]), %%xmm1\n\t")
		                 BROKEN("movdqu (%[p]), %%xmm1\n\t" "jz 2f\n\t")
		                 "jmp 1b\n"
		                 "2: movhlps %%xmm0, %%xmm1\n\t"
		                 "paddq %%xmm1, %%xmm0\n\t"
		                 "movq %%xmm0, %[sum]"
		                 : [p] "+r"(p), [vectors] "+r"(vectors), [sum] "=r"(sum)
		                 :
		                 : "cc", "memory", "xmm0", "xmm1", "xmm2");
	for (size %= 16; size; size--)
		sum += *p++;
	return sum;
}
