/* cssc.c: the CSSC tier: scalar `cnt` for words, beside NEON in long ranges. */
#if defined(__aarch64__) && defined(__AARCH64EL__)

#include "entries.h"

/* `cnt Xd, Xn`, which gcc-12's binutils and LLVM 14 do not know, with registers that the compiler chooses: each
 * register's name becomes a symbol of its number. */
#define CSSC_REGISTERS                                                                                                 \
	".irp	r,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30\n\t"                \
	".equ	.Lassay_x\\r, \\r\n\t"                                                                                   \
	".endr\n\t"
#define CSSC_CNT(operand) ".inst	0xdac01c00 | .Lassay_%x[" operand "] << 5 | .Lassay_%x[" operand "]\n\t"

typedef uint8_t cssc_bytes __attribute__((vector_size(16)));
typedef uint16_t cssc_halves __attribute__((vector_size(16)));

static inline uint64_t cssc_count(uint64_t w)
{
	__asm__(CSSC_REGISTERS CSSC_CNT("w") : [w] "+r"(w));
	return w;
}

/* A block is 96 bytes: 64 by NEON and 32 by scalar `cnt`, which runs on other pipes (llvm-mca, Ampere1BModel, the one
 * model in LLVM 19 that has CSSC: 23.7 bytes a cycle, NEON alone 15.9, scalar alone 7.9). A halfword lane gains at most
 * 64 for each block. */
enum { CSSC_BLOCK = 96, CSSC_MAX_BLOCKS = 512 };
_Static_assert(CSSC_MAX_BLOCKS * 64 <= UINT16_MAX, "a halfword lane overflows");

/* n from 1 to CSSC_MAX_BLOCKS. */
static inline uint64_t cssc_blocks(const unsigned char *p, size_t n)
{
	cssc_bytes t0, t1, t2, t3;
	cssc_halves sum = {0};
	uint64_t w0, w1, w2, w3, total0 = 0, total1 = 0;
	size_t bytes = n * CSSC_BLOCK;
	const unsigned char *range = p;
	/* clang-format off */
	__asm__(CSSC_REGISTERS
	        "1:\n\t"
	        "ldp	%q[t0], %q[t1], [%[p]]\n\t"
	        "ldp	%[w0], %[w1], [%[p], #64]\n\t"
	        "ldp	%q[t2], %q[t3], [%[p], #32]\n\t"
	        "ldp	%[w2], %[w3], [%[p], #80]\n\t"
	        "add	%[p], %[p], #96\n\t"
	        "subs	%[n], %[n], #1\n\t"
	        "cnt	%[t0].16b, %[t0].16b\n\t"
	        CSSC_CNT("w0")
	        "cnt	%[t1].16b, %[t1].16b\n\t"
	        CSSC_CNT("w1")
	        "cnt	%[t2].16b, %[t2].16b\n\t"
	        CSSC_CNT("w2")
	        "cnt	%[t3].16b, %[t3].16b\n\t"
	        CSSC_CNT("w3")
	        "add	%[t0].16b, %[t0].16b, %[t1].16b\n\t"
	        "add	%[total0], %[total0], %[w0]\n\t"
	        "add	%[total1], %[total1], %[w1]\n\t"
	        "add	%[t2].16b, %[t2].16b, %[t3].16b\n\t"
	        "add	%[total0], %[total0], %[w2]\n\t"
	        "add	%[total1], %[total1], %[w3]\n\t"
	        "add	%[t0].16b, %[t0].16b, %[t2].16b\n\t"
	        "uadalp	%[sum].8h, %[t0].16b\n\t"
	        "b.ne	1b\n\t"
	        "uaddlv	%s[sum], %[sum].8h\n\t"
	        "fmov	%w[w0], %s[sum]\n\t"
	        "add	%[total0], %[total0], %[total1]\n\t"
	        "add	%[total0], %[total0], %[w0]"
	        : [p] "+&r"(p), [n] "+&r"(n), [sum] "+&w"(sum), [t0] "=&w"(t0), [t1] "=&w"(t1), [t2] "=&w"(t2),
	          [t3] "=&w"(t3), [w0] "=&r"(w0), [w1] "=&r"(w1), [w2] "=&r"(w2), [w3] "=&r"(w3),
	          [total0] "+&r"(total0), [total1] "+&r"(total1)
	        : "m"(*(const char(*)[bytes])range)
	        : "cc");
	/* clang-format on */
	return total0;
}

