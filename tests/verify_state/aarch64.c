/* aarch64.c: functions that break the ABI of aarch64 in one way each, and their sound twins. */
#include "state.h"

#include <sys/auxv.h>

#define SAVED(R)                                                                                                       \
	STATE_FUNCTION(R##_changed, "eor " #R ", " #R ", #1\n mov x0, #42\n ret")                                      \
	STATE_FUNCTION(R##_saved,                                                                                      \
	               "str " #R ", [sp, #-16]!\n mvn " #R ", " #R "\n ldr " #R ", [sp], #16\n mov x0, #42\n ret")
#define SAVED_D(N)                                                                                                     \
	STATE_FUNCTION(d##N##_changed, "movi d" #N ", #0\n mov x0, #42\n ret")                                         \
	STATE_FUNCTION(d##N##_saved, "str d" #N ", [sp, #-16]!\n movi v" #N ".2d, #0\n ldr d" #N ", [sp], #16\n"       \
	                             "mov x0, #42\n ret")

SAVED(x19)
SAVED(x20)
SAVED(x21)
SAVED(x22)
SAVED(x23)
SAVED(x24)
SAVED(x25)
SAVED(x26)
SAVED(x27)
SAVED(x28)
SAVED(x29)
SAVED_D(8)
SAVED_D(9)
SAVED_D(10)
SAVED_D(11)
SAVED_D(12)
SAVED_D(13)
SAVED_D(14)
SAVED_D(15)
STATE_FUNCTION(temporaries,
               "mov x1, #0\n mov x7, #0\n mov x8, #0\n mov x9, #0\n mov x15, #0\n mov x16, #0\n mov x17, #0\n"
               "mov x18, #0\n movi v0.2d, #0\n movi v16.2d, #0\n movi v31.2d, #0\n mov x0, #42\n ret")
STATE_FUNCTION(link_moved, "mov x9, x30\n mov x30, #0\n mov x0, #42\n ret x9")
STATE_FUNCTION(arguments, "sub x0, x0, #11\n sub x1, x1, #12\n orr x0, x0, x1\n sub x2, x2, #13\n orr x0, x0, x2\n"
                          "sub x3, x3, #14\n orr x0, x0, x3\n sub x4, x4, #15\n orr x0, x0, x4\n sub x5, x5, #16\n"
                          "orr x0, x0, x5\n add x0, x0, #42\n ret")
STATE_FUNCTION(sp_changed, "mov x0, #42\n sub sp, sp, #16\n ret")
STATE_FUNCTION(above_written, "mov x0, #42\n str x0, [sp, #16]\n ret")
STATE_FUNCTION(below_written, "mov x0, #42\n str x0, [sp, #-16]\n ret")
STATE_FUNCTION(fpcr_changed, "mrs x9, fpcr\n eor x9, x9, #0x400000\n msr fpcr, x9\n mov x0, #42\n ret")
STATE_FUNCTION(fpcr_default, "msr fpcr, xzr\n mov x0, #42\n ret")
STATE_FUNCTION(fpcr_restored,
               "mrs x9, fpcr\n eor x10, x9, #0x400000\n msr fpcr, x10\n msr fpcr, x9\n mov x0, #42\n ret")
STATE_FUNCTION(fpsr_changed, "mrs x9, fpsr\n eor x9, x9, #0x1f\n msr fpsr, x9\n msr nzcv, xzr\n mov x0, #42\n ret")
STATE_FUNCTION(z8_changed, ".arch armv8.2-a+sve\n mov z8.b, #0\n mov x0, #42\n ret")
STATE_FUNCTION(z8_saved, ".arch armv8.2-a+sve\n str d8, [sp, #-16]!\n mov z8.b, #0\n ptrue p4.b\n ptrue p15.b\n"
                         "ldr d8, [sp], #16\n mov x0, #42\n ret")

static bool sve(void) { return getauxval(AT_HWCAP) & 1 << 22; }

#define TWINS(R)                                                                                                       \
	{#R " changed", R##_changed, #R ": ", NULL}, { #R " saved", R##_saved, NULL, NULL }

const struct state_case state_cases[] = {
    TWINS(x19),
    TWINS(x20),
    TWINS(x21),
    TWINS(x22),
    TWINS(x23),
    TWINS(x24),
    TWINS(x25),
    TWINS(x26),
    TWINS(x27),
    TWINS(x28),
    TWINS(x29),
    TWINS(d8),
    TWINS(d9),
    TWINS(d10),
    TWINS(d11),
    TWINS(d12),
    TWINS(d13),
    TWINS(d14),
    TWINS(d15),
    {"temporaries changed", temporaries, NULL, NULL},
    {"x30 changed, returned by another", link_moved, NULL, NULL},
    {"the arguments arrive", arguments, NULL, NULL},
    {"sp changed", sp_changed, "sp: ", NULL},
    {"written above sp", above_written, "the caller's stack, 16 bytes above", NULL},
    {"written below sp", below_written, NULL, NULL},
    {"FPCR changed", fpcr_changed, "FPCR: ", NULL},
    {"FPCR set to the default", fpcr_default, "FPCR: ", NULL},
    {"FPCR restored", fpcr_restored, NULL, NULL},
    {"FPSR and flags changed", fpsr_changed, NULL, NULL},
    {"z8 changed", z8_changed, "d8: ", sve},
    {"z8 changed, d8 saved", z8_saved, NULL, sve},
    {NULL, NULL, NULL, NULL},
};
