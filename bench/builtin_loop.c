/* builtin_loop.c: the loop that anyone would write, with __builtin_popcountll; compiled once by each compiler.
 *
 * NAME gives the symbols' prefix, FLAGS the text of the flags it was compiled with. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define JOIN_(a, b) a##b
#define JOIN(a, b)  JOIN_(a, b)
#define PUBLIC(f)   JOIN(NAME, f)

uint64_t PUBLIC(_popcount)(const void *data, size_t size);
uint64_t PUBLIC(_popcount_words)(const uint64_t *words, size_t n);
uint64_t PUBLIC(_hamming)(const void *a, const void *b, size_t size);
extern const char PUBLIC(_compiler)[];

#ifdef __clang__
const char PUBLIC(_compiler)[] = __VERSION__ ", " FLAGS;
#else
const char PUBLIC(_compiler)[] = "gcc " __VERSION__ ", " FLAGS;
#endif

uint64_t PUBLIC(_popcount)(const void *data, size_t size)
{
	const unsigned char *bytes = data;
	uint64_t count = 0;
	size_t i = 0;
	for (; i + 8 <= size; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		count += (uint64_t)__builtin_popcountll(word);
	}
	for (; i < size; i++)
		count += (uint64_t)__builtin_popcountll(bytes[i]);
	return count;
}

uint64_t PUBLIC(_popcount_words)(const uint64_t *words, size_t n)
{
	uint64_t count = 0;
	for (size_t i = 0; i < n; i++)
		count += (uint64_t)__builtin_popcountll(words[i]);
	return count;
}

uint64_t PUBLIC(_hamming)(const void *a, const void *b, size_t size)
{
	const unsigned char *x = a, *y = b;
	uint64_t count = 0;
	size_t i = 0;
	for (; i + 8 <= size; i += 8) {
		uint64_t v, w;
		memcpy(&v, x + i, 8);
		memcpy(&w, y + i, 8);
		count += (uint64_t)__builtin_popcountll(v ^ w);
	}
	for (; i < size; i++)
		count += (uint64_t)__builtin_popcountll((unsigned char)(x[i] ^ y[i]));
	return count;
}
