/* loads.c: verify_isa_loads for x86_64. */
#include "../../kernels/verify/verify.h"
#include "detect.h"

/* What vzeroupper changes. */
#define ALL_VECTORS                                                                                                    \
	"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",     \
	    "xmm13", "xmm14", "xmm15"

static unsigned general(const void *from)
{
	uint64_t value;
	__asm__ volatile("mov %1, %0" : "=r"(value) : "m"(*(const char(*)[8])from));
	return 8;
}

/* popcnt, add and their like with a memory operand. */
static unsigned operand(const void *from)
{
	uint64_t value = 0;
	__asm__ volatile("add %1, %0" : "+r"(value) : "m"(*(const char(*)[8])from) : "cc");
	return 8;
}

static unsigned string(const void *from)
{
	const void *end = from;
	size_t n = 7;
	__asm__ volatile("rep lodsb" : "+S"(end), "+c"(n) : "m"(*(const char(*)[7])from) : "rax");
	return 7;
}

static unsigned sse(const void *from)
{
	__asm__ volatile("movdqu %0, %%xmm0" : : "m"(*(const char(*)[16])from) : "xmm0");
	return 16;
}

static unsigned avx(const void *from)
{
	if (vector_bytes() < 32)
		return 0;
	__asm__ volatile("vmovdqu %0, %%ymm0\n\tvzeroupper" : : "m"(*(const char(*)[32])from) : ALL_VECTORS);
	return 32;
}

/* Of the masked ones bytes 12 to 19 live. */
static unsigned avx_masked(const void *from)
{
	static const uint32_t mask[8] = {[3] = 0x80000000, [4] = 0x80000000};
	if (vector_bytes() < 32)
		return 0;
	__asm__ volatile("vmovdqu %1, %%ymm1\n\tvmaskmovps %0, %%ymm1, %%ymm0\n\tvzeroupper"
	                 :
	                 : "m"(*(const char(*)[32])from), "m"(mask)
	                 : ALL_VECTORS);
	return 8;
}

static unsigned avx512(const void *from)
{
	if (vector_bytes() < 64)
		return 0;
	__asm__ volatile("vmovdqu64 %0, %%zmm0\n\tvzeroupper" : : "m"(*(const char(*)[64])from) : ALL_VECTORS);
	return 64;
}

/* k1 is saved and restored: compiled for the base level, no compiler takes it for a clobber. */
static unsigned avx512_masked(const void *from)
{
	uint64_t saved;
	if (vector_bytes() < 64)
		return 0;
	__asm__ volatile(
	    "kmovq %%k1, %0\n\tkmovq %2, %%k1\n\tvmovdqu8 %1, %%zmm0%{%%k1%}%{z%}\n\tkmovq %0, %%k1\n\tvzeroupper"
	    : "=&r"(saved)
	    : "m"(*(const char(*)[64])from), "r"((uint64_t)0xff000)
	    : ALL_VECTORS);
	return 8;
}

/* vmaskmovps, vmaskmovpd, vpmaskmovd, vpmaskmovq: VEX.0F38 2C to 2F, 8C, 8E. */
static bool is_masked(const void *pc)
{
	const unsigned char *code = pc;
	return code[0] == 0xc4 && (code[1] & 0x1f) == 2 && ((code[3] & 0xfc) == 0x2c || (code[3] & 0xfd) == 0x8c);
}

/* EVEX with a mask register. */
static bool is_avx512_masked(const void *pc)
{
	const unsigned char *code = pc;
	return code[0] == 0x62 && code[3] & 7;
}

const struct verify_load verify_isa_loads[] = {
    {"mov", general, NULL, 0},      {"add", operand, NULL, 0},
    {"rep lodsb", string, NULL, 0}, {"movdqu", sse, NULL, 0},
    {"vmovdqu", avx, NULL, 0},      {"vmaskmovps", avx_masked, is_masked, 12},
    {"vmovdqu64", avx512, NULL, 0}, {"a masked vmovdqu8", avx512_masked, is_avx512_masked, 12},
    {NULL, NULL, NULL, 0},
};
