/* model_neoverse_n1.c: Arm Neoverse N1. */
#include "lift.h"
static const struct core_cost cost[N_COST];
static const char *const ports[] = {"B", NULL};
const struct core_model model_neoverse_n1 = {
    .name = "neoverse-n1", .title = "Arm Neoverse N1", .source = "", .dispatch = 8, .cost = cost, .port_names = ports};
