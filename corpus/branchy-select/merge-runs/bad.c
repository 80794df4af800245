#include <stddef.h>
#include <stdint.h>

/* Merges two ascending runs into one of n values. Both end in UINT64_MAX, which does not count; n is how many values
 * come before, in both together. */
void merge_runs_bad(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t n)
{
	size_t i = 0, j = 0;

	for (size_t k = 0; k < n; k++) {
		if (b[j] < a[i])
			out[k] = b[j++];
		else
			out[k] = a[i++];
	}
}
