#include <stddef.h>
#include <string.h>

typedef float f32x4 __attribute__((vector_size(16)));

static void saxpy4(float *y, const float *x, float a)
{
	f32x4 vy, vx;

	memcpy(&vy, y, sizeof(vy));
	memcpy(&vx, x, sizeof(vx));
	vy += a * vx;
	memcpy(y, &vy, sizeof(vy));
}

/* y += a * x */
void saxpy_good(float *y, const float *x, float a, size_t n)
{
	size_t whole = n / 8 * 8, left = n - whole;

	for (size_t i = 0; i < whole; i += 8) {
		saxpy4(y + i, x + i, a);
		saxpy4(y + i + 4, x + i + 4, a);
	}
	if (left) {
		float ty[8] = {0}, tx[8] = {0};

		memcpy(ty, y + whole, left * sizeof(*y));
		memcpy(tx, x + whole, left * sizeof(*x));
		saxpy4(ty, tx, a);
		saxpy4(ty + 4, tx + 4, a);
		memcpy(y + whole, ty, left * sizeof(*y));
	}
}
