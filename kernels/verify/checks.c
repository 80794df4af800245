/* checks.c: the checks by name, one file each. */
#include "checks.h"

#include <stddef.h>

const struct verify_check verify_driver_checks[] = {
    {"sweep", check_sweep},         {"random", check_random},       {"ones", check_ones},
    {"huge", check_huge},           {"guard-end", check_guard_end}, {"guard-start", check_guard_start},
    {"registers", check_registers}, {"pressure", check_pressure},   {"choice", check_choice},
    {"trap", check_trap},           {"footprint", check_footprint}, {NULL, NULL},
};
