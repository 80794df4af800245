#!/bin/sh
# What the corpus states, held against evidence that shares no code with the runner: see corpus_evidence.py.
cd "$(dirname "$0")" || exit 1
for tool in python3 gcc-12 aarch64-linux-gnu-gcc-12 clang-14 clang-19 objdump aarch64-linux-gnu-objdump llvm-mca-19; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
exec python3 corpus_evidence.py
