#!/bin/sh
# The kernels' folder compiled straight into a program, without a build system or flags: C and C++, gcc and clang, both
# ISAs, and an ISA that has no folder; the environment variable that caps the tier; what the scalar tier is compiled to.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
unset ASSAY_KERNELS_TIER LIBRARY_PATH CPATH C_INCLUDE_PATH
host=$(uname -m)
wrong=0 ran=0 left_out=

fail() { echo "FAILED: $*"; wrong=1; }
leave_out() { left_out="$left_out; $*"; echo "left out: $*"; }

# built NAME COMMAND...: $work/prog is compiled, and nothing was said meanwhile
built() {
    name=$1
    shift
    "$@" -o "$work/prog" >"$work/out" 2>&1 || { fail "$name: $(head -n 3 "$work/out")"; return 1; }
    [ ! -s "$work/out" ] || fail "$name: the compiler says: $(head -n 3 "$work/out")"
}

# runs NAME TIERS COMMAND...: the program's answers are right, and its tier is one of TIERS
runs() {
    name=$1 tiers=$2
    shift 2
    ran=$((ran + 1))
    timeout 60 "$@" "$work/prog" >"$work/out" 2>"$work/err" || { fail "$name: exit code $?: $(head -n 3 "$work/err")"; return; }
    [ ! -s "$work/err" ] || fail "$name: it says $(head -n 1 "$work/err")"
    case " $tiers " in *" $(cut -d' ' -f1 "$work/out") "*) ;; *) fail "$name: tier $(cat "$work/out"), expected one of $tiers" ;; esac
}

warnings='-Wall -Wextra -Werror'

