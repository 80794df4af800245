/* model_neoverse_v1.c: Arm Neoverse V1. */
#include "lift.h"
static const struct core_cost cost[N_COST];
static const char *const ports[] = {"B", NULL};
const struct core_model model_neoverse_v1 = {
    .name = "neoverse-v1", .title = "Arm Neoverse V1", .source = "", .dispatch = 8, .cost = cost, .port_names = ports};
