/* sve.h: how a function gets SVE instructions past the assembler, whatever the rest of the unit is compiled for. */
#ifndef ASSAY_AARCH64_SVE_H
#define ASSAY_AARCH64_SVE_H

/* gcc takes the attribute, and tells the assembler before and after the function. clang (14 and 19) ignores gcc's
 * spelling of it; there each asm statement asks for itself, which its assembler forgets at the statement's end. Never
 * `.arch_extension nosve`: in a unit compiled for SVE or SVE2 that would take them from the code that follows. */
#ifdef __clang__
#define ASSAY_SVE_FUNCTION
#define ASSAY_SVE_ASM ".arch_extension sve\n\t"
#else
#define ASSAY_SVE_FUNCTION __attribute__((target("+sve")))
#define ASSAY_SVE_ASM
#endif

/* The vector length in bytes. Volatile: clang -Os -flto else executes it before the branch that asks whether there is
 * SVE. */
ASSAY_SVE_FUNCTION static inline size_t assay_sve_bytes(void)
{
	size_t bytes;
	__asm__ volatile(ASSAY_SVE_ASM "cntb	%[bytes]" : [bytes] "=r"(bytes));
	return bytes;
}

#endif
