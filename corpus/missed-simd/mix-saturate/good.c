#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint16_t u16x8 __attribute__((vector_size(16)));
typedef int16_t i16x8 __attribute__((vector_size(16)));

/* The sum overflows where both signs differ from its own; then the limit is the one on the first operand's side. */
static void mix8(int16_t *mix, const int16_t *track)
{
	u16x8 a, b, sum, limit, overflow;

	memcpy(&a, mix, sizeof(a));
	memcpy(&b, track, sizeof(b));
	sum = a + b;
	limit = (u16x8)((i16x8)a >> 15) ^ INT16_MAX;
	overflow = (u16x8)((i16x8)((sum ^ a) & (sum ^ b)) >> 15);
	sum = (limit & overflow) | (sum & ~overflow);
	memcpy(mix, &sum, sizeof(sum));
}

/* Adds one track of 16-bit samples to another, with saturation. */
void mix_saturate_good(int16_t *mix, const int16_t *track, size_t n)
{
	size_t whole = n / 8 * 8, left = n - whole;

	for (size_t i = 0; i < whole; i += 8)
		mix8(mix + i, track + i);
	if (left) {
		int16_t a[8] = {0}, b[8] = {0};

		memcpy(a, mix + whole, left * sizeof(*a));
		memcpy(b, track + whole, left * sizeof(*b));
		mix8(a, b);
		memcpy(mix + whole, a, left * sizeof(*a));
	}
}
