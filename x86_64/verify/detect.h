/* detect.h: what the checks ask the CPU, read here and not by the kernels' code: a mistake there must not hide here.
 */
#ifndef ASSAY_X86_64_VERIFY_DETECT_H
#define ASSAY_X86_64_VERIFY_DETECT_H

#include <cpuid.h>

/* The widest vectors that CPU and operating system have: 16, 32 or 64 bytes (AVX-512 with F and BW). */
static inline unsigned vector_bytes(void)
{
	enum { OSXSAVE = 1 << 27, AVX = 1 << 28, AVX512F_BW = 1 << 16 | 1 << 30, XCR0_AVX = 0x06, XCR0_AVX512 = 0xe6 };
	unsigned a, b, c, d, xcr0, high;
	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & (OSXSAVE | AVX)) != (OSXSAVE | AVX))
		return 16;
	__asm__ volatile("xgetbv" : "=a"(xcr0), "=d"(high) : "c"(0));
	if ((xcr0 & XCR0_AVX) != XCR0_AVX)
		return 16;
	if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || (b & AVX512F_BW) != AVX512F_BW)
		return 32;
	return (xcr0 & XCR0_AVX512) == XCR0_AVX512 ? 64 : 32;
}

#endif
