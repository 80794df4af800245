/* live.h: the banks of registers beside the general ones that pressure.h keeps values in, as far as the flags of the
 * glue let a compiler use them: X(id, "title", type, constraint, bytes). */
#ifndef ASSAY_AARCH64_LIVE_H
#define ASSAY_AARCH64_LIVE_H

typedef long long live_vector __attribute__((vector_size(16), aligned(8), may_alias));
#define LIVE_VECTOR(X) X(vector, "v0 to v31", live_vector, "w", sizeof(live_vector))

/* A predicate has one bit for each byte of a vector: two to 32 bytes. */
#ifdef __ARM_FEATURE_SVE
#include <arm_sve.h>
#define LIVE_PREDICATE(X) X(predicate, "predicate registers", svbool_t, "Upa", svcntd())
#else
#define LIVE_PREDICATE(X)
#endif

#define LIVE_BANKS(X) LIVE_VECTOR(X) LIVE_PREDICATE(X)

#endif
