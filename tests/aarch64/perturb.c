/* perturb.c: finds out by running it which registers an A64 instruction reads and writes: perturb.h beside it says what
 * it reads from standard input, ../perturb.h how it finds out. Runs under qemu-aarch64.
 *
 * A line for each: its number, then "faults" and the signal, or
 *   R read W written M accesses
 * R and W are sets of kinds; M is what find_accesses saw of the memory operand.
 *
 * Registers that tests/aarch64/forms.s uses for addresses: x19..x22 point into the memory, x23 and x24 are small, x25
 * is often what memory holds at x19, x26 and x27 likewise what the 16 bytes there hold; z20's elements are small, z21's
 * are 64-bit addresses, z22's 32-bit ones; p0 is all true. So nothing faults, ever. */
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <ucontext.h>

#include "perturb.h"

enum { MAX_VL = 32 };

struct state {
	uint64_t x[32]; /* 31: sp */
	uint64_t nzcv, taken;
	uint8_t ffr[32];
	uint8_t p[16][32];
	uint8_t z[32][MAX_VL];
};
enum { N_KINDS = KIND_TAKEN, MEM = KIND_MEM, MEMORY = 2048, ACCESS_STATES = 6, MOST_FAULTS = 1 };

#include "../perturb.h"

/* Used by the assembly, at offsets that it knows. */
struct state state_in __attribute__((aligned(16))), state_out __attribute__((aligned(16)));
uint64_t host_registers[13] __attribute__((used)); /* x19..x29, x30, sp */
uint64_t host_tls __attribute__((used));
double host_doubles[8] __attribute__((used));
extern uint32_t code_under_test[];
void run_state(void);
void after_fault(void);

static volatile int fault, form_faulted; /* signals */
static unsigned vl;
static struct form form;

__asm__(".section .undertest,\"awx\",@progbits\n"
        ".arch armv8.2-a+sve\n"
        ".balign 4096\n"
        ".global code_under_test\n"
        "code_under_test: nop\n"
        "b not_taken\n"
        "b is_taken\n"
        ".balign 4096\n" /* QEMU translates a page anew that was written to */
        ".global run_state\n"
        "run_state:\n"
        "adrp x0, host_registers\n add x0, x0, :lo12:host_registers\n"
        "stp x19, x20, [x0]\n stp x21, x22, [x0, #16]\n stp x23, x24, [x0, #32]\n stp x25, x26, [x0, #48]\n"
        "stp x27, x28, [x0, #64]\n stp x29, x30, [x0, #80]\n mov x1, sp\n str x1, [x0, #96]\n"
        "adrp x0, host_doubles\n add x0, x0, :lo12:host_doubles\n"
        "stp d8, d9, [x0]\n stp d10, d11, [x0, #16]\n stp d12, d13, [x0, #32]\n stp d14, d15, [x0, #48]\n"
        "mrs x1, tpidr_el0\n adrp x0, host_tls\n str x1, [x0, :lo12:host_tls]\n"
        "adrp x0, state_in\n add x0, x0, :lo12:state_in\n"
        "add x1, x0, #272\n ldr p0, [x1]\n wrffr p0.b\n"
        "add x1, x0, #304\n"
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n ldr p\\n, [x1]\n add x1, x1, #32\n .endr\n"
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
        "ldr z\\n, [x1]\n add x1, x1, #32\n .endr\n"
        "ldr x1, [x0, #256]\n msr nzcv, x1\n ldr x1, [x0, #248]\n mov sp, x1\n"
        "ldp x2, x3, [x0, #16]\n ldp x4, x5, [x0, #32]\n ldp x6, x7, [x0, #48]\n ldp x8, x9, [x0, #64]\n"
        "ldp x10, x11, [x0, #80]\n ldp x12, x13, [x0, #96]\n ldp x14, x15, [x0, #112]\n ldp x16, x17, [x0, #128]\n"
        "ldp x18, x19, [x0, #144]\n ldp x20, x21, [x0, #160]\n ldp x22, x23, [x0, #176]\n ldp x24, x25, [x0, #192]\n"
        "ldp x26, x27, [x0, #208]\n ldp x28, x29, [x0, #224]\n ldr x30, [x0, #240]\n ldp x0, x1, [x0]\n"
        "b code_under_test\n"
        "is_taken: msr tpidr_el0, x0\n adrp x0, state_out\n add x0, x0, :lo12:state_out\n str x1, [x0, #8]\n"
        "mov x1, #1\n b save\n"
        "not_taken: msr tpidr_el0, x0\n adrp x0, state_out\n add x0, x0, :lo12:state_out\n str x1, [x0, #8]\n"
        "mov x1, #0\n"
        "save: str x1, [x0, #264]\n mrs x1, nzcv\n str x1, [x0, #256]\n mov x1, sp\n str x1, [x0, #248]\n"
        "mrs x1, tpidr_el0\n str x1, [x0]\n"
        "stp x2, x3, [x0, #16]\n stp x4, x5, [x0, #32]\n stp x6, x7, [x0, #48]\n stp x8, x9, [x0, #64]\n"
        "stp x10, x11, [x0, #80]\n stp x12, x13, [x0, #96]\n stp x14, x15, [x0, #112]\n stp x16, x17, [x0, #128]\n"
        "stp x18, x19, [x0, #144]\n stp x20, x21, [x0, #160]\n stp x22, x23, [x0, #176]\n stp x24, x25, [x0, #192]\n"
        "stp x26, x27, [x0, #208]\n stp x28, x29, [x0, #224]\n str x30, [x0, #240]\n"
        "add x1, x0, #304\n"
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n str p\\n, [x1]\n add x1, x1, #32\n .endr\n"
        ".irp n,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
        "str z\\n, [x1]\n add x1, x1, #32\n .endr\n"
        "rdffr p0.b\n add x1, x0, #272\n str p0, [x1]\n"
        ".global after_fault\n"
        "after_fault:\n"
        "adrp x0, host_tls\n ldr x1, [x0, :lo12:host_tls]\n msr tpidr_el0, x1\n"
        "adrp x0, host_doubles\n add x0, x0, :lo12:host_doubles\n"
        "ldp d8, d9, [x0]\n ldp d10, d11, [x0, #16]\n ldp d12, d13, [x0, #32]\n ldp d14, d15, [x0, #48]\n"
        "adrp x0, host_registers\n add x0, x0, :lo12:host_registers\n"
        "ldp x19, x20, [x0]\n ldp x21, x22, [x0, #16]\n ldp x23, x24, [x0, #32]\n ldp x25, x26, [x0, #48]\n"
        "ldp x27, x28, [x0, #64]\n ldp x29, x30, [x0, #80]\n ldr x1, [x0, #96]\n mov sp, x1\n ret\n"
        ".previous\n");
