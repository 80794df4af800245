/* tiers.c: the table of the x86_64 tiers. */
#include "x86_64.h"

#if defined(__x86_64__) && defined(__LP64__)

#define ENTRIES(tier) assay_popcount_##tier, assay_popcount_words_##tier, assay_hamming_##tier

const struct tier assay_isa_tiers[] = {
    {"popcnt", X86_POPCNT, ENTRIES(popcnt)},
    /* Both vector tiers count short ranges by popcnt. */
    {"avx2", X86_POPCNT | X86_AVX2, ENTRIES(avx2)},
    {"avx512", X86_POPCNT | X86_AVX2 | X86_AVX512, ENTRIES(avx512)},
    {.name = NULL},
};

const char *const assay_isa_tier_names[] = {"scalar", "popcnt", "avx2", "avx512", NULL};

#endif
