#!/bin/sh
# latency_x86_64.sh: cycles of chains and of independent copies of instructions on the machine that it runs on, which
# is where the measured figures of x86_64/model_*.c come from. One cycle is one addition of a chain of additions.
#   sh bench/latency_x86_64.sh [CASES]        needs an x86_64 with AVX-512; what is missing is reported as "fault"
set -eu
cases=${1:-$(dirname "$0")/latency_x86_64.txt}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

awk '
BEGIN {
	n = 0
	print ".intel_syntax noprefix\n.text"
	split("rax rcx rdx r8 r9 r10 r12 r13", q); split("eax ecx edx r8d r9d r10d r12d r13d", d)
	split("al cl dl r8b r9b r10b r12b r13b", b)
}
/^#/ || !NF { next }
{
	kind = $1; text = $0; sub(/^[a-z]+ : /, "", text)
	printf "\t.globl case%d\ncase%d:\n\tpush rbx; push r12; push r13; push r14; push r15; sub rsp, 128\n", n, n
	# rdi, rsi: 32 writable bytes; rax: an address that holds itself; finite floats, never denormal ones
	print "\tmov r11, rdi; mov rbx, 3; xor ecx, ecx; mov r8d, 7; lea rdi, [rsp + 32]; mov rsi, rdi; mov rax, rdx"
	print "\tvpxor xmm5, xmm5, xmm5; vpxor xmm0, xmm0, xmm0; mov r9d, 0x3f800001; vmovd xmm1, r9d"
	print "\tvpbroadcastd ymm1, xmm1; vmovaps ymm2, ymm1; mov r10d, 0x5555; kmovd k1, r10d; fld1; fld1"
	if (text ~ /\[rbx \+ rax|\+ rbx\*8\]/) print "\txor ebx, ebx"
	if (text ~ /\[rsi\+rax\]/) print "\txor eax, eax; mov qword ptr [rsi], 0"
	if (text ~ /div|sqrt|rcp/) print "\tvmovaps ymm0, ymm1"
	print "\t.p2align 6\n1:"
	for (i = 0; i < 16; i++) {
		one = text; k = i % 8
		gsub(/ ; /, "\n\t", one); gsub(/%q/, q[k + 1], one); gsub(/%d/, d[k + 1], one); gsub(/%b/, b[k + 1], one)
		gsub(/%i/, 6 + k, one)
		print "\t" one
	}
	print "\tdec r11; jnz 1b; fstp st(0); fstp st(0); vzeroupper"
	print "\tadd rsp, 128; pop r15; pop r14; pop r13; pop r12; pop rbx; ret"
	print "void case" n "(long, long, void *);" > (dir "/declare.h")
	gsub(/"/, "", text)
	print "{\"" kind "\", \"" text "\", case" n "}," > (dir "/table.h")
	n++
}
END { print "\t.section .note.GNU-stack,\"\",@progbits" }' dir="$dir" "$cases" >"$dir/cases.s"

cat >"$dir/main.c" <<'C'
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <x86intrin.h>
#include "declare.h"
static const struct { const char *kind, *text; void (*run)(long, long, void *); } table[] = {
#include "table.h"
};
static void *self = &self;
static sigjmp_buf back;
static void fault(int s) { (void)s; siglongjmp(back, 1); }
static double ticks(void (*run)(long, long, void *))
{
	double best = 1e30;
	for (int i = 0; i < 9; i++) {
		unsigned long long t = __rdtsc();
		run(1000, 0, self);
		t = __rdtsc() - t;
		best = t < best ? t : best;
	}
	return best / 16000;
}
int main(void)
{
	signal(SIGILL, fault), signal(SIGSEGV, fault), signal(SIGFPE, fault);
	for (int i = 0; i < 50; i++)
		ticks(table[0].run); /* the first case is the addition; and the clock goes up */
	for (unsigned i = 0; i < sizeof table / sizeof *table; i++) {
		double before = ticks(table[0].run);
		if (sigsetjmp(back, 1)) {
			printf("  fault  %-6s %s\n", table[i].kind, table[i].text);
			continue;
		}
		double own = ticks(table[i].run), after = ticks(table[0].run);
		printf("%7.2f  %-6s %s\n", own / (before < after ? before : after), table[i].kind, table[i].text);
	}
}
C
${CC:-gcc} -O1 -w -I"$dir" "$dir/main.c" "$dir/cases.s" -o "$dir/measure"
"$dir/measure"
