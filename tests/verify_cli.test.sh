#!/bin/sh
# assay verify: bad requests are said, the three reports are well-formed and agree, a failure can be run again, and what is
# missing is skipped by name.
set -u
work=$BUILD/tests/verify_cli
rm -rf "$work"
mkdir -p "$work"
failed=0

fail() { echo "FAILED: $*"; failed=1; }

# refuses TEXT ARG...: exit code 2, the text on standard error, nothing on standard output
refuses() {
    text=$1
    shift
    "$ASSAY" verify "$@" >"$work/out" 2>"$work/err"
    code=$?
    [ $code = 2 ] || fail "verify $*: exit code $code, expected 2"
    [ ! -s "$work/out" ] || fail "verify $*: it prints: $(head -n 1 "$work/out")"
    grep -q -e "$text" "$work/err" || fail "verify $*: expected '$text', got: $(head -n 3 "$work/err")"
}

refuses '--kernel nosuch: it matches nothing; known: popcount' --kernel=nosuch
refuses '--tier nosuch: it matches nothing; known: auto, scalar' --tier=nosuch
refuses '--cpu 486: it matches nothing; known: native' --cpu=486
refuses '--build gcc-3: it matches nothing; known: clang' --build=gcc-3
refuses '--check luck: it matches nothing; known: random, sweep' --check=luck
refuses '--seed x: a number' --seed=x
refuses '--seed -1: a number' --seed=-1
refuses '--length 1e3: a number' --length=1e3
refuses '--offset : a number' --offset=
refuses '--jobs 0: a number from 1' --jobs=0
refuses '--time-limit 0: a number' --time-limit=0
refuses '--format xml: table, tap or junit' --format=xml
refuses '--quick and --all: one of them' --quick --all
refuses "'popcount': no argument was expected" popcount
refuses 'nowhere.yaml: No such file' --registry="$work/nowhere.yaml"
refuses 'nothing is left to check' --tier=scalar --cpu=Conroe --check=trap --list
refuses 'nothing is left to check' --tier=scalar --check=choice --list
refuses 'nowhere: No such file' --toolchains="$work/nowhere" --list

# ---- a registry of somebody's own: a sound tier, a broken one, one whose needs nobody knows; its folder's name is hard

own="$work/a <\"&' folder"
mkdir -p "$own"
cat >"$own/sum.c" <<'END'
#include <stddef.h>
#include <stdint.h>
uint64_t sum_reference(const void *data, size_t n)
{
	uint64_t s = 0;
	for (size_t i = 0; i < n; i++)
		s += ((const unsigned char *)data)[i];
	return s;
}
END
cat >"$own/tiers.c" <<'END'
#include <stddef.h>
#include <stdint.h>
uint64_t sum_sound(const void *data, size_t n)
{
	const unsigned char *p = data;
	uint64_t s = 0;
	while (n--)
		s += *p++;
	return s;
}
uint64_t sum_broken(const void *data, size_t n) { return sum_sound(data, n == 33 ? 32 : n); }
END
printf 'uint64_t x;\n#error "<&\001\377\302\205 ]]>"\n' >"$own/hopeless.c"
cat >"$own/kernels.yaml" <<'END'
references: [sum.c]
kernels:
  - name: sum
    params: [in, size]
    result: u64
    reference: sum_reference
    tiers:
      - {name: sound, function: sum_sound, source: tiers.c}
      - {name: broken, function: sum_broken, source: tiers.c}
      - {name: strange, isa: x86_64, function: sum_sound, source: tiers.c, needs: [no_such_feature]}
END
sed -e 's/tiers.c/hopeless.c/; /broken/d; /strange/d' "$own/kernels.yaml" >"$own/hopeless.yaml"
sed -e '/broken/d; /strange/d' "$own/kernels.yaml" >"$own/sound.yaml"

