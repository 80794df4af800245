/* dispatch.c: a tier is chosen by another bit than its own: AVX2 came later than POPCNT, but a hypervisor may hide
 * either of them. */
#include "../mutant.h"

#include <cpuid.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *mutant_choice(void);
uint64_t mutant_choice_auto(const void *data, size_t size);
uint64_t mutant_choice_scalar(const void *data, size_t size);
uint64_t mutant_choice_popcnt(const void *data, size_t size);

uint64_t mutant_choice_scalar(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits = 0;
	for (; size; size--, p++)
		for (unsigned bit = 0; bit < 8; bit++)
			bits += *p >> bit & 1;
	return bits;
}

uint64_t mutant_choice_popcnt(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits = 0;
	for (; size; size--) {
		uint64_t n = *p++;
		__asm__("popcnt %[n], %[n]" : [n] "+r"(n) : : "cc");
		bits += n;
	}
	return bits;
}

static int has_popcnt(void)
{
	unsigned a, b = 0, c = 0, d;
	SOUND(return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_POPCNT);)
	BROKEN(return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_AVX2);)
}

const char *mutant_choice(void)
{
	static int said;
	const char *cap = getenv("MUTANT_TIER");
	if (cap && strcmp(cap, "scalar") != 0 && strcmp(cap, "popcnt") != 0) {
		if (!said++)
			fprintf(stderr, "MUTANT_TIER=%s: scalar or popcnt was expected\n", cap);
		return "scalar";
	}
	return has_popcnt() && !(cap && !strcmp(cap, "scalar")) ? "popcnt" : "scalar";
}

uint64_t mutant_choice_auto(const void *data, size_t size)
{
	return strcmp(mutant_choice(), "popcnt") ? mutant_choice_scalar(data, size) : mutant_choice_popcnt(data, size);
}
