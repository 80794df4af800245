/* pressure.c: functions that need more registers than there are, in different ways, and some that do not: for
 * spill_marks.py. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

extern int use(const void *, ...);
extern long opaque(long);
extern double opaque_f(double);

/* Sixteen and more live sums, each an input of the next. */
uint64_t mix(const uint64_t *p, size_t n)
{
	uint64_t a[20] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20};
	for (size_t i = 0; i + 20 <= n; i += 20)
#define STEP(k) a[k] = (a[k] ^ p[i + k]) * (a[(k + 7) % 20] | 1) + (a[(k + 3) % 20] >> 7)
		STEP(0), STEP(1), STEP(2), STEP(3), STEP(4), STEP(5), STEP(6), STEP(7), STEP(8), STEP(9), STEP(10),
		    STEP(11), STEP(12), STEP(13), STEP(14), STEP(15), STEP(16), STEP(17), STEP(18), STEP(19);
	uint64_t s = 0;
	for (int k = 0; k < 20; k++)
		s ^= a[k];
	return s;
}

/* A matrix product with an accumulator for each place of a block. */
void block_product(float *restrict c, const float *restrict a, const float *restrict b, size_t n)
{
	float s[6][6] = {{0}};
	for (size_t k = 0; k < n; k++)
		for (int i = 0; i < 6; i++)
			for (int j = 0; j < 6; j++)
				s[i][j] += a[6 * k + i] * b[6 * k + j];
	memcpy(c, s, sizeof s);
}

typedef float v4 __attribute__((vector_size(16)));
void vectors(v4 *p, const v4 *q, size_t n)
{
	v4 a = q[0], b = q[1], c = q[2], d = q[3], e = q[4], f = q[5], g = q[6], h = q[7], i = q[8], j = q[9],
	   k = q[10];
	for (size_t x = 0; x < n; x++) {
		v4 t = p[x];
		a += t * b, b += t * c, c += t * d, d += t * e, e += t * f, f += t * g, g += t * h, h += t * i,
		    i += t * j;
		j += t * k, k += t * a;
	}
	p[0] = a, p[1] = b, p[2] = c, p[3] = d, p[4] = e, p[5] = f, p[6] = g, p[7] = h, p[8] = i, p[9] = j, p[10] = k;
}

/* Values that live across calls, more of them than callee-saved registers. */
long across(long a, long b, long c, long d, long e, long f)
{
	long u = opaque(a), v = opaque(b), w = opaque(c), x = opaque(d), y = opaque(e), z = opaque(f), s = 0;
	for (long i = 0; i < u; i++)
		s += opaque(i) * v + w - x * y + z + a * b - c * d + e * f;
	return s;
}

double across_f(double a, double b, const double *p, size_t n)
{
	double s = 0, t = 1;
	for (size_t i = 0; i < n; i++) {
		s += opaque_f(p[i]) * a;
		t *= opaque_f(s) + b;
	}
	return s + t;
}

/* Beside objects that have an address. */
int objects(const int *p, int n, int m)
{
	struct state {
		int first, last;
		char text[24];
		long sum;
	} s = {.first = n};
	int table[16], k = 0;
	long a = m, b = n * 3, c = m * 5, d = n ^ m, e = n + m, f = n - m, g = n | m;
	for (int i = 0; i < n; i++) {
		table[p[i] & 15] = i;
		k += use(&s, table, a, b) + (int)(c * d + e * f - g);
		a += s.sum, b ^= s.last, c += k;
	}
	return k + table[m & 15] + (int)(a + b + c + d + e + f + g);
}

/* Only in a path that is rarely taken. */
int rare(const int *p, size_t n)
{
	int s = 0, t = 1, u = 2;
	for (size_t i = 0; i < n; i++) {
		if (__builtin_expect(p[i] < 0, 0))
			s += (int)opaque(t) + u;
		s += p[i], t ^= s, u += t;
	}
	return s + t + u;
}

/* No spills: few values, arguments on the stack, a variadic function, an array, a volatile, a conversion. */
int few(const int *p, size_t n)
{
	int s = 0;
	for (size_t i = 0; i < n; i++)
		s += p[i] * 3;
	return s;
}
long incoming(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j)
{
	return a + b + c + d + e + f + g * h + i * j;
}
long outgoing(long a) { return use(&opaque, a, a + 1, a + 2, a + 3, a + 4, a + 5, a + 6, a + 7, a + 8, a + 9); }
int variadic(const char *f, ...)
{
	__builtin_va_list v;
	__builtin_va_start(v, f);
	int s = 0;
	while (*f++)
		s += __builtin_va_arg(v, int);
	__builtin_va_end(v);
	return s;
}
int histogram(const unsigned char *p, size_t n)
{
	int count[64] = {0};
	for (size_t i = 0; i < n; i++)
		count[p[i] & 63]++;
	return count[0] + count[7] * count[9];
}
int hardware(int n)
{
	volatile int port = n;
	int s = 0;
	for (int i = 0; i < n; i++)
		s += port;
	return s;
}
void swap_all(void **p, void **q, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		void *t = p[i];
		p[i] = q[n - 1 - i];
		q[n - 1 - i] = t;
	}
}
