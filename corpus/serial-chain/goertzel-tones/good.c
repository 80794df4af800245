#include <stddef.h>
#include <stdint.h>

enum { TONES = 8, LANES = 4 };

struct tone {
	int32_t coefficient; /* 2 cos(w), 30 bits of fraction */
	uint32_t last, before;
};

static uint32_t step(int64_t coefficient, uint32_t last, uint32_t before, uint32_t x)
{
	return (uint32_t)(coefficient * (int32_t)last >> 30) - before + x;
}

static void filter4(struct tone *t, const int16_t *sample, size_t n)
{
	int64_t ka = t[0].coefficient, kb = t[1].coefficient, kc = t[2].coefficient, kd = t[3].coefficient;
	uint32_t a0 = t[0].last, a1 = t[0].before, b0 = t[1].last, b1 = t[1].before;
	uint32_t c0 = t[2].last, c1 = t[2].before, d0 = t[3].last, d1 = t[3].before;

	for (size_t i = 0; i < n; i++) {
		uint32_t x = (uint32_t)sample[i], a = step(ka, a0, a1, x), b = step(kb, b0, b1, x);
		uint32_t c = step(kc, c0, c1, x), d = step(kd, d0, d1, x);

		a1 = a0, a0 = a, b1 = b0, b0 = b;
		c1 = c0, c0 = c, d1 = d0, d0 = d;
	}
	t[0].last = a0, t[0].before = a1, t[1].last = b0, t[1].before = b1;
	t[2].last = c0, t[2].before = c1, t[3].last = d0, t[3].before = d1;
}

/* Goertzel's filter of each of eight tones over n samples, in fixed point. */
void goertzel_tones_good(struct tone tone[TONES], const int16_t *sample, size_t n)
{
	for (size_t t = 0; t < TONES; t += LANES)
		filter4(tone + t, sample, n);
}
