/* simd.h: what simd.c knows beyond the fields of struct loop, for the classes that judge loops. */
#ifndef ASSAY_SIMD_H
#define ASSAY_SIMD_H

#include "classes.h"

/* Whether what the instruction reads comes, in this loop, from memory that changes from iteration to iteration. */
bool depends_on_load(const struct analysis *a, uint32_t loop, uint32_t insn);
/* Blockers by what is stored in one iteration and loaded in a later one (memory_carried.c). */
uint16_t memory_carried(const struct analysis *a, uint32_t loop);

#endif
