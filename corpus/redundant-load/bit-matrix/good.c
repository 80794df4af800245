#include <stddef.h>
#include <stdint.h>

struct bit_matrix {
	uint64_t words;
	uint64_t rows;
	uint64_t *word;
};

static void add_row(uint64_t *restrict to, const uint64_t *restrict from, size_t n)
{
	for (size_t k = 0; k < n; k++)
		to[k] ^= from[k];
}

void bit_matrix_good(struct bit_matrix *m, size_t pivot, unsigned bit)
{
	size_t words = m->words, rows = m->rows;
	const uint64_t *from = m->word + pivot * words;
	uint64_t *to = m->word + pivot * words;

	for (size_t r = pivot + 1; r < rows; r++) {
		to += words;
		if (to[bit / 64] >> bit % 64 & 1)
			add_row(to, from, words);
	}
}
