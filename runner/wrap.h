/* wrap.h: arithmetic of registers: it wraps around, where C's is undefined. Displacements and immediates are the
 * file's: a relocation may put any number there. */
#ifndef ASSAY_WRAP_H
#define ASSAY_WRAP_H

#include <stdint.h>

static inline int64_t wrap_add(int64_t a, int64_t b) { return (int64_t)((uint64_t)a + (uint64_t)b); }
static inline int64_t wrap_mul(int64_t a, int64_t b) { return (int64_t)((uint64_t)a * (uint64_t)b); }
static inline int64_t wrap_neg(int64_t a) { return (int64_t)(0 - (uint64_t)a); }

#endif