# own FILE ARG...: the registry's tiers on one CPU in one build
own() {
    file=$1
    shift
    "$ASSAY" verify --registry="$own/$file" --cpu=Conroe --build=gcc-12-x86_64/O2/extern --check=sweep --check=random \
        --seed=5 "$@" 2>"$work/err"
}

# reports FILE CODE: the three reports, which must be well-formed and agree
reports() {
    for format in table tap junit; do
        own "$1" --format=$format >"$work/$format"
        code=$?
        [ $code = "$2" ] || fail "$1 --format=$format: exit code $code, expected $2: $(cat "$work/err")"
    done
    python3 tests/verify_reports.py "$work/table" "$work/tap" "$work/junit" >"$work/faults" 2>&1 ||
        fail "$1: $(cat "$work/faults")"
}

reports sound.yaml 0
grep -q '^Conroe ok ' "$work/table" || fail "sound.yaml: $(cat "$work/table")"
grep -q '^2 checks passed, 0 failed, 0 skipped; seed 5; ' "$work/table" || fail "sound.yaml: $(tail -n 1 "$work/table")"

reports hopeless.yaml 1
tr '\n' ' ' <"$work/table" | grep -q 'no driver for .*, so  *2  *checks' || fail "hopeless.yaml: $(cat "$work/table")"
grep -q '<&\\x01\\xff' "$work/table" || fail "hopeless.yaml: the compiler's words are not there: $(cat "$work/table")"

reports kernels.yaml 1
grep -q '^Conroe ok  *FAIL  *-' "$work/table" || fail "kernels.yaml: $(cat "$work/table")"
grep -q '     2  x86_64/cpus.yaml does not say which models have no_such_feature' "$work/table" ||
    fail "kernels.yaml: the skips are not explained: $(cat "$work/table")"
grep -q '^       length 33, offset [0-9]*, seed 5$' "$work/table" || fail "kernels.yaml: the case is not told: $(cat "$work/table")"
grep -q '^       expected 0x' "$work/table" || fail "kernels.yaml: what was expected is not told"

cp "$work/table" "$work/failures"

# Mutants: caught, surviving, not built, not run.
cat >"$own/mutants.c" <<'END'
#include <stddef.h>
#include <stdint.h>
uint64_t sum_sound(const void *data, size_t n);
#ifdef MUTANT
enum { WRONG = 1 };
#else
enum { WRONG };
#endif
uint64_t sum_caught(const void *data, size_t n) { return sum_sound(data, n) + WRONG; }
uint64_t sum_alive(const void *data, size_t n) { return sum_sound(data, n); }
END
printf '#ifdef MUTANT\n#error "]]><&"\n#endif\n#include <stdint.h>\n#include <stddef.h>\n' >"$own/unbuilt.c"
echo 'uint64_t sum_sound(const void *, size_t); uint64_t sum_unbuilt(const void *p, size_t n) { return sum_sound(p, n); }' >>"$own/unbuilt.c"
{
    printf 'references: [sum.c]\nsources: [tiers.c]\nkernels:\n'
    for mutant in caught alive unbuilt; do
        source=mutants.c
        [ $mutant = unbuilt ] && source=unbuilt.c
        printf '  - {name: %s, params: [in, size], result: u64, reference: sum_reference, caught-by: [sweep],\n' $mutant
        printf '     tiers: [{name: x, isa: x86_64, function: sum_%s, source: %s}]}\n' $mutant $source
    done
    printf '  - {name: lost, params: [in, size], result: u64, reference: sum_reference, caught-by: [sweep],\n'
    printf '     tiers: [{name: x, isa: x86_64, function: sum_alive, source: mutants.c, needs: [no_such_feature]}]}\n'
} >"$own/mutants.yaml"
reports mutants.yaml 1
for line in '^caught/x  *x86_64  ok  *sweep  *random: .*' '^alive/x  *x86_64  ok  *sweep  *SURVIVED$' \
    '^unbuilt/x  *x86_64  ok  *sweep  *NOT BUILT' '^lost/x  *x86_64  -  *sweep  *skipped: no check that must catch it' \
    ' failed, .* 1 mutants caught, 1 survived, 1 not built, 1 skipped; seed 5'; do
    grep -q "$line" "$work/table" || fail "mutants: expected '$line': $(cat "$work/table")"
