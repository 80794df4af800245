/* under_read.c: from the end down, the next vector is loaded before it is known that there is one. */
#include "../mutant.h"

uint64_t mutant_under_read(const void *data, size_t size);

uint64_t mutant_under_read(const void *data, size_t size)
{
	const unsigned char *p = (const unsigned char *)data + size;
	uint64_t sum = 0, part;
	size_t vectors = size / 16;
	if (vectors)
		__asm__ volatile("ldur q0, [%[p], #-16]\n"
		                 "1: sub %[p], %[p], #16\n\t"
		                 "uaddlv h1, v0.16b\n\t"
		                 "umov %w[part], v1.h[0]\n\t"
		                 "add %[sum], %[sum], %[part]\n\t"
		                 "sub %[vectors], %[vectors], #1\n\t"
		                 SOUND("cbz %[vectors], 2f\n\t" "ldur q0, [%[p], #-16]\n\t")
		                 BROKEN("ldur q0, [%[p], #-16]\n\t" "cbz %[vectors], 2f\n\t")
		                 "b 1b\n"
		                 "2:"
		                 : [p] "+r"(p), [vectors] "+r"(vectors), [sum] "+r"(sum), [part] "=&r"(part)
		                 :
		                 : "memory", "v0", "v1");
	for (size %= 16; size; size--)
		sum += *--p;
	return sum;
}
