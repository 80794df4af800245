#include <stddef.h>
#include <stdint.h>

static inline uint64_t operate(unsigned operation, uint64_t value, uint64_t acc, uint64_t immediate)
{
	uint64_t sum = value + acc + immediate, mixed = (value ^ acc) * (2 * immediate + 1);
	uint64_t chosen = -(uint64_t)(operation & 1);

	return (sum & chosen) | (mixed & ~chosen);
}

/* Runs a straight program of n instructions (register in bits 0-4, immediate in 5-12, operation in 13-15) on 32
 * registers and an accumulator. The registers are an array, which an index reaches in one access. */
uint64_t register_machine_good(uint64_t registers[32], const uint16_t *program, size_t n)
{
	uint64_t acc = 0;

	for (; n; n--) {
		unsigned i = *program++;

		acc = registers[i & 31] = operate(i >> 13, registers[i & 31], acc, i >> 5 & 0xff);
	}
	return acc;
}
