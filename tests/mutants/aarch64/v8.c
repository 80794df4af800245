/* v8.c: a vector register whose low half is callee-saved is written and not named as clobbered. */
#include "../mutant.h"

uint64_t mutant_v8(const void *data, size_t size);

uint64_t mutant_v8(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, part;
	for (; size >= 16; p += 16, size -= 16) {
		__asm__ volatile("ldr q8, [%[p]]\n\t"
		                 "uaddlv h8, v8.16b\n\t"
		                 "umov %w[part], v8.h[0]"
		                 : [part] "=r"(part)
		                 : [p] "r"(p)
		                 : SOUND("v8", ) "memory");
		sum += part;
	}
	for (; size; size--)
		sum += *p++;
	return sum;
}
