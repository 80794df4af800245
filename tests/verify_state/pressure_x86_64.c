/* pressure_x86_64.c: inlined kernels whose asm changes a register that it does not name, and sound twins that name it.
 */
#include "rows.h"

#define KERNEL(NAME, TEXT, ...)                                                                                        \
	static inline __attribute__((always_inline)) uint64_t NAME(const void *p, size_t n)                            \
	{                                                                                                              \
		uint64_t result;                                                                                       \
		__asm__ volatile("mov %1, %0\n\t" TEXT                                                                 \
		                 : "=&r"(result)                                                                       \
		                 : "r"(n), "m"(*(const char(*)[n])p)                                                   \
		                 : __VA_ARGS__);                                                                       \
		return result;                                                                                         \
	}
#define ALL_XMM                                                                                                        \
	"xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",     \
	    "xmm13", "xmm14", "xmm15"

KERNEL(general_undeclared, "xor %%ecx, %%ecx", "cc")
KERNEL(general_declared, "xor %%ecx, %%ecx", "cc", "rcx")
KERNEL(vector_undeclared, "pxor %%xmm9, %%xmm9", "cc")
KERNEL(vector_declared, "pxor %%xmm9, %%xmm9", "cc", "xmm9")
#ifdef __AVX__
KERNEL(upper_undeclared, "vpxor %%xmm3, %%xmm3, %%xmm3\n\tvzeroupper", "cc", "xmm3")
KERNEL(upper_declared, "vpxor %%xmm3, %%xmm3, %%xmm3\n\tvzeroupper", "cc", ALL_XMM)
#endif
#ifdef __AVX512F__
KERNEL(mask_undeclared, "kxorw %%k3, %%k3, %%k3", "cc")
KERNEL(mask_declared, "kxorw %%k3, %%k3, %%k3", "cc", "k3")
#endif

#define ROW general_undeclared
#include "rows.h"
#define ROW general_declared
#include "rows.h"
#define ROW vector_undeclared
#include "rows.h"
#define ROW vector_declared
#include "rows.h"
#ifdef __AVX__
#define ROW upper_undeclared
#include "rows.h"
#define ROW upper_declared
#include "rows.h"
#endif
#ifdef __AVX512F__
#define ROW mask_undeclared
#include "rows.h"
#define ROW mask_declared
#include "rows.h"
#endif

const struct verify_kernel *const verify_kernels[] = {
    &row_general_undeclared,
    &row_general_declared,
    &row_vector_undeclared,
    &row_vector_declared,
#ifdef __AVX__
    &row_upper_undeclared,
    &row_upper_declared,
#endif
#ifdef __AVX512F__
    &row_mask_undeclared,
    &row_mask_declared,
#endif
    NULL,
};
