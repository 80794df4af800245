/* loads.c: loops that only load, 8, 32 and 64 bytes at a time. */
#include "bench/load_loop.h"

#define GENERAL                    "mov"
#define YMM                        "vmovdqu"
#define ZMM                        "vmovdqu64"

#define LOAD(op, target, from, at) op " " #at "(%[" #from "]), " target "\n\t"

#define A8(at)                     LOAD(GENERAL, "%%rax", a, at)
#define B8(at)                     LOAD(GENERAL, "%%rax", b, at)
#define A32(at)                    LOAD(YMM, "%%ymm0", a, at)
#define B32(at)                    LOAD(YMM, "%%ymm0", b, at)
#define A64(at)                    LOAD(ZMM, "%%zmm0", a, at)
#define B64(at)                    LOAD(ZMM, "%%zmm0", b, at)

LOAD_LOOP(8, A8, B8, "", "rax")
LOAD_LOOP(32, A32, B32, "vzeroupper", "xmm0")
LOAD_LOOP(64, A64, B64, "vzeroupper", "xmm0")

const struct limit isa_limits[] = {
    {8, NULL, {load8, load8_words, load8_pair}},
    {32, "avx2", {load32, load32_words, load32_pair}},
    {64, "avx512", {load64, load64_words, load64_pair}},
    {.width = 0},
};
