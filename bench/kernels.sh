#!/bin/sh
# Benchmark of the kernels: a table, BUILD/bench/kernels.json and BUILD/bench/kernels.svg.
# Usage: kernels.sh BUILD [ARGUMENT...]      the arguments are those of bench/kernels.c
set -eu
build=$1
shift
exec "$build/bench/kernels" --json "$build/bench/kernels.json" --svg "$build/bench/kernels.svg" "$@"
