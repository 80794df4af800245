/* live.h: the banks of registers beside the general ones that pressure.h keeps values in: X(id, "title", type,
 * constraint). */
#ifndef ASSAY_AARCH64_LIVE_H
#define ASSAY_AARCH64_LIVE_H

typedef long long live_vector __attribute__((vector_size(16), aligned(8), may_alias));

#define LIVE_BANKS(X) X(vector, "v0 to v31", live_vector, "w")

#endif
