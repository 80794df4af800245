/* kernels.c: functions of signatures that differ in where arguments and results lie; each checks what it was given. */
#include "kernels.h"

#include <stdarg.h>

static unsigned wrong;
#define CHECK(x) (wrong += !(x))
unsigned kernels_wrong(void) { return wrong; }

long integers_bad(long a, long b, long c, long d, long e, long f, long g, long h, int i, signed char j, long k)
{
	CHECK(a == 1 && b == -2 && c == 3 && d == -4 && e == 5 && f == -6 && g == 7 && h == -8 && i == 9 && j == -10);
	CHECK(k == 0x1122334455667788);
	return a + b + c + d + e + f + g + h + i + j + k;
}
long integers_good(long a, long b, long c, long d, long e, long f, long g, long h, int i, signed char j, long k)
{
	return -integers_bad(a, b, c, d, e, f, g, h, i, j, k);
}

double reals_bad(double a, float b, double c, double d, double e, double f, double g, double h, double i, float j)
{
	CHECK(a == 1.5 && b == -2.5f && c == 3.5 && d == 4.5 && e == 5.5 && f == 6.5 && g == 7.5 && h == 8.5);
	CHECK(i == 9.5 && j == 10.5f);
	return a + (double)b + c + d + e + f + g + h + i + (double)j;
}
double reals_good(double a, float b, double c, double d, double e, double f, double g, double h, double i, float j)
{
	return -reals_bad(a, b, c, d, e, f, g, h, i, j);
}

struct large large_bad(struct large x, struct small y, int z)
{
	for (int i = 0; i < 12; i++)
		CHECK(x.v[i] == 100 + i);
	CHECK(y.a == 11 && y.b == 22 && z == 33);
	for (int i = 0; i < 12; i++)
		x.v[i] *= 2;
	return x;
}
struct large large_good(struct large x, struct small y, int z) { return large_bad(x, y, z); }

struct small small_bad(struct small x) { return (struct small){x.b + 1, x.a + 2}; }
struct small small_good(struct small x) { return small_bad(x); }

struct reals four_bad(struct reals x) { return (struct reals){{x.v[3], x.v[2], x.v[1], x.v[0]}}; }
struct reals four_good(struct reals x) { return four_bad(x); }

__int128 wide_bad(__int128 x, __int128 y) { return x * 3 + y; }
__int128 wide_good(__int128 x, __int128 y) { return wide_bad(x, y); }

_Complex double complex_bad(_Complex double x) { return x * 2.0; }
_Complex double complex_good(_Complex double x) { return complex_bad(x); }

long double long_bad(long double x, long double y) { return x - y; }
long double long_good(long double x, long double y) { return long_bad(x, y); }

vector vector_bad(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, vector i)
{
	return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i;
}
vector vector_good(vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, vector i)
{
	return vector_bad(a, b, c, d, e, f, g, h, i);
}

double variadic_bad(int n, ...)
{
	va_list ap;
	double sum = 0;
	va_start(ap, n);
	for (int i = 0; i < n; i++)
		sum += i % 2 ? va_arg(ap, double) : va_arg(ap, int);
	va_end(ap);
	return sum;
}
double variadic_good(int n, ...) { return n; }
