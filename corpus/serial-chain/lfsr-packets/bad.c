#include <stddef.h>
#include <stdint.h>

/* The state of n generators after `steps` steps each: a shift, and the polynomial where a one fell out. */
void lfsr_packets_bad(uint32_t *state, size_t n, uint32_t steps)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t s = state[i];

		for (uint32_t k = 0; k < steps; k++)
			s = s >> 1 ^ (-(s & 1) & 0xd0000001);
		state[i] = s;
	}
}
