/* mutant.h: one file is both: sound as it is, broken in one place with -DMUTANT. */
#ifndef ASSAY_MUTANT_H
#define ASSAY_MUTANT_H

#include <stddef.h>
#include <stdint.h>

#ifdef MUTANT
#define SOUND(...)
#define BROKEN(...) __VA_ARGS__
#else
#define SOUND(...) __VA_ARGS__
#define BROKEN(...)
#endif

#endif
