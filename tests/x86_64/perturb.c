/* perturb.c: finds out by running it which registers an x86_64 instruction reads and writes: perturb.h beside it says
 * what it reads from standard input, ../perturb.h how it finds out. It is linked at a low address, so that absolute
 * displacements of 32 bits reach everything.
 *
 * A line for each: its number, then "faults", "not here" (the machine does not have it: SIGILL), or
 *   R read W written M accesses
 * R and W are sets of kinds; M is what find_accesses saw of the first memory operand. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ucontext.h>

#include "perturb.h"

struct state {
	uint64_t gpr[16];
	uint64_t flags, k[8], unused[7];
	uint8_t z[32][64];
};
enum { N_KINDS = KIND_COUNT, MEM = KIND_MEM, MEMORY = 8192, ACCESS_STATES = 60, MOST_FAULTS = 2000 };

#include "../perturb.h"

enum { FLAG_CF = 1, FLAG_XF = 0xd4, FLAG_DF = 0x400, FLAG_OF = 0x800, SLOTS = 16, SLOT = 64, CENTRE = MEMORY / 2 };

/* Used by the assembly. */
struct state state_in __attribute__((aligned(64))), state_out __attribute__((aligned(64)));
uint64_t host_rsp __attribute__((used));
int vectors __attribute__((used)); /* 0: 16 bytes, 1: 32, 2: 64 and masks */
extern uint8_t code_under_test[], after_run[], after_fault[];
void run_state(void);

static volatile int fault;
static struct form form;

#define EACH_16 "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15"
#define EACH_32 EACH_16 ",16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31"

__asm__(".section .undertest,\"awx\",@progbits\n"
        ".balign 4096\n"
        ".globl code_under_test\n"
        "code_under_test: .fill 64, 1, 0x90\n"
        ".balign 4096\n" /* QEMU translates a page anew that was written to */
        ".globl run_state\n"
        "run_state:\n"
        "push %rbx\n push %rbp\n push %r12\n push %r13\n push %r14\n push %r15\n mov %rsp, host_rsp\n"
        "cmpl $1, vectors\n je 1f\n ja 2f\n"
        ".irp n," EACH_16 "\n movdqu state_in+256+64*\\n, %xmm\\n\n .endr\n jmp 3f\n"
        "1:.irp n," EACH_16 "\n vmovdqu state_in+256+64*\\n, %ymm\\n\n .endr\n jmp 3f\n"
        "2:.irp n," EACH_32 "\n vmovdqu64 state_in+256+64*\\n, %zmm\\n\n .endr\n"
        ".irp n,0,1,2,3,4,5,6,7\n kmovq state_in+136+8*\\n, %k\\n\n .endr\n"
        "3: push state_in+128\n popfq\n"
        "mov state_in, %rax\n mov state_in+8, %rcx\n mov state_in+16, %rdx\n mov state_in+24, %rbx\n"
        "mov state_in+40, %rbp\n mov state_in+48, %rsi\n mov state_in+56, %rdi\n"
        ".irp n,8,9,10,11,12,13,14,15\n mov state_in+8*\\n, %r\\n\n .endr\n"
        "mov state_in+32, %rsp\n jmp code_under_test\n"
        ".globl after_run\n"
        "after_run: mov %rsp, state_out+32\n mov host_rsp, %rsp\n pushfq\n pop state_out+128\n cld\n"
        "mov %rax, state_out\n mov %rcx, state_out+8\n mov %rdx, state_out+16\n mov %rbx, state_out+24\n"
        "mov %rbp, state_out+40\n mov %rsi, state_out+48\n mov %rdi, state_out+56\n"
        ".irp n,8,9,10,11,12,13,14,15\n mov %r\\n, state_out+8*\\n\n .endr\n"
        "cmpl $1, vectors\n je 1f\n ja 2f\n"
        ".irp n," EACH_16 "\n movdqu %xmm\\n, state_out+256+64*\\n\n .endr\n jmp 3f\n"
        "1:.irp n," EACH_16 "\n vmovdqu %ymm\\n, state_out+256+64*\\n\n .endr\n vzeroupper\n jmp 3f\n"
        "2:.irp n," EACH_32 "\n vmovdqu64 %zmm\\n, state_out+256+64*\\n\n .endr\n"
        ".irp n,0,1,2,3,4,5,6,7\n kmovq %k\\n, state_out+136+8*\\n\n .endr\n vzeroupper\n"
        "3: pop %r15\n pop %r14\n pop %r13\n pop %r12\n pop %rbp\n pop %rbx\n ret\n"
        ".globl after_fault\n"
        "after_fault: mov host_rsp, %rsp\n push $2\n popfq\n emms\n jmp 3b\n"
        ".previous\n");
