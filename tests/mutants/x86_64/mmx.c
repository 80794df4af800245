/* mmx.c: the x87 registers are left taken by MMX. */
#include "../mutant.h"

uint64_t mutant_mmx(const void *data, size_t size);

uint64_t mutant_mmx(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	size_t words = size / 8;
	if (words)
		__asm__ volatile("pxor %%mm0, %%mm0\n\t"
		                 "pxor %%mm2, %%mm2\n"
		                 "1: movq (%[p]), %%mm1\n\t"
		                 "psadbw %%mm2, %%mm1\n\t"
		                 "paddq %%mm1, %%mm0\n\t"
		                 "add $8, %[p]\n\t"
		                 "dec %[words]\n\t"
		                 "jnz 1b\n\t"
		                 "movq %%mm0, %[sum]\n\t" SOUND("emms")
		                 : [p] "+r"(p), [words] "+r"(words), [sum] "=r"(sum)
		                 :
		                 : "cc", "memory", "mm0", "mm1", "mm2");
	for (size %= 8; size; size--)
		sum += *p++;
	return sum;
}
