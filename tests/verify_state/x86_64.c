/* x86_64.c: functions that break the ABI of x86_64 in one way each, and their sound twins. */
#include "state.h"

#define SAVED(R)                                                                                                       \
	STATE_FUNCTION(R##_changed, "xor $1, %" #R "\n mov $42, %eax\n ret")                                           \
	STATE_FUNCTION(R##_saved, "push %" #R "\n xor $1, %" #R "\n pop %" #R "\n mov $42, %eax\n ret")

SAVED(rbx)
SAVED(rbp)
SAVED(r12)
SAVED(r13)
SAVED(r14)
SAVED(r15)
STATE_FUNCTION(temporaries,
               "xor %ecx, %ecx\n xor %edx, %edx\n xor %esi, %esi\n xor %edi, %edi\n xor %r8d, %r8d\n"
               "xor %r9d, %r9d\n xor %r10d, %r10d\n xor %r11d, %r11d\n pxor %xmm0, %xmm0\n mov $42, %eax\n ret")
STATE_FUNCTION(arguments, "lea -11(%rdi), %rax\n sub $12, %rsi\n or %rsi, %rax\n sub $13, %rdx\n or %rdx, %rax\n"
                          "sub $14, %rcx\n or %rcx, %rax\n sub $15, %r8\n or %r8, %rax\n sub $16, %r9\n or %r9, %rax\n"
                          "add $42, %rax\n ret")
STATE_FUNCTION(rsp_changed, "mov $42, %eax\n ret $8")
STATE_FUNCTION(above_written, "mov $42, %eax\n notq 24(%rsp)\n ret")
STATE_FUNCTION(below_written, "mov $42, %eax\n notq -24(%rsp)\n ret")
STATE_FUNCTION(df_left, "mov $42, %eax\n std\n ret")
STATE_FUNCTION(df_cleared, "mov $42, %eax\n std\n cld\n ret")
STATE_FUNCTION(mxcsr_changed, "stmxcsr -8(%rsp)\n xorl $0x2000, -8(%rsp)\n ldmxcsr -8(%rsp)\n mov $42, %eax\n ret")
STATE_FUNCTION(mxcsr_default, "movl $0x1f80, -8(%rsp)\n ldmxcsr -8(%rsp)\n mov $42, %eax\n ret")
STATE_FUNCTION(mxcsr_restored, "stmxcsr -8(%rsp)\n movl $0x3f80, -16(%rsp)\n ldmxcsr -16(%rsp)\n ldmxcsr -8(%rsp)\n"
                               "mov $42, %eax\n ret")
STATE_FUNCTION(mxcsr_sticky, "stmxcsr -8(%rsp)\n xorl $0x3f, -8(%rsp)\n ldmxcsr -8(%rsp)\n mov $42, %eax\n ret")
STATE_FUNCTION(x87_control, "fnstcw -8(%rsp)\n xorw $0xc00, -8(%rsp)\n fldcw -8(%rsp)\n mov $42, %eax\n ret")
STATE_FUNCTION(x87_default, "fninit\n mov $42, %eax\n ret")
STATE_FUNCTION(x87_left, "fld1\n mov $42, %eax\n ret")
STATE_FUNCTION(x87_popped, "fld1\n fstp %st(0)\n mov $42, %eax\n ret")
STATE_FUNCTION(mmx_left, "pxor %mm0, %mm0\n mov $42, %eax\n ret")
STATE_FUNCTION(mmx_emms, "pxor %mm0, %mm0\n emms\n mov $42, %eax\n ret")
STATE_FUNCTION(ymm_left, "vpcmpeqd %xmm5, %xmm5, %xmm5\n vinsertf128 $1, %xmm5, %ymm5, %ymm5\n mov $42, %eax\n ret")
STATE_FUNCTION(ymm_cleared, "vpcmpeqd %xmm5, %xmm5, %xmm5\n vinsertf128 $1, %xmm5, %ymm5, %ymm5\n vzeroupper\n"
                            "mov $42, %eax\n ret")
STATE_FUNCTION(zmm_left, "vpternlogd $255, %zmm7, %zmm7, %zmm7\n mov $42, %eax\n ret")
STATE_FUNCTION(zmm_cleared,
               "vpternlogd $255, %zmm7, %zmm7, %zmm7\n vpternlogd $255, %zmm17, %zmm17, %zmm17\n kxnorw %k1, %k1, %k1\n"
               "vzeroupper\n mov $42, %eax\n ret")

static bool avx(void) { return __builtin_cpu_supports("avx"); }
static bool avx512(void) { return __builtin_cpu_supports("avx512bw"); }

#define TWINS(R)                                                                                                       \
	{#R " changed", R##_changed, #R ": ", NULL}, { #R " saved", R##_saved, NULL, NULL }

const struct state_case state_cases[] = {
    TWINS(rbx),
    TWINS(rbp),
    TWINS(r12),
    TWINS(r13),
    TWINS(r14),
    TWINS(r15),
    {"temporaries changed", temporaries, NULL, NULL},
    {"the arguments arrive", arguments, NULL, NULL},
    {"rsp changed", rsp_changed, "rsp: ", NULL},
    {"written above the return address", above_written, "the caller's stack, 16 bytes above", NULL},
    {"written below the return address", below_written, NULL, NULL},
    {"direction flag left", df_left, "direction flag", NULL},
    {"direction flag cleared", df_cleared, NULL, NULL},
    {"MXCSR changed", mxcsr_changed, "MXCSR control bits", NULL},
    {"MXCSR set to the default", mxcsr_default, "MXCSR control bits", NULL},
    {"MXCSR restored", mxcsr_restored, NULL, NULL},
    {"MXCSR status changed", mxcsr_sticky, NULL, NULL},
    {"x87 control word changed", x87_control, "x87 control word", NULL},
    {"x87 control word set to the default", x87_default, "x87 control word", NULL},
    {"x87 stack not empty", x87_left, "x87 tag word", NULL},
    {"x87 stack emptied", x87_popped, NULL, NULL},
    {"MMX state left", mmx_left, "x87 tag word", NULL},
    {"emms", mmx_emms, NULL, NULL},
    {"ymm upper half left", ymm_left, "upper half of ymm5", avx},
    {"ymm upper half cleared", ymm_cleared, NULL, avx},
    {"zmm upper half left", zmm_left, "upper half of ymm7", avx512},
    {"zmm upper half cleared", zmm_cleared, NULL, avx512},
    {NULL, NULL, NULL, NULL},
};
