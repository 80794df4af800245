#!/bin/sh
# `assay run --measure`: both halves of a pair are timed where the host is of the ISA and counted elsewhere. Nothing but
# the shape of timings is looked at, and that work that is a hundred times as much takes longer.
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
corpus=$work/corpus tools=$work/toolchains
faults=0
fault() { echo "FAULT: $*"; faults=$((faults + 1)); }

# pair NAME PARAMETERS-OF-GOOD CALL-OF-GOOD BODY-OF-GOOD: bad goes over x[0..n-1] a hundred times
pair() {
    dir=$corpus/serial-chain/$1 name=$(echo "$1" | tr - _)
    mkdir -p "$dir"
    head='#include <stddef.h>
#include <stdint.h>'
    echo "$head
uint32_t ${name}_bad(const volatile uint32_t *x, size_t n) {
uint32_t s = 0; for (int k = 0; k < 100; k++) for (size_t i = 0; i < n; i++) s += x[i]; return s; }" >"$dir/bad.c"
    echo "$head
uint32_t ${name}_good($2) { $4 }" >"$dir/good.c"
    echo "#include \"drive.h\"
uint32_t ${name}_bad(const volatile uint32_t *x, size_t n);
uint32_t ${name}_good($2);
static void run(struct drive *d)
{
	uint32_t *x = drive_u32(d, d->n);
	drive_same_u64(d, \"sum\", ${name}_bad(x, d->n), ${name}_good($3));
}
DRIVE_PAIR(\"$1\", run, 0)" >"$dir/drive.c"
    printf 'class: serial-chain\ntitle: A pair\nteaches: Nothing.\nfix: None.\nshows: ["none-*/O2"]\nmeasure: n=2000,align=0,fill=small,seed=3\n' >"$dir/pair.yaml"
}
once='uint32_t s = 0; for (size_t i = 0; i < n; i++) s += x[i]; return 100 * s;'
pair same-type 'const volatile uint32_t *x, size_t n' 'x, d->n' "$once"
pair other-type 'const volatile uint32_t *x, size_t n, int none' 'x, d->n, 0' "$once"
# Of one type, and yet not to be exchanged: the good half takes the length in halves.
pair other-meaning 'const volatile uint32_t *x, size_t n' 'x, 2 * d->n' "n /= 2; $once"
pair wrong 'const volatile uint32_t *x, size_t n' 'x, d->n' "if (n == 2000) return 0; $once"

mkdir -p "$tools"
cp "$here/toolchains/gcc-12-$host.yaml" "$here/toolchains/gcc-12-$other.yaml" "$tools"
sed -i 's/^default: true/default: false/' "$tools"/*.yaml
run() {
    "$ASSAY" run --corpus "$corpus" --toolchains "$tools" --toolchain '*' --opt O1 --out "$work/out" "$@" \
        >"$work/stdout" 2>"$work/stderr"
}
run --measure
python3 - "$work/out/results/latest.jsonl" $host $other <<'END' || fault "results: $(tail -n 20 "$work/stdout" "$work/stderr")"
import json, sys
cells = {(c["pair"], c["isa"]): c["measure"] for c in map(json.loads, open(sys.argv[1]))}
host, other = sys.argv[2:]
orders = {"same-type": "both", "other-type": "bad-first", "other-meaning": "bad-first"}
for pair, order in orders.items():
    m = cells[pair, host]
    assert m["how"] == "timed" and m["order"] == order, m
    assert m["case"] == "n=2000,align=0,fill=small,seed=3" and m["elements"] == 2000 and m["rounds"] >= 9 and m["cpu"], m
    for e in (m["bad"]["ns"], m["good"]["ns"], m["ratio"]):
        assert 0 < e["low"] <= e["median"] <= e["high"], m
    assert m["ratio"]["median"] > 2, m
    if ("same-type", other) in cells and cells[pair, other]["how"] == "counted":
        m = cells[pair, other]
        assert 50 < m["instruction_ratio"] < 200 and 90 < m["bad"]["loads"] < 110 and 0.9 < m["good"]["loads"] < 1.3, m
        assert m["bad"]["branches"] > 50 > m["good"]["branches"] > 0.4, m
    else:
        assert cells[pair, other]["how"] == "none" and cells[pair, other]["why"], cells[pair, other]
assert cells["wrong", host]["how"] == "none" and "differ" in cells["wrong", host]["why"], cells["wrong", host]
END
grep -q "^timed on .*, nanoseconds for one element$" "$work/stdout" || fault "no table of times"
grep -q "^  same-type  *gcc-12-$host/O1  *[0-9.]*  *[0-9.]*  *[0-9.]*  [0-9.]* to [0-9.]*" "$work/stdout" || fault "no row"
grep -q '^  serial-chain  *median [0-9.]*, most [0-9.]* .*; costs in 3 of 3$' "$work/stdout" || fault "no sum of the class"
run
! grep -q '"measure"' "$work/out/results/latest.jsonl" || fault "measured without --measure"

# A driver without timers says so.
gcc-12 -I"$here/corpus" "$here/corpus/drive.c" "$corpus/serial-chain/same-type"/*.c -o "$work/driver" 2>"$work/err" ||
    fault "the driver does not compile: $(cat "$work/err")"
"$work/driver" --pair same-type --case n=9,align=0,fill=small,seed=3 --measure 9 2>"$work/err"
[ $? = 2 ] && grep -q 'linked without timers' "$work/err" || fault "a driver without timers: $(cat "$work/err")"
[ $faults = 0 ]
