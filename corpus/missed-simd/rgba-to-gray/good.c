#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8x16 __attribute__((vector_size(16)));
typedef uint16_t u16x8 __attribute__((vector_size(16)));
typedef uint32_t u32x4 __attribute__((vector_size(16)));

/* Four pixels' luma, each in its 32-bit lane. Red and green are even and odd bytes of a 16-bit lane, so three 16-bit
 * multiplications do. */
static u32x4 luma4(const uint8_t *rgba)
{
	u16x8 px, even, odd;

	memcpy(&px, rgba, sizeof(px));
	even = (px & 0xff) * (u16x8){77, 29, 77, 29, 77, 29, 77, 29};
	odd = (px >> 8) * (u16x8){150, 0, 150, 0, 150, 0, 150, 0};
	even += odd;
	return ((((u32x4)even & 0xffff) + ((u32x4)even >> 16)) + 128) >> 8;
}

/* Sixteen pixels: the low halves of four vectors of lanes, then the low bytes of those. */
static void gray16(uint8_t *gray, const uint8_t *rgba)
{
	u32x4 a = luma4(rgba), b = luma4(rgba + 16), c = luma4(rgba + 32), d = luma4(rgba + 48);
	u32x4 ab = (u32x4)__builtin_shufflevector((u16x8)a, (u16x8)b, 0, 2, 4, 6, 8, 10, 12, 14);
	u32x4 cd = (u32x4)__builtin_shufflevector((u16x8)c, (u16x8)d, 0, 2, 4, 6, 8, 10, 12, 14);
	u8x16 all =
	    __builtin_shufflevector((u8x16)ab, (u8x16)cd, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);

	memcpy(gray, &all, sizeof(all));
}

/* Luma of 8-bit RGBA pixels, by weights of a sum of 256. */
void rgba_to_gray_good(uint8_t *gray, const uint8_t *rgba, size_t n)
{
	size_t whole = n / 16 * 16, left = n - whole;

	for (size_t i = 0; i < whole; i += 16)
		gray16(gray + i, rgba + 4 * i);
	if (left) {
		uint8_t in[64] = {0}, out[16];

		memcpy(in, rgba + 4 * whole, 4 * left);
		gray16(out, in);
		memcpy(gray + whole, out, left);
	}
}
