#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Merges two ascending runs into one of na + nb values. */
void merge_runs_good(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb)
{
	size_t i = 0, j = 0;

	while (i < na && j < nb) {
		uint64_t left = a[i], right = b[j], from_b = right < left;

		out[i + j] = left ^ ((left ^ right) & -from_b);
		j += from_b;
		i += 1 - from_b;
	}
	memcpy(out + i + j, a + i, (na - i) * sizeof(*a));
	memcpy(out + na + j, b + j, (nb - j) * sizeof(*b));
}
