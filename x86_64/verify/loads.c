/* loads.c: verify_isa_loads for x86_64. */
#include "../../kernels/verify/verify.h"
#include "detect.h"

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
	__asm__ volatile("vmovdqu %0, %%ymm0\n\tvzeroupper" : : "m"(*(const char(*)[32])from) : "xmm0");
	return 32;
}

/* Two lanes in the middle. */
static unsigned avx_masked(const void *from)
{
	static const uint32_t mask[8] = {[3] = 0x80000000, [4] = 0x80000000};
	if (vector_bytes() < 32)
		return 0;
	__asm__ volatile("vmovdqu %1, %%ymm1\n\tvmaskmovps %0, %%ymm1, %%ymm0\n\tvzeroupper"
	                 :
	                 : "m"(*(const char(*)[32])from), "m"(mask)
	                 : "xmm0", "xmm1");
	return 8;
}

/* vmaskmovps, vmaskmovpd, vpmaskmovd, vpmaskmovq: VEX.0F38 2C to 2F, 8C, 8E. */
static bool is_masked(const void *pc)
{
	const unsigned char *code = pc;
	return code[0] == 0xc4 && (code[1] & 0x1f) == 2 && ((code[3] & 0xfc) == 0x2c || (code[3] & 0xfd) == 0x8c);
}

const struct verify_load verify_isa_loads[] = {
    {"mov", general, NULL}, {"add", operand, NULL}, {"rep lodsb", string, NULL},
    {"movdqu", sse, NULL},  {"vmovdqu", avx, NULL}, {"vmaskmovps", avx_masked, is_masked},
    {NULL, NULL, NULL},
};
