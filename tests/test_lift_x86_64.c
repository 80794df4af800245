/* test_lift_x86_64.c: instruction forms that the analysis relies on, as the architecture manuals define them.
 *
 * Each case: the bytes (as GNU as makes them), the text, and what has to come out:
 *   operation destinations = sources | registers read | registers written | width or flow, and what else there is
 * where @ stands for the memory source's place among the sources. All stand at address 0x1000. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "isa.h"

struct lift_case {
	unsigned size;
	const char *bytes, *text, *expected;
};

/* clang-format off */
static const struct lift_case cases[] = {
    /* moves */
    {3, "\x48\x89\xd8", "mov rax, rbx",
     "move rax = rbx | rbx | rax | 64 copy"},
    {2, "\x89\xd8", "mov eax, ebx",
     "move rax = rbx | rbx | rax | 32"},
    {3, "\x66\x89\xd8", "mov ax, bx",
     "move rax = rbx | rax rbx | rax | 16 merges"},
    {2, "\x88\xd8", "mov al, bl",
     "move rax = rbx | rax rbx | rax | 8 merges"},
    {2, "\x88\xe3", "mov bl, ah",
     "move rbx = rax | rax rbx | rbx | 8 merges"},
    {5, "\xb8\x05\x00\x00\x00", "mov eax, 5",
     "const rax = | | rax | 32 imm=5"},
    {2, "\xb0\x05", "mov al, 5",
     "insert_const rax = rax | rax | rax | 8 merges imm=5"},
    {10, "\x48\xb8\x88\x77\x66\x55\x44\x33\x22\x11", "movabs rax, 0x1122334455667788",
     "const rax = | | rax | 64 imm=1234605616436508552"},
    {5, "\x48\x8b\x44\xcf\x10", "mov rax, qword ptr [rdi + rcx*8 + 16]",
     "move rax = | rcx rdi | rax | 64 load=rdi+rcx*8+16:8"},
    {4, "\x89\x44\x24\x04", "mov dword ptr [rsp + 4], eax",
     "move = rax | rax rsp | | 32 store=rsp+4:4"},
    {3, "\xc6\x07\x01", "mov byte ptr [rdi], 1",
     "move = | rdi | | 8 imm=1 store=rdi+0:1"},
    {9, "\x64\x48\x8b\x04\x25\x28\x00\x00\x00", "mov rax, qword ptr fs:[0x28]",
     "move rax = | | rax | 64 load=tls:40:8"},
    {3, "\x0f\xb6\x07", "movzx eax, byte ptr [rdi]",
     "move rax = | rdi | rax | 32/8 load=rdi+0:1"},
    {4, "\x48\x0f\xbf\x07", "movsx rax, word ptr [rdi]",
     "move rax = | rdi | rax | 64/16 signed load=rdi+0:2"},
    {3, "\x0f\xb6\xc3", "movzx eax, bl",
     "extend rax = rbx | rbx | rax | 32/8"},
    {3, "\x0f\xbf\xc3", "movsx eax, bx",
     "extend rax = rbx | rbx | rax | 32/16 signed"},
    {3, "\x48\x63\xc3", "movsxd rax, ebx",
     "extend rax = rbx | rbx | rax | 64/32 signed"},
    {2, "\x48\x98", "cdqe",
     "extend rax = rax | rax | rax | 64/32 signed"},
    {2, "\x66\x98", "cbw",
     "extend rax = rax | rax | rax | 16/8 merges signed"},
    {2, "\x48\x99", "cqo",
     "sar rdx = rax | rax | rdx | 64 imm=63"},
    {2, "\x66\x99", "cwd",
     "sar rdx = rax | rax rdx | rdx | 16 merges imm=15"},
    {4, "\x0f\x38\xf0\x07", "movbe eax, dword ptr [rdi]",
     "byteswap rax = | rdi | rax | 32 load=rdi+0:4"},
    {5, "\x66\x0f\x38\xf1\x07", "movbe word ptr [rdi], ax",
     "byteswap = rax | rax rdi | | 16 store=rdi+0:2"},
    {3, "\x48\x0f\xc8", "bswap rax",
     "byteswap rax = rax | rax | rax | 64"},
    {2, "\x48\x93", "xchg rax, rbx",
     "other rbx rax = rax rbx | rax rbx | rax rbx | 64"},
    {3, "\x48\x87\x07", "xchg qword ptr [rdi], rax",
     "other rax = @ rax | rax rdi | rax | 64 atomic update=rdi+0:8"},
    {5, "\x48\x8d\x44\x8b\x05", "lea rax, [rbx + rcx*4 + 5]",
     "address rax = | rcx rbx | rax | 64 address=rbx+rcx*4+5"},
    {3, "\x8d\x04\x0b", "lea eax, [rbx + rcx]",
     "address rax = | rcx rbx | rax | 32 address=rbx+rcx*1+0"},
    {7, "\x48\x8d\x05\x10\x00\x00\x00", "lea rax, [rip + 0x10]",
     "address rax = | | rax | 64 address=pc:4119"},
    {6, "\x8b\x05\x10\x00\x00\x00", "mov eax, dword ptr [rip + 0x10]",
     "move rax = | | rax | 32 load=pc:4118:4"},
    /* the stack */
    {1, "\x53", "push rbx",
     "push = rbx | rbx rsp | rsp | 64 wb=-8 store=rsp-8:8"},
    {2, "\x6a\x05", "push 5",
     "push = | rsp | rsp | 64 imm=5 wb=-8 store=rsp-8:8"},
    {2, "\xff\x37", "push qword ptr [rdi]",
     "push = | rsp rdi | rsp | 64 wb=-8 store=rsp-8:8 load=rdi+0:8"},
    {1, "\x5b", "pop rbx",
     "pop rbx = | rsp | rbx rsp | 64 wb=8 load=rsp+0:8"},
    {4, "\x8f\x44\x24\x08", "pop qword ptr [rsp + 8]",
     "pop = | rsp | rsp | 64 wb=8 load=rsp+0:8 store=rsp+16:8"},
    {1, "\xc9", "leave",
     "pop rbp rsp = | rbp | rsp rbp | 64 load=rbp+0:8"},
    {1, "\x9c", "pushfq",
     "push = | rsp cf of zf df | rsp | 64 wb=-8 store=rsp-8:8"},
    {1, "\x9d", "popfq",
     "pop = | rsp | rsp cf of zf df | 64 wb=8 load=rsp+0:8"},
    /* arithmetic and logic */
    {3, "\x48\x01\xd8", "add rax, rbx",
     "add rax = rax rbx | rax rbx | rax cf of zf | 64"},
    {3, "\x83\xc0\x05", "add eax, 5",
     "add rax = rax | rax | rax cf of zf | 32 imm=5"},
    {2, "\x00\xd8", "add al, bl",
     "add rax = rax rbx | rax rbx | rax cf of zf | 8 merges"},
    {3, "\x48\x03\x07", "add rax, qword ptr [rdi]",
     "add rax = rax @ | rax rdi | rax cf of zf | 64 load=rdi+0:8"},
    {3, "\x48\x01\x07", "add qword ptr [rdi], rax",
     "add = @ rax | rax rdi | cf of zf | 64 update=rdi+0:8"},
    {4, "\xf0\x83\x07\x01", "lock add dword ptr [rdi], 1",
     "add = @ | rdi | cf of zf | 32 atomic imm=1 update=rdi+0:4"},
    {3, "\x48\x29\xd8", "sub rax, rbx",
     "sub rax = rax rbx | rax rbx | rax cf of zf | 64"},
    {3, "\x48\x29\xc0", "sub rax, rax",
     "const rax = | | rax cf of zf | 64 imm=0"},
    {2, "\x31\xc0", "xor eax, eax",
     "const rax = | | rax cf of zf | 32 imm=0"},
    {2, "\x30\xc0", "xor al, al",
     "const rax = | rax | rax cf of zf | 8 merges imm=0"},
    {2, "\x30\xe0", "xor al, ah",
     "xor rax = rax rax | rax | rax cf of zf | 8 merges"},
    {2, "\x21\xd8", "and eax, ebx",
     "and rax = rax rbx | rax rbx | rax cf of zf | 32"},
    {4, "\x48\x83\xc8\xff", "or rax, -1",
     "or rax = rax | rax | rax cf of zf | 64 imm=-1"},
    {3, "\x48\x11\xd8", "adc rax, rbx",
     "adc rax = rax rbx | rax rbx cf | rax cf of zf | 64"},
    {3, "\x48\x19\xd8", "sbb rax, rbx",
     "sbb rax = rax rbx | rax rbx cf | rax cf of zf | 64"},
    {2, "\x19\xc0", "sbb eax, eax",
     "sbb rax = | cf | rax cf of zf | 32"},
    {6, "\x66\x48\x0f\x38\xf6\xc3", "adcx rax, rbx",
     "adc rax = rax rbx | rax rbx cf | rax cf | 64"},
    {6, "\xf3\x48\x0f\x38\xf6\xc3", "adox rax, rbx",
     "adc rax = rax rbx | rax rbx of | rax of | 64"},
    {3, "\x48\xff\xc0", "inc rax",
     "add rax = rax | rax | rax of zf | 64 imm=1"},
    {2, "\xff\x0f", "dec dword ptr [rdi]",
     "sub = @ | rdi | of zf | 32 imm=1 update=rdi+0:4"},
    {3, "\x48\xf7\xd8", "neg rax",
     "neg rax = rax | rax | rax cf of zf | 64"},
    {2, "\xf7\xd0", "not eax",
     "not rax = rax | rax | rax | 32"},
    {3, "\x48\x39\xd8", "cmp rax, rbx",
     "cmp = rax rbx | rax rbx | cf of zf | 64"},
    {3, "\x48\x39\x07", "cmp qword ptr [rdi], rax",
     "cmp = @ rax | rax rdi | cf of zf | 64 load=rdi+0:8"},
    {3, "\x48\x3b\x07", "cmp rax, qword ptr [rdi]",
     "cmp = rax @ | rax rdi | cf of zf | 64 load=rdi+0:8"},
    {3, "\x83\xf8\x64", "cmp eax, 100",
     "cmp = rax | rax | cf of zf | 32 imm=100"},
    {2, "\x85\xc0", "test eax, eax",
     "test = rax rax | rax | cf of zf | 32"},
    {4, "\x48\xc1\xe0\x03", "shl rax, 3",
     "shl rax = rax | rax | rax cf of zf | 64 imm=3"},
    {2, "\xd1\xe0", "shl eax, 1",
     "shl rax = rax | rax | rax cf of zf | 32 imm=1"},
    {3, "\x48\xd3\xe8", "shr rax, cl",
     "shr rax = rax rcx | rax rcx cf of zf | rax cf of zf | 64"},
    {3, "\xc1\xf8\x1f", "sar eax, 31",
     "sar rax = rax | rax | rax cf of zf | 32 signed imm=31"},
    {4, "\x48\xc1\xc0\x05", "rol rax, 5",
     "rotate rax = rax | rax | rax cf of | 64 imm=5"},
    {2, "\xd3\xc8", "ror eax, cl",
     "rotate rax = rax rcx | rax rcx cf of | rax cf of | 32"},
    {3, "\x48\xd1\xd0", "rcl rax, 1",
     "rotate rax = rax | rax cf | rax cf of | 64 imm=1"},
    {5, "\x48\x0f\xa4\xd8\x03", "shld rax, rbx, 3",
     "shl rax = rax rbx | rax rbx | rax cf of zf | 64 imm=3"},
    {5, "\xc4\xe2\xf1\xf7\xc3", "shlx rax, rbx, rcx",
     "shl rax = rbx rcx | rcx rbx | rax | 64"},
    {6, "\xc4\xe3\xfb\xf0\xc3\x07", "rorx rax, rbx, 7",
     "rotate rax = rbx | rbx | rax | 64 imm=7"},
    {4, "\x48\x0f\xaf\xc3", "imul rax, rbx",
     "mul rax = rax rbx | rax rbx | rax cf of zf | 64 signed"},
    {3, "\x6b\x07\x03", "imul eax, dword ptr [rdi], 3",
     "mul rax = @ | rdi | rax cf of zf | 32 signed imm=3 load=rdi+0:4"},
    {4, "\x48\x6b\xc0\x05", "imul rax, rax, 5",
     "mul rax = rax | rax | rax cf of zf | 64 signed imm=5"},
    {3, "\x48\xf7\xeb", "imul rbx",
     "mul rax rdx = rax rbx | rax rbx | rax rdx cf of zf | 64 signed"},
    {2, "\xf7\xe1", "mul ecx",
     "mul rax rdx = rax rcx | rax rcx | rax rdx cf of zf | 32"},
    {2, "\xf6\xe1", "mul cl",
     "mul rax = rax rcx | rax rcx | rax cf of zf | 8 merges"},
    {5, "\xc4\xe2\xe3\xf6\xc1", "mulx rax, rbx, rcx",
     "mul rax rbx = rdx rcx | rcx rdx | rax rbx | 64"},
    {3, "\x48\xf7\xf1", "div rcx",
     "div rax rdx = rax rdx rcx | rax rcx rdx | rax rdx cf of zf | 64 trap"},
    {2, "\xf7\x3f", "idiv dword ptr [rdi]",
     "div rax rdx = rax rdx @ | rax rdx rdi | rax rdx cf of zf | 32 trap signed load=rdi+0:4"},
    {2, "\xf6\xf3", "div bl",
     "div rax = rax rbx | rax rbx | rax cf of zf | 8 merges trap"},
    {4, "\x0f\xba\xe0\x03", "bt eax, 3",
     "bitfield = rax | rax | cf | 32 imm=3"},
    {4, "\x48\x0f\xab\x07", "bts qword ptr [rdi], rax",
     "bitfield = @ rax | rax rdi | cf | 64 update=rdi+0:0"},
    {4, "\xf3\x0f\xb8\xc3", "popcnt eax, ebx",
     "bitcount rax = rbx | rbx | rax cf of zf | 32"},
    {5, "\xf3\x48\x0f\xbc\xc3", "tzcnt rax, rbx",
     "bitcount rax = rbx | rbx | rax cf of zf | 64"},
    {3, "\x0f\xbc\xc3", "bsf eax, ebx",
     "bitcount rax = rbx | rax rbx | rax cf of zf | 32 merges"},
    {5, "\xc4\xe2\xe0\xf2\xc1", "andn rax, rbx, rcx",
     "andn rax = rbx rcx | rcx rbx | rax cf of zf | 64"},
    {5, "\xc4\xe2\xf8\xf3\xcb", "blsr rax, rbx",
     "bitfield rax = rbx | rbx | rax cf of zf | 64"},
    {5, "\xc4\xe2\xf0\xf5\xc3", "bzhi rax, rbx, rcx",
     "bitfield rax = rbx rcx | rcx rbx | rax cf of zf | 64"},
    {5, "\xc4\xe2\xe2\xf5\xc1", "pext rax, rbx, rcx",
     "bitfield rax = rbx rcx | rcx rbx | rax | 64"},
    {5, "\xf2\x0f\x38\xf1\xc3", "crc32 eax, ebx",
     "crc rax = rax rbx | rax rbx | rax | 32"},
    /* conditions */
    {3, "\x0f\x46\xc3", "cmovbe eax, ebx",
     "select rax = rbx rax | rax rbx cf zf | rax | 32 merges cond=ule"},
    {3, "\x0f\x4f\x07", "cmovg eax, dword ptr [rdi]",
     "select rax = @ rax | rax rdi of zf | rax | 32 merges cond=sgt load=rdi+0:4"},
    {3, "\x0f\x92\xc0", "setb al",
     "setcc rax = | rax cf | rax | 8 merges cond=ult"},
    {3, "\x0f\x9d\x07", "setge byte ptr [rdi]",
     "setcc = | rdi of zf | | 8 cond=sge store=rdi+0:1"},
    {2, "\x74\xfe", "je 0x1000",
     "branch = | zf | | branch cond=eq target=4096"},
    {2, "\x73\xfe", "jae 0x1000",
     "branch = | cf | | branch cond=uge target=4096"},
    {2, "\x77\xfe", "ja 0x1000",
     "branch = | cf zf | | branch cond=ugt target=4096"},
    {2, "\x7c\xfe", "jl 0x1000",
     "branch = | of zf | | branch cond=slt target=4096"},
    {2, "\x78\xfe", "js 0x1000",
     "branch = | zf | | branch cond=negative target=4096"},
    {2, "\x70\xfe", "jo 0x1000",
     "branch = | of | | branch cond=overflow target=4096"},
    {2, "\x7a\xfe", "jp 0x1000",
     "branch = | zf | | branch cond=parity target=4096"},
    {2, "\xe3\xfe", "jrcxz 0x1000",
     "branch = rcx | rcx | | branch cond=other target=4096"},
    {2, "\xe2\xfe", "loop 0x1000",
     "branch rcx = rcx | rcx | rcx | branch cond=other target=4096"},
    {1, "\xf8", "clc",
     "other = | | cf | 0"},
    {1, "\xf5", "cmc",
     "other = | cf | cf | 0"},
    /* control */
    {2, "\xeb\xfe", "jmp 0x1000",
     "branch = | | | jump target=4096"},
    {2, "\xff\xe0", "jmp rax",
     "branch = rax | rax | | jump_indirect"},
    {3, "\x3e\xff\xe0", "notrack jmp rax",
     "branch = rax | rax | | jump_indirect"},
    {3, "\xff\x24\xc7", "jmp qword ptr [rdi + rax*8]",
     "branch = | rax rdi | | jump_indirect load=rdi+rax*8+0:8"},
    {1, "\xc3", "ret",
     "branch = | rsp | | return"},
    {2, "\x0f\x0b", "ud2",
     "branch = | | | trap"},
    {1, "\xcc", "int3",
     "branch = | | | trap"},
    {1, "\xf4", "hlt",
     "branch = | | | trap"},
    {4, "\x0f\x1f\x04\x00", "nop dword ptr [rax + rax]",
     "nop = | | | 32"},
    {4, "\xf3\x0f\x1e\xfa", "endbr64",
     "nop = | | | 0"},
    {4, "\x0f\x18\x4f\x40", "prefetcht0 byte ptr [rdi + 64]",
     "nop = | rdi | | 8 address=rdi+64"},
    /* atomics and strings */
    {5, "\xf0\x48\x0f\xb1\x0f", "lock cmpxchg qword ptr [rdi], rcx",
     "other rax = @ rcx rax | rax rcx rdi | rax cf of zf | 64 atomic update=rdi+0:8"},
    {4, "\xf0\x0f\xc1\x07", "lock xadd dword ptr [rdi], eax",
     "other rax = @ rax | rax rdi | rax cf of zf | 32 atomic update=rdi+0:4"},
    {2, "\xf3\xa4", "rep movsb",
     "string = | rcx rsi rdi df | rcx rsi rdi | 8 store=rdi+0:0 load=rsi+0:0"},
    {2, "\x48\xab", "stosq",
     "string = | rax rdi df | rdi | 64 store=rdi+0:8"},
    {2, "\xf2\xae", "repne scasb",
     "string = | rax rcx rdi cf of zf df | rcx rdi cf of zf | 8 load=rdi+0:0"},
    {2, "\xf3\xa5", "rep movsd",
     "string = | rcx rsi rdi df | rcx rsi rdi | 32 store=rdi+0:0 load=rsi+0:0"},
    {3, "\x0f\xae\xf0", "mfence",
     "fence = | | | 0"},
    /* scalar floating point */
    {4, "\xf3\x0f\x10\x07", "movss xmm0, dword ptr [rdi]",
     "move xmm0 = | rdi | xmm0 | 32 load=rdi+0:4"},
    {4, "\xf2\x0f\x11\x07", "movsd qword ptr [rdi], xmm0",
     "move = xmm0 | rdi xmm0 | | 64 store=rdi+0:8"},
    {4, "\xf3\x0f\x10\xc1", "movss xmm0, xmm1",
     "move xmm0 = xmm1 | xmm0 xmm1 | xmm0 | 32 merges"},
    {4, "\xc5\xf2\x10\xc2", "vmovss xmm0, xmm1, xmm2",
     "move xmm0 = xmm2 | xmm1 xmm2 | xmm0 | 32"},
    {4, "\xf2\x0f\x58\xc1", "addsd xmm0, xmm1",
     "fadd xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 64 float"},
    {4, "\xc5\xf2\x5c\xc2", "vsubss xmm0, xmm1, xmm2",
     "fsub xmm0 = xmm1 xmm2 | xmm1 xmm2 | xmm0 | 32 float"},
    {4, "\xf2\x0f\x59\x07", "mulsd xmm0, qword ptr [rdi]",
     "fmul xmm0 = xmm0 @ | rdi xmm0 | xmm0 | 64 float load=rdi+0:8"},
    {4, "\xf3\x0f\x5e\xc1", "divss xmm0, xmm1",
     "fdiv xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 32 float"},
    {4, "\xf2\x0f\x51\xc1", "sqrtsd xmm0, xmm1",
     "fsqrt xmm0 = xmm1 | xmm0 xmm1 | xmm0 | 64 merges float"},
    {4, "\xc5\xf3\x51\xc2", "vsqrtsd xmm0, xmm1, xmm2",
     "fsqrt xmm0 = xmm2 | xmm1 xmm2 | xmm0 | 64 float"},
    {4, "\xf2\x0f\x2a\xc0", "cvtsi2sd xmm0, eax",
     "fconvert xmm0 = rax | rax xmm0 | xmm0 | 64 merges float"},
    {5, "\xc4\xe1\xf2\x2a\xc0", "vcvtsi2ss xmm0, xmm1, rax",
     "fconvert xmm0 = rax | rax xmm1 | xmm0 | 32 float"},
    {5, "\xf2\x48\x0f\x2c\xc0", "cvttsd2si rax, xmm0",
     "fconvert rax = xmm0 | xmm0 | rax | 64 float"},
    {4, "\xf3\x0f\x5a\xc1", "cvtss2sd xmm0, xmm1",
     "fconvert xmm0 = xmm1 | xmm0 xmm1 | xmm0 | 64 merges float"},
    {4, "\x66\x0f\x2e\xc1", "ucomisd xmm0, xmm1",
     "fcmp = xmm0 xmm1 | xmm0 xmm1 | cf of zf | 64 float"},
    {4, "\x66\x0f\x2f\x07", "comisd xmm0, qword ptr [rdi]",
     "fcmp = xmm0 @ | rdi xmm0 | cf of zf | 64 float load=rdi+0:8"},
    {4, "\xf2\x0f\x5d\xc1", "minsd xmm0, xmm1",
     "fmin xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 64 float"},
    {5, "\xf2\x0f\xc2\xc1\x01", "cmpltsd xmm0, xmm1",
     "vcmp xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 64 float"},
    {5, "\xf3\x0f\xc2\xc1\x04", "cmpneqss xmm0, xmm1",
     "vcmp xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 32 float"},
    {6, "\x66\x0f\x3a\x0b\xc1\x03", "roundsd xmm0, xmm1, 3",
     "fround xmm0 = xmm1 | xmm0 xmm1 | xmm0 | 64 merges float imm=3"},
    {5, "\xc4\xe2\xf1\xa9\xc2", "vfmadd213sd xmm0, xmm1, xmm2",
     "fma xmm0 = xmm0 xmm1 xmm2 | xmm0 xmm1 xmm2 | xmm0 | 64 merges float acc=2"},
    {5, "\xc4\xe2\xf1\xb9\xc2", "vfmadd231sd xmm0, xmm1, xmm2",
     "fma xmm0 = xmm1 xmm2 xmm0 | xmm0 xmm1 xmm2 | xmm0 | 64 merges float acc=2"},
    {5, "\xc4\xe2\xf1\x99\xc2", "vfmadd132sd xmm0, xmm1, xmm2",
     "fma xmm0 = xmm0 xmm2 xmm1 | xmm0 xmm1 xmm2 | xmm0 | 64 merges float acc=2"},
    {5, "\xc4\xe2\xf1\xb9\x07", "vfmadd231sd xmm0, xmm1, qword ptr [rdi]",
     "fma xmm0 = xmm1 @ xmm0 | rdi xmm0 xmm1 | xmm0 | 64 merges float acc=1 load=rdi+0:8"},
    {5, "\xc4\xe2\xf1\xa9\x07", "vfmadd213sd xmm0, xmm1, qword ptr [rdi]",
     "fma xmm0 = xmm0 xmm1 @ | rdi xmm0 xmm1 | xmm0 | 64 merges float load=rdi+0:8"},
    /* packed */
    {3, "\x0f\x28\xc1", "movaps xmm0, xmm1",
     "move xmm0 = xmm1 | xmm1 | xmm0 | 128/32 packed copy"},
    {3, "\x0f\x10\x07", "movups xmm0, xmmword ptr [rdi]",
     "move xmm0 = | rdi | xmm0 | 128/32 packed load=rdi+0:16"},
    {4, "\xc5\xfe\x7f\x07", "vmovdqu ymmword ptr [rdi], ymm0",
     "move = xmm0 | rdi xmm0 | | 256/8 packed store=rdi+0:32"},
    {4, "\x66\x0f\x6e\xc0", "movd xmm0, eax",
     "transfer xmm0 = rax | rax | xmm0 | 32"},
    {5, "\x66\x48\x0f\x7e\xc0", "movq rax, xmm0",
     "transfer rax = xmm0 | xmm0 | rax | 64"},
    {4, "\xf3\x0f\x7e\xc1", "movq xmm0, xmm1",
     "move xmm0 = xmm1 | xmm1 | xmm0 | 64"},
    {4, "\xf3\x0f\x7e\x07", "movq xmm0, qword ptr [rdi]",
     "move xmm0 = | rdi | xmm0 | 64 load=rdi+0:8"},
    {3, "\x0f\x16\x07", "movhps xmm0, qword ptr [rdi]",
     "shuffle xmm0 = | rdi xmm0 | xmm0 | 64 merges load=rdi+0:8"},
    {3, "\x0f\x17\x07", "movhps qword ptr [rdi], xmm0",
     "shuffle = xmm0 | rdi xmm0 | | 64 store=rdi+0:8"},
    {3, "\x0f\x13\x07", "movlps qword ptr [rdi], xmm0",
     "move = xmm0 | rdi xmm0 | | 64 store=rdi+0:8"},
    {4, "\x66\x0f\xfe\xc1", "paddd xmm0, xmm1",
     "add xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed"},
    {4, "\xc5\xf5\xfc\xc2", "vpaddb ymm0, ymm1, ymm2",
     "add xmm0 = xmm1 xmm2 | xmm1 xmm2 | xmm0 | 256/8 packed"},
    {4, "\x66\x0f\xef\xc0", "pxor xmm0, xmm0",
     "const xmm0 = | | xmm0 | 128/8 packed imm=0"},
    {4, "\xc5\xf1\xef\xc1", "vpxor xmm0, xmm1, xmm1",
     "const xmm0 = | | xmm0 | 128/8 packed imm=0"},
    {3, "\x0f\x57\xc1", "xorps xmm0, xmm1",
     "xor xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed"},
    {4, "\x66\x0f\x76\xc0", "pcmpeqd xmm0, xmm0",
     "const xmm0 = | | xmm0 | 128/32 packed imm=-1"},
    {4, "\x66\x0f\x66\xc1", "pcmpgtd xmm0, xmm1",
     "vcmp xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed signed"},
    {5, "\x66\x0f\x38\x40\xc1", "pmulld xmm0, xmm1",
     "mul xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed"},
    {4, "\x66\x0f\xf5\xc1", "pmaddwd xmm0, xmm1",
     "mul xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed signed"},
    {5, "\x66\x0f\x38\x3d\xc1", "pmaxsd xmm0, xmm1",
     "max xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed signed"},
    {5, "\x66\x0f\x72\xf0\x03", "pslld xmm0, 3",
     "shl xmm0 = xmm0 | xmm0 | xmm0 | 128/32 packed imm=3"},
    {5, "\x66\x0f\x70\xc1\x1b", "pshufd xmm0, xmm1, 0x1b",
     "shuffle xmm0 = xmm1 | xmm1 | xmm0 | 128/32 packed imm=27"},
    {4, "\x66\x0f\x62\xc1", "punpckldq xmm0, xmm1",
     "shuffle xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed"},
    {5, "\x66\x0f\x38\x30\x07", "pmovzxbw xmm0, qword ptr [rdi]",
     "extend xmm0 = | rdi | xmm0 | 128/16 packed load=rdi+0:8"},
    {4, "\x66\x0f\xf6\xc1", "psadbw xmm0, xmm1",
     "reduce xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/64 packed"},
    {5, "\x66\x0f\x38\x02\xc1", "phaddd xmm0, xmm1",
     "reduce xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed"},
    {4, "\x66\x0f\xd7\xc0", "pmovmskb eax, xmm0",
     "transfer rax = xmm0 | xmm0 | rax | 128/8 packed"},
    {6, "\x66\x0f\x3a\x16\xc0\x01", "pextrd eax, xmm0, 1",
     "transfer rax = xmm0 | xmm0 | rax | 32 imm=1"},
    {6, "\x66\x0f\x3a\x22\xc0\x01", "pinsrd xmm0, eax, 1",
     "shuffle xmm0 = xmm0 rax | rax xmm0 | xmm0 | 32 imm=1"},
    {5, "\x66\x0f\x38\x10\xca", "pblendvb xmm1, xmm2, xmm0",
     "bitselect xmm1 = xmm1 xmm2 xmm0 | xmm0 xmm1 xmm2 | xmm1 | 128/8 packed"},
    {5, "\x66\x0f\x38\x17\xc1", "ptest xmm0, xmm1",
     "maskop = xmm0 xmm1 | xmm0 xmm1 | cf of zf | 128/8 packed"},
    {3, "\x0f\x58\x07", "addps xmm0, xmmword ptr [rdi]",
     "fadd xmm0 = xmm0 @ | rdi xmm0 | xmm0 | 128/32 packed float load=rdi+0:16"},
    {5, "\xc4\xe2\x75\xb8\xc2", "vfmadd231ps ymm0, ymm1, ymm2",
     "fma xmm0 = xmm1 xmm2 xmm0 | xmm0 xmm1 xmm2 | xmm0 | 256/32 packed merges float acc=2"},
    {6, "\xc4\xe3\x7d\x39\xc8\x01", "vextracti128 xmm0, ymm1, 1",
     "shuffle xmm0 = xmm1 | xmm1 | xmm0 | 256/64 packed imm=1"},
    {5, "\xc4\xe2\x7d\x58\x07", "vpbroadcastd ymm0, dword ptr [rdi]",
     "shuffle xmm0 = | rdi | xmm0 | 256/32 packed load=rdi+0:4"},
    {6, "\xc4\xe2\x6d\x90\x04\x8f", "vpgatherdd ymm0, [rdi + ymm1*4], ymm2",
     "move xmm0 = | rdi xmm0 xmm1 xmm2 | xmm0 xmm2 | 256/32 packed merges masked load=rdi+xmm1*4+0:0"},
    {4, "\xf2\x0f\x7c\xc1", "haddps xmm0, xmm1",
     "reduce xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/32 packed float"},
    {3, "\x0f\x5b\xc1", "cvtdq2ps xmm0, xmm1",
     "fconvert xmm0 = xmm1 | xmm1 | xmm0 | 128/32 packed float"},
    /* AVX-512 */
    {6, "\x62\xf1\x75\x48\xfe\xc2", "vpaddd zmm0, zmm1, zmm2",
     "add xmm0 = xmm1 xmm2 | xmm1 xmm2 | xmm0 | 512/32 packed"},
    {6, "\x62\xf1\x75\x49\xfe\xc2", "vpaddd zmm0 {k1}, zmm1, zmm2",
     "add xmm0 = xmm1 xmm2 | xmm0 xmm1 xmm2 k1 | xmm0 | 512/32 packed merges masked"},
    {6, "\x62\xf1\x75\xc9\xfe\xc2", "vpaddd zmm0 {k1}{z}, zmm1, zmm2",
     "add xmm0 = xmm1 xmm2 | xmm1 xmm2 k1 | xmm0 | 512/32 packed masked"},
    {6, "\x62\xf1\x75\x58\xfe\x07", "vpaddd zmm0, zmm1, dword ptr [rdi]{1to16}",
     "add xmm0 = xmm1 @ | rdi xmm1 | xmm0 | 512/32 packed load=rdi+0:4"},
    {6, "\x62\xf1\x7f\xa9\x6f\x07", "vmovdqu8 ymm0 {k1}{z}, ymmword ptr [rdi]",
     "move xmm0 = | rdi k1 | xmm0 | 256/8 packed masked load=rdi+0:32"},
    {6, "\x62\xf1\x7e\x49\x7f\x07", "vmovdqu32 zmmword ptr [rdi] {k1}, zmm0",
     "move = xmm0 | rdi xmm0 k1 | | 512/32 packed masked store=rdi+0:64"},
    {7, "\x62\xf3\x75\x48\x25\xc2\x96", "vpternlogd zmm0, zmm1, zmm2, 0x96",
     "bitselect xmm0 = xmm0 xmm1 xmm2 | xmm0 xmm1 xmm2 | xmm0 | 512/32 packed imm=150"},
    {7, "\x62\xf3\x7d\x48\x25\xc0\xff", "vpternlogd zmm0, zmm0, zmm0, 0xff",
     "const xmm0 = | | xmm0 | 512/32 packed imm=-1"},
    {7, "\x62\xf3\x7d\x48\x1e\xc9\x01", "vpcmpltud k1, zmm0, zmm1",
     "vcmp k1 = xmm0 xmm1 | xmm0 xmm1 | k1 | 512/32 packed"},
    {7, "\x62\xf3\x7d\x2a\x3f\xc9\x04", "vpcmpneqb k1 {k2}, ymm0, ymm1",
     "vcmp k1 = xmm0 xmm1 | xmm0 xmm1 k2 | k1 | 256/8 packed masked signed"},
    {6, "\x62\xf1\x7d\x48\x74\xc9", "vpcmpeqb k1, zmm0, zmm1",
     "vcmp k1 = xmm0 xmm1 | xmm0 xmm1 | k1 | 512/8 packed"},
    {7, "\x62\xf1\x7c\x48\xc2\xc9\x01", "vcmpltps k1, zmm0, zmm1",
     "vcmp k1 = xmm0 xmm1 | xmm0 xmm1 | k1 | 512/32 packed float"},
    {6, "\x62\xf2\x75\x49\x64\xc2", "vpblendmd zmm0 {k1}, zmm1, zmm2",
     "bitselect xmm0 = xmm1 xmm2 | xmm1 xmm2 k1 | xmm0 | 512/32 packed masked"},
    {6, "\x62\xf2\x75\x48\x50\xc2", "vpdpbusd zmm0, zmm1, zmm2",
     "madd xmm0 = xmm1 xmm2 xmm0 | xmm0 xmm1 xmm2 | xmm0 | 512/32 packed merges signed acc=2"},
    {7, "\x62\xf2\x7d\x49\xa0\x04\x8f", "vpscatterdd [rdi + zmm1*4] {k1}, zmm0",
     "move = xmm0 | rdi xmm0 xmm1 k1 | k1 | 512/32 packed masked store=rdi+xmm1*4+0:0"},
    {6, "\x62\xf2\xfd\x48\x55\xc1", "vpopcntq zmm0, zmm1",
     "bitcount xmm0 = xmm1 | xmm1 | xmm0 | 512/64 packed"},
    {6, "\xc4\xe3\x75\x44\xc2\x00", "vpclmulqdq ymm0, ymm1, ymm2, 0",
     "mul xmm0 = xmm1 xmm2 | xmm1 xmm2 | xmm0 | 256/64 packed imm=0"},
    {6, "\x62\xf2\x7d\x48\xc4\xc1", "vpconflictd zmm0, zmm1",
     "other xmm0 = xmm1 | xmm1 | xmm0 | 512/32 packed"},
    {6, "\x62\xf2\x7d\x89\x8b\xc8", "vpcompressd xmm0 {k1}{z}, xmm1",
     "shuffle xmm0 = xmm1 | xmm1 k1 | xmm0 | 128/32 packed masked"},
    {4, "\xc5\xfb\x92\xc8", "kmovd k1, eax",
     "transfer k1 = rax | rax | k1 | 32"},
    {5, "\xc4\xe1\xfb\x93\xc1", "kmovq rax, k1",
     "transfer rax = k1 | k1 | rax | 64"},
    {4, "\xc5\xec\x41\xcb", "kandw k1, k2, k3",
     "maskop k1 = k2 k3 | k2 k3 | k1 | 16"},
    {4, "\xc5\xf8\x98\xca", "kortestw k1, k2",
     "maskop = k1 k2 | k1 k2 | cf of zf | 16"},
    {6, "\x62\xf2\x7e\x48\x38\xc1", "vpmovm2d zmm0, k1",
     "transfer xmm0 = k1 | k1 | xmm0 | 512/32 packed"},
    /* cryptography */
    {5, "\x66\x0f\x38\xdc\xc1", "aesenc xmm0, xmm1",
     "aes xmm0 = xmm0 xmm1 | xmm0 xmm1 | xmm0 | 128/8 packed"},
    {4, "\x0f\x38\xcb\xca", "sha256rnds2 xmm1, xmm2, xmm0",
     "other xmm1 = xmm1 xmm2 xmm0 | xmm0 xmm1 xmm2 | xmm1 | 128/32 packed"},
    {6, "\x66\x0f\x3a\x63\xc1\x00", "pcmpistri xmm0, xmm1, 0",
     "other rcx = xmm0 xmm1 | xmm0 xmm1 | rcx cf of zf | 128/8 packed imm=0"},
};
/* clang-format on */

