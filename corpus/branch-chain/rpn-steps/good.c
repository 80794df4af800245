#include <stddef.h>
#include <stdint.h>

struct step {
	uint32_t code;
	int32_t operand;
};

enum { XOR, ADD, MULTIPLY, EXCHANGE, NEGATE, SHIFT };
static const uint8_t kind[256] = {['+'] = ADD, ['*'] = MULTIPLY, ['x'] = EXCHANGE, ['n'] = NEGATE, ['s'] = SHIFT};

/* Runs n steps of a desk calculator over an accumulator and a memory. Unsigned: what overflows wraps around. The code
 * chooses its label from a table, with one jump for each step. */
uint64_t rpn_steps_good(const struct step *steps, size_t n, uint64_t start)
{
	static const void *const label[] = {[XOR] = &&xor_memory, [ADD] = &&add,       [MULTIPLY] = &&multiply,
	                                    [EXCHANGE] = &&exchange, [NEGATE] = &&negate, [SHIFT] = &&shift};
	uint64_t value = start, memory = 1, x, t;
	size_t i = 0;

next:
	if (i == n)
		return value + memory;
	x = (uint64_t)(int64_t)steps[i].operand;
	goto *label[kind[(uint8_t)steps[i++].code]];
add:
	value += x;
	goto next;
multiply:
	value *= x;
	goto next;
exchange:
	t = value;
	value = memory;
	memory = t;
	goto next;
negate:
	value = -value;
	goto next;
shift:
	value >>= x & 31;
	goto next;
xor_memory:
	memory ^= value;
	goto next;
}
