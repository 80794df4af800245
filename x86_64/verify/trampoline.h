/* trampoline.h: what call.c and trampoline.S share: the registers before and after a call. */
#ifndef ASSAY_X86_64_TRAMPOLINE_H
#define ASSAY_X86_64_TRAMPOLINE_H

/* General registers in the order of their encoding. */
#define RAX 0
#define RCX 1
#define RDX 2
#define RBX 3
#define RSP 4
#define RBP 5
#define RSI 6
#define RDI 7

/* Which vector registers are poisoned. CLEAN: vzeroupper follows, so upper halves are zero at entry. */
#define VECTORS_SSE          0
#define VECTORS_AVX          1
#define VECTORS_AVX_CLEAN    2
#define VECTORS_AVX512       3
#define VECTORS_AVX512_CLEAN 4

#define STATE_IN             0
#define STATE_OUT            128
#define STATE_FUNCTION       256
#define STATE_RSP            264
#define STATE_FLAGS_IN       272
#define STATE_FLAGS_OUT      280
#define STATE_VECTORS        288
#define STATE_MXCSR_IN       292
#define STATE_MXCSR_OUT      296
#define STATE_MXCSR_OWN      300
#define STATE_X87_OUT        304
#define STATE_X87_IN         332
#define STATE_X87_OWN        334
#define STATE_MASK           336
#define STATE_VECTOR_IN      448
#define STATE_VECTOR_OUT     2496
#define STATE_SIZE           3520

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

struct trampoline_state {
	uint64_t in[16], out[16];
	uint64_t function;
	uint64_t rsp; /* the trampoline's own */
	uint64_t flags_in, flags_out;
	uint32_t vectors;
	uint32_t mxcsr_in, mxcsr_out, mxcsr_own;
	uint16_t x87_out[14]; /* as fnstenv stores it: [0] control word, [4] tag word */
	uint16_t x87_in, x87_own;
	uint64_t mask[8];
	_Alignas(64) unsigned char vector_in[32][64];
	unsigned char vector_out[16][64];
};

#define AT(member, offset)                                                                                             \
	_Static_assert(offsetof(struct trampoline_state, member) == (offset), "trampoline.S reads it")
AT(in, STATE_IN);
AT(out, STATE_OUT);
AT(function, STATE_FUNCTION);
AT(rsp, STATE_RSP);
AT(flags_in, STATE_FLAGS_IN);
AT(flags_out, STATE_FLAGS_OUT);
AT(vectors, STATE_VECTORS);
AT(mxcsr_in, STATE_MXCSR_IN);
AT(mxcsr_out, STATE_MXCSR_OUT);
AT(mxcsr_own, STATE_MXCSR_OWN);
AT(x87_out, STATE_X87_OUT);
AT(x87_in, STATE_X87_IN);
AT(x87_own, STATE_X87_OWN);
AT(mask, STATE_MASK);
AT(vector_in, STATE_VECTOR_IN);
AT(vector_out, STATE_VECTOR_OUT);
_Static_assert(sizeof(struct trampoline_state) == STATE_SIZE, "trampoline.S reserves it");
#undef AT

/* Loads every register from trampoline_state, calls its function on its stack, stores what came back, and gives the
 * caller a sound state again. One thread at a time. */
void trampoline_enter(void);
extern struct trampoline_state trampoline_state __attribute__((visibility("hidden")));
#endif

#endif
