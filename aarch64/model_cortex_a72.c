/* model_cortex_a72.c: Arm Cortex-A72. */
#include "lift.h"
static const struct core_cost cost[N_COST];
static const char *const ports[] = {"B", NULL};
const struct core_model model_cortex_a72 = {
    .name = "cortex-a72", .title = "Arm Cortex-A72", .source = "", .dispatch = 8, .cost = cost, .port_names = ports};
