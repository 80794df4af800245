#!/bin/sh
# assay verify: what each extent takes in, and that naming CPUs and builds leaves exactly those.
set -u
work=$BUILD/tests/verify_plan
rm -rf "$work"
mkdir -p "$work"
failed=0

fail() { echo "FAILED: $*"; failed=1; }
list() { "$ASSAY" verify --list "$@" 2>"$work/err" || fail "verify --list $*: $(cat "$work/err")"; }

list >"$work/default"
list --quick >"$work/quick"
list --all >"$work/all"
python3 tests/verify_extents.py "$work/default" "$work/quick" "$work/all" >"$work/faults" 2>&1 || fail "$(cat "$work/faults")"

# The test of the plan fires: without one line each of these is seen.
for gone in 'auto Conroe' 'sve a64fx gcc-12-aarch64/O3/lto' 'popcount scalar .*huge' 'avx2 Penryn'; do
    n=$(grep -c "$gone" "$work/default")
    line=$(grep -n "$gone" "$work/default" | head -n 1 | cut -d: -f1)
    [ "$n" -gt 0 ] || fail "no '$gone' in the plan"
    sed "${line}d" "$work/default" >"$work/short"
    python3 tests/verify_extents.py "$work/short" "$work/quick" "$work/all" >"$work/faults" 2>&1 &&
        fail "a plan without '$gone' is taken for whole"
done

# expect N ARG...: so many lines for popcount/scalar, whose checks are all alike
expect() {
    n=$1
    shift
    got=$(list --kernel=popcount --tier=scalar --check=sweep "$@" | grep -c '^popcount scalar ')
    [ "$got" = "$n" ] || fail "verify --list $*: $got cells, expected $n"
}
expect 15 --cpu=Conroe
expect 16 --cpu=Conroe --cpu=Penryn
expect 1 --cpu=Conroe --build=gcc-12-x86_64/O3/lto
expect 4 --cpu=Conroe --cpu=Penryn --build='gcc-12-x86_64/O3/[il]*'
expect 3 --cpu=Conroe --build='gcc-12-x86_64/O3/*'
expect 1 --cpu=Conroe --build=clang-14-x86_64/O1/inlined
expect 6 --cpu=Conroe --build='clang-14-x86_64/*/*'
expect 15 --cpu=Conroe --build='gcc-12-x86_64/*' --build='clang-19-x86_64/*'

# Huge is planned where one is asked for by name, whatever it is.
list --kernel=hamming --tier=neon --cpu=cortex-a72 --build=clang-19-aarch64/Os/inlined --check=huge |
    grep -q '^hamming neon cortex-a72 clang-19-aarch64/Os/inlined huge' || fail "huge cannot be asked for by name"

# Every mutant faces what must catch it, in each of its builds; its twin stands beside it.
for registry in tests/mutants/*.yaml; do
    list --registry="$registry" --quick >"$work/mutants"
    grep -q '^mutant ' "$work/mutants" || fail "$registry: no mutant is planned"
    for name in $(sed -n 's/^  - name: //p' "$registry"); do
        grep -q "^mutant $name " "$work/mutants" || fail "$registry: mutant $name is not planned"
        grep -q "^$name .* random,sweep,\|^$name .* trap\|^$name .* choice" "$work/mutants" || fail "$registry: the sound twin of $name is not planned"
    done
done

# Assembly has no asm statements and cannot be inlined: check clobbers and mode inlined leave it out.
: >"$work/tier.S"
: >"$work/tier.c"
printf '%s\n' 'kernels:' '  - {name: k, params: [in, size], result: u64, reference: f,' \
    '     tiers: [{name: s, function: f, source: tier.S}, {name: c, function: g, source: tier.c}]}' >"$work/assembly.yaml"
list --registry="$work/assembly.yaml" --check=clobbers >"$work/clobbers"
grep -q '^k c .* clobbers$' "$work/clobbers" || fail "clobbers is not planned: $(cat "$work/clobbers")"
grep -q '^k s ' "$work/clobbers" && fail "assembly is to be read as C: $(cat "$work/clobbers")"
list --registry="$work/assembly.yaml" --quick >"$work/modes"
grep -q '^k s .*/extern ' "$work/modes" || fail "assembly is not planned: $(cat "$work/modes")"
grep -q '^k s .*/inlined ' "$work/modes" && fail "assembly is to be inlined: $(cat "$work/modes")"

[ $failed = 0 ] || exit 1
