/* simd_loops.c: functions of one loop each, for simd_records.py.
 * LOOP(blockers) says what forbids vectors in a scalar version of the loop: NONE, or the names of the schema. */
#include <stddef.h>
#include <stdint.h>

#define LOOP(...)
#define NEST(...) /* two loops; the record of the inner one counts */

typedef struct {
	float re, im;
} complex32;

int32_t transform(int32_t);

LOOP(NONE) void saxpy(float *restrict y, const float *restrict x, float k, size_t n)
{
	for (size_t i = 0; i < n; i++)
		y[i] += k * x[i];
}
LOOP(NONE) void add_i32(int32_t *restrict a, const int32_t *restrict b, const int32_t *restrict c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[i] + c[i];
}
LOOP(NONE) void add_overlapping(int32_t *a, const int32_t *b, const int32_t *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[i] + c[i];
}
LOOP(NONE) uint32_t sum_u8(const uint8_t *a, size_t n)
{
	uint32_t s = 0;
	for (size_t i = 0; i < n; i++)
		s += a[i];
	return s;
}
LOOP(NONE) int32_t dot_i32(const int32_t *a, const int32_t *b, size_t n)
{
	int32_t s = 0;
	for (size_t i = 0; i < n; i++)
		s += a[i] * b[i];
	return s;
}
LOOP(NONE) int32_t max_i32(const int32_t *a, size_t n)
{
	int32_t m = INT32_MIN;
	for (size_t i = 0; i < n; i++)
		m = a[i] > m ? a[i] : m;
	return m;
}
LOOP(NONE) uint8_t min_u8(const uint8_t *a, size_t n)
{
	uint8_t m = 255;
	for (size_t i = 0; i < n; i++)
		m = a[i] < m ? a[i] : m;
	return m;
}
LOOP(NONE) uint64_t xor_u64(const uint64_t *a, size_t n)
{
	uint64_t x = 0;
	for (size_t i = 0; i < n; i++)
		x ^= a[i];
	return x;
}
LOOP(NONE) void and_not(uint64_t *restrict a, const uint64_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] &= ~b[i];
}
LOOP(NONE) void reverse(int32_t *restrict a, const int32_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[n - 1 - i] + 1;
}
LOOP(NONE) void scale_f64(double *a, double k, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] *= k;
}
LOOP(NONE) void negate_f32(float *restrict a, const float *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = -b[i];
}
LOOP(NONE) void fabs_f64(double *restrict a, const double *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = __builtin_fabs(b[i]);
}
LOOP(NONE) void sqrt_f32(float *restrict a, const float *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = __builtin_sqrtf(b[i]);
}
LOOP(NONE) void divide_f64(double *restrict a, const double *restrict b, double k, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[i] / k;
}
LOOP(NONE) void widen(uint16_t *restrict a, const uint8_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[i];
}
LOOP(NONE) void narrow(uint8_t *restrict a, const uint32_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = (uint8_t)b[i];
}
LOOP(NONE) void clamp_i16(int16_t *restrict a, const int16_t *restrict b, int16_t low, int16_t high, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[i] < low ? low : b[i] > high ? high : b[i];
}
LOOP(NONE) void threshold(float *restrict a, const float *restrict b, float t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = b[i] > t ? b[i] : 0;
}
LOOP(NONE) int32_t conditional_sum(const int32_t *a, size_t n)
{
	int32_t s = 0;
	for (size_t i = 0; i < n; i++)
		if (a[i] > 0)
			s += a[i];
	return s;
}
LOOP(NONE) void magnitudes(float *restrict a, const complex32 *restrict z, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = z[i].re * z[i].re + z[i].im * z[i].im;
}
LOOP(NONE) void gray(uint8_t *restrict g, const uint8_t *restrict rgb, size_t n)
{
	for (size_t i = 0; i < n; i++)
		g[i] = (uint8_t)((77 * rgb[3 * i] + 150 * rgb[3 * i + 1] + 29 * rgb[3 * i + 2]) >> 8);
}
LOOP(NONE) void to_float(float *restrict a, const int32_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = (float)b[i];
}
LOOP(NONE) void difference_u8(uint8_t *restrict a, const uint8_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = a[i] > b[i] ? (uint8_t)(a[i] - b[i]) : (uint8_t)(b[i] - a[i]);
}
LOOP(NONE) void shift(uint32_t *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] >>= 3;
}
LOOP(NONE) uint32_t count_equal(const uint8_t *a, uint8_t b, size_t n)
{
	uint32_t k = 0;
	for (size_t i = 0; i < n; i++)
		k += a[i] == b;
	return k;
}
LOOP(NONE) void smooth(int32_t *restrict a, const int32_t *restrict b, size_t n)
{
	for (size_t i = 1; i < n; i++)
		a[i] = b[i - 1] + b[i] + b[i + 1];
}
LOOP(NONE) void iota(int32_t *a, int32_t n)
{
	for (int32_t i = 0; i < n; i++)
		a[i] = i;
}
LOOP(NONE) void scale_u16(uint16_t *restrict a, const uint16_t *restrict b, uint16_t k, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = (uint16_t)(b[i] * k);
}
LOOP(NONE) void until_pointer(uint32_t *p, const uint32_t *end, uint32_t k)
{
	while (p != end)
		*p++ ^= k;
}
LOOP(NONE) void count_down(uint16_t *p, uint32_t n)
{
	while (n--)
		*p++ += 3;
}
LOOP(NONE) void far_apart(int32_t *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i + 8] = a[i] + 1;
}
LOOP(NONE) void two_outputs(float *restrict a, float *restrict b, const float *restrict x, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		a[i] = x[i] + 1;
		b[i] = x[i] - 1;
	}
}
NEST(NONE) void rows(float *restrict a, const float *restrict k, size_t n, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			a[i * m + j] *= k[j];
}

