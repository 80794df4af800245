#include <stddef.h>
#include <stdint.h>

#define ROTATE(x, n) ((x) << (n) | (x) >> (32 - (n)))
#define QUARTER(a, b, c, d)                                                                                            \
	do {                                                                                                           \
		a += b, d ^= a, d = ROTATE(d, 16);                                                                     \
		c += d, b ^= c, b = ROTATE(b, 12);                                                                     \
		a += b, d ^= a, d = ROTATE(d, 8);                                                                      \
		c += d, b ^= c, b = ROTATE(b, 7);                                                                      \
	} while (0)

/* n pairs of ChaCha20 blocks: two whole states in locals. Word 12 of the state counts blocks. */
void chacha_pair_bad(uint32_t *out, uint32_t state[16], size_t n)
{
	for (; n; n--, out += 32) {
		uint32_t x0 = state[0], x1 = state[1], x2 = state[2], x3 = state[3];
		uint32_t x4 = state[4], x5 = state[5], x6 = state[6], x7 = state[7];
		uint32_t x8 = state[8], x9 = state[9], x10 = state[10], x11 = state[11];
		uint32_t x12 = state[12], x13 = state[13], x14 = state[14], x15 = state[15];
		uint32_t y0 = state[0], y1 = state[1], y2 = state[2], y3 = state[3];
		uint32_t y4 = state[4], y5 = state[5], y6 = state[6], y7 = state[7];
		uint32_t y8 = state[8], y9 = state[9], y10 = state[10], y11 = state[11];
		uint32_t y12 = state[12] + 1, y13 = state[13], y14 = state[14], y15 = state[15];

		for (unsigned round = 0; round < 20; round += 2) {
			QUARTER(x0, x4, x8, x12);
			QUARTER(y0, y4, y8, y12);
			QUARTER(x1, x5, x9, x13);
			QUARTER(y1, y5, y9, y13);
			QUARTER(x2, x6, x10, x14);
			QUARTER(y2, y6, y10, y14);
			QUARTER(x3, x7, x11, x15);
			QUARTER(y3, y7, y11, y15);
			QUARTER(x0, x5, x10, x15);
			QUARTER(y0, y5, y10, y15);
			QUARTER(x1, x6, x11, x12);
			QUARTER(y1, y6, y11, y12);
			QUARTER(x2, x7, x8, x13);
			QUARTER(y2, y7, y8, y13);
			QUARTER(x3, x4, x9, x14);
			QUARTER(y3, y4, y9, y14);
		}
		out[0] = x0 + state[0], out[1] = x1 + state[1], out[2] = x2 + state[2], out[3] = x3 + state[3];
		out[4] = x4 + state[4], out[5] = x5 + state[5], out[6] = x6 + state[6], out[7] = x7 + state[7];
		out[8] = x8 + state[8], out[9] = x9 + state[9], out[10] = x10 + state[10], out[11] = x11 + state[11];
		out[12] = x12 + state[12], out[13] = x13 + state[13], out[14] = x14 + state[14],
		out[15] = x15 + state[15];
		out[16] = y0 + state[0], out[17] = y1 + state[1], out[18] = y2 + state[2], out[19] = y3 + state[3];
		out[20] = y4 + state[4], out[21] = y5 + state[5], out[22] = y6 + state[6], out[23] = y7 + state[7];
		out[24] = y8 + state[8], out[25] = y9 + state[9], out[26] = y10 + state[10], out[27] = y11 + state[11];
		out[28] = y12 + state[12] + 1, out[29] = y13 + state[13], out[30] = y14 + state[14],
		out[31] = y15 + state[15];
		state[12] += 2;
	}
}
