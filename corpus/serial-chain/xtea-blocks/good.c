#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t u32x4 __attribute__((vector_size(16)));

enum { ROUNDS = 32, LANES = 16 };

static inline u32x4 mix(u32x4 v) { return (v << 4 ^ v >> 5) + v; }

/* The left halves of four blocks; the right ones lie a word further. */
static u32x4 gather(const uint32_t *p) { return (u32x4){p[0], p[2], p[4], p[6]}; }

static void scatter(uint32_t *p, u32x4 v)
{
	p[0] = v[0], p[2] = v[1], p[4] = v[2], p[6] = v[3];
}

static void crypt16(uint32_t *p, const uint32_t *key)
{
	u32x4 a = gather(p), b = gather(p + 8), c = gather(p + 16), d = gather(p + 24);
	u32x4 e = gather(p + 1), f = gather(p + 9), g = gather(p + 17), h = gather(p + 25);

	for (const uint32_t *k = key, *end = key + 2 * ROUNDS; k != end; k += 2) {
		u32x4 even = {k[0], k[0], k[0], k[0]}, odd = {k[1], k[1], k[1], k[1]};

		a += mix(e) ^ even, b += mix(f) ^ even, c += mix(g) ^ even, d += mix(h) ^ even;
		e += mix(a) ^ odd, f += mix(b) ^ odd, g += mix(c) ^ odd, h += mix(d) ^ odd;
	}
	scatter(p, a), scatter(p + 8, b), scatter(p + 16, c), scatter(p + 24, d);
	scatter(p + 1, e), scatter(p + 9, f), scatter(p + 17, g), scatter(p + 25, h);
}

/* XTEA of n blocks of two words each, in place; sixteen blocks advance together, the last few in a copy. */
void xtea_blocks_good(uint32_t *block, size_t n, const uint32_t round_key[2 * ROUNDS])
{
	size_t whole = n / LANES * LANES;
	uint32_t rest[2 * LANES] = {0};

	for (size_t b = 0; b < whole; b += LANES)
		crypt16(block + 2 * b, round_key);
	memcpy(rest, block + 2 * whole, (n - whole) * 2 * sizeof(*block));
	crypt16(rest, round_key);
	memcpy(block + 2 * whole, rest, (n - whole) * 2 * sizeof(*block));
}
