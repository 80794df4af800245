#include <stddef.h>
#include <stdint.h>

struct difference {
	size_t at;
	uint32_t line, old, new;
	const char *what;
};

#define likely(x) __builtin_expect(!!(x), 1)

/* Compares two versions of a file, and describes the first difference; 0: there is none. Whoever calls it knows that
 * they differ, and said so, but forgot that most of their bytes do not. */
int first_difference_bad(const uint8_t *a, const uint8_t *b, size_t n, struct difference *d)
{
	uint32_t line = 1;

	for (size_t i = 0; i < n; i++) {
		if (likely(a[i] != b[i])) {
			d->at = i;
			d->line = line;
			d->old = a[i];
			d->new = b[i];
			d->what = a[i] == '\n' ? "line ends later" : b[i] == '\n' ? "line ends earlier" : "differs";
			return 1;
		}
		line += a[i] == '\n';
	}
	return 0;
}
