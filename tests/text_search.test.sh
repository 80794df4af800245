#!/bin/sh
# The text-search detector's rules on assembly of both ISAs: each fires, and a twin next to it does not.
set -u
command -v llvm-objdump-19 >/dev/null || { echo 'llvm-objdump-19 is not installed'; exit 77; }
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
faults=0 ran=0

# function NAME INSTRUCTION...: lines of assembly
function() {
    echo ".globl $1"
    echo ".type $1, %function"
    echo "$1:"
    shift
    printf '\t%s\n' "$@"
}
# try ISA COMPILER: assembles what is in $work/ISA.s and holds the answer against $work/ISA.expected
try() {
    command -v "$2" >/dev/null || { echo "$2 is not installed: $1 left out"; return; }
    ran=$((ran + 1))
    "$2" -c "$work/$1.s" -o "$work/$1.o" || { faults=$((faults + 1)); return; }
    sh "$here/$1/text_search.sh" "$work/$1.o" | sed 's/.*"function": "\([^"]*\)", "class": "\([^"]*\)".*/\1 \2/' |
        sort >"$work/$1.got"
    sort "$work/$1.expected" | diff - "$work/$1.got" || { echo "FAULT: $1 (expected <, got >)"; faults=$((faults + 1)); }
}

host() { [ "$(uname -m)" = "$1" ] && echo gcc-12 || echo "$1-linux-gnu-gcc-12"; }

{
    function fails 'call core_panicking_panic@PLT'
    function falls 'call memcpy@PLT' 'ret'
    function stack4 'mov %rax, (%rsp)' 'mov %rax, 8(%rsp)' 'mov (%rsp), %rax' 'mov 8(%rsp), %rcx' 'ret'
    function stack3 'push %rbx' 'mov %rax, (%rsp)' 'mov %rax, 8(%rsp)' 'mov (%rsp), %rax' 'pop %rbx' 'ret'
    function scalar '1: add (%rdi), %eax' 'add $4, %rdi' 'cmp %rdi, %rsi' 'jne 1b' 'ret'
    function vector '1: paddd (%rdi), %xmm0' 'add $16, %rdi' 'cmp %rdi, %rsi' 'jne 1b' 'ret'
    function straight 'add (%rdi), %eax' 'jne 1f' '1: ret'
    function branchy '1: movd (%rdi), %xmm0' 'je 2f' 'ja 2f' 'jb 2f' 'inc %eax' '2: jmp 1b'
    function less_branchy '1: movd (%rdi), %xmm0' 'je 2f' 'ja 2f' 'inc %eax' '2: jmp 1b'
    function divides '1: divsd %xmm1, %xmm0' 'jne 1b' 'ret'
    function divides_once 'divsd %xmm1, %xmm0' '1: addsd %xmm0, %xmm1' 'jne 1b' 'ret'
    function calls '1: call f@PLT' 'movd %eax, %xmm0' 'jne 1b' 'ret'
    function calls_before 'call f@PLT' '1: movd %eax, %xmm0' 'jne 1b' 'ret'
    function chases '1: mov 8(%rax), %rax' 'movd %eax, %xmm0' 'jne 1b' 'ret'
    function chases_pair '1: mov (%rcx), %rcx' 'movd %eax, %xmm0' 'jne 1b' 'ret'
    function loads '1: mov 8(%rax), %rcx' 'movd %eax, %xmm0' 'jne 1b' 'ret'
} >"$work/x86_64.s"
{
    function fails 'bl core_panicking_panic'
    function falls 'bl memcpy' 'ret'
    function stack4 'str x0, [sp]' 'str x1, [sp, 8]' 'ldr x0, [sp]' 'ldr x1, [sp, 8]' 'ret'
    function stack3 'stp x29, x30, [sp, -32]!' 'str x1, [sp, 8]' 'ldr x0, [sp]' 'ldr x1, [sp, 8]' 'ret'
    function scalar '1: ldr w2, [x0], 4' 'add w3, w3, w2' 'cmp x0, x1' 'b.ne 1b' 'ret'
    function vector '1: ldr q0, [x0], 16' 'add v1.4s, v1.4s, v0.4s' 'cmp x0, x1' 'b.ne 1b' 'ret'
    function straight 'ldr w2, [x0]' 'cbz w2, 1f' '1: ret'
    function branchy '1: movi v0.4s, 0' 'b.eq 2f' 'cbz x1, 2f' 'tbz x2, 3, 2f' 'add x3, x3, 1' '2: b 1b'
    function less_branchy '1: movi v0.4s, 0' 'b.eq 2f' 'cbz x1, 2f' 'add x3, x3, 1' '2: b 1b'
    function divides '1: fdiv v0.4s, v0.4s, v1.4s' 'cbnz x0, 1b' 'ret'
    function divides_once 'fdiv d0, d0, d1' '1: fadd v0.4s, v0.4s, v1.4s' 'cbnz x0, 1b' 'ret'
    function calls '1: bl f' 'movi v0.4s, 0' 'cbnz x0, 1b' 'ret'
    function calls_before 'bl f' '1: movi v0.4s, 0' 'cbnz x0, 1b' 'ret'
    function chases '1: ldr x0, [x0, 8]' 'movi v0.4s, 0' 'cbnz x0, 1b' 'ret'
    function chases_pair '1: ldp x1, x2, [x1]' 'movi v0.4s, 0' 'cbnz x0, 1b' 'ret'
    function loads '1: ldr x1, [x0, 8]' 'movi v0.4s, 0' 'cbnz x0, 1b' 'ret'
} >"$work/aarch64.s"
for isa in x86_64 aarch64; do
    cat >"$work/$isa.expected" <<END
fails bounds-check
stack4 register-spill
scalar missed-simd
branchy branchy-select
divides slow-division
calls call-in-loop
chases pointer-chase
chases_pair pointer-chase
END
    try $isa "$(host $isa)"
done

# What cannot be read is a failure, not silence.
echo none >"$work/none.o"
for isa in x86_64 aarch64; do
    sh "$here/$isa/text_search.sh" "$work/none.o" >"$work/out" 2>/dev/null && { echo "FAULT: $isa: no object, and no failure"; faults=1; }
    [ ! -s "$work/out" ] || { echo "FAULT: $isa: no object, and an answer"; faults=1; }
done
[ $ran -gt 0 ] || { echo 'no assembler for either ISA'; exit 77; }
[ $faults = 0 ]
