/* flags.c: the flags are written and not named as clobbered. gcc and clang always assume it on this ISA, so that only
 * reading the source can tell. */
#include "../mutant.h"

uint64_t mutant_flags(const void *data, size_t size);

uint64_t mutant_flags(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	for (; size; size--) {
		uint64_t byte;
		__asm__ volatile("movzbl (%[p]), %k[byte]\n\t"
		                 /* add %[byte], %[sum] */
		                 SOUND("lea (%[sum], %[byte]), %[sum]\n\t"
		                       "lea 1(%[p]), %[p] # and not: inc %[p]")
		                 BROKEN("add %[byte], %[sum]\n\t"
		                        "inc %[p]")
		                 : [p] "+&r"(p), [sum] "+&r"(sum), [byte] "=&r"(byte)
		                 :
		                 : "memory");
	}
	return sum;
}
