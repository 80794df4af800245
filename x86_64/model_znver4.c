/* model_znver4.c: what instructions cost on AMD Zen 4. */
#include "cost.h"

static const struct core_cost cost[N_COST] = {
    [COST_ALU] = {.latency = 1, .uops = 1, .ports = 15, .known = 1},
};

static const char *const ports[] = {"ALU0", "ALU1", "ALU2", "ALU3", NULL};

const struct core_model x86_model_znver4 = {
    .name = "znver4",
    .title = "AMD Zen 4",
    .source = "LLVM 19's scheduling model",
    .dispatch = 6,
    .load_latency = 4,
    .vec_load_latency = 7,
    .forward_latency = 4,
    .writeback_latency = 1,
    .cost = cost,
    .port_names = ports,
    .store_uops = 1,
};