_Static_assert(__builtin_offsetof(struct state, flags) == 128, "the assembly knows it");
_Static_assert(__builtin_offsetof(struct state, k) == 136, "the assembly knows it");
_Static_assert(__builtin_offsetof(struct state, z) == 256, "the assembly knows it");

/* ---- states -------------------------------------------------------------------------------------------------------
 */

static uint64_t slot(void) { return (uintptr_t)memory + CENTRE + random64() % SLOTS * SLOT; }

/* Base and index are one register: (1 + scale) * value + disp is a slot. */
static uint64_t doubled(const struct pointer *p)
{
	uint64_t factor = 1u + p->scale, to = (uintptr_t)memory + CENTRE - (uint64_t)p->disp;
	for (unsigned i = 0; i < factor && to % factor; i++)
		to += SLOT;
	return to / factor; /* else the nearest, which is not aligned */
}

static bool draw_pointer(unsigned r, uint64_t *value)
{
	for (unsigned i = 0; i < form.n_pointers; i++) {
		const struct pointer *p = &form.pointer[i];
		if (p->base == r && p->index == r && !p->vector_index)
			*value = doubled(p);
		else if (p->base == r)
			*value = slot() - (uint64_t)p->disp;
		else if (p->index == r && !p->vector_index)
			*value = random64() % SLOTS * (SLOT / p->scale);
		else
			continue;
		return true;
	}
	return false;
}

static void draw_general(struct state *s, unsigned r)
{
	uint64_t v = random64(), kind = random64() & 7;
	if (kind < 2)
		v = 0;
	else if (kind < 5)
		v &= 15;
	if (r == 4)
		v = slot();
	if (r == 1 && form.repeats)
		v &= 7;
	draw_pointer(r, &v);
	s->gpr[r] = v;
}

static void draw_vector(struct state *s, unsigned r)
{
	random_bytes(s->z[r], 64);
	unsigned kind = random64() & 7, size = 1u << (random64() & 3);
	if (kind == 0)
		memset(s->z[r], (int[]){0, 1, 0xff}[random64() % 3], 64); /* of 0xff: NaN */
	for (unsigned i = 0; i < 64 && kind >= 5; i++) /* small elements: indices and shift counts among them */
		s->z[r][i] = i % size ? 0 : s->z[r][i] & (kind == 6 ? 7 : 31);
}

static void draw_mask(struct state *s, unsigned r)
{
	uint64_t kind = random64() & 3;
	s->k[r] = kind == 0 ? 0 : kind == 1 ? ~(uint64_t)0 : random64();
}

static void draw_flags(struct state *s, uint64_t which) { s->flags = (s->flags & ~which) | (random64() & which) | 2; }

static void draw(struct state *s)
{
	memset(s, 0, sizeof *s);
	for (unsigned r = 0; r < 16; r++)
		draw_general(s, r);
	for (unsigned r = 0; r < 32; r++)
		draw_vector(s, r);
	for (unsigned r = 0; r < 8; r++)
		draw_mask(s, r);
	draw_flags(s, FLAG_CF | FLAG_OF | FLAG_XF | (random64() & 3 ? 0 : FLAG_DF));
}

