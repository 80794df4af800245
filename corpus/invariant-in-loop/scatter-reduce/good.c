#include <stddef.h>
#include <stdint.h>

enum reduction { REDUCE_SUM, REDUCE_MAX, REDUCE_LAST };

void scatter_reduce_good(uint32_t *out, const uint32_t *index, const uint32_t *value, size_t n, enum reduction how)
{
	if (how == REDUCE_SUM) {
		for (size_t i = 0; i < n; i++)
			out[index[i]] += value[i];
	} else if (how == REDUCE_MAX) {
		for (size_t i = 0; i < n; i++) {
			uint32_t old = out[index[i]], new = value[i];

			out[index[i]] = old < new ? new : old;
		}
	} else {
		for (size_t i = 0; i < n; i++)
			out[index[i]] = value[i];
	}
}
