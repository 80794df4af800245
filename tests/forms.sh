#!/bin/sh
# Compiles the corpus for one ISA into FOLDER, for forms.py, by the default configs or the ones that are named.
# Usage: forms.sh ISA FOLDER [COMPILER-OPT...], as gcc-12-O2
set -eu
isa=$1 folder=$2
shift 2
[ $# -gt 0 ] || set -- gcc-12-O2 gcc-12-O3 clang-14-O2 clang-14-O3 clang-19-O2 clang-19-O3
cd "$(dirname "$0")/.."
for config in "$@"; do
    opt=${config##*-}
    case $config in
    gcc*) cc=$isa-linux-gnu-${config%-*} ;;
    *) cc="${config%-*} --target=$isa-linux-gnu" ;;
    esac
    for half in corpus/*/*/bad.c corpus/*/*/good.c; do
        echo "$cc -$opt -c -o $folder/$(echo "$config/$half" | tr / _).o $half"
    done
done | xargs -P "$(nproc)" -I{} sh -c '{}'
