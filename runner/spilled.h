/* spilled.h: what a value is computed from, through spills and reloads. */
#ifndef ASSAY_SPILLED_H
#define ASSAY_SPILLED_H

#include "classes.h"
#include "slice.h"

/* What a reload brings back, where its slot is stored once: that value; else the value itself. */
uint32_t spilled_value(const struct analysis *a, uint32_t value);
/* slice_find, through values that were spilled and reloaded on the way. */
bool slice_find_spilled(const struct analysis *a, uint32_t value,
                        enum slice_step (*visit)(const struct code *c, uint32_t value, void *ctx), void *ctx);

#endif
