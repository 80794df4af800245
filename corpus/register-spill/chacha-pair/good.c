#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint32_t u32x4 __attribute__((vector_size(16)));

struct rows {
	u32x4 a, b, c, d;
};

#define INLINE static inline __attribute__((always_inline)) /* gcc -O2 would call them */

INLINE u32x4 rotate(u32x4 x, int n) { return x << n | x >> (32 - n); }

INLINE void quarter(struct rows *r)
{
	r->a += r->b, r->d = rotate(r->d ^ r->a, 16);
	r->c += r->d, r->b = rotate(r->b ^ r->c, 12);
	r->a += r->b, r->d = rotate(r->d ^ r->a, 8);
	r->c += r->d, r->b = rotate(r->b ^ r->c, 7);
}

/* Columns, then diagonals: the rows are turned until a diagonal is a column, and back. */
INLINE void double_round(struct rows *r)
{
	quarter(r);
	r->b = __builtin_shufflevector(r->b, r->b, 1, 2, 3, 0);
	r->c = __builtin_shufflevector(r->c, r->c, 2, 3, 0, 1);
	r->d = __builtin_shufflevector(r->d, r->d, 3, 0, 1, 2);
	quarter(r);
	r->b = __builtin_shufflevector(r->b, r->b, 3, 0, 1, 2);
	r->c = __builtin_shufflevector(r->c, r->c, 2, 3, 0, 1);
	r->d = __builtin_shufflevector(r->d, r->d, 1, 2, 3, 0);
}

INLINE void block(uint32_t *out, const uint32_t *state)
{
	struct rows first, r;

	memcpy(&r, state, sizeof(r));
	for (unsigned round = 0; round < 20; round += 2)
		double_round(&r);
	memcpy(&first, state, sizeof(first));
	r.a += first.a, r.b += first.b, r.c += first.c, r.d += first.d;
	memcpy(out, &r, sizeof(r));
}

/* n pairs of ChaCha20 blocks, one after another: a state is four vectors. Word 12 of the state counts blocks. */
void chacha_pair_good(uint32_t *out, uint32_t state[16], size_t n)
{
	for (size_t i = 0; i < 2 * n; i++, out += 16) {
		block(out, state);
		state[12]++;
	}
}
