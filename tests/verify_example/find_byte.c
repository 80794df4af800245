/* find_byte.c: the first byte of a given value in a range, 16 bytes at a time (what memchr does). A second example of a
 * kernel that `assay verify` checks; kernels.yaml registers it. */
#include <stddef.h>
#include <stdint.h>

void *find_byte_reference(const void *data, int value, size_t size)
{
	const unsigned char *p = data;
	for (size_t i = 0; i < size; i++)
		if (p[i] == (unsigned char)value)
			return (void *)(p + i);
	return NULL;
}

typedef unsigned char block __attribute__((vector_size(16), aligned(1), may_alias));

#ifdef __x86_64__

/* One bit for each byte that equals `want`. `x` is written before `want` is read for the last time: early-clobber. */
static inline uint64_t matches(const unsigned char *p, block want)
{
	uint32_t mask;
	block x;
	__asm__("movdqu %[bytes], %[x]\n\t"
	        "pcmpeqb %[want], %[x]\n\t"
	        "pmovmskb %[x], %[mask]"
	        : [mask] "=r"(mask), [x] "=&x"(x)
	        : [bytes] "m"(*(const block *)p), [want] "x"(want));
	return mask;
}

enum { BITS_PER_BYTE = 1 };
#define FIND_BYTE find_byte_sse2

#endif
#ifdef __aarch64__

/* Four bits for each byte that equals `want`: NEON has no movmsk, but shrn takes a nibble of each byte. */
static inline uint64_t matches(const unsigned char *p, block want)
{
	uint64_t mask;
	block x;
	__asm__("ldr %q[x], %[bytes]\n\t"
	        "cmeq %[x].16b, %[x].16b, %[want].16b\n\t"
	        "shrn %[x].8b, %[x].8h, #4\n\t"
	        "fmov %[mask], %d[x]"
	        : [mask] "=r"(mask), [x] "=&w"(x)
	        : [bytes] "m"(*(const block *)p), [want] "w"(want));
	return mask;
}

enum { BITS_PER_BYTE = 4 };
#define FIND_BYTE find_byte_neon

#endif
#ifdef FIND_BYTE

/* Only whole blocks are loaded: no byte beyond the range is read. */
void *FIND_BYTE(const void *data, int value, size_t size)
{
	const unsigned char *p = data;
	block want = (block){0} + (unsigned char)value;
	for (; size >= sizeof want; p += sizeof want, size -= sizeof want) {
		uint64_t mask = matches(p, want);
		if (mask)
			return (void *)(p + __builtin_ctzll(mask) / BITS_PER_BYTE);
	}
	return find_byte_reference(p, value, size);
}

#endif
