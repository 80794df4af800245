#!/bin/sh
# `assay run` on a corpus that is broken on purpose: each fault is told apart, and none hides another.
set -u
host=$(uname -m)
case $host in
    x86_64) other=aarch64 ;;
    aarch64) other=x86_64 ;;
    *) echo "no toolchain of this test runs on $host"; exit 77 ;;
esac
here=$(cd "$(dirname "$0")/.." && pwd)
ASSAY=${ASSAY:-$here/build/assay}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
corpus=$work/corpus tools=$work/toolchains out=$work/out
faults=0

fault() { echo "FAULT: $*"; faults=$((faults + 1)); }
# assay run on the broken corpus: standard output in $work/stdout, errors in $work/stderr, the exit code in $code
run() {
    "$ASSAY" run --corpus "$corpus" --toolchains "$tools" --out "$out" --time-limit 2 "$@" \
        >"$work/stdout" 2>"$work/stderr"
    code=$?
}
expect_code() { [ "$code" = "$1" ] || fault "$2: exit code $code, expected $1: $(cat "$work/stderr")"; }
# Results of one pair (and config), as JSON lines.
results() { grep "\"pair\":\"$1\"" "$out/results/latest.jsonl" | grep -- "${2:-}"; }
holds() { grep -q -- "$2" "$1" || fault "$3: '$2' was expected in: $(tail -n 12 "$1")"; }
lacks() { ! grep -q -- "$2" "$1" || fault "$3: '$2' was not expected in: $(tail -n 12 "$1")"; }

# pair NAME BODY-OF-GOOD: x[0..n-1] += 1 by contract
pair() {
    dir=$corpus/register-spill/$1 name=$(echo "$1" | tr - _)
    mkdir -p "$dir"
    for half in bad good; do
        {
            echo '#include <stddef.h>'
            echo '#include <stdint.h>'
            echo "void ${name}_$half(volatile uint32_t *x, size_t n) {"
            case $half in good) echo "$2" ;; *) echo 'for (size_t i = 0; i < n; i++) x[i] += 1;}' ;; esac
        } >"$dir/$half.c"
    done
    cat >"$dir/drive.c" <<END
#include "drive.h"
void ${name}_bad(volatile uint32_t *x, size_t n);
void ${name}_good(volatile uint32_t *x, size_t n);
static void run(struct drive *d)
{
	uint32_t *x = drive_u32(d, d->n), *y = drive_copy(d, x, d->n * sizeof *x);
	${name}_bad(x, d->n);
	${name}_good(y, d->n);
	drive_same_bytes(d, "counters", x, y, d->n * sizeof *x);
}
DRIVE_PAIR("$1", run, 0)
END
    cat >"$dir/pair.yaml" <<END
class: register-spill
title: A broken pair
teaches: Nothing.
fix: None.
shows: ["none-*/O2"]
END
}
right='for (size_t i = n; i > 0; i--) x[i - 1] += 1;}'

