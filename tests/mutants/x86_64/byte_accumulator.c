/* byte_accumulator.c: counters of one byte each take one addition more than they can hold. */
#include "../mutant.h"

uint64_t mutant_byte_accumulator(const void *data, size_t size);

uint64_t mutant_byte_accumulator(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t n = 0;
	while (size >= 16) {
		size_t vectors = size / 16 < SOUND(255) BROKEN(256) ? size / 16 : SOUND(255) BROKEN(256);
		uint64_t part;
		size -= vectors * 16;
		__asm__ volatile("pxor %%xmm0, %%xmm0\n\t"
		                 "pxor %%xmm3, %%xmm3\n\t"
		                 "pcmpeqd %%xmm2, %%xmm2\n"
		                 "1: movdqu (%[p]), %%xmm1\n\t"
		                 "pcmpeqb %%xmm2, %%xmm1\n\t"
		                 "psubb %%xmm1, %%xmm0\n\t"
		                 "add $16, %[p]\n\t"
		                 "dec %[vectors]\n\t"
		                 "jnz 1b\n\t"
		                 "psadbw %%xmm3, %%xmm0\n\t"
		                 "movhlps %%xmm0, %%xmm1\n\t"
		                 "paddq %%xmm1, %%xmm0\n\t"
		                 "movq %%xmm0, %[part]"
		                 : [p] "+r"(p), [vectors] "+r"(vectors), [part] "=r"(part)
		                 :
		                 : "cc", "memory", "xmm0", "xmm1", "xmm2", "xmm3");
		n += part;
	}
	for (; size; size--)
		n += *p++ == 0xff;
	return n;
}
