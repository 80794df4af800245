#!/bin/sh
# The kernels on aarch64, of which no machine is at hand: instructions that QEMU executes, and cycles that llvm-mca's
# models give for the main loops. A table, and BUILD/bench/kernels_aarch64.json.  Usage: kernels_aarch64.sh BUILD
set -eu
build=$1
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
work=$build/bench/aarch64
rm -rf "$work"
mkdir -p "$work"
largest=268435456
logged=262144  # where the emulator has no plugins: each instruction is a line of text

unavailable() { echo "bench: aarch64: unavailable: $1: apt-get install $2" >&2; exit 0; }
have() { command -v "$1" >/dev/null 2>&1; }

case $(uname -m) in
aarch64) gcc=gcc-12 package=gcc-12 target= ;;
*) gcc=aarch64-linux-gnu-gcc-12 package=gcc-12-aarch64-linux-gnu target=--target=aarch64-linux-gnu ;;
esac
clang=clang-19 mca=llvm-mca-19 objdump=llvm-objdump-19
qemu=qemu-aarch64 newer=$root/build/qemu/usr/bin/qemu-aarch64 plugin=$root/build/plugins/count.so
have $gcc || unavailable "$gcc is missing" "$package libc6-dev-arm64-cross"
have $qemu || unavailable "$qemu is missing" qemu-user
have $mca || unavailable "$mca is missing" llvm-19
have $newer || newer=$qemu

# ---- what is compared: the tiers, and the plain loop as compilers make it ----
# name        configuration  compiler and flags of builtin_loop.c
contenders="
scalar        base
neon          base
cssc          cssc
sve           sve256,sve512
gcc           base           $gcc -O3
clang         base           $clang $target -O3
clang+cssc    cssc           $clang $target -O3 -march=armv8.2-a+cssc
gcc+sve       sve256,sve512  $gcc -O3 -march=armv8.2-a+sve
clang+sve     sve256,sve512  $clang $target -O3 -march=armv8.2-a+sve"

# configuration, emulator, its CPU, cores whose models are asked (all: every one)
configurations="
base    $qemu   neoverse-n1                                                   all
cssc    $newer  max,sve=off                                                   ampere1b
sve256  $qemu   max,sve256=on,sve512=off,sve-default-vector-length=-1         neoverse-v1
sve512  $qemu   a64fx                                                         a64fx"

# LLVM's -mcpu, the scheduling model that it stands for, and how that model's units are called (checked below: several
# cores share a model)
models="
neoverse-n1  NeoverseN1Model  N1Unit
neoverse-v1  NeoverseV1Model  V1Unit
a64fx        A64FXModel       A64FXIP
ampere1b     Ampere1BModel    Ampere1BUnit
cortex-a53   CortexA53Model   A53Unit"

# rows TEXT COMMAND: runs COMMAND with the words of each line.
rows() { echo "$1" | while read -r line; do [ -z "$line" ] || "$2" $line || exit 1; done; }

