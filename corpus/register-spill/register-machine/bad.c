#include <stddef.h>
#include <stdint.h>

#define EACH_REGISTER(X)                                                                                               \
	X(0)                                                                                                           \
	X(1)                                                                                                           \
	X(2)                                                                                                           \
	X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) X(16) X(17) X(18) X(19) X(20) X(21)     \
	    X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31)
#define ENTER(k) uint64_t r##k = registers[k];
#define LEAVE(k) registers[k] = r##k;
#define OPERATE(k)                                                                                                     \
	case k:                                                                                                        \
		acc = r##k = operate(i >> 13, r##k, acc, i >> 5 & 0xff);                                               \
		break;

static inline uint64_t operate(unsigned operation, uint64_t value, uint64_t acc, uint64_t immediate)
{
	uint64_t sum = value + acc + immediate, mixed = (value ^ acc) * (2 * immediate + 1);
	uint64_t chosen = -(uint64_t)(operation & 1);

	return (sum & chosen) | (mixed & ~chosen);
}

/* Runs a straight program of n instructions (register in bits 0-4, immediate in 5-12, operation in 13-15) on 32
 * registers and an accumulator. Every register is a local, so that it can live in one of the machine's. */
uint64_t register_machine_bad(uint64_t registers[32], const uint16_t *program, size_t n)
{
	uint64_t acc = 0;
	EACH_REGISTER(ENTER)

	for (; n; n--) {
		unsigned i = *program++;

		switch (i & 31) {
			EACH_REGISTER(OPERATE)
		}
	}
	EACH_REGISTER(LEAVE)
	return acc;
}
