/* rounds.c: hash and cipher rounds, sorting networks, filters, a decoder: for spill_marks.py. */
#include <stddef.h>
#include <stdint.h>

#define ROTL(x, n) ((x) << (n) | (x) >> (32 - (n)))

void sha_like(uint32_t h[8], const uint32_t *w, size_t blocks)
{
	while (blocks--) {
		uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], k = h[7], x[16];
		for (int i = 0; i < 16; i++)
			x[i] = w[i];
		for (int i = 0; i < 64; i++) {
			uint32_t s = x[i & 15] + ROTL(x[(i + 1) & 15], 7) + x[(i + 9) & 15];
			uint32_t t = k + (ROTL(e, 26) ^ ROTL(e, 21)) + ((e & f) ^ (~e & g)) + s;
			uint32_t u = (ROTL(a, 30) ^ ROTL(a, 19)) + ((a & b) ^ (a & c) ^ (b & c));
			x[i & 15] = s;
			k = g, g = f, f = e, e = d + t, d = c, c = b, b = a, a = t + u;
		}
		h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e, h[5] += f, h[6] += g, h[7] += k;
		w += 16;
	}
}

#define QUARTER(a, b, c, d)                                                                                            \
	(a += b, d = ROTL(d ^ a, 16), c += d, b = ROTL(b ^ c, 12), a += b, d = ROTL(d ^ a, 8), c += d,                 \
	 b = ROTL(b ^ c, 7))
void chacha(uint32_t out[16], const uint32_t in[16])
{
	uint32_t a = in[0], b = in[1], c = in[2], d = in[3], e = in[4], f = in[5], g = in[6], h = in[7], i = in[8],
	         j = in[9], k = in[10], l = in[11], m = in[12], n = in[13], o = in[14], p = in[15];
	for (int r = 0; r < 10; r++) {
		QUARTER(a, e, i, m), QUARTER(b, f, j, n), QUARTER(c, g, k, o), QUARTER(d, h, l, p);
		QUARTER(a, f, k, p), QUARTER(b, g, l, m), QUARTER(c, h, i, n), QUARTER(d, e, j, o);
	}
	out[0] = a, out[1] = b, out[2] = c, out[3] = d, out[4] = e, out[5] = f, out[6] = g, out[7] = h;
	out[8] = i, out[9] = j, out[10] = k, out[11] = l, out[12] = m, out[13] = n, out[14] = o, out[15] = p;
}

void transform(double *x, const double *w, size_t n, size_t step)
{
	for (size_t i = 0; i < n; i++, x += 16) {
		double a = x[0] + x[8], b = x[1] + x[9], c = x[2] + x[10], d = x[3] + x[11], e = x[4] + x[12],
		       f = x[5] + x[13], g = x[6] + x[14], h = x[7] + x[15], p = x[0] - x[8], q = x[1] - x[9],
		       r = x[2] - x[10], s = x[3] - x[11], t = x[4] - x[12], u = x[5] - x[13], v = x[6] - x[14],
		       y = x[7] - x[15];
		x[0] = a + e, x[1] = b + f, x[2] = c + g, x[3] = d + h, x[4] = (a - e) * w[i], x[5] = (b - f) * w[step];
		x[6] = (c - g) * w[2 * step], x[7] = (d - h) * w[3 * step], x[8] = p * w[0] + t, x[9] = q * w[1] + u;
		x[10] = r * w[2] + v, x[11] = s * w[3] + y, x[12] = p - t * w[4], x[13] = q - u * w[5];
		x[14] = r - v * w[6] + a * h, x[15] = s - y * w[7] + b * g + c * f + d * e;
	}
}

size_t decode(uint8_t *out, size_t room, const uint8_t *in, size_t n, const uint16_t *lengths, const uint16_t *codes,
              const uint8_t *extra, uint32_t *crc)
{
	size_t o = 0, i = 0;
	uint64_t bits = 0;
	unsigned have = 0, last = 0;
	uint32_t check = *crc;
	while (i < n && o < room) {
		while (have < 32 && i < n)
			bits |= (uint64_t)in[i++] << have, have += 8;
		unsigned symbol = codes[bits & 511], length = lengths[symbol & 255], more = extra[symbol >> 8];
		bits >>= more & 15, have -= more & 15;
		if (symbol & 0x8000) {
			size_t distance = (bits & 0x7fff) + 1;
			bits >>= 15, have -= 15;
			for (unsigned k = 0; k < length && o < room && distance <= o; k++, o++)
				out[o] = out[o - distance], check = check * 31 + out[o];
		} else {
			out[o++] = (uint8_t)(symbol + last);
			check ^= symbol, last = symbol;
		}
	}
	*crc = check;
	return o;
}

void filter(int16_t *restrict d, const int16_t *restrict s, const int16_t *restrict f, int w, int h, int stride)
{
	for (int y = 2; y < h - 2; y++)
		for (int x = 2; x < w - 2; x++) {
			int sum = 0;
			for (int j = -2; j <= 2; j++)
				for (int i = -2; i <= 2; i++)
					sum += s[(y + j) * stride + x + i] * f[(j + 2) * 5 + i + 2];
			d[y * stride + x] = (int16_t)(sum >> 8);
		}
}

#define ORDER(a, b) (t = a < b ? a : b, b = a < b ? b : a, a = t)
void sort8(int *p, size_t n)
{
	for (; n--; p += 8) {
		int a = p[0], b = p[1], c = p[2], d = p[3], e = p[4], f = p[5], g = p[6], h = p[7], t;
		ORDER(a, b), ORDER(c, d), ORDER(e, f), ORDER(g, h), ORDER(a, c), ORDER(b, d), ORDER(e, g), ORDER(f, h);
		ORDER(b, c), ORDER(f, g), ORDER(a, e), ORDER(d, h), ORDER(b, f), ORDER(c, g), ORDER(b, e), ORDER(d, g);
		ORDER(c, e), ORDER(d, f), ORDER(d, e);
		p[0] = a, p[1] = b, p[2] = c, p[3] = d, p[4] = e, p[5] = f, p[6] = g, p[7] = h;
	}
}
