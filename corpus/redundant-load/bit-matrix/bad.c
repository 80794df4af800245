#include <stddef.h>
#include <stdint.h>

struct bit_matrix {
	uint64_t words; /* in a row */
	uint64_t rows;
	uint64_t *word;
};

/* Gaussian elimination's step over GF(2): adds the pivot's row to every row below that has the bit. */
void bit_matrix_bad(struct bit_matrix *m, size_t pivot, unsigned bit)
{
	for (size_t r = pivot + 1; r < m->rows; r++) {
		if (!(m->word[r * m->words + bit / 64] >> bit % 64 & 1))
			continue;
		for (size_t k = 0; k < m->words; k++)
			m->word[r * m->words + k] ^= m->word[pivot * m->words + k];
	}
}
