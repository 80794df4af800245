/* fixed.h: implicit registers of rarely used instructions (lift_special.c has the sets). */
#ifndef ASSAY_X86_64_FIXED_H
#define ASSAY_X86_64_FIXED_H

enum fixed {
	FIXED_NONE,
	FIXED_CLD,
	FIXED_LAHF,
	FIXED_SAHF,
	FIXED_XBEGIN,
	FIXED_SYSCALL,
	FIXED_CPUID,
	FIXED_RDTSC,
	FIXED_RDTSCP,
	FIXED_RDPMC,
	FIXED_WRMSR,
	FIXED_LDMXCSR,
	FIXED_STMXCSR,
	FIXED_ENTER,
	FIXED_XLATB,
	N_FIXED
};

#endif
