#include <stddef.h>
#include <stdint.h>

enum { TONES = 8 };

struct tone {
	int32_t coefficient; /* 2 cos(w), 30 bits of fraction */
	uint32_t last, before;
};

/* Goertzel's filter of each of eight tones over n samples, in fixed point. */
void goertzel_tones_bad(struct tone tone[TONES], const int16_t *sample, size_t n)
{
	for (size_t t = 0; t < TONES; t++) {
		int64_t coefficient = tone[t].coefficient;
		uint32_t last = tone[t].last, before = tone[t].before;

		for (size_t i = 0; i < n; i++) {
			uint32_t s = (uint32_t)(coefficient * (int32_t)last >> 30) - before + (uint32_t)sample[i];

			before = last;
			last = s;
		}
		tone[t].last = last;
		tone[t].before = before;
	}
}
