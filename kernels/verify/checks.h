/* checks.h: one function for each check; its file tells what it shows. */
#ifndef ASSAY_VERIFY_CHECKS_H
#define ASSAY_VERIFY_CHECKS_H

#include "driver.h"

void check_sweep(struct verify_run *run);
void check_random(struct verify_run *run);
void check_ones(struct verify_run *run);
void check_huge(struct verify_run *run);
void check_guard_end(struct verify_run *run);
void check_guard_start(struct verify_run *run);
void check_registers(struct verify_run *run);
void check_pressure(struct verify_run *run);
void check_choice(struct verify_run *run);
void check_trap(struct verify_run *run);
void check_footprint(struct verify_run *run);

#endif
