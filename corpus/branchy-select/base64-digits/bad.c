#include <stddef.h>
#include <stdint.h>

/* The values 0..63 of n base64 digits, n a multiple of 16. Contract: each is a digit. */
void base64_digits_bad(uint8_t *value, const uint8_t *digit, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t c = digit[i];

		if (c >= 'a')
			c = (uint8_t)(c - 'a' + 26);
		else if (c >= 'A')
			c = (uint8_t)(c - 'A');
		else if (c >= '0')
			c = (uint8_t)(c - '0' + 52);
		else
			c = c == '+' ? 62 : 63;
		value[i] = c;
	}
}