done
grep -q '^not ok [0-9]* - mutant alive/x x86_64$' "$work/tap" || fail "tap: alive: $(cat "$work/tap")"
grep -q '^ok [0-9]* - mutant caught/x x86_64 caught by ' "$work/tap" || fail "tap: caught: $(cat "$work/tap")"
grep -q '^ok [0-9]* - mutant lost/x x86_64 # SKIP ' "$work/tap" || fail "tap: lost: $(cat "$work/tap")"

# The command that runs a failed case again does so.
sed -n 's/^       again: assay //p' "$work/failures" >"$work/again"
[ "$(wc -l <"$work/again")" = 2 ] || fail "two commands were expected: $(cat "$work/again")"
while read -r again; do
    eval "\"\$ASSAY\" $again" >"$work/out" 2>&1
    code=$?
    [ $code = 1 ] || fail "$again: exit code $code"
    grep -q '0 checks passed, 1 failed, 0 skipped; seed 5; ' "$work/out" || fail "$again: $(tail -n 1 "$work/out")"
    grep -q '^       length 33, offset ' "$work/out" || fail "$again: another case: $(cat "$work/out")"
done <"$work/again"

# Ranges of no bytes are a case like others.
own sound.yaml --check='guard-*' --length=0 >"$work/out" || fail "--length=0: $(cat "$work/out" "$work/err")"
grep -q '^4 checks passed, 0 failed, 0 skipped; ' "$work/out" || fail "--length=0: $(cat "$work/out")"

# Nothing but skips is no success.
own kernels.yaml --tier=strange >"$work/out"
code=$?
[ $code = 2 ] || fail "all skipped: exit code $code, expected 2"
grep -q '^0 checks passed, 0 failed, 2 skipped;' "$work/out" || fail "all skipped: $(tail -n 1 "$work/out")"
grep -q 'nothing could be checked' "$work/err" || fail "all skipped: $(cat "$work/err")"

# Without --seed it is another one each time, and it is printed; with --quick it is 1.
seed() { own sound.yaml "$@" >"$work/out"; sed -n 's/.*; seed \([0-9]*\);.*/\1/p' "$work/out"; }
own() { file=$1; shift; "$ASSAY" verify --registry="$own/$file" --cpu=Conroe --build=gcc-12-x86_64/O2/extern --check=random "$@" 2>"$work/err"; }
first=$(seed) second=$(seed) quick=$(seed --quick)
[ -n "$first" ] && [ "$first" != "$second" ] || fail "seeds: $first, $second"
[ "$quick" = 1 ] || fail "the seed of --quick is $quick"

# ---- what is missing: the tool lies where no newer QEMU was unpacked, and PATH lacks some commands

mkdir -p "$work/bin" "$work/tool/bin"
cp "$ASSAY" "$work/tool/bin/assay"
# without PATTERN ARG...: assay verify with the commands that match left out of PATH
without() {
    rm -rf "$work/bin"
    mkdir -p "$work/bin"
    find /usr/bin /bin -maxdepth 1 ! -name "$1" -exec ln -s -t "$work/bin" -- {} + 2>/dev/null
    shift
    PATH=$work/bin ASSAY_HOME=$PWD XDG_CACHE_HOME=$work/cache "$work/tool/bin/assay" verify --check=sweep --seed=1 \
        --registry="$own/sound.yaml" "$@" >"$work/out" 2>"$work/err"
}
without 'qemu-*' --cpu=native --cpu=Conroe --build='gcc-12-*/O2/extern'
code=$?
[ $code = 0 ] || [ "$(uname -m)" != x86_64 ] || fail "without QEMU: exit code $code: $(cat "$work/err")"
grep -q '     1  qemu-x86_64 is missing (Debian package qemu-user)' "$work/out" || fail "without QEMU: $(cat "$work/out")"
grep -q '^Conroe -$' "$work/out" || fail "without QEMU Conroe is not skipped: $(cat "$work/out")"
without 'gcc-12' --cpu=Conroe --build='gcc-12-x86_64/O2/extern' --build='clang-19-x86_64/O2/extern'
code=$?
if [ "$(uname -m)" = x86_64 ]; then
    [ $code = 0 ] || fail "without gcc-12: exit code $code: $(cat "$work/err")"
    grep -q '     1  gcc-12 is missing (Debian packages gcc-12, libc6-dev)' "$work/out" || fail "without gcc-12: $(cat "$work/out")"
    grep -q '^1 checks passed, 0 failed, 1 skipped' "$work/out" || fail "without gcc-12: $(tail -n 1 "$work/out")"
