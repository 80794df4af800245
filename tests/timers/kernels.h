/* kernels.h: what main.c calls through the timers. */
typedef float vector __attribute__((vector_size(16)));
struct large {
	long v[12];
};
struct small {
	long a, b;
};
struct reals {
	double v[4];
};
unsigned kernels_wrong(void);

#define PAIR(type, name, ...)                                                                                          \
	type name##_bad(__VA_ARGS__);                                                                                  \
	type name##_good(__VA_ARGS__)
PAIR(long, integers, long a, long b, long c, long d, long e, long f, long g, long h, int i, signed char j, long k);
PAIR(double, reals, double a, float b, double c, double d, double e, double f, double g, double h, double i, float j);
PAIR(struct large, large, struct large x, struct small y, int z);
PAIR(struct small, small, struct small x);
PAIR(struct reals, four, struct reals x);
PAIR(__int128, wide, __int128 x, __int128 y);
PAIR(_Complex double, complex, _Complex double x);
PAIR(long double, long, long double x, long double y);
PAIR(vector, vector, vector a, vector b, vector c, vector d, vector e, vector f, vector g, vector h, vector i);
PAIR(double, variadic, int n, ...);
