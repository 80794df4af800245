#!/bin/sh
# verify_isa_call, the live registers of check pressure and the plugins for QEMU name what broken functions do, and say
# nothing about their sound twins: natively and on QEMU's CPU models, for both ISAs.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
host=$(uname -m)
work=$(mktemp -d)
cp "$root"/build/plugins/*.so "$work"
trap 'rm -rf "$work"' EXIT INT TERM
unset LIBRARY_PATH CPATH C_INCLUDE_PATH
wrong=0 ran=0 left_out=

fail() { echo "FAILED: $*"; wrong=1; }
leave_out() { left_out="$left_out; $*"; echo "left out: $*"; }

# compiler ISA FAMILY: its command; nothing where it is not installed
compiler() {
    case $2,$host in
    gcc,"$1") set -- gcc-12 ;;
    gcc,*)    set -- "$1-linux-gnu-gcc-12" ;;
    clang,*)  set -- clang-19 "--target=$1-linux-gnu -fuse-ld=lld" ;;
    esac
    command -v "$1" >/dev/null && echo "$*"
}

# state PROGRAM NAME COMMAND...: every broken function is named, every sound twin passes
state() {
    program=$1 name=$2
    shift 2
    timeout 60 "$@" "$program" >"$work/out" 2>"$work/err" || fail "$name: exit code $?: $(grep WRONG "$work/out" | head -n 3; head -n 1 "$work/err")"
    grep -q '^ok ' "$work/out" || fail "$name: nothing was checked"
    ran=$((ran + 1))
}

# footprint NAME COMMAND... -- EXPECTED...: what the driver says of each tier, as kernel/tier/beginning-of-the-message
footprint() {
    name=$1
    shift
    command=
    while [ "$1" != -- ]; do command="$command $1"; shift; done
    shift
    for expected in "$@"; do
        kernel=${expected%%/*} rest=${expected#*/}
        tier=${rest%%/*} message=${rest#*/}
        said=$(timeout 120 $command --kernel "$kernel" --tier "$tier" --check footprint --seed 3 --quick 2>>"$work/err")
        case $said in
        *"\"result\":\"$message"*) ;;
        *) fail "$name: footprint of $kernel/$tier says: $said; expected: $message" ;;
        esac
    done
    ran=$((ran + 1))
}

broken_and_sound='sum/sound/passed copy/sound/passed sum/under/failed sum/over/failed sum/writing/failed copy/over/failed'
all_skipped='sum/sound/skipped sum/under/skipped copy/over/skipped'

# pressure ISA COMPILER FLAGS BANKS COMMAND...: what an inlined asm statement changes and does not name is seen, for each of
# the banks of registers; its twin that names it passes
pressure() {
    isa=$1 cc=$2 flags=$3 banks=$4
    shift 4
    $cc -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -O2 $flags -static -iquote "$root/kernels/verify" -iquote "$root/$isa/verify" \
        "$root/tests/verify_state/pressure_$isa.c" "$root"/kernels/verify/*.c "$root/$isa"/verify/*.c "$root/$isa"/verify/*.S \
        -o "$work/pressure" 2>"$work/err" || { fail "$isa $flags, $cc: $(head -n 3 "$work/err")"; return; }
    for bank in $banks; do
        for twin in undeclared/failed declared/passed; do
            said=$(timeout 60 "$@" "$work/pressure" --kernel length --tier "${bank}_${twin%/*}" --check pressure --seed 5 2>>"$work/err")
            case $said in
            *"\"result\":\"${twin#*/}\""*) ;;
            *) fail "$isa $flags, $cc: pressure, ${bank}_${twin%/*}: $said" ;;
            esac
        done
    done
    ran=$((ran + 1))
}

# AVX-512 runs natively or not at all.
all_pressure() {
    isa=$1 cc=$2
    [ $isa != x86_64 ] || pressure $isa "$cc" '' 'general vector' qemu-x86_64
    [ $isa != x86_64 ] || pressure $isa "$cc" -mavx2 'general vector upper' qemu-x86_64 -cpu max
    [ $isa != aarch64 ] || pressure $isa "$cc" -march=armv8.2-a+sve 'general vector mask' qemu-aarch64 -cpu max
    [ $isa = x86_64 ] || return 0
    if grep -qw avx512bw /proc/cpuinfo; then
        pressure $isa "$cc" '-mavx512f -mavx512bw -mavx512vl' 'general vector upper mask' env
    else
        leave_out "this CPU has no AVX-512"
    fi
}

