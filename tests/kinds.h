/* kinds.h: sets of kinds of state (one register, a group of flags, memory), and what is seen of memory's bytes: what
 * perturb.h finds out and regs_case.h compares. */
#ifndef ASSAY_KINDS_H
#define ASSAY_KINDS_H

typedef unsigned __int128 set;

#define ONE(kind) ((set)1 << (kind))

/* As text: 32 hexadecimal digits. */
#define SET_PRINT   "%016llx%016llx"
#define SET_SCAN    "%16llx%16llx"
#define SET_HIGH(s) ((unsigned long long)((s) >> 64))
#define SET_LOW(s)  ((unsigned long long)(s))

enum { NO_REGISTER = 255 };

/* What was seen of the bytes of a memory operand, and beside them. */
enum { OUTSIDE_READ = 1, OUTSIDE_WRITTEN = 2, FIRST_READ = 4, LAST_READ = 8, FIRST_WRITTEN = 16, LAST_WRITTEN = 32 };

#endif
