/* live.h: the banks of registers beside the general ones that pressure.h keeps values in, as far as the flags of the
 * glue let a compiler use them: X(id, "title", type, constraint, bytes). */
#ifndef ASSAY_X86_64_LIVE_H
#define ASSAY_X86_64_LIVE_H

#include <stdint.h>

/* The upper half of a ymm register is lost to vzeroupper, which a clobber of every register has to say. */
#ifdef __AVX__
typedef long long live_vector __attribute__((vector_size(32), aligned(8), may_alias));
#else
typedef long long live_vector __attribute__((vector_size(16), aligned(8), may_alias));
#endif
#if defined __AVX512VL__
#define LIVE_VECTOR(X) X(vector, "ymm0 to ymm31", live_vector, "v", sizeof(live_vector))
#elif defined __AVX__
#define LIVE_VECTOR(X) X(vector, "ymm0 to ymm15", live_vector, "x", sizeof(live_vector))
#else
#define LIVE_VECTOR(X) X(vector, "xmm0 to xmm15", live_vector, "x", sizeof(live_vector))
#endif

#if defined __AVX512BW__
typedef uint64_t live_mask __attribute__((may_alias));
#define LIVE_MASK(X) X(mask, "mask registers", live_mask, "k", sizeof(live_mask))
#elif defined __AVX512F__
typedef uint16_t live_mask __attribute__((may_alias));
#define LIVE_MASK(X) X(mask, "mask registers", live_mask, "k", sizeof(live_mask))
#else
#define LIVE_MASK(X)
#endif

#define LIVE_BANKS(X) LIVE_VECTOR(X) LIVE_MASK(X)

#endif
