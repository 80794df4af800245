/* model.h: how a core's table is written: one line for each cost class.
 * ROW(class, latency, ports, micro-ops), ACC(... with the latency from a late-forwarded accumulator),
 * WIDE(... several micro-ops, of which one port decides on the cycles for each),
 * BUSY(... with the cycles that the unit is taken where that is more than one for each micro-op). */
#ifndef ASSAY_AARCH64_MODEL_H
#define ASSAY_AARCH64_MODEL_H

#include "lift.h"

#define ROW(class, cycles, on, n) [COST_##class] = {.latency = (cycles), .ports = (on), .uops = (n), .known = 1}
#define ACC(class, cycles, acc, on, n)                                                                                 \
	[COST_##class] = {.latency = (cycles), .acc_latency = (acc), .ports = (on), .uops = (n), .known = 1}
#define BUSY(class, cycles, each, on)                                                                                  \
	[COST_##class] = {.latency = (cycles), .recip = (each), .ports = (on), .uops = 1, .known = 1}
#define BUSYACC(class, cycles, acc, each, on)                                                                          \
	[COST_##class] = {                                                                                             \
	    .latency = (cycles), .acc_latency = (acc), .recip = (each), .ports = (on), .uops = 1, .known = 1}

#define WIDE(class, cycles, each, on, n)                                                                               \
	[COST_##class] = {.latency = (cycles), .recip = (each), .ports = (on), .uops = (n), .known = 1}

#endif