_Static_assert(__builtin_offsetof(struct state, ffr) == 272, "the assembly knows it");
_Static_assert(__builtin_offsetof(struct state, p) == 304, "the assembly knows it");

/* ---- states -------------------------------------------------------------------------------------------------------
 */

static void draw_x(struct state *s, unsigned r)
{
	uint64_t v = random64(), kind = random64() & 7;
	uint64_t address = (uint64_t)(uintptr_t)memory + MEMORY / 2 + (v & 15) * 16;
	if (kind < 3)
		v = 0;
	else if (kind < 5)
		v &= 15;
	if (form.plain && r != 31)
		;
	else if (r >= 19 && r <= 22)
		v = address;
	else if (r == 31)
		v = address;
	else if (r == 23 || r == 24)
		v = random64() & 15;
	else if (r >= 25 && r <= 27 && kind & 1)
		memcpy(&v, memory + s->x[19] - (uintptr_t)memory + (r == 27 ? 8 : 0), 8);
	s->x[r] = v;
}

static void draw_z(struct state *s, unsigned r)
{
	random_bytes(s->z[r], vl);
	unsigned kind = random64() & 7, size = 1u << (random64() & 3);
	if (kind == 0)
		memset(s->z[r], (int[]){0, 1, 0xff}[random64() % 3], vl); /* of 0xff: NaN */
	for (unsigned i = 0; i < vl && kind >= 6; i++)                    /* small elements */
		s->z[r][i] = i % size ? 0 : s->z[r][i] & (kind == 6 ? 7 : 31);
	for (unsigned i = 0; i < vl && r >= 20 && r <= 22; i += r == 22 ? 4 : 8) {
		uint64_t offset = random64() & 15, address = (uint64_t)(uintptr_t)memory + MEMORY / 2 + offset * 16;
		memcpy(s->z[r] + i, r == 20 ? &offset : &address, r == 22 ? 4 : 8);
	}
}

