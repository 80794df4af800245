#!/bin/sh
# What the bench of the aarch64 kernels prints for figures that are given here: tables of 100 columns, a compiler's loop
# that is as good is said to be, JSON.
set -u
cd "$(dirname "$0")/.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
wrong=0
fail() { echo "FAILED: $*"; wrong=1; }
says() { grep -qF -- "$1" "$work/out" || fail "not said: $1"; }
never() { ! grep -qF -- "$1" "$work/out" || fail "said: $1"; }

printf 'scalar\tportable C\nneon\tinline asm\nsve\tinline asm\ngcc\tgcc 0, "-O3"\nclang_sve\tclang 0\n' >"$work/titles"
cat >"$work/counts" <<'E2'
scalar base plugin popcount aligned 8 1 40
neon base plugin popcount aligned 8 1 12
neon base plugin popcount random 64 10 400
neon base plugin popcount aligned 1024 1 256
neon base plugin popcount odd 1024 1 256
sve sve256 plugin popcount aligned 1024 1 128
gcc base plugin popcount aligned 1024 1 1024
clang+sve sve512 log popcount aligned 1024 1 64
E2
cat >"$work/cycles" <<'E2'
neon base popcount NeoverseN1Model neoverse-n1 128 23 8.000
gcc base popcount NeoverseN1Model neoverse-n1 8 9 2.000
scalar base popcount NeoverseN1Model neoverse-n1 128 9 1.000
E2
report() { awk -v json="$work/json" -v mca="LLVM 0" -f bench/kernels_aarch64.awk "$work/titles" "$work/counts" "$work/cycles" >"$work/out" || fail awk; }

report
says 'nowhere' # gcc needs four times the time; scalar is no inline asm and no compiler's loop
says 'NeoverseN1Model'
grep -qE '^8 +40 +12 +- +- +-$' "$work/out" || fail 'instructions of a call'
grep -qE '^0-64 +- +40 ' "$work/out" || fail 'the average of random sizes'
grep -qE '^1 KiB +- +0.250 +0.125 +1.000 +0.062$' "$work/out" || fail 'instructions of a byte'
grep -qE '^neon +0.062$' "$work/out" || fail 'cycles of a byte'
says 'the same number of instructions everywhere'
[ -z "$(awk 'length > 100' "$work/out")" ] || fail 'wider than 100 columns'
python3 - "$work/json" <<'E2' || fail JSON
import json, sys
j = json.load(open(sys.argv[1]))
assert [c["counted-by"] for c in j["contenders"]] == ["plugin"] * 4 + ["log"], j["contenders"]
assert j["contenders"][3]["title"] == 'gcc 0, "-O3"'
assert {"function": "popcount", "bytes": "1 KiB", "contender": "sve 256", "per-call": 128} in j["instructions"]
assert {"function": "popcount", "model": "NeoverseN1Model", "mcpu": "neoverse-n1", "contender": "gcc", "cycles-per-byte": 0.25} in j["cycles"]
E2

# The same, but for what the check is to find.
sed -i 's/^gcc base popcount.*/gcc base popcount NeoverseN1Model neoverse-n1 128 9 8.300/' "$work/cycles"
sed -i 's/odd 1024 1 256/odd 1024 1 260/' "$work/counts"
report
says 'popcount, NeoverseN1Model: gcc needs 1.04 of the time of neon'
never 'nowhere'
says '260 instructions, aligned 256'
[ $wrong = 0 ]
