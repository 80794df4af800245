#include <stddef.h>
#include <stdint.h>

enum reduction { REDUCE_SUM, REDUCE_MAX, REDUCE_LAST };

/* Reduces each value into the place that its index names. */
void scatter_reduce_bad(uint32_t *out, const uint32_t *index, const uint32_t *value, size_t n, enum reduction how)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t *to = &out[index[i]];

		if (how == REDUCE_SUM)
			*to += value[i];
		else if (how == REDUCE_MAX)
			*to = *to < value[i] ? value[i] : *to;
		else
			*to = value[i];
	}
}
