/* carried.h: what a loop carries from one iteration to the next, and in what way. */
#ifndef ASSAY_CARRIED_H
#define ASSAY_CARRIED_H

#include "classes.h"

enum carried_kind {
	CARRIED_NOTHING,    /* the header phi's next value does not depend on it */
	CARRIED_INDUCTION,  /* grows by a constant */
	CARRIED_REDUCTION,  /* one associative integer operation, looked at only after the loop */
	CARRIED_FP,         /* the same in floating point, whose order the language fixes */
	CARRIED_RECURRENCE, /* anything else */
};

/* For each header phi of an innermost loop, in the order of code.phi_of_block; packed operations are taken as they
 * come. Linear in the loop's size. Loops with more than 64 live header phis: what is beyond is a recurrence. */
struct carried {
	uint32_t n;
	uint32_t *phi; /* value numbers */
	uint8_t *kind; /* enum carried_kind */
	bool *packed;  /* an operation on its cycle is a SIMD operation */
};
struct carried carried_analyse(const struct analysis *a, uint32_t loop);

#endif
