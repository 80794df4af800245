/* strides.h: how far a loop's addresses go on, where that is held in a register, and how often a loop turns. */
#ifndef ASSAY_STRIDES_H
#define ASSAY_STRIDES_H

#include "classes.h"

/* An address that goes on by a register's value, the same in each iteration. */
struct register_stride {
	bool known;
	uint32_t phi;    /* of the loop's header: what goes on */
	uint32_t step;   /* value that is added to it, invariant; the last one where several are */
	uint32_t insn;   /* that adds it */
	bool scaled;     /* it counts elements: it was multiplied by a size, or the address multiplies it */
	uint32_t offset; /* invariant value that is added to the address beside the phi, NONE: none, or a number of rows
	                    (3 * n beside a step of 4 * n) */
	int64_t constant;
};
struct register_stride strides_in_register(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem);

/* Iterations, where start, step and end are constants or differ by one; 0: not known. */
uint64_t loop_trips(const struct analysis *a, uint32_t loop);

/* By how many bytes the address of the inner loop's first iteration goes on in each iteration of the loop around it.
 * False: not known, or no loop around it. */
bool strides_around(const struct analysis *a, uint32_t loop, const struct address_pattern *p, uint32_t insn,
                    unsigned mem, int64_t *step);
/* The same where a register holds the inner stride. */
bool strides_around_register(const struct analysis *a, uint32_t loop, const struct register_stride *s, int64_t *step);

#endif
