#include <stddef.h>
#include <stdint.h>

struct slot {
	uint32_t key, value, used;
};

/* The sum of the values of those keys that are in the table: slots side by side, the next free one after a clash. */
uint64_t bucket_lookup_good(const struct slot *slots, uint32_t mask, const uint32_t *keys, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		for (uint32_t at = keys[i] * 2654435769u >> 7 & mask; slots[at].used; at = (at + 1) & mask)
			if (slots[at].key == keys[i]) {
				sum += slots[at].value;
				break;
			}
	return sum;
}
