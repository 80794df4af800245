#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8x16 __attribute__((vector_size(16)));

/* The bytes that agree with the 16 of the needle, summed over all n places of the text: byte k of the needle meets
 * the text from place k on, in vectors that follow each other. */
uint64_t needle_windows_good(const uint8_t *text, size_t n, const uint8_t needle[16])
{
	uint64_t sum = 0;

	for (size_t at = 0; at < n; at += 128)
		for (unsigned k = 0; k < 16; k++) {
			u8x16 window, what = (u8x16){0} + needle[k], equal = {0};

			for (size_t i = at + k; i < at + k + 128; i += 16) {
				memcpy(&window, text + i, sizeof(window));
				equal -= (u8x16)(window == what);
			}
			for (unsigned j = 0; j < 16; j++)
				sum += equal[j];
		}
	return sum;
}
