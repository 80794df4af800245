/* drive.h: what a pair's drive.c uses. The driver (drive.c beside this file) calls it once for each case: one length,
 * one alignment, one kind of contents, one seed. It must call both halves on the same input and compare what they did.
 */
#ifndef ASSAY_DRIVE_H
#define ASSAY_DRIVE_H

#include <stddef.h>
#include <stdint.h>

enum drive_fill {
	FILL_RANDOM, /* uniform bits; floating point: uniform in (-1, 1), with some large and small magnitudes */
	FILL_SMALL,  /* values 0..15: many equal ones, many runs */
	FILL_ZERO,
	FILL_ONES,    /* all bits set; floating point: 1.0 */
	FILL_EXTREME, /* smallest, largest, -1, 0, 1 of the type in random order; floating point: huge, tiny, -0.0; no
	                 NaN */
	FILL_ASCENDING,
	FILL_COUNT
};

struct drive {
	size_t n;       /* elements: 0, 1, lengths around every vector width, and random longer ones */
	unsigned align; /* bytes that arrays start beyond a 64-byte boundary, rounded to the element's size */
	enum drive_fill fill;
	uint64_t seed;    /* of this case */
	double tolerance; /* relative; from pair.yaml by way of DRIVE_PAIR, 0: bit for bit */
	uint64_t state;   /* of drive_next */
};

uint64_t drive_next(struct drive *d);                  /* the case's random numbers */
uint64_t drive_below(struct drive *d, uint64_t limit); /* 0..limit-1; limit > 0 */

/* An array of n elements filled as the case says. It ends at, or as close as alignment allows to, an unmapped page;
 * freed by the driver after the case. Two calls give two arrays with different contents; drive_copy gives the same
 * contents in another place. */
uint8_t *drive_u8(struct drive *d, size_t n);
uint16_t *drive_u16(struct drive *d, size_t n);
uint32_t *drive_u32(struct drive *d, size_t n);
uint64_t *drive_u64(struct drive *d, size_t n);
float *drive_f32(struct drive *d, size_t n);
double *drive_f64(struct drive *d, size_t n);
void *drive_bytes(struct drive *d, size_t size); /* zeroed */
void *drive_copy(struct drive *d, const void *p, size_t size);

/* Comparisons: the first difference of a case is reported with what came from each half; the rest of the case runs on.
 */
void drive_same_u64(struct drive *d, const char *what, uint64_t bad, uint64_t good);
void drive_same_f64(struct drive *d, const char *what, double bad, double good); /* within d->tolerance */
void drive_same_bytes(struct drive *d, const char *what, const void *bad, const void *good, size_t size);
void drive_same_f32s(struct drive *d, const char *what, const float *bad, const float *good, size_t n);
void drive_same_f64s(struct drive *d, const char *what, const double *bad, const double *good, size_t n);

struct drive_pair {
	const char *name;
	void (*run)(struct drive *);
	double tolerance;
};

/* Once in each drive.c:  DRIVE_PAIR("checked-sum", run, 0)  */
#define DRIVE_PAIR(name, run, tolerance)                                                                               \
	static const struct drive_pair drive_this_pair = {(name), (run), (tolerance)};                                 \
	__attribute__((used, section("drive_pairs"))) static const struct drive_pair *const drive_this_entry =         \
	    &drive_this_pair;

#endif
