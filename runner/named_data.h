/* named_data.h: which variables of the program, by their symbols, a loop walks over. */
#ifndef ASSAY_NAMED_DATA_H
#define ASSAY_NAMED_DATA_H

#include "code.h"

/* Symbols that relocations name, in the loop's accesses or on the way back from their addresses, through additions,
 * copies and phis; the first of them. In a linked file no relocation is left, and nothing is named. */
enum { NAMED_DATA = 8 };
struct named_data {
	int32_t symbol[NAMED_DATA];
	uint32_t n;
};
struct named_data named_data_of_loop(const struct code *c, uint32_t loop);
bool named_data_meet(const struct named_data *x, const struct named_data *y);

#endif
