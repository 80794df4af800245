#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct entry {
	uint8_t key[16];
	uint64_t value;
};

/* The sum of the values of the entries with this key, of `size` bytes. Contract: size is 16. */
uint64_t key_compare_good(const struct entry *entries, size_t n, const uint8_t *key, size_t size)
{
	uint64_t sum = 0, a, b;

	(void)size;
	memcpy(&a, key, 8);
	memcpy(&b, key + 8, 8);
	for (size_t i = 0; i < n; i++) {
		uint64_t x, y;

		memcpy(&x, entries[i].key, 8);
		memcpy(&y, entries[i].key + 8, 8);
		sum += (x ^ a) | (y ^ b) ? 0 : entries[i].value;
	}
	return sum;
}
