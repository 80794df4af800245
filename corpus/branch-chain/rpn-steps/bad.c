#include <stddef.h>
#include <stdint.h>

struct step {
	uint32_t code;
	int32_t operand;
};

/* Runs n steps of a desk calculator over an accumulator and a memory. Unsigned: what overflows wraps around. */
uint64_t rpn_steps_bad(const struct step *steps, size_t n, uint64_t start)
{
	uint64_t value = start, memory = 1;

	for (size_t i = 0; i < n; i++) {
		uint32_t code = steps[i].code;
		uint64_t x = (uint64_t)(int64_t)steps[i].operand;

		if (code == '+') {
			value += x;
		} else if (code == '*') {
			value *= x;
		} else if (code == 'x') {
			uint64_t t = value;

			value = memory;
			memory = t;
		} else if (code == 'n') {
			value = -value;
		} else if (code == 's') {
			value >>= x & 31;
		} else {
			memory ^= value;
		}
	}
	return value + memory;
}
