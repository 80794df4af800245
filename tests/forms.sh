#!/bin/sh
# Compiles the corpus by the default configs for one ISA into FOLDER, for forms.py.  Usage: forms.sh ISA FOLDER [OPT...]
set -eu
isa=$1 folder=$2
shift 2
[ $# -gt 0 ] || set -- O2 O3
cd "$(dirname "$0")/.."
for pair in corpus/*/*/; do
    for half in bad good; do
        for opt in "$@"; do
            for cc in "$isa-linux-gnu-gcc-12" "clang-14 --target=$isa-linux-gnu" "clang-19 --target=$isa-linux-gnu"; do
                name=$(echo "$pair$half-$cc-$opt" | tr -c 'a-zA-Z0-9\n' _)
                echo "$cc -$opt -c -o $folder/$name.o $pair$half.c"
            done
        done
    done
done | xargs -P "$(nproc)" -I{} sh -c '{}'