# program NAME TIERS COMPILER RUN...: as a C and as a C++ program
program() {
    name=$1 tiers=$2 cc=$3
    shift 3
    for source in user.c user.cc; do
        # shellcheck disable=SC2086
        built "$name, $source" $cc $warnings -Ikernels tests/kernels/$source kernels/*.c && runs "$name, $source" "$tiers" "$@"
    done
}

# compilers ISA TIERS RUN...
compilers() {
    isa=$1 tiers=$2
    shift 2
    [ -z "$*" ] || command -v "$1" >/dev/null || { leave_out "$isa: no $1 (Debian package qemu-user)"; return; }
    gcc=gcc clang='' static=''
    [ "$isa" = "$host" ] || gcc=$isa-linux-gnu-gcc clang="--target=$isa-linux-gnu" static=-static
    for cc in $gcc clang-14 clang-19; do
        command -v $cc >/dev/null || { leave_out "no $cc"; continue; }
        case $cc in clang*) target=$clang ;; *) target='' ;; esac
        # clang sees the folder of gcc's C++; nothing of it is used here.
        [ $cc = $gcc ] && ! command -v ${gcc%gcc}g++ >/dev/null && { leave_out "no ${gcc%gcc}g++"; continue; }
        for flags in '' -O2 -O3; do
            program "$cc $isa $flags" "$tiers" "$cc $target $static $flags" "$@"
        done
        # shellcheck disable=SC2086
        built "$cc $isa -std=c11" $cc $target $static $warnings -std=c11 -pedantic -Ikernels tests/kernels/user.c kernels/*.c &&
            runs "$cc $isa -std=c11" "$tiers" "$@"
    done
}

compilers x86_64 'scalar popcnt avx2 avx512' $([ "$host" = x86_64 ] || echo qemu-x86_64)
compilers aarch64 'neon cssc sve' $([ "$host" = aarch64 ] || echo qemu-aarch64)

# ---- where there is no ISA folder, and where the user wants no inline asm: scalar, and it alone ----
built 'scalar only' gcc -O2 -DASSAY_KERNELS_SCALAR_ONLY -Ikernels tests/kernels/user.c kernels/*.c && runs 'scalar only' scalar
[ "$(cut -d' ' -f3- "$work/out")" = scalar ] || fail "scalar only: the tiers are $(cut -d' ' -f3- "$work/out")"
if command -v clang-19 >/dev/null && [ -d "/usr/$host-linux-gnu/include" ] || [ -d /usr/aarch64-linux-gnu/include ]; then
    headers=$(ls -d /usr/*-linux-gnu/include | head -n 1)
    clang-19 --target=riscv64-linux-gnu -nostdlibinc -isystem "$headers" -O2 -Ikernels -c kernels/isa.c -o "$work/isa.o" 2>"$work/err" &&
        nm "$work/isa.o" >"$work/out" || fail "an ISA without a folder: $(head -n 3 "$work/err")"
    grep -q ' assay_isa_tiers$' "$work/out" || fail "an ISA without a folder has no table"
    ran=$((ran + 1))
else
    leave_out 'an ISA without a folder: no clang-19 or no cross headers'
fi

if command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64 >/dev/null; then
    built 'no vector registers' aarch64-linux-gnu-gcc -mgeneral-regs-only -static -Ikernels tests/kernels/user.c kernels/*.c &&
        runs 'no vector registers' scalar qemu-aarch64
else
    leave_out 'aarch64 without vector registers: no aarch64-linux-gnu-gcc or no qemu-aarch64'
fi
if command -v g++ >/dev/null; then # the first thing it says is what to do instead
    g++ -Ikernels -c kernels/isa.c -o "$work/isa.o" 2>&1 | grep -m 1 'error' | grep -q 'compile their files as C' ||
        fail 'g++ does not say that the kernels are C'
    ran=$((ran + 1))
else
    leave_out 'the kernels compiled as C++: no g++'
fi

# ---- the cap ----
built cap gcc -O2 -Ikernels tests/kernels/threads.c kernels/*.c -pthread || exit 1
best=$("$work/prog" | cut -d' ' -f1)
for cap in $("$work/prog" | cut -d' ' -f3-); do
    ASSAY_KERNELS_TIER=$cap "$work/prog" >"$work/out" 2>"$work/err" || fail "cap $cap: $(head -n 3 "$work/err")"
    [ ! -s "$work/err" ] || fail "cap $cap: it says $(head -n 1 "$work/err")"
    got=$(cut -d' ' -f1 "$work/out")
    [ "$got" = "$cap" ] || [ "$got" = "$best" ] || fail "cap $cap: tier $got"
    ran=$((ran + 1))
done
# A name that is none: said once, however many threads come first, and scalar.
for cap in nonsense '' Scalar 'scalar '; do
    ASSAY_KERNELS_TIER=$cap "$work/prog" >"$work/out" 2>"$work/err" || fail "cap '$cap': $(head -n 3 "$work/err")"
    [ "$(cut -d' ' -f1 "$work/out")" = scalar ] || fail "cap '$cap': tier $(cat "$work/out")"
    [ "$(grep -c "ASSAY_KERNELS_TIER.*'$cap'.*scalar" "$work/err")" = 1 ] && [ "$(wc -l <"$work/err")" = 1 ] ||
        fail "cap '$cap': expected one line that names it, got: $(cat "$work/err")"
    ran=$((ran + 1))
done
# A program that runs with another user's rights takes nothing from the environment.
chmod 755 "$work"
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    nobody='setpriv --reuid 65534 --clear-groups'
    ASSAY_KERNELS_TIER=nonsense $nobody "$work/prog" >"$work/out" 2>"$work/err"
    grep -q '^scalar plain ' "$work/out" && [ -s "$work/err" ] || fail "the cap of another user: $(cat "$work/out" "$work/err")"
    chmod u+s "$work/prog"
    ASSAY_KERNELS_TIER=nonsense $nobody "$work/prog" >"$work/out" 2>"$work/err"
    if grep -q ' setuid ' "$work/out"; then
        grep -q "^$best " "$work/out" && [ ! -s "$work/err" ] || fail "setuid: $(cat "$work/out" "$work/err")"
        ran=$((ran + 1))
    else
        leave_out 'setuid: the file system does not know it'
    fi
else
    leave_out 'setuid: only as root, with setpriv'
fi

# An unknown cap is said on standard error, not by a stderr that may be wide, and errno stays.
built 'wide stderr' gcc -O2 -Ikernels tests/kernels/wide.c kernels/*.c || exit 1
ASSAY_KERNELS_TIER=nonsense "$work/prog" 2>"$work/err" || fail "an unknown cap with a wide stderr: exit code $?"
grep -q "no tier is called 'nonsense'" "$work/err" || fail 'an unknown cap is not said where stderr is wide'
ASSAY_KERNELS_TIER=nonsense "$work/prog" 2>&- || fail "an unknown cap with a closed stderr: exit code $?"
ran=$((ran + 2))

# ---- scalar.c is compiled to what it says: no popcnt, no call of a library's popcount (aarch64 has an instruction for
# it in its base, which compilers may choose) ----
cat >"$work/twin.c" <<'EOF'
int count(unsigned long x) { return __builtin_popcountl(x); }
EOF
odd() { nm -u "$1" | grep -q popcount || objdump -d "$1" 2>&1 | grep -q 'popcnt'; }
for cc in gcc clang-14 clang-19; do
    command -v $cc >/dev/null || { leave_out "no $cc"; continue; }
    for opt in -O0 -O1 -O2 -O3 -Os; do
        $cc $opt -c kernels/scalar.c -o "$work/scalar.o" || fail "$cc $opt: scalar.c"
        ! odd "$work/scalar.o" || fail "$cc $opt makes scalar.c a popcount of its own"
        ran=$((ran + 1))
    done
done
for flags in -O2 '-O2 -mpopcnt'; do
    case $host,$flags in *mpopcnt) [ "$host" = x86_64 ] || continue ;; aarch64,*) continue ;; esac
    # shellcheck disable=SC2086
    gcc $flags -c "$work/twin.c" -o "$work/twin.o" && odd "$work/twin.o" || fail "$flags: the twin of scalar.c does not show"
done

echo "$ran programs${left_out:+, left out$left_out}"
[ $wrong = 0 ]
