#!/bin/sh
# Benchmarks of the runner: an audit of LLVM 14's library beside what else reads it.  Usage: run.sh BUILD
# A benchmark is no test: it prints what it measured and fails only where nothing could be measured.
set -eu
build=$1
library=$(ls /usr/lib/*/libLLVM-14.so.1 2>/dev/null | head -n 1)
[ -n "$library" ] || { echo "bench: libLLVM-14.so.1 is missing: apt-get install libllvm14" >&2; exit 2; }
"$build/bench/audit" "$build/assay" "$build/bench/decode" "$library" "$build/bench/audit.json"

echo
echo "Every FDE accounted for:"
"$build/assay" audit --format=json "$library" | tail -c 300 | grep -o '"fde":{[^}]*}'
