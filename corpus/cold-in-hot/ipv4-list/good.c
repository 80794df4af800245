#include <stddef.h>
#include <stdint.h>

struct fault {
	size_t at;
	uint32_t byte, addresses, dots;
	const char *what;
};

#define unlikely(x) __builtin_expect(!!(x), 0)

/* Reads IPv4 addresses, each ended by a line feed. Contract: out has room for one for each 2 bytes. Returns how many;
 * what is wrong is described, behind the loop. */
size_t ipv4_list_good(uint32_t *out, const uint8_t *text, size_t n, struct fault *f)
{
	uint32_t address = 0, value = 0, dots = 0;
	size_t count = 0, i;

	for (i = 0; i < n; i++) {
		unsigned digit = text[i] - '0';

		if (digit < 10) {
			value = value * 10 + digit;
			if (unlikely(value > 255))
				break;
			continue;
		}
		address = address << 8 | value;
		value = 0;
		if (text[i] == '.') {
			dots++;
			continue;
		}
		if (unlikely(dots != 3))
			break;
		out[count++] = address;
		address = 0;
		dots = 0;
	}
	if (unlikely(i < n)) {
		f->at = i;
		f->byte = text[i];
		f->addresses = (uint32_t)count;
		f->dots = dots;
		f->what = value > 255 ? "more than 255" : "four numbers expected";
	}
	return count;
}
