#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef int16_t i16x4 __attribute__((vector_size(8)));
typedef int32_t i32x4 __attribute__((vector_size(16)));

enum { LANES = 4 };

/* Quantises n coefficients, n a multiple of four: those within zone of 0 become 0, others are scaled from its edge.
 * Contract: 0 <= zone <= 32767, 0 <= scale <= 65535. */
void dead_zone_good(int16_t *out, const int16_t *x, size_t n, int zone, int scale)
{
	for (size_t i = 0; i < n; i += LANES) {
		i16x4 narrow;
		i32x4 v, sign;

		memcpy(&narrow, x + i, sizeof(narrow));
		v = __builtin_convertvector(narrow, i32x4);
		sign = v >> 31;
		v = (v ^ sign) - sign - zone;
		v &= ~(v >> 31);
		v = v * scale >> 16;
		narrow = __builtin_convertvector((v ^ sign) - sign, i16x4);
		memcpy(out + i, &narrow, sizeof(narrow));
	}
}
