/* perturb.c: finds out by running it which registers an A64 instruction reads and writes. Runs under qemu-aarch64.
 *
 * Reads from standard input: six words of 32 bits for each instruction, the vector length in bytes that it runs with,
 * (with 0x100 added: it has no address, no register needs to hold one), its encoding and what it is said to read: x, z,
 * p, other. Each is run on random states; then registers are changed: if anything else comes out differently, they were
 * read; what came out otherwise than it went in was written. Those that are said to be read are tried one by one and
 * often, all others together. A line for each: its number, then "signal N", or R x z p other  W x z p other  M
 * address-of-first-byte-read last written-first written-last  B bases `other`: bit 0 NZCV, 1 FFR, 2 memory, 3 the
 * branch was taken.
 *
 * Registers that tests/aarch64/forms.s uses for addresses: x19..x22 point into the memory, x23 and x24 are small, x25
 * is often what memory holds at x19, x26 and x27 likewise what the 16 bytes there hold; z20's elements are small, z21's
 * are 64-bit addresses, z22's 32-bit ones; p0 is all true. */
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <ucontext.h>

enum {
	MEMORY = 2048,
	MAX_VL = 32,
	TRIALS = 10,
	MOST_TRIALS = 400,
	OTHER_NZCV = 1,
	OTHER_FFR = 2,
	OTHER_MEMORY = 4,
	OTHER_TAKEN = 8
};

struct state {
	uint64_t x[32]; /* 31: sp */
	uint64_t nzcv, taken;
	uint8_t ffr[32];
	uint8_t p[16][32];
	uint8_t z[32][MAX_VL];
};

/* Used by the assembly, at offsets that it knows. */
struct state state_in __attribute__((aligned(16))), state_out __attribute__((aligned(16)));
uint64_t host_registers[13] __attribute__((used)); /* x19..x29, x30, sp */
uint64_t host_tls __attribute__((used));
double host_doubles[8] __attribute__((used));
extern uint32_t code_under_test[];
void run_state(void);
void after_fault(void);

static uint8_t memory[MEMORY] __attribute__((aligned(4096))), before[MEMORY];
static unsigned vl;
static bool plain;
static volatile int fault;

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

/* ---- states
 * ---------------------------------------------------------------------------------------------------------- */

static uint64_t seed = 0x9e3779b97f4a7c15;

static uint64_t random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

static void random_bytes(void *p, size_t n)
{
	for (size_t i = 0; i < n; i += 8) {
		uint64_t r = random64();
		memcpy((char *)p + i, &r, n - i < 8 ? n - i : 8);
	}
}

