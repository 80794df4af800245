#include <stddef.h>

struct delay_line {
	float *samples;
	size_t size, head;
};

/* Replaces each sample of x by the one that came line->size samples before it.
 * Contract: size is a power of two, head < size. */
void ring_delay_good(struct delay_line *line, float *x, size_t n)
{
	float *samples = line->samples;
	size_t mask = line->size - 1, head = line->head;

	for (size_t i = 0; i < n; i++) {
		float oldest = samples[head & mask];

		samples[head & mask] = x[i];
		x[i] = oldest;
		head++;
	}
	line->head = head & mask;
}
