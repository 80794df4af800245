/* aligned_load.c: a load that demands 16-byte alignment, of data that has none. */
#include "../mutant.h"

uint64_t mutant_aligned_load(const void *data, size_t size);

uint64_t mutant_aligned_load(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, part;
	for (; size >= 16; p += 16, size -= 16) {
		__asm__ volatile("pxor %%xmm1, %%xmm1\n\t"
		                 SOUND("movdqu") BROKEN("movdqa") " (%[p]), %%xmm0\n\t"
		                 "psadbw %%xmm1, %%xmm0\n\t"
		                 "movhlps %%xmm0, %%xmm1\n\t"
		                 "paddq %%xmm1, %%xmm0\n\t"
		                 "movq %%xmm0, %[part]"
		                 : [part] "=r"(part)
		                 : [p] "r"(p)
		                 : "memory", "xmm0", "xmm1");
		sum += part;
	}
	for (; size; size--)
		sum += *p++;
	return sum;
}
