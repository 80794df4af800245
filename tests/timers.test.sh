#!/bin/sh
# The timers around both halves of a pair (x86_64/measure, aarch64/measure) change nothing that a call may see: arguments
# and results of every kind, all registers, the stack; and the mutants of them that do are found.
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
faults=0 ran=0
fault() { echo "FAULT: $*"; faults=$((faults + 1)); }
pairs='integers reals large small four wide complex long vector variadic registers'

# build ISA COMPILER FOLDER-OF-TIMER OUT
build() {
    wraps=
    {
        echo '#include "timer.S"'
        for p in $pairs; do echo "	TIMER $p, \"$p\""; done
        # registers.S calls a timer by name: --wrap is for references from other files only.
        echo '	.globl registers_bad_timed'
        echo '	.set registers_bad_timed, __wrap_registers_bad'
    } >"$work/timers.S"
    for p in $pairs; do wraps="$wraps -Wl,--wrap=${p}_bad -Wl,--wrap=${p}_good"; done
    $2 -O2 -Wno-psabi -I"$here/corpus" -I"$3" -I"$here/tests/timers" "$work/timers.S" "$here/tests/timers/kernels.c" \
        "$here/tests/timers/main.c" "$here/tests/timers/$1/registers.S" -static $wraps -o "$4" 2>"$work/err"
}
# case ISA COMPILER RUN...
try() {
    isa=$1 compiler=$2
    shift 2
    command -v "${compiler%% *}" >/dev/null || { echo "$compiler is missing"; return; }
    [ $# = 0 ] || command -v "$1" >/dev/null || { echo "$1 is missing (Debian package qemu-user)"; return; }
    build $isa "$compiler" "$here/$isa/measure" "$work/timed" || { fault "$isa, $compiler: $(cat "$work/err")"; return; }
    "$@" "$work/timed" >"$work/out" 2>&1 && grep -qx ok "$work/out" || fault "$isa, $compiler: $(cat "$work/out")"
    ran=$((ran + 1))
    case $compiler in clang*) return ;; esac
    # Without the lines that keep a register, or that come back to where the call was made, it must fail.
    grep -n '' "$here/$isa/measure/timer.S" | sed -n "$(mutants $isa)" | while IFS=: read -r line text; do
        mkdir -p "$work/mutant"
        sed "${line}d" "$here/$isa/measure/timer.S" >"$work/mutant/timer.S"
        echo "$line" >>"$work/tried.$isa"
        build $isa "$compiler" "$work/mutant" "$work/mutated" || { echo "line $line does not assemble"; continue; }
        timeout 20 "$@" "$work/mutated" >"$work/out" 2>&1 && echo "line $line"
    done >"$work/alive"
    [ "$(wc -l <"$work/tried.$isa")" -ge 5 ] || fault "$isa: $(wc -l <"$work/tried.$isa") mutants"
    [ ! -s "$work/alive" ] || fault "$isa, $compiler: mutants of timer.S without these lines pass: $(cat "$work/alive")"
}
mutants() {
    case $1 in
    x86_64) echo '/TIMED_KEEP\|pop	TIMED_BACK\|%r8\|%r9\|jmp	\*TIMED_BACK\|add	%rax, TIMED_TICKS\|incq/p' ;;
    aarch64) echo '/TIMED_BACK\|TIMED_FUNCTION\|str	x9/p' ;;
    esac
}
case $(uname -m) in
x86_64)
    try x86_64 gcc-12
    try x86_64 clang-19
    try aarch64 aarch64-linux-gnu-gcc-12 qemu-aarch64 -cpu max
    try aarch64 'clang-19 --target=aarch64-linux-gnu' qemu-aarch64 -cpu max
    ;;
aarch64)
    try aarch64 gcc-12
    try aarch64 clang-19
    ;;
esac
[ $faults = 0 ] || exit 1
[ $ran -gt 0 ] || { echo "no compiler of this test is here"; exit 77; }
