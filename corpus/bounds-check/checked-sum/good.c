#include <stddef.h>
#include <stdint.h>

struct u64_vec {
	const uint64_t *data;
	size_t len;
};

/* The sum of the first n elements. Contract: n <= v->len; a larger n ends at the vector's end. */
uint64_t checked_sum_good(const struct u64_vec *v, size_t n)
{
	size_t count = n < v->len ? n : v->len;
	const uint64_t *data = v->data;
	uint64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += data[i];
	return sum;
}
