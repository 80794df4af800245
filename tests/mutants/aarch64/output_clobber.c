/* output_clobber.c: nothing tells the compiler that the asm writes memory: it may go on with what it read there before. */
#include "../mutant.h"

void mutant_output_clobber(const void *from, void *to, size_t size);

void mutant_output_clobber(const void *from, void *to, size_t size)
{
	const unsigned char *p = from;
	unsigned char *q = to;
	uint64_t byte;
	if (size)
		__asm__ volatile("1: ldrb %w[byte], [%[p]], #1\n\t"
		                 "mvn %w[byte], %w[byte]\n\t"
		                 "strb %w[byte], [%[q]], #1\n\t"
		                 "sub %[n], %[n], #1\n\t"
		                 "cbnz %[n], 1b"
		                 : [p] "+&r"(p), [q] "+&r"(q), [n] "+&r"(size), [byte] "=&r"(byte)
		                 : "m"(*(const unsigned char(*)[size])from)
		                 SOUND(: "memory"));
}
