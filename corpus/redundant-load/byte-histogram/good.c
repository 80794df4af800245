#include <stddef.h>
#include <stdint.h>

struct histogram {
	uint32_t *count;
	uint32_t total, high;
};

void byte_histogram_good(struct histogram *h, const uint8_t *s, size_t n)
{
	uint32_t *count = h->count, high = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t byte = s[i];

		high += byte >> 7;
		count[byte]++;
	}
	h->high += high;
	h->total += (uint32_t)n;
}
