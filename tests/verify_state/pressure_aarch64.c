/* pressure_aarch64.c: inlined kernels whose asm changes a register that it does not name, and sound twins that name it.
 */
#include "rows.h"

#define KERNEL(NAME, TEXT, ...)                                                                                        \
	static inline __attribute__((always_inline)) uint64_t NAME(const void *p, size_t n)                            \
	{                                                                                                              \
		uint64_t result;                                                                                       \
		__asm__ volatile("mov %0, %1\n\t" TEXT                                                                 \
		                 : "=&r"(result)                                                                       \
		                 : "r"(n), "m"(*(const char(*)[n])p)                                                   \
		                 : __VA_ARGS__);                                                                       \
		return result;                                                                                         \
	}

KERNEL(general_undeclared, "mov x20, #0", "cc")
KERNEL(general_declared, "mov x20, #0", "cc", "x20")
KERNEL(vector_undeclared, "movi v8.16b, #0", "cc")
KERNEL(vector_declared, "movi v8.16b, #0", "cc", "v8")
#ifdef __ARM_FEATURE_SVE
KERNEL(mask_undeclared, "pfalse p5.b", "cc")
KERNEL(mask_declared, "pfalse p5.b", "cc", "p5")
#endif

#define ROW general_undeclared
#include "rows.h"
#define ROW general_declared
#include "rows.h"
#define ROW vector_undeclared
#include "rows.h"
#define ROW vector_declared
#include "rows.h"
#ifdef __ARM_FEATURE_SVE
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
#ifdef __ARM_FEATURE_SVE
    &row_mask_undeclared,
    &row_mask_declared,
#endif
    NULL,
};