LOOP(call) void calls(int32_t *a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = transform(a[i]);
}
LOOP(NONE) int32_t last_negative(const int32_t *a, int32_t n)
{
	int32_t last = -1;
	for (int32_t i = 0; i < n; i++)
		if (a[i] < 0)
			last = i;
	return last;
}
LOOP(recurrence) void prefix_sum(int32_t *a, size_t n)
{
	for (size_t i = 1; i < n; i++)
		a[i] += a[i - 1];
}
LOOP(recurrence) uint32_t hash(const uint8_t *a, size_t n)
{
	uint32_t h = 0;
	for (size_t i = 0; i < n; i++)
		h = (h ^ a[i]) * 16777619;
	return h;
}
LOOP(recurrence) float smooth_state(float *a, float k, size_t n)
{
	float y = 0;
	for (size_t i = 0; i < n; i++)
		a[i] = y = y * k + a[i];
	return y;
}
LOOP(fp-order) double sum_f64(const double *a, size_t n)
{
	double s = 0;
	for (size_t i = 0; i < n; i++)
		s += a[i];
	return s;
}
LOOP(fp-order) float dot_f32(const float *a, const float *b, size_t n)
{
	float s = 0;
	for (size_t i = 0; i < n; i++)
		s += a[i] * b[i];
	return s;
}
LOOP(fp-order) float product_f32(const float *a, size_t n)
{
	float p = 1;
	for (size_t i = 0; i < n; i++)
		p *= a[i];
	return p;
}
LOOP(gather) uint32_t gathers(const uint32_t *restrict t, const uint32_t *restrict index, size_t n)
{
	uint32_t s = 0;
	for (size_t i = 0; i < n; i++)
		s += t[index[i]];
	return s;
}
LOOP(scatter) void scatters(uint32_t *restrict t, const uint32_t *restrict index, const uint32_t *restrict a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		t[index[i]] = a[i];
}
LOOP(gather,scatter) void histogram(uint32_t *restrict t, const uint8_t *restrict a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		t[a[i]]++;
}
LOOP(conditional-store) void stores_some(int32_t *restrict a, const int32_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (b[i] > 0)
			a[i] = b[i];
}
LOOP(data-dependent-exit) size_t finds(const uint32_t *a, uint32_t x, size_t n)
{
	size_t i = 0;
	while (i < n && a[i] != x)
		i++;
	return i;
}
LOOP(data-dependent-exit) size_t length(const uint16_t *a)
{
	size_t i = 0;
	while (a[i])
		i++;
	return i;
}
LOOP(division) void divides(int32_t *restrict a, const int32_t *restrict b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] /= b[i];
}
LOOP(volatile-or-atomic) void counts(uint32_t *restrict total, uint32_t *restrict a, size_t n)
{
	for (size_t i = 0; i < n; i++)
		a[i] = __atomic_fetch_add(total, 1, __ATOMIC_SEQ_CST);
}
LOOP(unknown-stride) uint32_t column(const uint32_t *a, size_t width, size_t n)
{
	uint32_t s = 0;
	for (size_t i = 0; i < n; i++)
		s += a[i * width];
	return s;
}
