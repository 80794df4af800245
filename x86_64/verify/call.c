/* call.c: verify_isa_call for x86_64: what the System V ABI (AMD64 psABI 3.2) asks of a function, checked after a call
 * with every register poisoned. The features are read here, not by the kernels' code: a mistake there must not hide
 * here. */
#include "../../kernels/verify/poison.h"
#include "../../kernels/verify/verify.h"
#include "detect.h"
#include "trampoline.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum { MXCSR_CONTROL = 0xffc0, MXCSR_DEFAULT = 0x1f80, MXCSR_FLUSH = 0x8000 };
enum { X87_DEFAULT = 0x037f, X87_DOUBLE = 0x027f, X87_ALL_EMPTY = 0xffff };
enum { FLAG_DIRECTION = 1 << 10, FLAGS_ARITHMETIC = 0x8d5 /* CF PF AF ZF SF OF */, FLAGS_ALWAYS = 0x202 };

/* One call in two finds clean upper halves, as a caller compiled without AVX leaves them, the others find garbage. */
static uint32_t choose_vectors(uint64_t random)
{
	static unsigned bytes;
	if (!bytes)
		bytes = vector_bytes();
	bool clean = random & 1;
	if (bytes == 16)
		return VECTORS_SSE;
	if (bytes == 32)
		return clean ? VECTORS_AVX_CLEAN : VECTORS_AVX;
	return clean ? VECTORS_AVX512_CLEAN : VECTORS_AVX512;
}

/* Control bits that no result of integer code depends on are varied, so that a kernel that puts back the default rather
 * than what it found is seen too. */
static void poison_registers(struct trampoline_state *s, uint64_t *random)
{
	poison_fill(s->in, sizeof s->in, random);
	poison_fill(s->mask, sizeof s->mask, random);
	poison_fill(s->vector_in, sizeof s->vector_in, random);
	uint64_t bits = poison_next(random);
	s->vectors = choose_vectors(bits);
	s->mxcsr_in = MXCSR_DEFAULT | (bits & 2 ? MXCSR_FLUSH : 0) | (bits >> 8 & 0x3f);
	s->x87_in = bits & 4 ? X87_DOUBLE : X87_DEFAULT;
	s->flags_in = FLAGS_ALWAYS | (bits >> 16 & FLAGS_ARITHMETIC);
}

static bool check_general(const struct trampoline_state *s, char *what, size_t size)
{
	static const struct {
		unsigned char number;
		char name[4];
	} saved[] = {
	    {RSP, "rsp"}, {RBX, "rbx"}, {RBP, "rbp"}, {12, "r12"}, {13, "r13"}, {14, "r14"}, {15, "r15"},
	};
	for (size_t i = 0; i < sizeof saved / sizeof *saved; i++)
		if (!poison_kept(saved[i].name, s->in[saved[i].number], s->out[saved[i].number], what, size))
			return false;
	return true;
}

static bool check_control(const struct trampoline_state *s, char *what, size_t size)
{
	if (s->flags_out & FLAG_DIRECTION)
		return poison_fails(what, size, "direction flag: expected 0, got 1");
	if (!poison_kept("MXCSR control bits", s->mxcsr_in & MXCSR_CONTROL, s->mxcsr_out & MXCSR_CONTROL, what, size))
		return false;
	if (!poison_kept("x87 control word", s->x87_in, s->x87_out[0], what, size))
		return false;
	if (s->x87_out[4] != X87_ALL_EMPTY)
		return poison_fails(what, size,
		                    "x87 tag word: expected 0xffff (all empty), got 0x%x: emms is missing, or a value "
		                    "was left on the x87 stack",
		                    s->x87_out[4]);
	return true;
}

static bool check_uppers(const struct trampoline_state *s, char *what, size_t size)
{
	if (s->vectors != VECTORS_AVX_CLEAN && s->vectors != VECTORS_AVX512_CLEAN)
		return true;
	for (unsigned n = 0; n < 16; n++)
		for (unsigned at = 16; at < (s->vectors == VECTORS_AVX_CLEAN ? 32 : 64); at += 8) {
			uint64_t word;
			memcpy(&word, s->vector_out[n] + at, 8);
			if (word)
				return poison_fails(what, size,
				                    "upper half of %cmm%u: expected 0, got 0x%" PRIx64
				                    " in bits %u to %u: vzeroupper is missing",
				                    at < 32 ? 'y' : 'z', n, word, at * 8, at * 8 + 63);
		}
	return true;
}

bool verify_isa_call(verify_fn f, const uint64_t args[VERIFY_ARGS], uint64_t seed, uint64_t *result, char *what,
                     size_t size)
{
	static const unsigned char arg[VERIFY_ARGS] = {RDI, RSI, RDX, RCX, 8, 9};
	struct trampoline_state *s = &trampoline_state;
	struct poison_stack stack;
	if (!poison_stack_prepare(&stack, seed))
		return poison_fails(what, size, "no memory for the kernel's stack: %s", strerror(errno));
	uint64_t random = ~seed;
	poison_registers(s, &random);
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		s->in[arg[i]] = args[i];
	s->in[RSP] = (uint64_t)stack.pointer;
	s->function = (uint64_t)f;
	trampoline_enter();
	*result = s->out[RAX];
	return check_general(s, what, size) && poison_stack_check(&stack, what, size) && check_control(s, what, size) &&
	       check_uppers(s, what, size);
}