compile_loop() { # NAME CONFIGURATION COMPILER FLAGS...
    [ $# -gt 2 ] || return 0
    name=$1 symbol=$(echo "$1" | tr + _)
    shift 2
    have "$1" || { echo "bench: aarch64: left out: $name: $1 is missing" >&2; return 0; }
    flags=$(echo "${*#*$1 }" | sed "s/--target=[^ ]* //")
    "$@" -std=gnu11 -DNAME="$symbol" -DFLAGS="\"$flags\"" -c "$here/builtin_loop.c" -o "$work/$symbol.o" 2>"$work/$symbol.err" ||
        { echo "bench: aarch64: left out: $name: $(head -n 1 "$work/$symbol.err")" >&2; return 0; }
    printf ' LOOP(%s)' "$symbol"
}

compile() {
    loops=$(rows "$contenders" compile_loop)
    $gcc -std=gnu11 -O2 -static -I"$root" "-DLOOPS=$loops" "$here/kernels_count.c" "$root"/kernels/*.c "$work"/*.o \
        -o "$work/count"
}

# ---- instructions executed ----

log() { # EMULATOR CPU ARGUMENT...: each executed instruction, on standard error
    emulator=$1 cpu=$2 one=-one-insn-per-tb
    shift 2
    "$emulator" -help 2>/dev/null | grep -q -e "$one" || one=-singlestep
    "$emulator" -cpu "$cpu" $one -d exec,nochain "$work/count" "$@"
}

# Lines between count_begin and count_end, in turn for the empty function and the one in question, in the order of the
# cases: FUNCTION CASE SIZE CALLS INSTRUCTIONS.
count_log() { # EMULATOR CPU NAME
    log "$1" "$2" "$3" $logged 2>&1 >"$work/cases" | awk '
        / count_begin$/ { on = 1; n = 0; next }
        / count_end$/ { if (on) print n; on = 0; next }
        on { n++ }' >"$work/lines"
    awk 'NR == FNR { n[NR] = $1; next }
        { sum = 0; for (i = 0; i < $4; i++) { sum += n[at + 2] - n[at + 1] + 1; at += 2 }
          print $1, $2, $3, $4, sum }' "$work/lines" "$work/cases"
}

count_plugin() { # EMULATOR CPU NAME
    "$1" -cpu "$2" -plugin "$plugin" "$work/count" "$3" $largest 2>/dev/null | awk '$5 { print; n++ } END { exit !n }'
}

# Two counters that know nothing of each other: what they disagree on is a fault of one of them.
compare_counters() { # the log of one tier beside what the plugin gave for it
    count_log "$newer" neoverse-n1 neon | sed 's/^/neon base plugin /' >"$work/neon.log"
    grep -q '^neon base plugin ' "$work/counts" || return 0
    grep -vFx -f "$work/counts" "$work/neon.log" >"$work/differ" || return 0
    echo "bench: aarch64: the plugin's and the log's count differ:" >&2
    cat "$work/differ" >&2
    exit 2
}

count_one() { # CONTENDER CONFIGURATION EMULATOR CPU
    symbol=$(echo "$1" | tr + _) method=plugin
    count_plugin "$3" "$4" "$symbol" >"$work/one" ||
        { method=log; count_log "$3" "$4" "$symbol" >"$work/one"; }
    [ -s "$work/one" ] || { echo "bench: aarch64: not counted: $1 on $4 of $3" >&2; return 0; }
    sed "s/^/$1 $2 $method /" "$work/one" >>"$work/counts"
}

# ---- cycles of the main loop ----

# Which instructions are executed most often in a call over SIZE bytes: their number of times, then their addresses.
hottest() { # EMULATOR CPU NAME FUNCTION SIZE
    log "$1" "$2" "$3" "$4" "$5" 2>&1 >/dev/null | awk -F/ '
        / count_begin$/ { on = 1; next }
        / count_end$/ { on = 0 }
        on && ++n[$2] > most { most = n[$2] }
        END { print most; for (pc in n) if (n[pc] * 2 > most) print pc | "sort" }'
}

# The loop as text for llvm-mca: the hottest instructions; a branch goes to the loop's start.
loop_text() { # ADDRESSES
    first=$(head -n 1 "$1") last=$(tail -n 1 "$1")
    echo L:
    $objdump -d --no-show-raw-insn --mattr=+sve,+sve2,+cssc --start-address=0x$first --stop-address=$((0x$last + 4)) \
        "$work/count" | awk 'NR == FNR { sub(/^0+/, ""); hot[$1 ":"] = 1; next } $1 in hot' "$1" - |
        sed -E 's/^ *[0-9a-f]+://; s/0x[0-9a-f]+ <[^>]*>/L/'
}

cycles() { # CORE TEXT: of one iteration, in the long run
    for n in 200 400; do
        $mca -mtriple=aarch64-linux-gnu -mcpu="$1" -mattr=+sve,+sve2,+cssc -iterations=$n "$2" 2>/dev/null |
            awk '/^Total Cycles:/ { print $3; exit }'
    done | awk '{ c[NR] = $1 } END { if (NR == 2) printf "%.3f\n", (c[2] - c[1]) / 200 }'
}

ask_model() { # CORE MODEL UNITS
    case $cores in all | "$1") ;; *) return 0 ;; esac
    c=$(cycles "$1" "$text")
    [ -n "$c" ] || { echo "bench: aarch64: $mca -mcpu=$1 rejects the main loop in $text" >&2; return 0; }
    echo "$contender $configuration $function $2 $1 $bytes $instructions $c" >>"$work/cycles"
}

# Two sizes, so that what is outside the loop falls out; their difference is a multiple of every block, of 96 too.
ask_models() { # CONTENDER CONFIGURATION EMULATOR CPU CORES
    contender=$1 configuration=$2 cores=$5 symbol=$(echo "$1" | tr + _)
    for function in popcount words hamming; do
        text=$work/$symbol.$configuration.$function.s
        hottest "$3" "$4" "$symbol" $function 12288 >"$work/short"
        hottest "$3" "$4" "$symbol" $function 24576 >"$work/long"
        sed 1d "$work/long" >"$work/addresses"
        bytes=$(head -qn 1 "$work/short" "$work/long" | awk '{ n[NR] = $1 } END { printf "%.4g", 12288 / (n[2] - n[1]) }')
        instructions=$(wc -l <"$work/addresses")
        loop_text "$work/addresses" >"$text"
        rows "$models" ask_model
    done
}

# ---- all of it ----

on_configuration() { # CONFIGURATION EMULATOR CPU CORES
    case ,$wanted, in *",$1,"*) ;; *) return 0 ;; esac
    grep -qx "$(echo "$name" | tr + _)" "$work/names" || return 0
    "$2" -cpu "$3" "$work/count" "$(echo "$name" | tr + _)" 64 >/dev/null 2>"$work/err" || {
        echo "bench: aarch64: left out: $name: $(basename "$2") -cpu $3 does not run it (toolchains/qemu.sh brings a newer QEMU)" >&2
        return 0
    }
    count_one "$name" "$1" "$2" "$3"
    ask_models "$name" "$1" "$2" "$3" "$4"
}

on_contender() { # NAME CONFIGURATIONS [COMPILER...]
    name=$1 wanted=$2
    rows "$configurations" on_configuration
}

# A core that LLVM gives another model than the table says, or the same as another: no figure is worth its name then.
check_model() { # CORE MODEL UNITS
    echo "add x0, x0, x1" | $mca -mtriple=aarch64-linux-gnu -mcpu="$1" 2>/dev/null |
        awk -v units="$3" '/^\[[0-9.]+\] *- / { n++; if (index($NF, units) != 1) bad = 1 } END { exit !n || bad }' ||
        { echo "bench: aarch64: $mca -mcpu=$1 does not use $2: its units are not called $3..." >&2; return 1; }
}

rows "$models" check_model
compile
"$qemu" "$work/count" list | tee "$work/titles" | cut -f1 >"$work/names"
: >"$work/counts"
: >"$work/cycles"
rows "$contenders" on_contender
compare_counters
[ -s "$work/counts" ] || { echo "bench: aarch64: nothing could be counted" >&2; exit 2; }
awk -v json="$build/bench/kernels_aarch64.json" -v qemu="$($qemu --version | sed -n 1p)" \
    -v newer="$($newer --version | sed -n 1p)" -v mca="$($mca --version | sed -n 's/^ *\(.*LLVM version.*\)/\1/p')" \
    -f "$here/kernels_aarch64.awk" "$work/titles" "$work/counts" "$work/cycles"
