#include "drive.h"

struct entry {
	uint32_t hash, row;
};
void hash_rows_bad(struct entry *entry, const uint32_t *words, size_t rows);
void hash_rows_good(struct entry *entry, const uint32_t *words, size_t rows);

enum { WORDS = 128 };

static void run(struct drive *d)
{
	size_t rows = d->n % 6 * 8;
	uint32_t *words = drive_u32(d, rows * WORDS);
	uint32_t *bad = drive_u32(d, 2 * rows), *good = drive_u32(d, 2 * rows);

	hash_rows_bad((struct entry *)bad, words, rows);
	hash_rows_good((struct entry *)good, words, rows);
	drive_same_bytes(d, "entries", bad, good, rows * sizeof(struct entry));
}

DRIVE_PAIR("hash-rows", run, 0)
