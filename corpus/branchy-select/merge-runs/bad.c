#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Merges two ascending runs into one of na + nb values. */
void merge_runs_bad(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb)
{
	const uint64_t *end_a = a + na, *end_b = b + nb;

	while (a != end_a && b != end_b) {
		if (*b < *a)
			*out++ = *b++;
		else
			*out++ = *a++;
	}
	memcpy(out, a, (size_t)(end_a - a) * sizeof(*a));
	memcpy(out + (end_a - a), b, (size_t)(end_b - b) * sizeof(*b));
}
