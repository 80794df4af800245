#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t u32x4 __attribute__((vector_size(16)));

#define ROTATE(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define QUARTER(a, b, c, d)                                                                                            \
	do {                                                                                                           \
		a += b, d ^= a, d = ROTATE(d, 16);                                                                     \
		c += d, b ^= c, b = ROTATE(b, 12);                                                                     \
		a += b, d ^= a, d = ROTATE(d, 8);                                                                      \
		c += d, b ^= c, b = ROTATE(b, 7);                                                                      \
	} while (0)
#define TURN(x, first, second, third, fourth) (x = __builtin_shufflevector(x, x, first, second, third, fourth))

static u32x4 load(const uint32_t *p)
{
	u32x4 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

static void store(uint32_t *p, u32x4 v) { memcpy(p, &v, sizeof(v)); }

/* n pairs of ChaCha20 blocks: two states of four rows. Word 12 of the state counts blocks. */
void chacha_pair_good(uint32_t *out, uint32_t state[16], size_t n)
{
	const u32x4 one = {1, 0, 0, 0}, two = {2, 0, 0, 0};

	for (; n; n--, out += 32) {
		u32x4 a = load(state), b = load(state + 4), c = load(state + 8), d = load(state + 12);
		u32x4 e = a, f = b, g = c, h = d + one;

		for (unsigned round = 0; round < 20; round += 2) {
			QUARTER(a, b, c, d); /* columns; the rows are turned until a diagonal is a column, and back */
			QUARTER(e, f, g, h);
			TURN(b, 1, 2, 3, 0), TURN(c, 2, 3, 0, 1), TURN(d, 3, 0, 1, 2);
			TURN(f, 1, 2, 3, 0), TURN(g, 2, 3, 0, 1), TURN(h, 3, 0, 1, 2);
			QUARTER(a, b, c, d);
			QUARTER(e, f, g, h);
			TURN(b, 3, 0, 1, 2), TURN(c, 2, 3, 0, 1), TURN(d, 1, 2, 3, 0);
			TURN(f, 3, 0, 1, 2), TURN(g, 2, 3, 0, 1), TURN(h, 1, 2, 3, 0);
		}
		store(out, a + load(state)), store(out + 4, b + load(state + 4));
		store(out + 8, c + load(state + 8)), store(out + 12, d + load(state + 12));
		store(out + 16, e + load(state)), store(out + 20, f + load(state + 4));
		store(out + 24, g + load(state + 8)), store(out + 28, h + (load(state + 12) + one));
		store(state + 12, load(state + 12) + two);
	}
}