static void draw_x(struct state *s, unsigned r)
{
	uint64_t v = random64(), kind = random64() & 7;
	uint64_t address = (uint64_t)(uintptr_t)memory + MEMORY / 2 + (v & 15) * 16;
	if (kind < 3)
		v = 0;
	else if (kind < 5)
		v &= 15;
	if (plain && r != 31)
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
	for (unsigned i = 0; i < vl && kind >= 6; i++) /* small elements */
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
	random_bytes(memory, MEMORY);
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

/* Register `k` of all that there are gets another value: 0..31 x, 32..63 z, 64..79 p, 80 nzcv, 81 ffr, 82 memory. */
enum { FIRST_Z = 32, FIRST_P = 64, NZCV = 80, FFR = 81, MEM = 82, N_KINDS = 83 };

static void change(struct state *s, unsigned k)
{
	struct state old = *s;
	unsigned from = 3 + (unsigned)(random64() & 3);
	if (k < FIRST_P && !(random64() & 3) &&
	    (k & 31) < 16) { /* what another register has: compares may come out equal */
		if (k < FIRST_Z)
			s->x[k] = s->x[from];
		else
			memcpy(s->z[k - FIRST_Z], s->z[from], vl);
	}
	for (int tries = 0; tries < 8 && !memcmp(&old, s, sizeof old); tries++) {
		if (k < FIRST_Z)
			draw_x(s, k);
		else if (k < FIRST_P)
			draw_z(s, k - FIRST_Z);
		else if (k < NZCV)
			change_p(s, k - FIRST_P);
		else if (k == NZCV)
			s->nzcv = (random64() & 15) << 28;
		else if (k == FFR)
			memset(s->ffr, tries ? 0xff : 0, vl / 8);
	}
	if (k == MEM)
		random_bytes(memory, MEMORY);
}

/* ---- runs
 * ------------------------------------------------------------------------------------------------------------ */

static void on_fault(int signal, siginfo_t *info, void *context)
{
	(void)info;
	fault = signal;
	((ucontext_t *)context)->uc_mcontext.pc = (uintptr_t)after_fault;
}

static void run(const struct state *s, struct state *out)
{
	state_in = *s;
	memset(&state_out, 0, sizeof state_out);
	run_state();
	*out = state_out;
}

struct sets {
	uint32_t x, z, p, other;
};

static void differences(const struct state *a, const struct state *b, bool memory_differs, struct sets *out)
{
	memset(out, 0, sizeof *out);
	for (unsigned r = 0; r < 32; r++) {
		out->x |= (uint32_t)(a->x[r] != b->x[r]) << r;
		out->z |= (uint32_t)(memcmp(a->z[r], b->z[r], vl) != 0) << r;
	}
	for (unsigned r = 0; r < 16; r++)
		out->p |= (uint32_t)(memcmp(a->p[r], b->p[r], vl / 8) != 0) << r;
	out->other = (a->nzcv != b->nzcv ? OTHER_NZCV : 0) | (memcmp(a->ffr, b->ffr, vl / 8) ? OTHER_FFR : 0) |
	             (memory_differs ? OTHER_MEMORY : 0) | (a->taken != b->taken ? OTHER_TAKEN : 0);
}

static uint32_t *member(struct sets *s, unsigned k, uint32_t *bit)
{
	*bit = k < NZCV ? 1u << (k & 31) : 1u << (k - NZCV);
	return k < FIRST_Z ? &s->x : k < FIRST_P ? &s->z : k < NZCV ? &s->p : &s->other;
}

static uint8_t result[MEMORY];

/* What changed in one run, and what came out of it. */
static void run_fresh(const struct state *s, struct state *out, struct sets *written)
{
	memcpy(before, memory, MEMORY);
	run(s, out);
	memcpy(result, memory, MEMORY);
	memcpy(memory, before, MEMORY);
	struct state in = *s;
	in.taken = 0;
	differences(&in, out, memcmp(before, result, MEMORY) != 0, written);
}

static void merge(struct sets *to, const struct sets *from)
{
	to->x |= from->x;
	to->z |= from->z;
	to->p |= from->p;
	to->other |= from->other;
}

static struct state base, base_out;
static struct sets base_written;
static struct sets
    kept; /* came out as they went in, whatever that was: with a write elsewhere, the old value is read */
static uint8_t base_memory[MEMORY], base_result[MEMORY];

/* Whether anything comes out differently when all registers in kinds[0..n) get other values. One of them that is
 * written counts where it comes out depending on what it was; one that is not says nothing: it comes out as it went in.
 */
static bool differs(const uint8_t *kinds, unsigned n, struct sets *written)
{
	static struct state s, out;
	struct sets w, d;
	bool memory_changed = false;
	s = base;
	memcpy(memory, base_memory, MEMORY);
	for (unsigned i = 0; i < n; i++) {
		change(&s, kinds[i]);
		memory_changed |= kinds[i] == MEM;
	}
	run_fresh(&s, &out, &w);
	differences(&base_out, &out, !memory_changed && memcmp(base_result, result, MEMORY), &d);
	for (unsigned i = 0; i < n; i++) {
		uint32_t bit, *member_of_d = member(&d, kinds[i], &bit);
		bool first = *member(&base_written, kinds[i], &bit) & bit, second = *member(&w, kinds[i], &bit) & bit;
		if (!first || !second)
			*member_of_d &= ~bit;
		if (n == 1 && !first && !second && kinds[i] != MEM)
			*member(&kept, kinds[i], &bit) |= bit & *member(written, kinds[i], &bit);
	}
	merge(written, &w);
	return d.x | d.z | d.p | d.other;
}

static void mark(struct sets *s, unsigned k)
{
	uint32_t bit, *m = member(s, k, &bit);
	*m |= bit;
}

static bool marked(struct sets *s, unsigned k)
{
	uint32_t bit, *m = member(s, k, &bit);
	return *m & bit;
}

static void trial(struct sets *said, struct sets *read, struct sets *written)
{
	uint8_t others[N_KINDS];
	unsigned n = 0;
	draw(&base);
	memcpy(base_memory, memory, MEMORY);
	run_fresh(&base, &base_out, &base_written);
	memcpy(base_result, result, MEMORY);
	merge(written, &base_written);
	for (uint8_t k = 0; k < N_KINDS && !fault; k++) {
		if (!marked(said, k))
			others[n++] = k;
		for (int i = 0; i < 12 && marked(said, k) && !marked(read, k); i++)
			if (differs(&k, 1, written))
				mark(read, k);
	}
	if (fault || !differs(others, n, written))
		return;
	for (int i = 0; i < 8; i++) /* one of them matters although nobody said so: which? */
		for (unsigned k = 0; k < n; k++)
			if (!fault && differs(&others[k], 1, written))
				mark(read, others[k]);
}

/* ---- where memory is accessed
 * ---------------------------------------------------------------------------------------- */

/* Whether changing memory's bytes [first, end) changes what comes out. */
static bool matters(const struct state *s, unsigned first, unsigned end)
{
	static struct state a, b;
	static uint8_t keep[MEMORY];
	struct sets w, d;
	bool yes = false;
	run_fresh(s, &a, &w);
	memcpy(keep, memory, MEMORY);
	for (int i = 0; i < 3 && !yes; i++) {
		random_bytes(memory + first, end - first);
		run_fresh(s, &b, &w);
		differences(&a, &b, false, &d);
		yes = d.x | d.z | d.p | d.other;
		memcpy(memory, keep, MEMORY);
	}
	return yes;
}

static void find_accesses(void)
{
	static struct state s, out;
	struct sets w;
	unsigned low = 0, high = MEMORY, first = 0, last = 0, r[2] = {0, 0};
	draw(&s);
	run_fresh(&s, &out, &w);
	for (unsigned i = 0; i < MEMORY; i++)
		if (before[i] != result[i]) {
			first = first ? first : i;
			last = i;
		}
	if (matters(&s, 0, MEMORY)) {
		while (low < high) { /* the shortest prefix that matters */
			unsigned middle = (low + high) / 2;
			if (matters(&s, 0, middle))
				high = middle;
			else
				low = middle + 1;
		}
		r[0] = low - 1;
		for (low = r[0], high = MEMORY; low + 1 < high;) { /* the shortest suffix */
			unsigned middle = (low + high) / 2;
			if (matters(&s, middle, MEMORY))
				low = middle;
			else
				high = middle;
		}
		r[1] = low;
	}
	printf(" M %u %u %u %u B", r[0], r[1], first, last);
	for (unsigned i = 19; i < 25; i++)
		printf(" %llu", (unsigned long long)(i < 23 ? s.x[i] - (uintptr_t)memory : s.x[i]));
	printf(" %llu", (unsigned long long)(s.x[31] - (uintptr_t)memory));
}

static bool missing(const struct sets *said, const struct sets *read)
{
	return (said->x & ~read->x) | (said->z & ~read->z) | (said->p & ~read->p) | (said->other & ~read->other);
}

int main(void)
{
	static uint8_t stack[65536];
	stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
	sigaltstack(&alternate, NULL);
	for (int s = SIGILL; s <= SIGSEGV; s++)
		if (s == SIGILL || s == SIGTRAP || s == SIGBUS || s == SIGSEGV || s == SIGFPE)
			sigaction(s, &action, NULL);
	struct {
		uint32_t vl, word;
		struct sets read;
	} said;
	for (unsigned n = 0; fread(&said, sizeof said, 1, stdin) == 1; n++) {
		struct sets read = {0}, written = {0};
		fault = 0;
		kept = written;
		vl = said.vl & 0xff;
		plain = said.vl > 0xff;
		prctl(PR_SVE_SET_VL, (unsigned long)vl);
		code_under_test[0] = said.word;
		__builtin___clear_cache((char *)code_under_test, (char *)(code_under_test + 1));
		for (int i = 0; i < (missing(&said.read, &read) ? MOST_TRIALS : TRIALS) && !fault; i++)
			trial(&said.read, &read, &written);
		if (fault) {
			printf("%u signal %d\n", n, fault);
			continue;
		}
		read.x |= kept.x & written.x;
		read.z |= kept.z & written.z;
		read.p |= kept.p & written.p;
		read.other |= kept.other & written.other;
		printf("%u R %x %x %x %x W %x %x %x %x", n, read.x, read.z, read.p, read.other, written.x, written.z,
		       written.p, written.other);
		find_accesses();
		printf("\n");
	}
	return 0;
}
