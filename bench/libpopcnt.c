/* libpopcnt.c: libpopcnt behind our signature, where its header is on the compiler's search path. */
#if __has_include(<libpopcnt.h>)
#include <libpopcnt.h>
#include <stddef.h>
#include <stdint.h>

uint64_t libpopcnt_popcount(const void *data, size_t size);
uint64_t libpopcnt_popcount_words(const uint64_t *words, size_t n);

uint64_t libpopcnt_popcount(const void *data, size_t size) { return popcnt(data, size); }
uint64_t libpopcnt_popcount_words(const uint64_t *words, size_t n) { return popcnt(words, 8 * n); }
#else
typedef int libpopcnt_was_not_found; /* the symbols stay undefined; the benchmark says that it was not found */
#endif
