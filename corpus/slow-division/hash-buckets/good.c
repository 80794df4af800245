#include <stddef.h>
#include <stdint.h>

/* How many of n keys fall into each of `buckets` buckets. Contract: buckets is a power of two. */
void hash_buckets_good(uint32_t *count, const uint64_t *key, size_t n, uint64_t buckets)
{
	uint64_t mask = buckets - 1;

	for (size_t i = 0; i < n; i++) {
		uint64_t h = key[i] * 0x9e3779b97f4a7c15;

		count[(h ^ h >> 32) & mask]++;
	}
}
