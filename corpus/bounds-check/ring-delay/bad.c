#include <stddef.h>
#include <stdlib.h>

struct delay_line {
	float *samples;
	size_t size, head;
};

static float *delay_at(struct delay_line *line, size_t i)
{
	if (i >= line->size)
		abort();
	return &line->samples[i];
}

/* Replaces each sample of x by the one that came line->size samples before it.
 * Contract: size is a power of two, head < size. */
void ring_delay_bad(struct delay_line *line, float *x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		float *slot = delay_at(line, line->head);
		float oldest = *slot;

		*slot = x[i];
		x[i] = oldest;
		if (++line->head == line->size)
			line->head = 0;
	}
}
