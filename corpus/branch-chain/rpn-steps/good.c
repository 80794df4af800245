#include <stddef.h>
#include <stdint.h>

struct step {
	uint32_t code;
	int32_t operand;
};

/* What each code does, as masks of its operand and of what is exchanged:
 * value = (value >> (x & shift)) * ((x & factor) + times) + (x & term). */
static const struct effect {
	uint64_t shift, factor, times, term, exchange, combine;
} effects[6] = {
	{0, 0, 1, 0, 0, -1},  /* any other code: memory ^= value */
	{0, 0, 1, -1, 0, 0},  /* + */
	{0, -1, 0, 0, 0, 0},  /* * */
	{0, 0, 1, 0, -1, 0},  /* x */
	{0, 0, -1, 0, 0, 0},  /* n */
	{31, 0, 1, 0, 0, 0},  /* s */
};
static const uint8_t kind[256] = {['+'] = 1, ['*'] = 2, ['x'] = 3, ['n'] = 4, ['s'] = 5};

/* Runs n steps of a desk calculator over an accumulator and a memory. Unsigned: what overflows wraps around. */
uint64_t rpn_steps_good(const struct step *steps, size_t n, uint64_t start)
{
	uint64_t value = start, memory = 1;

	for (size_t i = 0; i < n; i++) {
		const struct effect *e = &effects[kind[(uint8_t)steps[i].code]];
		uint64_t x = (uint64_t)(int64_t)steps[i].operand, moved;

		value = (value >> (x & e->shift)) * ((x & e->factor) + e->times) + (x & e->term);
		moved = (value ^ memory) & e->exchange;
		memory ^= moved ^ (value & e->combine);
		value ^= moved;
	}
	return value + memory;
}