static const char *const op_names[OP_COUNT] = {
    [OP_OTHER] = "other",
    [OP_NOP] = "nop",
    [OP_MOVE] = "move",
    [OP_CONST] = "const",
    [OP_INSERT_CONST] = "insert_const",
    [OP_ADDRESS] = "address",
    [OP_EXTEND] = "extend",
    [OP_ADD] = "add",
    [OP_SUB] = "sub",
    [OP_ADC] = "adc",
    [OP_SBB] = "sbb",
    [OP_NEG] = "neg",
    [OP_ABS] = "abs",
    [OP_AND] = "and",
    [OP_OR] = "or",
    [OP_XOR] = "xor",
    [OP_NOT] = "not",
    [OP_ANDN] = "andn",
    [OP_BITSELECT] = "bitselect",
    [OP_SHL] = "shl",
    [OP_SHR] = "shr",
    [OP_SAR] = "sar",
    [OP_ROTATE] = "rotate",
    [OP_BITFIELD] = "bitfield",
    [OP_MUL] = "mul",
    [OP_MADD] = "madd",
    [OP_DIV] = "div",
    [OP_MIN] = "min",
    [OP_MAX] = "max",
    [OP_CMP] = "cmp",
    [OP_TEST] = "test",
    [OP_CCMP] = "ccmp",
    [OP_SETCC] = "setcc",
    [OP_SELECT] = "select",
    [OP_BITCOUNT] = "bitcount",
    [OP_BYTESWAP] = "byteswap",
    [OP_CRC] = "crc",
    [OP_AES] = "aes",
    [OP_FADD] = "fadd",
    [OP_FSUB] = "fsub",
    [OP_FMUL] = "fmul",
    [OP_FMA] = "fma",
    [OP_FDIV] = "fdiv",
    [OP_FSQRT] = "fsqrt",
    [OP_FMIN] = "fmin",
    [OP_FMAX] = "fmax",
    [OP_FABS] = "fabs",
    [OP_FNEG] = "fneg",
    [OP_FROUND] = "fround",
    [OP_FCMP] = "fcmp",
    [OP_FCONVERT] = "fconvert",
    [OP_VCMP] = "vcmp",
    [OP_SHUFFLE] = "shuffle",
    [OP_REDUCE] = "reduce",
    [OP_TRANSFER] = "transfer",
    [OP_MASKOP] = "maskop",
    [OP_STRING] = "string",
    [OP_PUSH] = "push",
    [OP_POP] = "pop",
    [OP_BRANCH] = "branch",
    [OP_FENCE] = "fence",
    [OP_SYSTEM] = "system",
};
static const char *const flow_names[] = {"next", "branch",        "jump",   "jump_indirect",
                                         "call", "call_indirect", "return", "trap"};
