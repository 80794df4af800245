/* memory_clobber.c: nothing tells the compiler that the asm reads the bytes: it may move stores to them across it, and
 * take the result of an earlier call for that of a later one. */
#include "../mutant.h"

uint64_t mutant_memory_clobber(const void *data, size_t size);

uint64_t mutant_memory_clobber(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum, byte;
	__asm__("xor %k[sum], %k[sum]\n"
	        "1: cmp %[end], %[p]\n\t"
	        "jae 2f\n\t"
	        "movzbl (%[p]), %k[byte]\n\t"
	        "add %[byte], %[sum]\n\t"
	        "inc %[p]\n\t"
	        "jmp 1b\n"
	        "2:"
	        : [p] "+&r"(p), [sum] "=&r"(sum), [byte] "=&r"(byte)
	        : [end] "r"(end) SOUND(, "m"(*(const unsigned char(*)[size])data))
	        : "cc");
	return sum;
}
