#include <stddef.h>
#include <stdint.h>

/* The code points of a text: from lead byte to lead byte. */
size_t utf8_skip_bad(const uint8_t *text, size_t n)
{
	size_t count = 0;

	for (size_t at = 0; at < n; count++) {
		uint8_t lead = text[at];

		if (lead < 0x80)
			at += 1;
		else if (lead < 0xe0)
			at += 2;
		else if (lead < 0xf0)
			at += 3;
		else
			at += 4;
	}
	return count;
}
