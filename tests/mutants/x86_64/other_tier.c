/* other_tier.c: a tier that does not use what it is named after, and so is as slow as the one below it. */
#include "../mutant.h"

uint64_t mutant_other_tier(const void *data, size_t size);

uint64_t mutant_other_tier(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits = 0;
	for (; size; size--) {
		uint64_t n = *p++;
		SOUND(__asm__ volatile("popcnt %[n], %[n]" : [n] "+r"(n) : : "cc");)
		BROKEN(n = (n & 0x55) + (n >> 1 & 0x55); n = (n & 0x33) + (n >> 2 & 0x33); n = (n & 15) + (n >> 4);)
		bits += n;
	}
	return bits;
}
