/* loads.c: loops that only load, 8, 16 and 32 (a pair of vectors) bytes at a time. */
#include "bench/load_loop.h"

#define LOAD(op, from, at) op ", [%[" #from "], #" #at "]\n\t"

#define A8(at)             LOAD("ldr x9", a, at)
#define B8(at)             LOAD("ldr x9", b, at)
#define A16(at)            LOAD("ldr q0", a, at)
#define B16(at)            LOAD("ldr q0", b, at)
#define A32(at)            LOAD("ldp q0, q1", a, at)
#define B32(at)            LOAD("ldp q0, q1", b, at)

LOAD_LOOP(8, A8, B8, "", "x9")
LOAD_LOOP(16, A16, B16, "", "v0")
LOAD_LOOP(32, A32, B32, "", "v0", "v1")

const struct limit isa_limits[] = {
    {8, NULL, {load8, load8_words, load8_pair}},
    {16, "neon", {load16, load16_words, load16_pair}},
    {32, "neon", {load32, load32_words, load32_pair}},
    {.width = 0},
};
