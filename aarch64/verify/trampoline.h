/* trampoline.h: what call.c and trampoline.S share: the registers before and after a call. */
#ifndef ASSAY_AARCH64_TRAMPOLINE_H
#define ASSAY_AARCH64_TRAMPOLINE_H

#define SP               31

#define STATE_IN         0
#define STATE_OUT        256
#define STATE_FUNCTION   512
#define STATE_SP         520
#define STATE_NZCV_IN    528
#define STATE_FPSR_IN    536
#define STATE_FPCR_IN    544
#define STATE_FPCR_OUT   552
#define STATE_FPCR_OWN   560
#define STATE_VECTOR     568
#define STATE_D_OUT      576
#define STATE_PREDICATES 640
#define STATE_VECTORS    1152
#define STATE_SIZE       9344

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

struct trampoline_state {
	uint64_t in[32], out[32]; /* x0-x30, sp */
	uint64_t function;
	uint64_t sp; /* the trampoline's own */
	uint64_t nzcv_in;
	uint64_t fpsr_in;
	uint64_t fpcr_in, fpcr_out, fpcr_own;
	uint64_t vector_bytes; /* of SVE; 0: no SVE */
	uint64_t d_out[8];     /* d8-d15 */
	/* With SVE the registers stand at distances of its vector length: up to 256 bytes, and 32 for predicates. */
	unsigned char predicates[16 * 32]; /* p0-p15 */
	unsigned char vectors[32 * 256];   /* v0-v31 or z0-z31 */
};

#define AT(member, offset)                                                                                             \
	_Static_assert(offsetof(struct trampoline_state, member) == (offset), "trampoline.S reads it")
AT(in, STATE_IN);
AT(out, STATE_OUT);
AT(function, STATE_FUNCTION);
AT(sp, STATE_SP);
AT(nzcv_in, STATE_NZCV_IN);
AT(fpsr_in, STATE_FPSR_IN);
AT(fpcr_in, STATE_FPCR_IN);
AT(fpcr_out, STATE_FPCR_OUT);
AT(fpcr_own, STATE_FPCR_OWN);
AT(vector_bytes, STATE_VECTOR);
AT(d_out, STATE_D_OUT);
AT(predicates, STATE_PREDICATES);
AT(vectors, STATE_VECTORS);
_Static_assert(sizeof(struct trampoline_state) == STATE_SIZE, "trampoline.S reserves it");
#undef AT

/* Loads every register from trampoline_state, calls its function on its stack, stores what came back, and gives the
 * caller a sound state again. One thread at a time. */
void trampoline_enter(void);
/* The SVE vector length of this process; only where the CPU has SVE. */
uint64_t trampoline_vector_bytes(void);
extern struct trampoline_state trampoline_state __attribute__((visibility("hidden")));
#endif

#endif