# By watchpoints, which see the bytes beside a range and not what is written into it; where they may be used.
natively() {
    said=$("$work/footprint" --kernel sum --tier sound --check footprint --seed 3 --quick 2>>"$work/err")
    case $said in
    *'"skipped"'*) leave_out "$said"; footprint "$1 native" "$work/footprint" -- $all_skipped ;;
    *) footprint "$1 native" "$work/footprint" -- sum/sound/passed copy/sound/passed sum/under/failed sum/over/failed copy/over/failed ;;
    esac
}

models_x86_64='Conroe Penryn Nehalem SandyBridge Haswell EPYC max max,-popcnt'
models_aarch64='cortex-a53 cortex-a72 neoverse-n1 a64fx max max,sve=off
    max,sve128=on,sve256=off,sve512=off,sve-default-vector-length=-1 max,sve2048=on,sve-default-vector-length=-1'

# build ISA COMPILER FLAGS...
build() {
    isa=$1 cc=$2
    shift 2
    verify=$root/$isa/verify
    $cc -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -static "$@" -I"$root" -iquote "$root/kernels/verify" "$root/tests/verify_state/state.c" \
        "$root/tests/verify_state/$isa.c" "$root/kernels/verify/poison.c" "$verify"/call.c "$verify"/trampoline.S -o "$work/state" 2>"$work/err" &&
    $cc -std=gnu11 -D_GNU_SOURCE -O2 -static -iquote "$root/kernels/verify" -iquote "$verify" "$root/tests/verify_state/footprint.c" \
        "$root"/kernels/verify/*.c "$verify"/*.c "$verify"/*.S -o "$work/footprint" 2>"$work/err" &&
    $cc -std=gnu11 -D_GNU_SOURCE -O2 -static -I"$root" "$root/tests/verify_state/count.c" -o "$work/count" 2>"$work/err"
}

under_qemu() {
    isa=$1 qemu=qemu-$1
    eval "models=\$models_$isa"
    for model in $models; do
        state "$work/state" "$isa $model" "$qemu" -cpu "$model"
    done
    plugins=$work
    # Up to QEMU 8.0 SVE's loads are not shown to plugins: skipped and said, never passed.
    footprint "$isa" "$qemu" -cpu "$2" -plugin "$plugins/footprint.so" "$work/footprint" -- $broken_and_sound
    footprint "$isa without the plugin" "$qemu" -cpu "$2" "$work/footprint" -- $all_skipped
    said=$("$qemu" -plugin "$plugins/count.so" "$work/count" 2>&1) || fail "$isa: count: $said"
    again=$("$qemu" -plugin "$plugins/count.so" "$work/count" 2>&1)
    [ "$said" = "$again" ] || fail "$isa: count says '$said', then '$again'"
    "$qemu" "$work/count" >/dev/null && fail "$isa: count found a plugin where none is"
}

for isa in x86_64 aarch64; do
    case $isa in x86_64) old=Haswell ;; aarch64) old=cortex-a72 ;; esac
    for family in gcc clang; do
        cc=$(compiler $isa $family)
        [ -n "$cc" ] || { leave_out "$family for $isa is not here"; continue; }
        case $family in gcc) flags='-O2' ;; clang) flags='-O0 -flto' ;; esac
        build $isa "$cc" $flags || { fail "$isa, $cc: $(head -n 3 "$work/err")"; continue; }
        [ $isa = "$host" ] && state "$work/state" "$isa native, $cc" && natively $isa
        command -v "qemu-$isa" >/dev/null || { leave_out "qemu-$isa is not here: Debian's qemu-user"; continue; }
        under_qemu $isa $old
        all_pressure $isa "$cc"
    done
done
[ $wrong = 0 ] || exit 1
echo "$ran programs passed$left_out"
[ $ran -gt 0 ] || exit 77
