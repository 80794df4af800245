#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t u32x4 __attribute__((vector_size(16)));

enum { ROUNDS = 32, LANES = 20 };

static inline u32x4 mix(u32x4 v) { return (v << 4 ^ v >> 5) + v; }

/* The left halves of four blocks; the right ones lie a word further. */
static u32x4 gather(const uint32_t *p) { return (u32x4){p[0], p[2], p[4], p[6]}; }

static void scatter(uint32_t *p, u32x4 v)
{
	p[0] = v[0], p[2] = v[1], p[4] = v[2], p[6] = v[3];
}

static void crypt20(uint32_t *p, const uint32_t *key)
{
	u32x4 a = gather(p), b = gather(p + 8), c = gather(p + 16), d = gather(p + 24), e = gather(p + 32);
	u32x4 f = gather(p + 1), g = gather(p + 9), h = gather(p + 17), i = gather(p + 25), j = gather(p + 33);

	for (const uint32_t *k = key, *end = key + 2 * ROUNDS; k != end; k += 2) {
		u32x4 even = {k[0], k[0], k[0], k[0]}, odd = {k[1], k[1], k[1], k[1]};

		a += mix(f) ^ even, b += mix(g) ^ even, c += mix(h) ^ even, d += mix(i) ^ even, e += mix(j) ^ even;
		f += mix(a) ^ odd, g += mix(b) ^ odd, h += mix(c) ^ odd, i += mix(d) ^ odd, j += mix(e) ^ odd;
	}
	scatter(p, a), scatter(p + 8, b), scatter(p + 16, c), scatter(p + 24, d), scatter(p + 32, e);
	scatter(p + 1, f), scatter(p + 9, g), scatter(p + 17, h), scatter(p + 25, i), scatter(p + 33, j);
}

/* XTEA of n blocks of two words each, in place; twenty blocks advance together, the last few in a copy. */
void xtea_blocks_good(uint32_t *block, size_t n, const uint32_t round_key[2 * ROUNDS])
{
	size_t whole = n / LANES * LANES;
	uint32_t rest[2 * LANES] = {0};

	for (size_t b = 0; b < whole; b += LANES)
		crypt20(block + 2 * b, round_key);
	memcpy(rest, block + 2 * whole, (n - whole) * 2 * sizeof(*block));
	crypt20(rest, round_key);
	memcpy(block + 2 * whole, rest, (n - whole) * 2 * sizeof(*block));
}
