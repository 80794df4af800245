#!/bin/sh
# The aarch64 kernels: which tier a made-up CPU gets; that their SVE instructions leave the assembler as it was; that
# CSSC's instruction is encoded as LLVM encodes it.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
unset ASSAY_KERNELS_TIER LIBRARY_PATH CPATH C_INCLUDE_PATH
wrong=0 ran=0 left_out=

fail() { echo "FAILED: $*"; wrong=1; }
leave_out() { left_out="$left_out; $*"; echo "left out: $*"; }
have() { command -v "$1" >/dev/null; }

if [ "$(uname -m)" = aarch64 ]; then gcc=gcc-12 target='' run=''
else gcc=aarch64-linux-gnu-gcc-12 target=--target=aarch64-linux-gnu run=qemu-aarch64; fi
have $gcc || { echo "no $gcc (Debian package gcc-12-aarch64-linux-gnu)"; exit 77; }

# ---- the choice ----
if [ -z "$run" ] || have $run; then
    $gcc -O2 -Wall -Wextra -Werror -static -I. tests/kernels/choice_aarch64.c kernels/*.c -o "$work/choice" || exit 1
    $run "$work/choice" >"$work/out" || { fail choice; cat "$work/out"; }
    ran=$((ran + $(tail -n 1 "$work/out" | grep -x '[0-9]*' || echo 0)))
else
    leave_out "the choice: no $run (Debian package qemu-user)"
fi

# ---- the assembler: code that stands behind the kernels in the same unit knows no more, and no less ----
unit() { # INSTRUCTION: kernels/isa.c with a function behind it
    printf '#include "%s/kernels/isa.c"\nvoid behind(void);\nvoid behind(void) { __asm__ volatile("%s"); }\n' "$PWD" "$1"
}
accepts() { # NAME COMMAND...
    name=$1
    shift
    ran=$((ran + 1))
    "$@" -c "$work/unit.c" -o "$work/unit.o" 2>"$work/err" || fail "$name: $(grep -m 1 -i error "$work/err")"
}
rejects() { # NAME COMMAND...: for the instruction's sake, not for another reason
    name=$1
    shift
    ran=$((ran + 1))
    ! "$@" -c "$work/unit.c" -o "$work/unit.o" 2>"$work/err" || { fail "$name: accepted"; return; }
    grep -q -i -e 'selected processor does not support' -e 'instruction requires' "$work/err" ||
        fail "$name: $(grep -m 1 -i error "$work/err")"
}
for cc in $gcc clang-14 clang-19; do
    have $cc || { leave_out "no $cc"; continue; }
    case $cc in clang*) cc="$cc $target" ;; esac
    for opt in -O0 -O2; do
        unit 'cntb x0' >"$work/unit.c"
        rejects "$cc $opt: SVE behind the kernels" $cc $opt
        accepts "$cc $opt: SVE behind the kernels, asked for" $cc $opt -march=armv8-a+sve
        unit 'sqrdmlah z0.b, z1.b, z2.b' >"$work/unit.c"
        rejects "$cc $opt: SVE2 behind the kernels" $cc $opt -march=armv8-a+sve
        accepts "$cc $opt: SVE2 behind the kernels, asked for" $cc $opt -march=armv8-a+sve2
    done
done

# ---- `cnt Xd, Xn`: LLVM 19 knows it, and chooses its bytes by itself ----
if have clang-19 && have llvm-objdump-19; then
    for n in 0 7 19 28 30; do
        echo "cnt x$n, x$n"
    done >"$work/cnt.s"
    clang-19 $target -march=armv8-a+cssc -c "$work/cnt.s" -o "$work/cnt.o" &&
        llvm-objdump-19 -d "$work/cnt.o" | awk '$1 ~ /^[0-9a-f]+:$/ { print $2 }' >"$work/expected"
    {
        printf '#include "%s/aarch64/kernels/cssc.c"\n' "$PWD"
        for n in 0 7 19 28 30; do
            printf 'uint64_t t%d(uint64_t);\n' $n
            printf 'uint64_t t%d(uint64_t v) { register uint64_t w __asm__("x%d") = v;' $n $n
            printf ' __asm__ volatile(CSSC_REGISTERS CSSC_CNT("w") : [w] "+r"(w)); return w; }\n'
        done
    } >"$work/ours.c"
    for cc in "$gcc" "clang-14 $target" "clang-19 $target"; do
        have "${cc%% *}" || continue
        $cc -O2 -c "$work/ours.c" -o "$work/ours.o" || { fail "$cc: cnt"; continue; }
        llvm-objdump-19 -d --mattr=+cssc --disassemble-symbols=t0,t7,t19,t28,t30 "$work/ours.o" |
            awk '$3 == "cnt" { print $2 }' >"$work/got"
        cmp -s "$work/expected" "$work/got" || fail "$cc: cnt is $(tr '\n' ' ' <"$work/got"), LLVM's $(tr '\n' ' ' <"$work/expected")"
        ran=$((ran + 5))
    done
else
    leave_out 'the encoding of cnt: no clang-19 or llvm-objdump-19 (Debian package llvm-19)'
fi

echo "$ran cases${left_out:+, left out$left_out}"
[ $wrong = 0 ]
