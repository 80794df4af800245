#include "drive.h"

struct bit_matrix {
	uint64_t words, rows;
	uint64_t *word;
};
void bit_matrix_bad(struct bit_matrix *m, size_t pivot, unsigned bit);
void bit_matrix_good(struct bit_matrix *m, size_t pivot, unsigned bit);

static void run(struct drive *d)
{
	size_t rows = d->n < 16 ? 1 : 8, words = d->n / rows, size = rows * words;
	uint64_t *word = drive_u64(d, size);
	struct bit_matrix bad = {words, rows, drive_copy(d, word, size * sizeof(*word))},
			  good = {words, rows, drive_copy(d, word, size * sizeof(*word))};
	unsigned bit = words ? (unsigned)drive_below(d, words * 64) : 0;

	if (words) {
		bit_matrix_bad(&bad, 0, bit);
		bit_matrix_good(&good, 0, bit);
	}
	drive_same_bytes(d, "matrix", bad.word, good.word, size * sizeof(*word));
}

DRIVE_PAIR("bit-matrix", run, 0)
