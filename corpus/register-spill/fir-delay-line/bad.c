#include <stddef.h>

enum { TAPS = 40 };

/* y[i] = sum of tap[k] * x[i - k] over 40 taps, with the last 39 samples in locals. x has 39 samples before
 * x[0]; n is a multiple of four. */
void fir_delay_line_bad(float *y, const float *x, const float tap[TAPS], size_t n)
{
	float h1 = x[-1], h2 = x[-2], h3 = x[-3], h4 = x[-4], h5 = x[-5], h6 = x[-6], h7 = x[-7], h8 = x[-8],
	      h9 = x[-9], h10 = x[-10], h11 = x[-11], h12 = x[-12], h13 = x[-13], h14 = x[-14], h15 = x[-15],
	      h16 = x[-16], h17 = x[-17], h18 = x[-18], h19 = x[-19], h20 = x[-20], h21 = x[-21], h22 = x[-22],
	      h23 = x[-23], h24 = x[-24], h25 = x[-25], h26 = x[-26], h27 = x[-27], h28 = x[-28], h29 = x[-29],
	      h30 = x[-30], h31 = x[-31], h32 = x[-32], h33 = x[-33], h34 = x[-34], h35 = x[-35], h36 = x[-36],
	      h37 = x[-37], h38 = x[-38], h39 = x[-39];

	for (size_t i = 0; i < n; i++) {
		float h0 = x[i];

		y[i] = tap[0] * h0 + tap[1] * h1 + tap[2] * h2 + tap[3] * h3 + tap[4] * h4 + tap[5] * h5 + tap[6] * h6 +
		       tap[7] * h7 + tap[8] * h8 + tap[9] * h9 + tap[10] * h10 + tap[11] * h11 + tap[12] * h12 +
		       tap[13] * h13 + tap[14] * h14 + tap[15] * h15 + tap[16] * h16 + tap[17] * h17 + tap[18] * h18 +
		       tap[19] * h19 + tap[20] * h20 + tap[21] * h21 + tap[22] * h22 + tap[23] * h23 + tap[24] * h24 +
		       tap[25] * h25 + tap[26] * h26 + tap[27] * h27 + tap[28] * h28 + tap[29] * h29 + tap[30] * h30 +
		       tap[31] * h31 + tap[32] * h32 + tap[33] * h33 + tap[34] * h34 + tap[35] * h35 + tap[36] * h36 +
		       tap[37] * h37 + tap[38] * h38 + tap[39] * h39;
		h39 = h38, h38 = h37, h37 = h36, h36 = h35, h35 = h34, h34 = h33, h33 = h32, h32 = h31, h31 = h30,
		h30 = h29, h29 = h28, h28 = h27, h27 = h26, h26 = h25, h25 = h24, h24 = h23, h23 = h22, h22 = h21,
		h21 = h20, h20 = h19, h19 = h18, h18 = h17, h17 = h16, h16 = h15, h15 = h14, h14 = h13, h13 = h12,
		h12 = h11, h11 = h10, h10 = h9, h9 = h8, h8 = h7, h7 = h6, h6 = h5, h5 = h4, h4 = h3, h3 = h2, h2 = h1,
		h1 = h0;
	}
}