static const char *const cond_names[] = {
    "none", "eq",       "ne",       "ult",      "ule",         "ugt",    "uge",       "slt",       "sle",     "sgt",
    "sge",  "negative", "positive", "overflow", "no_overflow", "parity", "no_parity", "bit_clear", "bit_set", "other"};
/* In the order in which cases name them. */
static const struct {
	uint16_t flag;
	const char *name;
} flag_names[] = {
    {INSN_PACKED, "packed"}, {INSN_ATOMIC, "atomic"}, {INSN_MERGES, "merges"}, {INSN_MASKED, "masked"},
    {INSN_COPY, "copy"},     {INSN_MAY_TRAP, "trap"}, {INSN_SIGNED, "signed"}, {INSN_FLOAT, "float"},
};

static const char *reg(reg_t r)
{
	static char buf[8];
	return isa_x86_64.reg_name(r, 0, buf);
}

static void render_sources(FILE *f, const struct insn *i)
{
	bool memory = false;
	for (unsigned m = 0; m < i->n_mem; m++)
		memory |= (i->mem[m].flags & MEM_READ) != 0;
	/* Moves and pops have no operation in which the memory would have a place. */
	memory &= i->op != OP_MOVE && i->op != OP_POP && i->op != OP_PUSH && i->op != OP_STRING && i->op != OP_BRANCH;
	memory &= !(i->n_src == 0 && i->n_mem == 1 && !(i->mem[0].flags & MEM_WRITE) && i->op != OP_MUL);
	memory &= i->op != OP_SHUFFLE;
	for (unsigned k = 0; k <= i->n_src; k++) {
		if (memory && k == i->mem_at)
			fprintf(f, " @");
		if (k < i->n_src)
			fprintf(f, " %s", reg(i->src[k]));
	}
}