mkdir -p "$tools"
cp "$here/toolchains/gcc-12-$host.yaml" "$here/toolchains/gcc-12-$other.yaml" "$tools"
# No default config is named by the pairs' intents: no toolchain of these is a default one.
sed -i 's/^default: true/default: false/' "$tools"/*.yaml
all='--toolchain * --opt O2'
set -f

pair sound "$right"
pair sounder "$right"
pair crashes 'if (n == 33) *(volatile int *)8 = 1; for (size_t i = 0; i < n; i++) x[i] += 1;}'
pair hangs 'volatile int go = 1; while (n == 5 && go) ; for (size_t i = 0; i < n; i++) x[i] += 1;}'
pair differs 'for (size_t i = 0; i < n; i++) x[i] += i == 40 ? 2 : 1;}'
pair reads-over 'for (size_t i = 0; i < n; i++) x[i] += 1; if (n == 64) (void)x[n + 16];}'
pair writes-under 'for (size_t i = 0; i < n; i++) x[i] += 1; if (n == 7) x[-1] = 0;}'
pair exits '_Noreturn void exit(int); if (n == 9) exit(0); for (size_t i = 0; i < n; i++) x[i] += 1;}'
pair kills-driver 'int kill(int, int); int getppid(void); if (n == 3) { kill(getppid(), 9); for (;;) ; }
for (size_t i = 0; i < n; i++) x[i] += 1;}'

# ---- every fault told apart, with seed, input and signal ----------------------------------------------------------
run $all --seed 7
expect_code 1 "broken pairs"
for how in gcc-12-$host gcc-12-$other; do
    for row in 'sound:"emulated":{"outcome":"ok"' 'sounder:"emulated":{"outcome":"ok"' \
        'crashes:"outcome":"signal".*"case":"n=33,align=.*,fill=.*,seed=0x.*signal 11' \
        'hangs:"outcome":"timeout".*"case":"n=5,.*not done after 2 s' \
        'differs:"outcome":"differs".*"case":"n=.*counters: byte 160 of' \
        'reads-over:"outcome":"signal".*"case":"n=64,' \
        'writes-under:"outcome":"overrun".*"case":"n=7,' \
        'exits:"outcome":"exited".*"case":"n=9,' \
        'kills-driver:"outcome":"lost"'; do
        results "${row%%:*}" "$how" | grep -q "${row#*:}" ||
            fault "$how ${row%%:*}: ${row#*:} was expected in: $(results "${row%%:*}" "$how")"
    done
done
results sound "gcc-12-$host" | grep -q '"native":{"outcome":"ok"' || fault "sound was not run natively"
results sound "gcc-12-$other" | grep -q '"native":{"outcome":"not-run"' || fault "the other ISA ran natively"
holds "$work/stdout" 'FAILED register-spill/crashes: signal: .*signal 11 .*seed 7; again: ' "the failure's line"
lacks "$work/stdout" 'FAILED register-spill/sound' "a sound pair"
lacks "$work/stderr" "$(printf '\r')" "a progress bar without a terminal"
lacks "$work/stdout" "$(printf '\033')" "colours without a terminal"

# The line tells how to see the same case again.
again=$(sed -n "s/^FAILED register-spill\/differs: differs: native:.*; again: //p" "$work/stdout")
if [ -n "$again" ]; then
    sh -c "$again" >"$work/again" 2>&1
    grep -q '^differs.differs.1.n=.*counters' "$work/again" || fault "again: $(cat "$work/again")"
else
    fault "no command to run the differing case again"
fi

# ---- a pair that does not compile, two that clash in the link ----------------------------------------------------
set +f
rm -rf "$corpus"/register-spill/crashes "$corpus"/register-spill/differs "$corpus"/register-spill/exits \
    "$corpus"/register-spill/hangs "$corpus"/register-spill/kills-driver "$corpus"/register-spill/reads-over \
    "$corpus"/register-spill/writes-under
set -f
pair no-syntax 'this is no C }'
pair undefined 'void nowhere_to_be_found(void); if (n == 1000000) nowhere_to_be_found(); '"$right"
pair clash-one "$right"
pair clash-two "$right"
echo 'int clashing_name = 1;' >>"$corpus/register-spill/clash-one/good.c"
echo 'int clashing_name = 2;' >>"$corpus/register-spill/clash-two/good.c"
run $all
expect_code 1 "pairs that cannot be built"
holds "$work/stdout" 'FAILED register-spill/no-syntax: not-built: .*no-syntax/good.c: the compiler exited with 1: .*error' \
    "a syntax error"
holds "$work/stdout" 'FAILED register-spill/undefined: not-built: .*undefined: the linker .*nowhere_to_be_found' \
    "an undefined symbol"
for name in sound clash-one clash-two; do
    results $name "gcc-12-$other" | grep -q '"emulated":{"outcome":"ok"' || fault "$name did not run beside them"
done
set +f
rm -rf "$corpus"/register-spill/no-syntax "$corpus"/register-spill/undefined "$corpus"/register-spill/clash-*
set -f

# ---- a good half that is flagged, an intent that does not hold ---------------------------------------------------
pair flagged "$right"
mkdir "$corpus/missed-simd"
mv "$corpus/register-spill/flagged" "$corpus/missed-simd/flagged"
flagged=$corpus/missed-simd/flagged
sed -i 's/"none-\*\/O2"/"gcc-12-*\/O2"/; s/register-spill/missed-simd/' "$flagged/pair.yaml"
sed -i 's/volatile//g' "$flagged/bad.c" "$flagged/good.c" "$flagged/drive.c"
sed -i 's/^for .*/}/' "$flagged/bad.c"
run $all --pair missed-simd/flagged
expect_code 1 "a flagged good half"
holds "$work/stdout" 'FAILED missed-simd/flagged: good-flagged: flagged_good at .text+0x.*, good.c:4' "a flagged good half"
holds "$work/stdout" 'FAILED missed-simd/flagged: intent-fails: pair.yaml says that bad shows missed-simd here' "intent"
holds "$work/stdout" 'FAILED missed-simd/flagged: differs: ' "a wrong result beside them"
rm -rf "$corpus/missed-simd"

