#include <stddef.h>
#include <stdint.h>

/* How many characters of each class n bytes of JSON hold: opening, closing, separators, quotes, of numbers, blanks,
 * others. */
void json_tokens_bad(uint64_t count[7], const uint8_t *text, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint8_t c = text[i];

		if (c == '{' || c == '[')
			count[0]++;
		else if (c == '}' || c == ']')
			count[1]++;
		else if (c == ',' || c == ':')
			count[2]++;
		else if (c == '"')
			count[3]++;
		else if ((c >= '0' && c <= '9') || c == '-')
			count[4]++;
		else if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
			count[5]++;
		else
			count[6]++;
	}
}
