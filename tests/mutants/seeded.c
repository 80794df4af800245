/* seeded.c: a sum that is wrong where its start value has all bits set. */
#include "mutant.h"

uint64_t mutant_seeded(uint64_t start, const void *data, size_t size);

uint64_t mutant_seeded(uint64_t start, const void *data, size_t size)
{
	const unsigned char *p = data;
	BROKEN(start += start == UINT64_MAX;)
	while (size--)
		start += *p++;
	return start;
}
