/* call.c: verify_isa_call for aarch64: what AAPCS64 (2022Q3) asks of a function, checked after a call with every
 * register poisoned.  x18 is
 * poisoned and not checked: on Linux it is a temporary, and compilers use it. */
#include "../../kernels/verify/poison.h"
#include "../../kernels/verify/verify.h"
#include "detect.h"
#include "trampoline.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { FPCR_FLUSH = 1 << 24, FPSR_STICKY = 0x0800009f, NZCV_SHIFT = 28 };

/* A control bit that no result of integer code depends on is varied, so that a kernel that puts back the default rather
 * than what it found is seen too. */
static void poison_registers(struct trampoline_state *s, uint64_t *random)
{
	s->vector_bytes = has_sve() ? trampoline_vector_bytes() : 0;
	poison_fill(s->in, sizeof s->in, random);
	poison_fill(s->vectors, 32 * (s->vector_bytes ? s->vector_bytes : 16), random);
	if (s->vector_bytes)
		poison_fill(s->predicates, sizeof s->predicates, random);
	uint64_t bits = poison_next(random);
	s->nzcv_in = (bits & 15) << NZCV_SHIFT;
	s->fpsr_in = bits >> 8 & FPSR_STICKY;
	s->fpcr_in = bits & 16 ? FPCR_FLUSH : 0;
}

static bool check_general(const struct trampoline_state *s, char *what, size_t size)
{
	if (!poison_kept("sp", s->in[SP], s->out[SP], what, size))
		return false;
	for (unsigned n = 19; n <= 29; n++) {
		char name[4] = {'x', '0' + n / 10, '0' + n % 10};
		if (!poison_kept(name, s->in[n], s->out[n], what, size))
			return false;
	}
	return true;
}

/* Of v8-v15 a callee preserves the low 64 bits. */
static bool check_vectors(const struct trampoline_state *s, char *what, size_t size)
{
	for (unsigned n = 8; n <= 15; n++) {
		char name[4];
		uint64_t expected;
		snprintf(name, sizeof name, "d%u", n);
		memcpy(&expected, s->vectors + n * (s->vector_bytes ? s->vector_bytes : 16), 8);
		if (!poison_kept(name, expected, s->d_out[n - 8], what, size))
			return false;
	}
	return true;
}

bool verify_isa_call(verify_fn f, const uint64_t args[VERIFY_ARGS], uint64_t seed, uint64_t *result, char *what,
                     size_t size)
{
	struct trampoline_state *s = &trampoline_state;
	struct poison_stack stack;
	if (!poison_stack_prepare(&stack, seed))
		return poison_fails(what, size, "no memory for the kernel's stack: %s", strerror(errno));
	uint64_t random = ~seed;
	poison_registers(s, &random);
	memcpy(s->in, args, VERIFY_ARGS * sizeof *args);
	s->in[SP] = (uint64_t)stack.pointer;
	s->function = (uint64_t)f;
	trampoline_enter();
	*result = s->out[0];
	return check_general(s, what, size) && poison_stack_check(&stack, what, size) && check_vectors(s, what, size) &&
	       poison_kept("FPCR", s->fpcr_in, s->fpcr_out, what, size);
}
