/* switches.c: what compilers turn into jump tables. */
int g(int x) { return x ^ 21; }
int h(int x) { return x * 7 + 1; }
int k(int x) { return x / 3; }
int count;

#define CASES(first, step)                                                                                             \
	case first:                                                                                                    \
		y = g(y) + 3;                                                                                          \
		break;                                                                                                 \
	case first + 1 * step:                                                                                         \
		y = h(y) - 9;                                                                                          \
		break;                                                                                                 \
	case first + 2 * step:                                                                                         \
		y += 3;                                                                                                \
		count++;                                                                                               \
		break;                                                                                                 \
	case first + 3 * step:                                                                                         \
		y *= 7; /* fall through */                                                                             \
	case first + 4 * step:                                                                                         \
		y ^= k(y);                                                                                             \
		break;                                                                                                 \
	case first + 5 * step:                                                                                         \
		count = y;                                                                                             \
		break;                                                                                                 \
	case first + 6 * step:                                                                                         \
		y -= g(2);                                                                                             \
		break;                                                                                                 \
	case first + 7 * step:                                                                                         \
		y = k(y) + g(y);                                                                                       \
		break;                                                                                                 \
	case first + 8 * step:                                                                                         \
		y = count;                                                                                             \
		break;                                                                                                 \
	case first + 9 * step:                                                                                         \
		y = h(y) ^ k(y);                                                                                       \
		break;                                                                                                 \
	case first + 10 * step:                                                                                        \
		y = -y;                                                                                                \
		count--;                                                                                               \
		break;                                                                                                 \
	case first + 11 * step:                                                                                        \
		y = g(g(y));                                                                                           \
		break;                                                                                                 \
	case first + 12 * step:                                                                                        \
		y = h(h(y)) + 5;                                                                                       \
		break;

int dense(int x, int y)
{
	switch (x) {
		CASES(0, 1)
	}
	return y * 3;
}

int offset(int x, int y)
{
	switch (x) {
		CASES(1000, 2)
	}
	return y * 5;
}

int negative(long x, int y)
{
	switch (x) {
		CASES(-7, 1)
	}
	return y * 5;
}

int bytes(const unsigned char *p, int y)
{
	for (; *p; p++) {
		switch (*p) {
			CASES('a', 1)
		default:
			return y;
		}
	}
	return y + 1;
}

int in_memory(const int *x, int y)
{
	switch (*x) {
		CASES(3, 1)
	default:
		return -1;
	}
	return y - 1;
}

int nested(int x, int z, int y)
{
	switch (x) {
		CASES(0, 1)
	case 20:
		switch (z) {
			CASES(5, 1)
		}
		y += 100;
		break;
	case 21:
		return z;
	}
	return y * 9;
}

int masked(unsigned x, int y)
{
	switch (x & 15) {
		CASES(1, 1)
	}
	return y + 8;
}
