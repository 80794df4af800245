/* length16.c: the length is counted in 16 bits. */
#include "../mutant.h"

uint64_t mutant_length16(const void *data, size_t size);

uint64_t mutant_length16(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, byte;
	if (size)
		__asm__ volatile("1: ldrb %w[byte], [%[p]], #1\n\t"
		                 "add %[sum], %[sum], %[byte]\n\t"
		                 "sub %[n], %[n], #1\n\t"
		                 "tst %[n], " SOUND("%[n]") BROKEN("#0xffff") "\n\t"
		                 "b.ne 1b"
		                 : [p] "+&r"(p), [n] "+&r"(size), [sum] "+&r"(sum), [byte] "=&r"(byte)
		                 :
		                 : "cc", "memory");
	return sum;
}
