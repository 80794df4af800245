/* loop_facts.h: small questions about one loop that several classes ask. */
#ifndef ASSAY_LOOP_FACTS_H
#define ASSAY_LOOP_FACTS_H

#include "classes.h"

struct loop_facts {
	uint32_t spine; /* the last block that every iteration goes through: the others are its dominators */
	regset busy;    /* registers that hold a value, or are written, somewhere in the loop; inner loops included */
	bool general_spilled, vector_spilled; /* a value of that file is reloaded from the frame in the loop */
};
/* Callee-saved registers that the function never writes: they are the caller's, and there for the taking. */
regset untouched_registers(const struct code *c);
/* Linear in the loop's blocks. `untouched` (of the function, made once) are not busy. Of spills it says nothing:
 * whoever sees the loop's accesses tells it (loop_see_spill). */
struct loop_facts loop_facts(const struct code *c, uint32_t loop, regset untouched);

static inline bool loop_every_iteration(const struct code *c, const struct loop_facts *f, uint32_t block)
{
	return block_dominates(c, block, f->spine);
}
/* To be called for each load from an own slot of the frame (memory_private) in the loop. */
void loop_see_spill(struct loop_facts *f, const struct insn *load);
/* Whether a value that the loop keeps would find a register of r's file; false where values are spilled already. Of
 * vector registers the first 16 are looked at: not every instruction can name the others. */
bool loop_has_free_register(const struct code *c, const struct loop_facts *f, reg_t r);

/* A loop that does its function's main work: not what finishes, starts or replaces another one. */
bool loop_is_main(const struct code *c, uint32_t loop);
/* The loop waits for a value that `loads` (instructions) bring: they, and others from addresses that never change,
 * decide alone whether it goes on. So somebody else changes what is there, or the loop goes on as long as nothing has:
 * the way back of a larger one. */
bool loop_polls(const struct analysis *a, uint32_t loop, const uint32_t *loads, uint32_t n);

/* By the share that `cycles` have in one iteration. */
enum level loop_severity(const struct code *c, uint32_t loop, float cycles);
/* "+0x1c", or "foo.cold+0x1c": an instruction in the function. */
const char *loop_place_text(const struct code *c, uint32_t insn);

#endif
