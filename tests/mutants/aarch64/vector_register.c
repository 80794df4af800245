/* vector_register.c: vector registers are written and not named as clobbered. A call loses them all by the ABI, so that
 * only a caller that the kernel is inlined into can tell. */
#include "../mutant.h"

uint64_t mutant_vector_register(const void *data, size_t size);

uint64_t mutant_vector_register(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, part;
	for (; size >= 16; p += 16, size -= 16) {
		__asm__ volatile("ldr q16, [%[p]]\n\t"
		                 "uaddlv h17, v16.16b\n\t"
		                 "umov %w[part], v17.h[0]"
		                 : [part] "=r"(part)
		                 : [p] "r"(p)
		                 : SOUND("v16", "v17", ) "memory");
		sum += part;
	}
	for (; size; size--)
		sum += *p++;
	return sum;
}
