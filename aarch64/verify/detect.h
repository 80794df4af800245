/* detect.h: what the checks ask the CPU, read here and not by the kernels' code: a mistake there must not hide here.
 */
#ifndef ASSAY_AARCH64_VERIFY_DETECT_H
#define ASSAY_AARCH64_VERIFY_DETECT_H

#include <stdbool.h>
#include <sys/auxv.h>

static inline bool has_sve(void)
{
	enum { SVE = 1 << 22 /* HWCAP_SVE */ };
	return getauxval(AT_HWCAP) & SVE;
}

#endif
