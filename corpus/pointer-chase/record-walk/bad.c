#include <stddef.h>
#include <stdint.h>

/* The sum of the tags of all records; each begins with its length and its tag. */
uint64_t record_walk_bad(const uint8_t *data, size_t size)
{
	uint64_t sum = 0;

	for (const uint8_t *p = data, *end = data + size; p < end; p += p[0])
		sum += p[1];
	return sum;
}