/* The same for a ^ b. */
static inline uint64_t cssc_pair_blocks(const unsigned char *a, const unsigned char *b, size_t n)
{
	cssc_bytes t0, t1, t2, t3, u0, u1, u2, u3;
	cssc_halves sum = {0};
	uint64_t w0, w1, w2, w3, v0, v1, total0 = 0, total1 = 0;
	size_t bytes = n * CSSC_BLOCK;
	const unsigned char *range_a = a, *range_b = b;
	/* clang-format off */
	__asm__(CSSC_REGISTERS
	        "1:\n\t"
	        "ldp	%q[t0], %q[t1], [%[a]]\n\t"
	        "ldp	%q[u0], %q[u1], [%[b]]\n\t"
	        "ldp	%[w0], %[w1], [%[a], #64]\n\t"
	        "ldp	%[v0], %[v1], [%[b], #64]\n\t"
	        "eor	%[t0].16b, %[t0].16b, %[u0].16b\n\t"
	        "eor	%[t1].16b, %[t1].16b, %[u1].16b\n\t"
	        "eor	%[w0], %[w0], %[v0]\n\t"
	        "eor	%[w1], %[w1], %[v1]\n\t"
	        "ldp	%q[t2], %q[t3], [%[a], #32]\n\t"
	        "ldp	%q[u2], %q[u3], [%[b], #32]\n\t"
	        "ldp	%[w2], %[w3], [%[a], #80]\n\t"
	        "ldp	%[v0], %[v1], [%[b], #80]\n\t"
	        "add	%[a], %[a], #96\n\t"
	        "add	%[b], %[b], #96\n\t"
	        "subs	%[n], %[n], #1\n\t"
	        "cnt	%[t0].16b, %[t0].16b\n\t"
	        CSSC_CNT("w0")
	        "cnt	%[t1].16b, %[t1].16b\n\t"
	        CSSC_CNT("w1")
	        "eor	%[t2].16b, %[t2].16b, %[u2].16b\n\t"
	        "eor	%[t3].16b, %[t3].16b, %[u3].16b\n\t"
	        "eor	%[w2], %[w2], %[v0]\n\t"
	        "eor	%[w3], %[w3], %[v1]\n\t"
	        "cnt	%[t2].16b, %[t2].16b\n\t"
	        CSSC_CNT("w2")
	        "cnt	%[t3].16b, %[t3].16b\n\t"
	        CSSC_CNT("w3")
	        "add	%[t0].16b, %[t0].16b, %[t1].16b\n\t"
	        "add	%[total0], %[total0], %[w0]\n\t"
	        "add	%[total1], %[total1], %[w1]\n\t"
	        "add	%[t2].16b, %[t2].16b, %[t3].16b\n\t"
	        "add	%[total0], %[total0], %[w2]\n\t"
	        "add	%[total1], %[total1], %[w3]\n\t"
	        "add	%[t0].16b, %[t0].16b, %[t2].16b\n\t"
	        "uadalp	%[sum].8h, %[t0].16b\n\t"
	        "b.ne	1b\n\t"
	        "uaddlv	%s[sum], %[sum].8h\n\t"
	        "fmov	%w[w0], %s[sum]\n\t"
	        "add	%[total0], %[total0], %[total1]\n\t"
	        "add	%[total0], %[total0], %[w0]"
	        : [a] "+&r"(a), [b] "+&r"(b), [n] "+&r"(n), [sum] "+&w"(sum), [t0] "=&w"(t0), [t1] "=&w"(t1),
	          [t2] "=&w"(t2), [t3] "=&w"(t3), [u0] "=&w"(u0), [u1] "=&w"(u1), [u2] "=&w"(u2), [u3] "=&w"(u3),
	          [w0] "=&r"(w0), [w1] "=&r"(w1), [w2] "=&r"(w2), [w3] "=&r"(w3), [v0] "=&r"(v0), [v1] "=&r"(v1),
	          [total0] "+&r"(total0), [total1] "+&r"(total1)
	        : "m"(*(const char(*)[bytes])range_a), "m"(*(const char(*)[bytes])range_b)
	        : "cc");
	/* clang-format on */
	return total0;
}

static inline uint64_t cssc_load(const unsigned char *p)
{
	uint64_t w;
	memcpy(&w, p, 8);
	return w;
}

/* 8 bytes or more. */
static inline uint64_t cssc_large(const unsigned char *p, size_t size)
{
	uint64_t total = 0;
	while (size >= CSSC_BLOCK) {
		size_t n = size / CSSC_BLOCK;
		if (n > CSSC_MAX_BLOCKS)
			n = CSSC_MAX_BLOCKS;
		total += cssc_blocks(p, n);
		p += n * CSSC_BLOCK;
		size -= n * CSSC_BLOCK;
	}
	for (; size >= 16; p += 16, size -= 16)
		total += cssc_count(cssc_load(p)) + cssc_count(cssc_load(p + 8));
	if (size >= 8) {
		total += cssc_count(cssc_load(p));
		p += 8;
		size -= 8;
	}
	if (size > 0)
		total += cssc_count(assay_last_bytes(p + size - 8, size));
	return total;
}

uint64_t assay_popcount_cssc(const void *data, size_t size)
{
	return size < 8 ? cssc_count(assay_few_bytes(data, size)) : cssc_large(data, size);
}

uint64_t assay_popcount_words_cssc(const uint64_t *words, size_t n)
{
	return cssc_large((const unsigned char *)words, 8 * n);
}

static inline uint64_t cssc_large_pair(const unsigned char *a, const unsigned char *b, size_t size)
{
	uint64_t total = 0;
	while (size >= CSSC_BLOCK) {
		size_t n = size / CSSC_BLOCK;
		if (n > CSSC_MAX_BLOCKS)
			n = CSSC_MAX_BLOCKS;
		total += cssc_pair_blocks(a, b, n);
		a += n * CSSC_BLOCK;
		b += n * CSSC_BLOCK;
		size -= n * CSSC_BLOCK;
	}
	for (; size >= 16; a += 16, b += 16, size -= 16)
		total += cssc_count(cssc_load(a) ^ cssc_load(b)) + cssc_count(cssc_load(a + 8) ^ cssc_load(b + 8));
	if (size >= 8) {
		total += cssc_count(cssc_load(a) ^ cssc_load(b));
		a += 8;
		b += 8;
		size -= 8;
	}
	if (size > 0)
		total += cssc_count(assay_last_bytes(a + size - 8, size) ^ assay_last_bytes(b + size - 8, size));
	return total;
}

uint64_t assay_hamming_cssc(const void *a, const void *b, size_t size)
{
	return size < 8 ? cssc_count(assay_few_bytes(a, size) ^ assay_few_bytes(b, size)) : cssc_large_pair(a, b, size);
}

#endif
