#!/bin/sh
# The counted run against figures counted by hand, on both ISAs: census/corpus holds two loops in assembly.
cd "$(dirname "$0")" || exit 1
for tool in python3 gcc-12 aarch64-linux-gnu-gcc-12 qemu-x86_64 qemu-aarch64 llvm-objdump-19; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
exec python3 census/counted.py
