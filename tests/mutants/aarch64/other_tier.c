/* other_tier.c: a tier that does not use what it is named after, and so is as slow as the one below it. */
#include "../mutant.h"

uint64_t mutant_other_tier(const void *data, size_t size);

uint64_t mutant_other_tier(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	for (uint64_t i = 0; i < size;) {
		uint64_t step = 1;
		SOUND(__asm__ volatile(".arch_extension sve\n\t" "cntb %[step]" : [step] "=r"(step));)
		for (; step && i < size; step--)
			sum += p[i++];
	}
	return sum;
}