static void render_set(FILE *f, regset s)
{
	reg_t r;
	fprintf(f, " |");
	while ((r = regset_pop(&s)) != REG_NONE)
		fprintf(f, " %s", reg(r));
}

static void render_memory(FILE *f, const struct memop *m)
{
	unsigned access = m->flags & (MEM_READ | MEM_WRITE);
	fprintf(f, " %s=",
	        access == (MEM_READ | MEM_WRITE) ? "update"
	        : access == MEM_READ             ? "load"
	        : access                         ? "store"
	                                         : "address");
	if (m->flags & MEM_TLS)
		fprintf(f, "tls:");
	if (m->flags & MEM_PC_RELATIVE)
		fprintf(f, "pc:");
	if (m->base != REG_NONE)
		fprintf(f, "%s", reg(m->base));
	if (m->index != REG_NONE)
		fprintf(f, "+%s*%u", reg(m->index), m->scale);
	fprintf(f, m->base == REG_NONE && m->index == REG_NONE ? "%lld" : "%+lld", (long long)m->disp);
	if (access)
		fprintf(f, ":%u", m->width);
}

static void render(FILE *f, const struct insn *i)
{
	fprintf(f, "%s", op_names[i->op]);
	for (unsigned k = 0; k < i->n_dst; k++)
		fprintf(f, " %s", reg(i->dst[k]));
	fprintf(f, " =");
	render_sources(f, i);
	render_set(f, i->read);
	render_set(f, i->write);
	if (i->flow != FLOW_NEXT)
		fprintf(f, " | %s", flow_names[i->flow]);
	else if (i->elem_bits == i->data_bits)
		fprintf(f, " | %u", i->data_bits);
	else
		fprintf(f, " | %u/%u", i->data_bits, i->elem_bits);
	for (unsigned k = 0; k < sizeof flag_names / sizeof *flag_names; k++)
		if (i->flags & flag_names[k].flag)
			fprintf(f, " %s", flag_names[k].name);
	if (i->cond)
		fprintf(f, " cond=%s", cond_names[i->cond]);
	if (i->has_imm)
		fprintf(f, " imm=%lld", (long long)i->imm);
	if (i->acc != INSN_MAX_REGS)
		fprintf(f, " acc=%u", i->acc);
	if (i->flags & INSN_WRITEBACK)
		fprintf(f, " wb=%d", i->wb);
	if (i->target)
		fprintf(f, " target=%llu", (unsigned long long)i->target);
	for (unsigned k = 0; k < i->n_mem; k++)
		render_memory(f, &i->mem[k]);
}

