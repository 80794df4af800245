/* oracle_report.h: what `assay oracle` collects, and prints. */
#ifndef ASSAY_ORACLE_REPORT_H
#define ASSAY_ORACLE_REPORT_H

#include "run.h"

/* oracle_file.c: one C file in one config: functions with the loops, spills and schedules that other tools tell of, and
 * the relocations of their code. NULL: it could not be compiled (said, exit code 2). The assembly text goes to
 * `assembly`, where that is not NULL. */
json_t *oracle_report_file(const struct run *r, const struct column *c, const char *file, char *const flags[],
                           const char *assembly);
/* oracle_pair.c: one pair in one config: the oracles' answers, and the counted run, bad beside good. */
json_t *oracle_report_cell(const struct cell *c);

/* oracle_print.c: the same as text, on standard output. */
void oracle_print_file(const json_t *report);
void oracle_print_cell(const json_t *report);

#endif
