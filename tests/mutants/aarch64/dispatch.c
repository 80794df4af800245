/* dispatch.c: a tier is chosen by another bit than its own: cores with atomics came before those with SVE. */
#include "../mutant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

const char *mutant_choice(void);
uint64_t mutant_choice_auto(const void *data, size_t size);
uint64_t mutant_choice_scalar(const void *data, size_t size);
uint64_t mutant_choice_sve(const void *data, size_t size);

uint64_t mutant_choice_scalar(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits = 0;
	for (; size; size--, p++)
		for (unsigned bit = 0; bit < 8; bit++)
			bits += *p >> bit & 1;
	return bits;
}

uint64_t mutant_choice_sve(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits, i;
	__asm__ volatile(".arch_extension sve\n\t"
	                 "mov %[i], #0\n\t"
	                 "mov z0.d, #0\n\t"
	                 "ptrue p1.b\n\t"
	                 "whilelo p0.b, %[i], %[size]\n"
	                 "1: ld1b z1.b, p0/z, [%[p], %[i]]\n\t"
	                 "cnt z1.b, p1/m, z1.b\n\t"
	                 "uaddv d1, p1, z1.b\n\t"
	                 "add z0.d, z0.d, z1.d\n\t"
	                 "incb %[i]\n\t"
	                 "whilelo p0.b, %[i], %[size]\n\t"
	                 "b.first 1b\n\t"
	                 "fmov %[bits], d0"
	                 : [i] "=&r"(i), [bits] "=r"(bits)
	                 : [p] "r"(p), [size] "r"(size)
	                 : "cc", "memory", "v0", "v1", "p0", "p1");
	return bits;
}

static int has_sve(void) { return (getauxval(AT_HWCAP) & SOUND(HWCAP_SVE) BROKEN(HWCAP_ATOMICS)) != 0; }

const char *mutant_choice(void)
{
	static int said;
	const char *cap = getenv("MUTANT_TIER");
	if (cap && strcmp(cap, "scalar") != 0 && strcmp(cap, "sve") != 0) {
		if (!said++)
			fprintf(stderr, "MUTANT_TIER=%s: scalar or sve was expected\n", cap);
		return "scalar";
	}
	return has_sve() && !(cap && !strcmp(cap, "scalar")) ? "sve" : "scalar";
}

uint64_t mutant_choice_auto(const void *data, size_t size)
{
	return strcmp(mutant_choice(), "sve") ? mutant_choice_scalar(data, size) : mutant_choice_sve(data, size);
}
