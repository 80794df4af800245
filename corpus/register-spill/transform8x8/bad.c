#include <stddef.h>
#include <stdint.h>

/* H.264's 8-point forward transform, in place, on eight variables. */
#define TRANSFORM(a, b, c, d, e, f, g, h)                                                                              \
	do {                                                                                                           \
		int32_t s0 = a + h, s1 = b + g, s2 = c + f, s3 = d + e, t0 = a - h, t1 = b - g, t2 = c - f,            \
		        t3 = d - e;                                                                                    \
		int32_t u0 = s0 + s3, u1 = s1 + s2, u2 = s0 - s3, u3 = s1 - s2;                                        \
		int32_t v0 = t1 + t2 + ((t0 >> 1) + t0), v1 = t0 - t3 - ((t2 >> 1) + t2),                              \
		        v2 = t0 + t3 - ((t1 >> 1) + t1), v3 = t1 - t2 + ((t3 >> 1) + t3);                              \
		a = u0 + u1, b = v0 + (v3 >> 2), c = u2 + (u3 >> 1), d = v1 + (v2 >> 2);                               \
		e = u0 - u1, f = v2 - (v1 >> 2), g = (u2 >> 1) - u3, h = (v0 >> 2) - v3;                               \
	} while (0)

/* The two-dimensional transform of n blocks of 8x8 residuals: all 64 values are locals. */
void transform8x8_bad(int32_t *out, const int32_t *in, size_t n)
{
	for (; n; n--, in += 64, out += 64) {
		int32_t x00 = in[0], x01 = in[1], x02 = in[2], x03 = in[3], x04 = in[4], x05 = in[5], x06 = in[6],
		        x07 = in[7];
		int32_t x10 = in[8], x11 = in[9], x12 = in[10], x13 = in[11], x14 = in[12], x15 = in[13], x16 = in[14],
		        x17 = in[15];
		int32_t x20 = in[16], x21 = in[17], x22 = in[18], x23 = in[19], x24 = in[20], x25 = in[21],
		        x26 = in[22], x27 = in[23];
		int32_t x30 = in[24], x31 = in[25], x32 = in[26], x33 = in[27], x34 = in[28], x35 = in[29],
		        x36 = in[30], x37 = in[31];
		int32_t x40 = in[32], x41 = in[33], x42 = in[34], x43 = in[35], x44 = in[36], x45 = in[37],
		        x46 = in[38], x47 = in[39];
		int32_t x50 = in[40], x51 = in[41], x52 = in[42], x53 = in[43], x54 = in[44], x55 = in[45],
		        x56 = in[46], x57 = in[47];
		int32_t x60 = in[48], x61 = in[49], x62 = in[50], x63 = in[51], x64 = in[52], x65 = in[53],
		        x66 = in[54], x67 = in[55];
		int32_t x70 = in[56], x71 = in[57], x72 = in[58], x73 = in[59], x74 = in[60], x75 = in[61],
		        x76 = in[62], x77 = in[63];

		TRANSFORM(x00, x01, x02, x03, x04, x05, x06, x07);
		TRANSFORM(x10, x11, x12, x13, x14, x15, x16, x17);
		TRANSFORM(x20, x21, x22, x23, x24, x25, x26, x27);
		TRANSFORM(x30, x31, x32, x33, x34, x35, x36, x37);
		TRANSFORM(x40, x41, x42, x43, x44, x45, x46, x47);
		TRANSFORM(x50, x51, x52, x53, x54, x55, x56, x57);
		TRANSFORM(x60, x61, x62, x63, x64, x65, x66, x67);
		TRANSFORM(x70, x71, x72, x73, x74, x75, x76, x77);
		TRANSFORM(x00, x10, x20, x30, x40, x50, x60, x70);
		TRANSFORM(x01, x11, x21, x31, x41, x51, x61, x71);
		TRANSFORM(x02, x12, x22, x32, x42, x52, x62, x72);
		TRANSFORM(x03, x13, x23, x33, x43, x53, x63, x73);
		TRANSFORM(x04, x14, x24, x34, x44, x54, x64, x74);
		TRANSFORM(x05, x15, x25, x35, x45, x55, x65, x75);
		TRANSFORM(x06, x16, x26, x36, x46, x56, x66, x76);
		TRANSFORM(x07, x17, x27, x37, x47, x57, x67, x77);
		out[0] = x00, out[1] = x01, out[2] = x02, out[3] = x03, out[4] = x04, out[5] = x05, out[6] = x06,
		out[7] = x07;
		out[8] = x10, out[9] = x11, out[10] = x12, out[11] = x13, out[12] = x14, out[13] = x15, out[14] = x16,
		out[15] = x17;
		out[16] = x20, out[17] = x21, out[18] = x22, out[19] = x23, out[20] = x24, out[21] = x25, out[22] = x26,
		out[23] = x27;
		out[24] = x30, out[25] = x31, out[26] = x32, out[27] = x33, out[28] = x34, out[29] = x35, out[30] = x36,
		out[31] = x37;
		out[32] = x40, out[33] = x41, out[34] = x42, out[35] = x43, out[36] = x44, out[37] = x45, out[38] = x46,
		out[39] = x47;
		out[40] = x50, out[41] = x51, out[42] = x52, out[43] = x53, out[44] = x54, out[45] = x55, out[46] = x56,
		out[47] = x57;
		out[48] = x60, out[49] = x61, out[50] = x62, out[51] = x63, out[52] = x64, out[53] = x65, out[54] = x66,
		out[55] = x67;
		out[56] = x70, out[57] = x71, out[58] = x72, out[59] = x73, out[60] = x74, out[61] = x75, out[62] = x76,
		out[63] = x77;
	}
}
