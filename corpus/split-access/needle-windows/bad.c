#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8x16 __attribute__((vector_size(16)));

/* The bytes that agree with the 16 of the needle, summed over all n places of the text. */
uint64_t needle_windows_bad(const uint8_t *text, size_t n, const uint8_t needle[16])
{
	u8x16 what, window, equal = {0};
	uint64_t sum = 0;

	memcpy(&what, needle, sizeof(what));
	for (size_t at = 0; at < n; at += 128) {
		equal ^= equal;
		for (size_t i = at; i < at + 128; i++) {
			memcpy(&window, text + i, sizeof(window));
			equal -= (u8x16)(window == what);
		}
		for (unsigned k = 0; k < 16; k++)
			sum += equal[k];
	}
	return sum;
}