static void draw_p(struct state *s, unsigned r)
{
	random_bytes(s->p[r], vl / 8);
	if (r == 0)
		memset(s->p[r], 0xff, vl / 8);
	else if (!(random64() & 3))
		memset(s->p[r], random64() & 1 ? 0x11 : 0, vl / 8);
}

static void draw(struct state *s)
{
	memset(s, 0, sizeof *s);
	for (unsigned r = 0; r < 32; r++) {
		draw_x(s, r == 0 ? 19 : r == 19 ? 0 : r); /* x19 before those that look at memory */
		draw_z(s, r);
	}
	for (unsigned r = 0; r < 16; r++)
		draw_p(s, r);
	memset(s->ffr, 0xff, vl / 8); /* architecturally only leading ones */
	memset(s->ffr + vl / 16, 0, vl / 16);
	s->nzcv = (random64() & 15) << 28;
}

/* p0, too, which draw_p leaves all true. */
static void change_p(struct state *s, unsigned r)
{
	random_bytes(s->p[r], vl / 8);
	if (!(random64() & 3))
		memset(s->p[r], 0, vl / 8);
}

static void change(struct state *s, unsigned k)
{
	struct state old = *s;
	unsigned from = 3 + (unsigned)(random64() & 3);
	if (k < KIND_P && !(random64() & 3) &&
	    (k & 31) < 16) { /* what another register has: compares may come out equal */
		if (k < KIND_Z)
			s->x[k] = s->x[from];
		else
			memcpy(s->z[k - KIND_Z], s->z[from], vl);
	}
	for (int tries = 0; tries < 8 && !memcmp(&old, s, sizeof old); tries++) {
		if (k < KIND_Z)
			draw_x(s, k);
		else if (k < KIND_P)
			draw_z(s, k - KIND_Z);
		else if (k < KIND_NZCV)
			change_p(s, k - KIND_P);
		else if (k == KIND_NZCV)
			s->nzcv = (random64() & 15) << 28;
		else if (k == KIND_FFR)
			memset(s->ffr, tries ? 0xff : 0, vl / 8);
	}
}

static set compare(const struct state *a, const struct state *b)
{
	uint32_t x = 0, z = 0, p = 0;
	for (unsigned r = 0; r < 32; r++) {
		x |= (uint32_t)(a->x[r] != b->x[r]) << r;
		z |= (uint32_t)(memcmp(a->z[r], b->z[r], vl) != 0) << r;
	}
	for (unsigned r = 0; r < 16; r++)
		p |= (uint32_t)(memcmp(a->p[r], b->p[r], vl / 8) != 0) << r;
	return x | (set)z << KIND_Z | (set)p << KIND_P | (a->nzcv != b->nzcv ? ONE(KIND_NZCV) : 0) |
	       (memcmp(a->ffr, b->ffr, vl / 8) ? ONE(KIND_FFR) : 0) | (a->taken != b->taken ? ONE(KIND_TAKEN) : 0);
}

/* ---- runs ---------------------------------------------------------------------------------------------------------
 */

static void on_fault(int signal, siginfo_t *info, void *context)
{
	(void)info;
	fault = form_faulted = signal;
	((ucontext_t *)context)->uc_mcontext.pc = (uintptr_t)after_fault;
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

static void place_code(void)
{
	vl = form.vector_bytes;
	prctl(PR_SVE_SET_VL, (unsigned long)vl);
	code_under_test[0] = form.word;
	__builtin___clear_cache((char *)code_under_test, (char *)(code_under_test + 1));
}

static unsigned address(const struct state *s)
{
	uint64_t base = form.base < 32 ? s->x[form.base] : 0, index = form.index < 32 ? s->x[form.index] : 0;
	return (unsigned)(base + index * form.scale + (uint64_t)form.disp - (uintptr_t)memory);
}

static void report(unsigned n)
{
	set read, written;
	form_faulted = 0;
	place_code();
	find_out(form.said, &read, &written);
	unsigned accesses = form.width && !form_faulted ? find_accesses(address, form.width) : 0;
	if (form_faulted)
		printf("%u faults: signal %d\n", n, form_faulted);
	else
		print_found(n, read, written, accesses);
}

int main(void)
{
	static uint8_t stack[65536];
	stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};
	static const int signals[] = {SIGILL, SIGTRAP, SIGBUS, SIGSEGV, SIGFPE};
	sigaltstack(&alternate, NULL);
	for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
	for (unsigned n = 0; fread(&form, sizeof form, 1, stdin) == 1; n++)
		report(n);
	return 0;
}
