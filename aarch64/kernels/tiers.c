/* tiers.c: the tiers of aarch64, the slowest first, and what each needs. */
#if defined(__aarch64__) && defined(__AARCH64EL__)

#include "entries.h"

#define ENTRIES(tier) assay_popcount_##tier, assay_popcount_words_##tier, assay_hamming_##tier

/* SVE needs vectors longer than NEON's: with 128 bits it executes more instructions (15 for 64 bytes, NEON 23 for 128)
 * on the same pipes (llvm-mca, NeoverseN2Model: 15.8 bytes a cycle and 15.9 for NEON; NeoverseV2Model: 31.1 and 31.4).
 * With 256 it is no slower (NeoverseV1Model, whose NEON has twice the pipes: 31.6 and 31.3) at two thirds of the
 * instructions, with 512 five times as fast (A64FXModel: 62.4 and 12.6). It stands behind CSSC, which adds one half to
 * NEON's speed at most. */
const struct tier assay_isa_tiers[] = {
    {"neon", ASSAY_ASIMD, ENTRIES(neon)},
    {"cssc", ASSAY_ASIMD | ASSAY_CSSC, ENTRIES(cssc)},
    {"sve", ASSAY_ASIMD | ASSAY_SVE | ASSAY_SVE_WIDE, ENTRIES(sve)},
    {.name = NULL},
};

const char *const assay_isa_tier_names[] = {"scalar", "neon", "cssc", "sve", NULL};

#endif
