#include <stddef.h>
#include <stdint.h>

struct entry {
	const struct entry *next;
	uint32_t key, value;
};

/* The sum of the values of those keys that are in the table: a list for each bucket. */
uint64_t bucket_lookup_bad(const struct entry *const *bucket, uint32_t mask, const uint32_t *keys, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		for (const struct entry *e = bucket[keys[i] * 2654435769u >> 7 & mask]; e; e = e->next)
			if (e->key == keys[i]) {
				sum += e->value;
				break;
			}
	return sum;
}
