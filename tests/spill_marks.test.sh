#!/bin/sh
# Spills held against the compilers' own marks: see spill_marks.py. Function by function and instruction by instruction.
cd "$(dirname "$0")" || exit 1
for tool in python3 gcc-12 aarch64-linux-gnu-gcc-12 clang-14 clang-19 readelf; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
exec python3 spill_marks.py --verbose --min 0.95 0.95 "$ASSAY" spill/*.c