# ---- the cache ----------------------------------------------------------------------------------------------------
run $all
expect_code 0 "sound pairs"
run $all
expect_code 0 "sound pairs again"
holds "$work/stderr" '^assay: 0 compiled, 0 audited, 0 linked, 0 run, 0 counted, 0 asked of oracles; 4 of 4 from the cache$' \
    "nothing changed"
echo '/* edited */' >>"$corpus/register-spill/sounder/good.c"
run $all
holds "$work/stderr" '^assay: 2 compiled, 2 audited, 2 linked, 3 run, 2 counted, 2 asked of oracles; 2 of 4 from the cache$' \
    "one half of one pair edited"
run $all --seed 2
holds "$work/stderr" '^assay: 0 compiled, 0 audited, 2 linked, 6 run, 0 counted, 0 asked of oracles; 0 of 4 from the cache$' \
    "another seed"
sed -i 's/^flags:.*//; $a flags: [-fno-inline]' "$tools/gcc-12-$other.yaml"
run $all
holds "$work/stderr" '; 2 of 4 from the cache$' "one toolchain's flags edited"
find "$out/cache" -type f -exec sh -c 'head -c 50 "$1" >"$1.torn" && mv "$1.torn" "$1"' sh '{}' ';'
run $all
expect_code 0 "a torn cache"
holds "$work/stderr" '; 0 of 4 from the cache$' "a torn cache"
rm -rf "$out/cache"
for i in 1 2; do
    "$ASSAY" run --corpus "$corpus" --toolchains "$tools" --out "$out" $all >"$work/stdout.$i" 2>&1 &
    eval "pid$i=$!"
done
wait "$pid1" || fault "the first of two runs at the same time"
wait "$pid2" || fault "the second of two runs at the same time"
[ -z "$(ls "$out/tmp")" ] || fault "left behind: $(ls "$out/tmp")"

# ---- requests that cannot be used ----------------------------------------------------------------------------------
for request in '--toolchain gcc-99-vax' '--opt O9' '--pair no-such-*' '--class no-such-class' '--class missed-simd' \
    '--isa-level no-such-level'; do
    run --opt O2 --toolchain 'gcc-*' $request
    expect_code 2 "$request"
    holds "$work/stderr" 'it matches nothing; known: ' "$request"
    [ ! -s "$work/stdout" ] || fault "$request: results were printed"
done
run --toolchain gcc-99-vax
holds "$work/stderr" "known: gcc-12-aarch64, gcc-12-x86_64" "an unknown toolchain"
for request in --no-such-option 'an-argument' '--jobs 0' '--jobs x' '--time-limit 0' '--seed -1' '--seed 1x'; do
    run $request
    expect_code 2 "$request"
    [ -s "$work/stderr" ] || fault "$request: nothing was said"
done
run --corpus "$work/no-such-folder"
expect_code 2 "no corpus"
holds "$work/stderr" 'no-such-folder: No such file or directory' "no corpus"

# ---- malformed files: the others go on ------------------------------------------------------------------------------
pair malformed "$right"
echo 'shows: [twice/O2]' >>"$corpus/register-spill/malformed/pair.yaml"
run $all
expect_code 2 "a malformed manifest"
holds "$work/stderr" 'malformed/pair.yaml:6: `shows` stands here a second time' "a malformed manifest"
results sound "gcc-12-$host" | grep -q '"outcome":"ok"' || fault "a malformed manifest hid the others"
printf 'class: register-spill\n\tx' >"$corpus/register-spill/malformed/pair.yaml"
run $all
expect_code 2 "no YAML"
holds "$work/stderr" 'malformed/pair.yaml:2: not YAML: ' "no YAML"
set +f
rm -rf "$corpus"/register-spill/malformed
set -f
printf 'isa: %s\nhosts: []\nemulator: {command: x, packages: [x]}\n' "$host" >"$tools/bad-1-$host.yaml"
run $all
expect_code 2 "a malformed toolchain"
holds "$work/stderr" "bad-1-$host.yaml:2: hosts: a command for each host machine was expected" "a malformed toolchain"
results sound "gcc-12-$host" | grep -q '"outcome":"ok"' || fault "a malformed toolchain hid the others"
rm "$tools/bad-1-$host.yaml"

