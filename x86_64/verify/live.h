/* live.h: the banks of registers beside the general ones that pressure.h keeps values in, as far as the flags of the
 * glue let a compiler use them: X(id, "title", type, constraint). */
#ifndef ASSAY_X86_64_LIVE_H
#define ASSAY_X86_64_LIVE_H

#include <stdint.h>

typedef long long live_vector __attribute__((vector_size(16), aligned(8), may_alias));
#ifdef __AVX512VL__
#define LIVE_VECTOR(X) X(vector, "xmm0 to xmm31", live_vector, "v")
#else
#define LIVE_VECTOR(X) X(vector, "xmm0 to xmm15", live_vector, "x")
#endif

#if defined __AVX512BW__
typedef uint64_t live_mask __attribute__((may_alias));
#define LIVE_MASK(X) X(mask, "mask registers", live_mask, "k")
#elif defined __AVX512F__
typedef uint16_t live_mask __attribute__((may_alias));
#define LIVE_MASK(X) X(mask, "mask registers", live_mask, "k")
#else
#define LIVE_MASK(X)
#endif

#define LIVE_BANKS(X) LIVE_VECTOR(X) LIVE_MASK(X)

#endif
