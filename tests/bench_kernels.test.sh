#!/bin/sh
# The kernels' benchmark runs, and its table, its JSON and its chart can be read; a kernel that is fast and wrong is no
# result. Nothing here depends on how long anything takes.
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
fail() { echo "bench_kernels: $*" >&2; exit 1; }
bench=$dir/build/bench/kernels
build() { make -s --no-print-directory BUILD="$dir/build" "$bench" >"$dir/make.log" 2>&1 || { cat "$dir/make.log"; fail "$1"; }; }

build "does not build"
"$bench" --quick --targets --json "$dir/k.json" --svg "$dir/k.svg" >"$dir/k.txt" || fail "exit code $?"

awk 'length > 100 { print FILENAME ": more than 100 columns: " $0; bad = 1 } END { exit bad }' "$dir/k.txt" || fail "the table"
grep -q '^  32 KiB ' "$dir/k.txt" || fail "no row of 32 KiB"
! grep WRONG "$dir/k.txt" || fail "a kernel of ours is wrong"
command -v python3 >/dev/null || { echo "python3 is missing (Debian: python3): JSON and SVG not read"; exit 77; }
python3 - "$dir/k.json" "$dir/k.svg" <<'P' || fail "JSON or SVG"
import json, sys, xml.etree.ElementTree as tree
all = json.load(open(sys.argv[1]))
assert {"machine", "contenders", "cases", "targets", "units"} <= set(all), list(all)
names = {c["name"] for c in all["contenders"]}
assert {"scalar", "auto", "gcc-O2", "gcc-O3", "clang", "libpop", "call"} <= names, names
assert any(c["kind"] == "compiler" and c["measured"] for c in all["contenders"])
for case in all["cases"]:
    for name, r in case["results"].items():
        assert name in names and 0 < r["ns_low"] <= r["ns"] <= r["ns_high"], (name, r)
svg = tree.parse(sys.argv[2]).getroot()
texts = [t.text for t in svg.iterfind(".//{*}text")]
assert "scalar" in texts and "256 MiB" in texts and any("GB/s" in t for t in texts), texts
P

# A libpopcnt.h is found where it is, and a fast one that is wrong at one size is said to be wrong there and only there.
cat >"$dir/libpopcnt.h" <<'C'
#include <stdint.h>
static inline uint64_t popcnt(const void *data, uint64_t size)
{
	uint64_t count = size == 63;
	for (uint64_t i = 0; i < size; i++)
		count += (uint64_t)__builtin_popcount(((const unsigned char *)data)[i]);
	return count;
}
C
mv "$bench" "$dir/plain"
(export CPATH="$dir"; build "does not build with a libpopcnt.h")
"$bench" --quick --targets --only popcount >"$dir/wrong.txt" || fail "with a wrong contender: exit code $?"
grep -q '^WRONG RESULT: libpop, popcount, 63 bytes' "$dir/wrong.txt" || fail "a wrong result was not noticed"
grep -q '^WRONG RESULT: libpop, popcount, 0 to 64 bytes' "$dir/wrong.txt" || fail "a wrong result among random sizes was not noticed"
! grep '^WRONG RESULT' "$dir/wrong.txt" | grep -v -e 'libpop, popcount, 63 bytes' -e 'libpop, popcount, 0 to 64' || fail "a right result was called wrong"
grep -q '^ *libpop  libpopcnt' "$dir/wrong.txt" || fail "libpopcnt.h was not used"
grep -q '^ *libpop  not measured' "$dir/k.txt" || echo "note: this machine has a libpopcnt.h"

# A CPU without a tier: it is said, and the rest is measured. What traps there is left out, not the run.
qemu=qemu-$(uname -m)
if [ -n "${SAN:-}" ]; then
    echo "instrumented: not run under $qemu, whose address space has no room for the shadow memory"
elif [ "$qemu" = qemu-x86_64 ] && command -v "$qemu" >/dev/null; then
    "$qemu" -cpu Nehalem "$dir/plain" --quick --targets --only popcount >"$dir/old.txt" 2>"$dir/old.err" ||
        { cat "$dir/old.err"; fail "on a Nehalem: exit code $?"; }
    grep -q '^ *avx2  not measured: this CPU does not have it' "$dir/old.txt" || fail "a Nehalem has no AVX2"
    grep -q '^ *auto  the public function, which chose popcnt' "$dir/old.txt" || fail "a Nehalem has popcnt"
    grep -q '^avx2 popcount, 32 KiB.* not on this CPU' "$dir/old.txt" || fail "a target of a missing tier"
    ! grep WRONG "$dir/old.txt" || fail "wrong on a Nehalem"
fi

code=0
"$dir/plain" --only nothing >/dev/null 2>"$dir/usage.txt" || code=$?
[ $code = 2 ] && grep -q -- '--only' "$dir/usage.txt" || fail "--only nothing: exit code $code"