# ---- missing compiler, missing library, missing QEMU ----------------------------------------------------------------
cat >"$tools/gone-1-$host.yaml" <<END
isa: $host
hosts: {$host: {command: no-such-compiler, packages: [package-of-the-compiler]}}
emulator: {command: qemu-$host, packages: [qemu-user]}
END
cat >"$tools/half-1-$host.yaml" <<END
isa: $host
hosts: {$host: {command: gcc-12, packages: [gcc-12, package-of-its-library]}}
flags: [-nostdinc]
emulator: {command: qemu-$host, packages: [qemu-user]}
END
cat >"$tools/mute-1-$host.yaml" <<END
isa: $host
hosts: {$host: {command: gcc-12, packages: [gcc-12]}}
link: [-static]
emulator: {command: no-such-qemu, packages: [package-of-the-emulator]}
END
run $all
expect_code 2 "missing programs"
holds "$work/stderr" "gone-1-$host is unavailable: no-such-compiler is missing (Debian package package-of-the-compiler)" \
    "a missing compiler"
holds "$work/stderr" "half-1-$host is unavailable: gcc-12 cannot build a program: .*gcc-12, package-of-its-library" \
    "a compiler without its library"
holds "$work/stderr" "mute-1-$host: its code is not run: no-such-qemu is missing (Debian package package-of-the-emulator)" \
    "a missing emulator"
holds "$work/stdout" '2 pairs x 5 configs: 10 results, 4 unavailable' "unavailable configs are counted"
holds "$work/stdout" 'runs    under QEMU: 4 right, 0 wrong, 2 not run (no-such-qemu is missing' "runs without an emulator"
results sound "gone-1-$host" | grep -q '"available":false,"unavailable":"no-such-compiler' || fault "gone: the result"
results sound "mute-1-$host" | grep -q '"emulated":{"outcome":"not-run".*"native":{"outcome":"ok"' ||
    fault "mute: $(results sound "mute-1-$host")"
results sound "gcc-12-$other" | grep -q '"emulated":{"outcome":"ok"' || fault "a missing compiler hid the others"
rm "$tools"/gone* "$tools"/half* "$tools"/mute* 2>/dev/null
set +f
rm -f "$tools"/gone* "$tools"/half* "$tools"/mute*
set -f

# ---- outputs that cannot be written ---------------------------------------------------------------------------------
"$ASSAY" run --corpus "$corpus" --toolchains "$tools" --out "$out" $all >/dev/full 2>"$work/stderr"
[ $? = 2 ] || fault "/dev/full: exit code"
holds "$work/stderr" 'standard output: No space left on device' "/dev/full"
results sounder "gcc-12-$host" | grep -q '"failures":\[\]}$' || fault "/dev/full: the results' last line"
run $all --out /proc/assay
expect_code 2 "an output folder that cannot be made"
holds "$work/stderr" '/proc/assay: .*(a folder that can be written was expected)' "an output folder that cannot be made"

# ---- the caller's environment, the terminal, the table ---------------------------------------------------------------
mkdir "$work/poison"
echo '#error poisoned' >"$work/poison/stdint.h"
CPATH=$work/poison LIBRARY_PATH=$work/poison QEMU_LOG=exec C_INCLUDE_PATH=$work/poison
export CPATH LIBRARY_PATH QEMU_LOG C_INCLUDE_PATH
run $all --no-cache
expect_code 0 "a poisoned environment"
unset CPATH LIBRARY_PATH QEMU_LOG C_INCLUDE_PATH
run --toolchain 'gcc-12-*' --isa-level '*v2' --isa-level base --isa-level 'armv8.2-a' --opt 'O[23]' --opt -O1
expect_code 0 "ISA levels"
results sound "gcc-12-x86_64/O3/x86-64-v2" | grep -q '"level":"x86-64-v2".*"emulated":{"outcome":"ok"' ||
    fault "ISA levels: $(results sound x86-64-v2)"
[ "$(awk 'length > 100' "$work/stdout" | grep -c '^[a-z ]')" = 0 ] || fault "a table wider than 100 columns"
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
    export ASSAY corpus tools out
    command='"$ASSAY" run --corpus "$corpus" --toolchains "$tools" --out "$out" --opt O2 --toolchain "gcc-12-*"'
    TERM=xterm script -qec "$command --no-cache" /dev/null >"$work/terminal" </dev/null
    holds "$work/terminal" "$(printf '\r')\[#" "a progress bar on a terminal"
    holds "$work/terminal" "$(printf '\033')\[1m" "colours on a terminal"
    NO_COLOR=1 TERM=xterm script -qec "$command" /dev/null >"$work/terminal" </dev/null
    lacks "$work/terminal" "$(printf '\033')\[[1-9]" "NO_COLOR"
fi
[ "$faults" = 0 ] && echo "every fault told apart"
exit $((faults > 0))