static csh handle;

static bool lift(const char *bytes, size_t size, struct insn *out)
{
	const uint8_t *code = (const uint8_t *)bytes;
	uint64_t address = 0x1000;
	cs_insn *in = cs_malloc(handle);
	bool ok = cs_disasm_iter(handle, &code, &size, &address, in) && size == 0;
	if (ok)
		isa_x86_64.lift(handle, in, out);
	cs_free(in, 1);
	return ok;
}

static void forms(void **state)
{
	unsigned wrong = 0;
	(void)state;
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct lift_case *c = &cases[i];
		struct insn out;
		char text[512];
		if (!lift(c->bytes, c->size, &out))
			fail_msg("%s: not decoded", c->text);
		FILE *f = fmemopen(text, sizeof text, "w");
		render(f, &out);
		fclose(f);
		if (strcmp(text, c->expected)) {
			print_message("%s\n  expected %s\n  is       %s\n", c->text, c->expected, text);
			wrong++;
		}
		if (out.sym != -1 || out.size != c->size || out.address != 0x1000)
			wrong++, print_message("%s: symbol, size or address\n", c->text);
	}
	assert_int_equal(wrong, 0);
}

static void calls(void **state)
{
	struct insn in;
	(void)state;
	assert_true(lift("\xe8\x00\x00\x00\x00", 5, &in)); /* call .+5 */
	assert_int_equal(in.flow, FLOW_CALL);
	assert_int_equal(in.target, 0x1005);
	assert_true(regset_equal(in.write, isa_x86_64.call_clobbers));
	assert_true(lift("\xff\x15\x10\x00\x00\x00", 6, &in)); /* call [rip + 0x10] */
	assert_int_equal(in.flow, FLOW_CALL_INDIRECT);
	assert_int_equal(in.mem[0].disp, 0x1016);
	assert_true(in.mem[0].flags & MEM_PC_RELATIVE);
	regset all = regset_or(isa_x86_64.call_clobbers, isa_x86_64.callee_saved);
	for (reg_t r = 0; r < 16; r++)
		assert_true(r == isa_x86_64.sp || regset_has(all, r));
	assert_true(regset_empty(regset_and(isa_x86_64.call_clobbers, isa_x86_64.callee_saved)));
}