fi

# ---- malformed CPU and toolchain files, and CPUs that the emulator does not have

home=$work/home
# with_cpus SED-SCRIPT: assay's data with another x86_64/cpus.yaml
with_cpus() {
    rm -rf "$home"
    mkdir -p "$home/x86_64"
    ln -s "$PWD/corpus" "$PWD/kernels" "$PWD/aarch64" "$PWD/toolchains" "$home"
    ln -s "$PWD/x86_64/kernels" "$PWD/x86_64/verify" "$home/x86_64"
    sed -e "$1" x86_64/cpus.yaml >"$home/x86_64/cpus.yaml"
    cmp -s "$home/x86_64/cpus.yaml" x86_64/cpus.yaml && fail "no change: $1"
    ASSAY_HOME=$home "$ASSAY" verify --list >"$work/out" 2>"$work/err"
}
bad_cpus() {
    with_cpus "$1"
    code=$?
    [ $code = 2 ] || fail "cpus.yaml with $1: exit code $code, expected 2"
    grep -q -e "$2" "$work/err" || fail "cpus.yaml with $1: expected '$2', got: $(cat "$work/err")"
}
bad_cpus 's/has: \[pni, ssse3\]/has: [pni, ssse4]/' 'cpus.yaml:[0-9]*: Conroe: one of the words in `features` was expected, not `ssse4`'
bad_cpus 's/id: Penryn/id: Conroe/' 'cpus.yaml:[0-9]*: Conroe stands in line'
bad_cpus 's/, has: \[pni, ssse3\]//' 'Conroe: `args` and `has` were expected'
bad_cpus 's/native: true/native: true, args: [-x]/' "native: the host's row has neither"
bad_cpus 's/quick: true/quick: often/' 'quick: true or false was expected'
bad_cpus '/^emulator/d' '`emulator:` is missing'
bad_cpus 's/id: EPYC/id: Rome/' 'registry.yaml:[0-9]*: choice: expect: a CPU of ISA/cpus.yaml was expected, not EPYC'
with_cpus 's/\[-cpu, Conroe\]/[-cpu, Cronoe]/'
grep -q "^popcount scalar Conroe .* skipped: .*unable to find CPU model 'Cronoe'" "$work/out" || fail "an unknown model: $(grep Conroe "$work/out" | head -n 1)"
! grep -q "^popcount scalar Penryn .* skipped" "$work/out" || fail "a known model is skipped"
with_cpus 's/qemu: 7.2/qemu: 99/'
grep -q "^popcount scalar Haswell .* skipped: qemu-x86_64 99 or newer is needed, found: " "$work/out" || fail "qemu: 99: $(grep Haswell "$work/out" | head -n 1)"

cp -r toolchains "$work/toolchains"
sed -i 's,base: O2/extern,base: O9/extern,' "$work/toolchains/gcc-12-x86_64.yaml"
refuses 'gcc-12-x86_64.yaml: verify: O9/extern matches no OPT/MODE' --toolchains="$work/toolchains" --list

[ $failed = 0 ] || exit 1