static void change(struct state *s, unsigned k)
{
	struct state old = *s;
	uint64_t pointer;
	bool special = k == 4 || (k == 1 && form.repeats);
	if (k < 16 && !(random64() & 3) && !special && !draw_pointer(k, &pointer)) /* compares may come out equal */
		s->gpr[k] = s->gpr[random64() & 7];
	if (k >= KIND_Z && k < KIND_K && !(random64() & 3))
		memcpy(s->z[k - KIND_Z], s->z[random64() & 7], 64);
	for (int tries = 0; tries < 8 && !memcmp(&old, s, sizeof old); tries++) {
		if (k < 16)
			draw_general(s, k);
		else if (k >= KIND_K)
			draw_mask(s, k - KIND_K);
		else if (k >= KIND_Z)
			draw_vector(s, k - KIND_Z);
		else
			draw_flags(s, (uint64_t[]){FLAG_CF, FLAG_OF, FLAG_XF, FLAG_DF}[k - KIND_CF]);
	}
}

static set compare(const struct state *a, const struct state *b)
{
	set d = 0;
	uint64_t flags = a->flags ^ b->flags;
	unsigned have = 16u << vectors, bytes = form.vector_bytes < have ? form.vector_bytes : have;
	for (unsigned r = 0; r < 16; r++)
		d |= (set)(a->gpr[r] != b->gpr[r]) << r;
	d |= (flags & FLAG_CF ? ONE(KIND_CF) : 0) | (flags & FLAG_OF ? ONE(KIND_OF) : 0) |
	     (flags & FLAG_XF ? ONE(KIND_XF) : 0) | (flags & FLAG_DF ? ONE(KIND_DF) : 0);
	for (unsigned r = 0; r < (vectors == 2 ? 32 : 16); r++)
		d |= (set)(memcmp(a->z[r], b->z[r], bytes) != 0) << (KIND_Z + r);
	for (unsigned r = 0; vectors == 2 && r < 8; r++)
		d |= (set)(a->k[r] != b->k[r]) << (KIND_K + r);
	return d;
}

/* ---- runs ---------------------------------------------------------------------------------------------------------
 */

static void on_fault(int signal, siginfo_t *info, void *context)
{
	(void)info;
	fault = signal;
	((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP] = (greg_t)(uintptr_t)after_fault;
}

static bool run(const struct state *in, struct state *out)
{
	state_in = *in;
	memset(&state_out, 0, sizeof state_out);
	fault = 0;
	run_state();
	*out = state_out;
	return !fault;
}

/* The instruction, and a jump behind it. */
static void place_code(void)
{
	uint8_t *c = code_under_test;
	memcpy(c, form.code, form.length);
	if (form.disp_size) {
		uintptr_t end = (uintptr_t)c + form.length;
		int32_t disp = (int32_t)((uintptr_t)memory + CENTRE - (form.disp_relative ? end : 0));
		memcpy(c + form.disp_at, &disp, 4);
	}
	int32_t back = (int32_t)(after_run - (c + form.length + 5));
	c[form.length] = 0xe9;
	memcpy(c + form.length + 1, &back, 4);
}

static unsigned first_address(const struct state *s)
{
	const struct pointer *p = &form.pointer[0];
	uint64_t a = form.disp_size ? (uintptr_t)memory + CENTRE : (uint64_t)p->disp;
	a += p->base < 16 ? s->gpr[p->base] : 0;
	a += p->index < 16 ? s->gpr[p->index] * p->scale : 0;
	return (unsigned)(a - (uintptr_t)memory);
}

static void report(unsigned n)
{
	set read, written;
	place_code();
	if (!find_out(form.said, &read, &written))
		printf(fault == SIGILL ? "%u not here\n" : "%u faults\n", n);
	else
		print_found(n, read, written, form.width ? find_accesses(first_address, form.width) : 0);
}

int main(void)
{
	static uint8_t stack[65536];
	stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
	static const int signals[] = {SIGILL, SIGTRAP, SIGBUS, SIGSEGV, SIGFPE};
	setvbuf(stdout, NULL, _IOLBF, 0);
	sigaltstack(&alternate, NULL);
	for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
	vectors = __builtin_cpu_supports("avx512bw") ? 2 : __builtin_cpu_supports("avx") ? 1 : 0;
	for (unsigned n = 0; fread(&form, sizeof form, 1, stdin) == 1; n++)
		report(n);
	return 0;
}
