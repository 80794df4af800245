#include <stddef.h>
#include <stdint.h>

struct fault {
	size_t at;
	uint32_t byte, fields;
	const char *what;
};

#define likely(x) __builtin_expect(!!(x), 1)

/* Adds up the numbers of a line of fields. The hint was right when fields were single digits and the end came soon. */
uint64_t field_sums_bad(const uint8_t *text, size_t n, struct fault *f)
{
	uint64_t sum = 0, value = 0;
	uint32_t fields = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned digit = text[i] - '0';

		if (digit < 10) {
			value = value * 10 + digit;
			continue;
		}
		if (likely(text[i] != ',')) {
			f->at = i;
			f->byte = text[i];
			f->fields = fields;
			f->what = text[i] == '\n' ? "end of line" : "comma or digit expected";
			return sum + value;
		}
		sum += value;
		value = 0;
		fields++;
	}
	return sum + value;
}
