#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct u64_vec {
	const uint64_t *data;
	size_t len;
};

static uint64_t u64_vec_at(const struct u64_vec *v, size_t i)
{
	if (i >= v->len)
		abort();
	return v->data[i];
}

/* The sum of the first n elements. Contract: n <= v->len. */
uint64_t checked_sum_bad(const struct u64_vec *v, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += u64_vec_at(v, i);
	return sum;
}
