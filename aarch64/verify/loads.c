/* loads.c: verify_isa_loads for aarch64. */
#include "../../kernels/verify/verify.h"
#include "detect.h"

static unsigned general(const void *from)
{
	uint64_t value;
	__asm__ volatile("ldr %0, %1" : "=r"(value) : "Q"(*(const char(*)[8])from));
	return 8;
}

static unsigned byte(const void *from)
{
	uint64_t value;
	__asm__ volatile("ldrb %w0, %1" : "=r"(value) : "Q"(*(const char *)from));
	return 1;
}

static unsigned pair(const void *from)
{
	__asm__ volatile("ldp q0, q1, %0" : : "Q"(*(const char(*)[32])from) : "v0", "v1");
	return 32;
}

static unsigned four(const void *from)
{
	__asm__ volatile("ld1 {v0.16b-v3.16b}, %0" : : "Q"(*(const char(*)[64])from) : "v0", "v1", "v2", "v3");
	return 64;
}

/* In loads.S: this file is compiled for the base level. They return the vector length. */
unsigned load_sve_contiguous(const void *from);
unsigned load_sve_register(const void *from);
unsigned load_sve_gather(const void *from);

static unsigned sve_contiguous(const void *from) { return has_sve() ? load_sve_contiguous(from) : 0; }
static unsigned sve_register(const void *from) { return has_sve() ? load_sve_register(from) : 0; }
static unsigned sve_gather(const void *from) { return has_sve() ? load_sve_gather(from) : 0; }

const struct verify_load verify_isa_loads[] = {
    {"ldr", general, NULL, 0},
    {"ldrb", byte, NULL, 0},
    {"ldp of vectors", pair, NULL, 0},
    {"ld1 of four vectors", four, NULL, 0},
    {"SVE ld1b", sve_contiguous, NULL, 0},
    {"SVE ldr", sve_register, NULL, 0},
    {"SVE gather", sve_gather, NULL, 0},
    {NULL, NULL, NULL, 0},
};
