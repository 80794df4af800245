/* Functions in pairs: the first shows what an oracle is asked about, the second does not. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

int find(const int *a, size_t n, int x)
{
	for (size_t i = 0; i < n; i++)
		if (a[i] == x)
			return (int)i;
	return -1;
}

void triple(int *restrict a, const int *restrict b)
{
	for (size_t i = 0; i < 1024; i++)
		a[i] = b[i] * 3;
}

#define STEP(k) x##k = x##k * x##k + x0 * k;
#define ALL(M)                                                                                                         \
	M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(14) M(15) M(16) M(17) M(18) M(19) M(20)     \
	M(21) M(22) M(23) M(24) M(25) M(26) M(27) M(28) M(29) M(30) M(31) M(32) M(33) M(34) M(35) M(36)
#define LOAD(k)  uint64_t x##k = p[k];
#define STORE(k) p[k] = x##k;

/* More values than registers. */
void crowded(uint64_t *p, size_t n)
{
	uint64_t x0 = p[0];
	ALL(LOAD)
	for (size_t i = 0; i < n; i++) {
		ALL(STEP)
		x0 += x36;
	}
	ALL(STORE)
	p[0] = x0;
}

void roomy(uint64_t *p, size_t n)
{
	uint64_t x0 = p[0], x1 = p[1];
	for (size_t i = 0; i < n; i++) {
		x1 = x1 * x1 + x0;
		x0 += x1;
	}
	p[0] = x0;
	p[1] = x1;
}

uint64_t checked(const uint64_t *p, size_t n, size_t i)
{
	if (i >= n)
		abort();
	return p[i];
}

uint64_t unchecked(const uint64_t *p, size_t n, size_t i) { return i < n ? p[i] : 0; }

/* Every product waits for the one before it. */
double power(double x, long n)
{
	double y = 1;
	for (long i = 0; i < n; i++)
		y *= x;
	return y;
}

/* As many products of which none waits. */
void powers(double *restrict y, const double *restrict x, long n)
{
	for (long i = 0; i < n; i++)
		y[i] = x[i] * x[i];
}

/* Registers that the caller wants back are saved, and no spill. */
uint64_t callee(uint64_t);
uint64_t keeps(uint64_t a, uint64_t b, uint64_t c) { return callee(a) + callee(b) * callee(c) + a + b; }
