#include <stddef.h>
#include <stdint.h>

struct histogram {
	uint32_t *count;
	uint32_t total, high; /* bytes seen; bytes of 128 and more */
};

/* Counts the bytes by value. */
void byte_histogram_bad(struct histogram *h, const uint8_t *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		h->total++;
		h->high += s[i] >> 7;
		h->count[s[i]]++;
	}
}
