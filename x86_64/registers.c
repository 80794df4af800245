/* registers.c: capstone's register numbers to neutral ones, and names. */
#include "registers.h"

#include <stdio.h>

#define GENERAL(n, r64, r32, r16, r8)                                                                                  \
	[X86_REG_##r64] = {n, 8, false}, [X86_REG_##r32] = {n, 4, false}, [X86_REG_##r16] = {n, 2, false},             \
	[X86_REG_##r8] = {n, 1, false},
#define NUMBERED(n)                                                                                                    \
	[X86_REG_R##n] = {R##n, 8, false}, [X86_REG_R##n##D] = {R##n, 4, false}, [X86_REG_R##n##W] = {R##n, 2, false}, \
	[X86_REG_R##n##B] = {R##n, 1, false},
#define VECTOR(n)                                                                                                      \
	[X86_REG_XMM##n] = {XMM0 + n, 16, false}, [X86_REG_YMM##n] = {XMM0 + n, 32, false},                            \
	[X86_REG_ZMM##n] = {XMM0 + n, 64, false},
#define EIGHT(n)                                                                                                       \
	[X86_REG_K##n] = {K0 + n, 8, false}, [X86_REG_MM##n] = {ST0 + n, 8, false},                                    \
	[X86_REG_ST##n] = {ST0 + n, 10, false}, [X86_REG_FP##n] = {ST0 + n, 10, false},
#define SYS(r) [X86_REG_##r] = {SYSTEM, 8, false},

const struct x86_register x86_registers[X86_REG_ENDING] = {
    [X86_REG_INVALID] = {REG_NONE, 0, false},
    GENERAL(RAX, RAX, EAX, AX, AL) GENERAL(RCX, RCX, ECX, CX, CL) GENERAL(RDX, RDX, EDX, DX, DL)
        GENERAL(RBX, RBX, EBX, BX, BL) GENERAL(RSP, RSP, ESP, SP, SPL) GENERAL(RBP, RBP, EBP, BP, BPL)
            GENERAL(RSI, RSI, ESI, SI, SIL) GENERAL(RDI, RDI, EDI, DI, DIL) NUMBERED(8) NUMBERED(9) NUMBERED(10)
                NUMBERED(11) NUMBERED(12) NUMBERED(13) NUMBERED(14) NUMBERED(15)[X86_REG_AH] = {RAX, 1, true},
    [X86_REG_CH] = {RCX, 1, true},
    [X86_REG_DH] = {RDX, 1, true},
    [X86_REG_BH] = {RBX, 1, true},
    VECTOR(0) VECTOR(1) VECTOR(2) VECTOR(3) VECTOR(4) VECTOR(5) VECTOR(6) VECTOR(7) VECTOR(8) VECTOR(9) VECTOR(10)
        VECTOR(11) VECTOR(12) VECTOR(13) VECTOR(14) VECTOR(15) VECTOR(16) VECTOR(17) VECTOR(18) VECTOR(19) VECTOR(20)
            VECTOR(21) VECTOR(22) VECTOR(23) VECTOR(24) VECTOR(25) VECTOR(26) VECTOR(27) VECTOR(28) VECTOR(29)
                VECTOR(30) VECTOR(31) EIGHT(0) EIGHT(1) EIGHT(2) EIGHT(3) EIGHT(4) EIGHT(5) EIGHT(6)
                    EIGHT(7)[X86_REG_RIP] = {REG_NONE, 8, false},
    [X86_REG_EIP] = {REG_NONE, 4, false},
    [X86_REG_IP] = {REG_NONE, 2, false},
    [X86_REG_RIZ] = {REG_NONE, 8, false},
    [X86_REG_EIZ] = {REG_NONE, 4, false},
    [X86_REG_EFLAGS] = {REG_NONE, 8, false},
    [X86_REG_FPSW] = {FPSW, 2, false},
    [X86_REG_CS] = {SEGMENTS, 2, false},
    [X86_REG_DS] = {SEGMENTS, 2, false},
    [X86_REG_ES] = {SEGMENTS, 2, false},
    [X86_REG_FS] = {SEGMENTS, 2, false},
    [X86_REG_GS] = {SEGMENTS, 2, false},
    [X86_REG_SS] = {SEGMENTS, 2, false},
    SYS(CR0) SYS(CR1) SYS(CR2) SYS(CR3) SYS(CR4) SYS(CR5) SYS(CR6) SYS(CR7) SYS(CR8) SYS(CR9) SYS(CR10) SYS(CR11)
        SYS(CR12) SYS(CR13) SYS(CR14) SYS(CR15) SYS(DR0) SYS(DR1) SYS(DR2) SYS(DR3) SYS(DR4) SYS(DR5) SYS(DR6) SYS(DR7)
            SYS(DR8) SYS(DR9) SYS(DR10) SYS(DR11) SYS(DR12) SYS(DR13) SYS(DR14) SYS(DR15) SYS(BND0) SYS(BND1) SYS(BND2)
                SYS(BND3)};

static const char *general_name(reg_t r, unsigned bits, char buf[static 8])
{
	static const char *const legacy[8] = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
	if (r >= R8) {
		const char *suffix = bits == 32 ? "d" : bits == 16 ? "w" : bits == 8 ? "b" : "";
		snprintf(buf, 8, "r%u%s", r & 15u, suffix);
	} else if (bits == 8) {
		snprintf(buf, 8, r < RSP ? "%c%c" : "%c%cl", legacy[r][0], r < RSP ? 'l' : legacy[r][1]);
	} else {
		snprintf(buf, 8, "%s%s", bits == 16 ? "" : bits == 32 ? "e" : "r", legacy[r]);
	}
	return buf;
}

const char *x86_register_name(reg_t r, unsigned bits, char buf[static 8])
{
	static const char *const special[] = {"df", "mxcsr", "fpsw", "fpcw", "seg", "sys"};
	static const char *const flag[] = {"cf", "of", "zf"};
	if (r <= R15)
		return general_name(r, bits, buf);
	if (reg_is_vector(r))
		snprintf(buf, 8, "%cmm%u", bits == 512 ? 'z' : bits == 256 ? 'y' : 'x', r - XMM0 + 0u);
	else if (reg_is_mask(r) && r < K0 + 8)
		snprintf(buf, 8, "k%u", r - K0 + 0u);
	else if (r >= ST0 && r < ST0 + 8)
		snprintf(buf, 8, "st(%u)", r - ST0 + 0u);
	else if (r >= CF && r <= XF)
		return flag[r - CF];
	else if (r >= DF && r <= SYSTEM)
		return special[r - DF];
	else
		return "?";
	return buf;
}
