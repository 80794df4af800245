#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t u32x4 __attribute__((vector_size(16)));

enum { LANES = 20 };

static inline u32x4 step(u32x4 s) { return s >> 1 ^ (-(s & 1) & 0xd0000001); }

static u32x4 load(const uint32_t *p)
{
	u32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static void advance20(uint32_t *state, uint32_t steps)
{
	u32x4 a = load(state), b = load(state + 4), c = load(state + 8), d = load(state + 12), e = load(state + 16);

	for (uint32_t k = 0; k < steps; k++)
		a = step(a), b = step(b), c = step(c), d = step(d), e = step(e);
	memcpy(state, &a, sizeof(a));
	memcpy(state + 4, &b, sizeof(b));
	memcpy(state + 8, &c, sizeof(c));
	memcpy(state + 12, &d, sizeof(d));
	memcpy(state + 16, &e, sizeof(e));
}

/* The state of n generators after `steps` steps each; twenty step together, the last few in a copy. */
void lfsr_packets_good(uint32_t *state, size_t n, uint32_t steps)
{
	size_t whole = n / LANES * LANES;
	uint32_t rest[LANES] = {0};

	for (size_t i = 0; i < whole; i += LANES)
		advance20(state + i, steps);
	memcpy(rest, state + whole, (n - whole) * sizeof(*state));
	advance20(rest, steps);
	memcpy(state + whole, rest, (n - whole) * sizeof(*state));
}