/* The last byte of each entry begins the next one's, so that a size which is too large shows. */
static void plt_entries(void **state)
{
	static const struct {
		unsigned size, entry;
		const char *bytes, *kind;
		uint64_t slot;
	} plt[] = {
	    {32, 16, "\xff\x25\x02\x10\x00\x00\x68\x00\x00\x00\x00\xe9\xe0\xff\xff\xff", "lazy: jmp, push, jmp",
	     0x2008},
	    {16, 16, "\xf3\x0f\x1e\xfa\xff\x25\x02\x10\x00\x00\x66\x0f\x1f\x44\x00\x00", ".plt.sec: endbr64, jmp",
	     0x200c},
	    {16, 16, "\xf3\x0f\x1e\xfa\xf2\xff\x25\x02\x10\x00\x00\x0f\x1f\x44\x00\x00", ".plt.sec: endbr64, bnd jmp",
	     0x200d},
	    {16, 8, "\xff\x25\x02\x10\x00\x00\x66\x90\xff\x25\x02\x10\x00\x00\x66\x90", ".plt.got: jmp, xchg ax, ax",
	     0x2008},
	    {16, 0, "\xf3\x0f\x1e\xfa\x68\x00\x00\x00\x00\xf2\xe9\xe1\xff\xff\xff\x90", "lazy with IBT: no slot", 0},
	    {16, 0, "\xff\x35\x02\x10\x00\x00\xff\x25\x04\x10\x00\x00\x0f\x1f\x40\x00", "header: push, jmp", 0},
	    {5, 0, "\xff\x25\x02\x10\x00", "cut off", 0},
	};
	(void)state;
	for (unsigned i = 0; i < sizeof plt / sizeof *plt; i++) {
		uint8_t code[32] = {0};
		uint64_t slot = 0;
		memcpy(code, plt[i].bytes, plt[i].size < 16 ? plt[i].size : 16);
		size_t n = isa_x86_64.plt_entry(code, plt[i].size, 0x1000, &slot);
		if (n != plt[i].entry || (n && slot != plt[i].slot))
			fail_msg("%s: %zu bytes, slot %#llx", plt[i].kind, n, (unsigned long long)slot);
	}
}

