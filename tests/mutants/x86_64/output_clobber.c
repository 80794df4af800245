/* output_clobber.c: nothing tells the compiler that the asm writes memory: it may go on with what it read there before. */
#include "../mutant.h"

void mutant_output_clobber(const void *from, void *to, size_t size);

void mutant_output_clobber(const void *from, void *to, size_t size)
{
	const unsigned char *p = from;
	unsigned char *q = to;
	uint64_t byte;
	if (size)
		__asm__ volatile("1: movzbl (%[p]), %k[byte]\n\t"
		                 "not %[byte]\n\t"
		                 "movb %b[byte], (%[q])\n\t"
		                 "inc %[p]\n\t"
		                 "inc %[q]\n\t"
		                 "dec %[n]\n\t"
		                 "jnz 1b"
		                 : [p] "+&r"(p), [q] "+&r"(q), [n] "+&r"(size), [byte] "=&r"(byte)
		                 : "m"(*(const unsigned char(*)[size])from)
		                 : "cc" SOUND(, "memory"));
}
