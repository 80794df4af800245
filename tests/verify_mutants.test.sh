#!/bin/sh
# `assay verify` catches every kernel that is broken on purpose (tests/mutants/), by the check that must catch it and for
# the reason that is its own, and passes its sound twin; and it says so when it does not.
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
ASSAY=${ASSAY:-$here/build/assay}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
faults=0
fault() { echo "FAULT: $1"; faults=$((faults + 1)); }

# ---- the mutants

for file in "$here"/tests/mutants/*/*.c; do
    name=${file#"$here"/tests/mutants/}
    grep -q "source: $name" "$here"/tests/mutants/*.yaml || fault "$name is in no registry"
done
timeout 600 "$ASSAY" verify --quick --format=tap --out="$work" --registry="$here/tests/mutants/registry.yaml" \
    --registry="$here/tests/mutants/choice.yaml" >"$work/tap" 2>"$work/err"
code=$?
cat "$work/err"
if grep -q 'nothing could be checked' "$work/err"; then
    tail -n 3 "$work/err"
    exit 77
fi
grep -v '^ok' "$work/tap" # plan, failures with their details, summary
[ $code = 0 ] || fault "assay verify exited with $code"

# Which check killed which.
awk '/^ok .* - mutant .* caught by / {
        name = $5; isa = $6; check = $9; sub(/:$/, "", check)
        why = $0; sub(/.* caught by [^:]*: /, "", why); sub(/ \([^()]*\)$/, "", why); gsub(/[^ ]*\/mutants\//, "", why)
        printf "%-30s %-8s %-12s %s\n", name, isa, check, substr(why, 1, 90)
    }
    /^ok .* - mutant .* # SKIP / { printf "%-30s %-8s %-12s %s\n", $5, $6, "skipped", $0 }' "$work/tap" >"$work/table"
{
    printf '%-30s %-8s %-12s %s\n' mutant ISA 'killed by' because
    cat "$work/table"
} | tee "${logs:-$work}/verify_mutants.report"
killed=$(grep -vc ' skipped ' "$work/table")
[ "$killed" -gt 0 ] || fault "no mutant was caught"

# ---- what must not count as caught

cp "$here/tests/mutants/reference.c" "$here/tests/mutants/mutant.h" "$work"
mkdir -p "$work/k"
cat >"$work/k/sum.c" <<'END'
#include "../mutant.h"
uint64_t mutant_sum(const void *data, size_t size);
uint64_t mutant_sum(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = FIRST;
	for (; size; size--)
		sum += *p++;
	return sum;
}
END
# registry FIRST SHOWS: one kernel, whose sum starts with FIRST
registry() {
    sed "s/FIRST/$1/" "$work/k/sum.c" >"$work/k/$3.c"
    printf '%s\n' 'references: [reference.c]' 'kernels:' '  - name: sum' '    params: [in, size]' '    result: u64' \
        '    reference: reference_sum' '    caught-by: [random]' "    shows: [$2]" '    builds: ["gcc-12-*/O2/extern"]' \
        '    tiers:' "      - {name: only, function: mutant_sum, source: k/$3.c}" >"$work/$3.yaml"
}
# expect CODE TEXT NAME
expect() {
    "$ASSAY" verify --quick --out="$work" --registry="$work/$3.yaml" >"$work/out" 2>&1
    code=$?
    if [ $code != "$1" ] || ! grep -q "$2" "$work/out"; then
        fault "$3: exit code $code, expected $1, and '$2' in:"
        cat "$work/out"
    fi
}
registry 'SOUND(0) BROKEN(1)' result caught && expect 0 'random: result' caught
registry 'SOUND(0) BROKEN(0)' result alive && expect 1 'SURVIVED' alive
registry 'SOUND(0) BROKEN(1)' 'signal 11' accident && expect 1 'SURVIVED; others failed: random: result' accident
registry 'SOUND(1) BROKEN(1)' result twin && expect 1 'FAILED sum/only' twin
registry 'SOUND(0) BROKEN(no_such_name)' result unbuilt && expect 1 'NOT BUILT' unbuilt

echo "$killed mutants killed, $faults faults"
[ "$faults" = 0 ]