static void relocations(void **state)
{
	int64_t adjust;
	(void)state;
	assert_int_equal(isa_x86_64.reloc(4 /* R_X86_64_PLT32 */, 4, &adjust), RELOC_BRANCH);
	assert_int_equal(adjust, 4);
	assert_int_equal(isa_x86_64.reloc(2 /* R_X86_64_PC32 */, 8, &adjust), RELOC_ADDRESS);
	assert_int_equal(adjust, 8);
	assert_int_equal(isa_x86_64.reloc(41 /* R_X86_64_GOTPCRELX */, 4, &adjust), RELOC_GOT);
	assert_int_equal(isa_x86_64.reloc(1 /* R_X86_64_64 */, 8, &adjust), RELOC_ADDRESS);
	assert_int_equal(adjust, 0);
	assert_int_equal(isa_x86_64.reloc(23 /* R_X86_64_TPOFF32 */, 4, &adjust), RELOC_TLS);
	assert_int_equal(isa_x86_64.reloc(9999, 4, &adjust), RELOC_UNKNOWN);
	assert_true(isa_x86_64.reloc_is_slot(7 /* R_X86_64_JUMP_SLOT */));
	assert_false(isa_x86_64.reloc_is_slot(8 /* R_X86_64_RELATIVE */));
}

