/* memory_clobber.c: nothing tells the compiler that the asm reads the bytes: it may move stores to them across it, and
 * take the result of an earlier call for that of a later one. */
#include "../mutant.h"

uint64_t mutant_memory_clobber(const void *data, size_t size);

uint64_t mutant_memory_clobber(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum, byte;
	__asm__("mov %[sum], #0\n"
	        "1: cmp %[p], %[end]\n\t"
	        "b.hs 2f\n\t"
	        "ldrb %w[byte], [%[p]], #1\n\t"
	        "add %[sum], %[sum], %[byte]\n\t"
	        "b 1b\n"
	        "2:"
	        : [p] "+&r"(p), [sum] "=&r"(sum), [byte] "=&r"(byte)
	        : [end] "r"(end) SOUND(, "m"(*(const unsigned char(*)[size])data))
	        : "cc");
	return sum;
}
