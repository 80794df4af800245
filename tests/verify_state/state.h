/* state.h: the broken functions that verify_isa_call must catch, each with its sound twin. */
#ifndef ASSAY_TESTS_STATE_H
#define ASSAY_TESTS_STATE_H

#include "kernels/verify/verify.h"

struct state_case {
	const char *name;
	verify_fn f;
	const char *what;   /* how the report begins; NULL: the sound twin */
	bool (*runs)(void); /* false: this CPU cannot run it; NULL: every CPU can */
};
extern const struct state_case state_cases[]; /* ended by a NULL name */

/* A function as it stands in the text section, so that no compiler saves anything around it. */
#define STATE_FUNCTION(NAME, TEXT)                                                                                     \
	__asm__(".text\n.globl " #NAME "\n.type " #NAME ", %function\n" #NAME ":\n" TEXT "\n.size " #NAME              \
	        ", . - " #NAME);                                                                                       \
	uint64_t NAME(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);

#endif
