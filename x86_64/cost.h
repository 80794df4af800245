/* cost.h: numbers of the cost classes in cost.def. */
#ifndef ASSAY_X86_64_COST_H
#define ASSAY_X86_64_COST_H

#include "isa.h"

#define COST(name)      COST_##name,
#define COST_VEC(name)  COST_##name, COST_##name##_Y, COST_##name##_Z,
#define COST_SIZE(name) COST_##name##_8, COST_##name##_16, COST_##name##_32, COST_##name##_64,
enum x86_cost {
#include "cost.def"
	N_COST
};
#undef COST
#undef COST_VEC
#undef COST_SIZE

extern const char *const x86_cost_names[N_COST];
extern const struct core_model x86_model_znver4, x86_model_skylake;

#endif
