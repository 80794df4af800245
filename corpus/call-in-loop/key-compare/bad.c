#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct entry {
	uint8_t key[16];
	uint64_t value;
};

/* The sum of the values of the entries with this key, of `size` bytes. Contract: size is 16. */
uint64_t key_compare_bad(const struct entry *entries, size_t n, const uint8_t *key, size_t size)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		if (!memcmp(entries[i].key, key, size))
			sum += entries[i].value;
	return sum;
}
