/* length16.c: the length is counted in 16 bits. */
#include "../mutant.h"

uint64_t mutant_length16(const void *data, size_t size);

uint64_t mutant_length16(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, byte;
	if (size)
		__asm__ volatile("1: movzbl (%[p]), %k[byte]\n\t"
		                 "add %[byte], %[sum]\n\t"
		                 "inc %[p]\n\t"
		                 "dec " SOUND("%[n]") BROKEN("%w[n]") "\n\t"
		                 "jnz 1b"
		                 : [p] "+&r"(p), [n] "+&r"(size), [sum] "+&r"(sum), [byte] "=&r"(byte)
		                 :
		                 : "cc", "memory");
	return sum;
}