static void register_names(void **state)
{
	static const struct {
		reg_t r;
		unsigned bits;
		const char *name;
	} names[] = {
	    {0, 64, "rax"},    {0, 32, "eax"},     {0, 16, "ax"},  {0, 8, "al"},      {4, 64, "rsp"},
	    {4, 8, "spl"},     {7, 8, "dil"},      {8, 32, "r8d"}, {15, 8, "r15b"},   {64, 0, "xmm0"},
	    {65, 256, "ymm1"}, {95, 512, "zmm31"}, {97, 0, "k1"},  {112, 0, "st(0)"},
	};
	char buf[8];
	(void)state;
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		assert_string_equal(isa_x86_64.reg_name(names[i].r, names[i].bits, buf), names[i].name);
}

/* Whatever the bytes are, sets and counts stay within their limits. */
static void any_bytes(void **state)
{
	uint64_t seed = 88172645463325252u;
	(void)state;
	for (unsigned n = 0; n < 200000; n++) {
		char bytes[16];
		for (unsigned i = 0; i < 16; i += 8) {
			seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
			memcpy(bytes + i, &seed, 8);
		}
		cs_insn *in = cs_malloc(handle);
		const uint8_t *code = (const uint8_t *)bytes;
		size_t size = 16;
		uint64_t address = seed;
		struct insn out;
		if (cs_disasm_iter(handle, &code, &size, &address, in)) {
			isa_x86_64.lift(handle, in, &out);
			assert_true(out.n_dst <= INSN_MAX_REGS && out.n_src <= INSN_MAX_REGS && out.n_mem <= 2);
			assert_true(out.cost < isa_x86_64.n_cost && out.op < OP_COUNT && out.mem_at <= out.n_src);
			assert_true(out.acc == INSN_MAX_REGS || out.acc < out.n_src);
			for (unsigned k = 0; k < out.n_dst; k++)
				assert_true(out.dst[k] == REG_NONE || regset_has(out.write, out.dst[k]));
			for (unsigned k = 0; k < out.n_src; k++)
				assert_true(out.src[k] == REG_NONE || regset_has(out.read, out.src[k]));
		}
		cs_free(in, 1);
	}
}

static int open_handle(void **state)
{
	(void)state;
	if (cs_open(isa_x86_64.arch, isa_x86_64.mode, &handle) != CS_ERR_OK)
		return -1;
	return cs_option(handle, CS_OPT_DETAIL, CS_OPT_ON);
}

static int close_handle(void **state)
{
	(void)state;
	return cs_close(&handle);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(forms),       cmocka_unit_test(calls),          cmocka_unit_test(plt_entries),
	    cmocka_unit_test(relocations), cmocka_unit_test(register_names), cmocka_unit_test(any_bytes),
	};
	return cmocka_run_group_tests(tests, open_handle, close_handle);
}
