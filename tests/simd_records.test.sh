#!/bin/sh
# Which loops are vectorised, by the compilers' own records: see simd_records.py.
cd "$(dirname "$0")" || exit 1
for tool in python3 gcc-12 aarch64-linux-gnu-gcc-12 clang-14 clang-19; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
exec python3 simd_records.py
