/* over_read.c: the next vector is loaded before it is known that there is one. */
#include "../mutant.h"

uint64_t mutant_over_read(const void *data, size_t size);

uint64_t mutant_over_read(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, part;
	size_t vectors = size / 16;
	if (vectors)
		__asm__ volatile("ldr q0, [%[p]]\n"
		                 "1: add %[p], %[p], #16\n\t"
		                 "uaddlv h1, v0.16b\n\t"
		                 "umov %w[part], v1.h[0]\n\t"
		                 "add %[sum], %[sum], %[part]\n\t"
		                 "sub %[vectors], %[vectors], #1\n\t"
		                 SOUND("cbz %[vectors], 2f\n\t" "ldr q0, [%[p]]\n\t")
		                 BROKEN("ldr q0, [%[p]]\n\t" "cbz %[vectors], 2f\n\t")
		                 "b 1b\n"
		                 "2:"
		                 : [p] "+r"(p), [vectors] "+r"(vectors), [sum] "+r"(sum), [part] "=&r"(part)
		                 :
		                 : "memory", "v0", "v1");
	for (size %= 16; size; size--)
		sum += *p++;
	return sum;
}
