#!/bin/sh
# The kernels, and the examples of kernels of one's own, pass assay verify --quick on every CPU that is to be had here.
set -u
work=$BUILD/tests/verify
rm -rf "$work"
mkdir -p "$work"
failed=0

fail() { echo "FAILED: $*"; failed=1; }

"$ASSAY" verify --quick --registry=kernels/registry.yaml --registry=tests/verify_example/kernels.yaml >"$work/out" 2>"$work/err"
code=$?
cat "$work/out" "$work/err"
[ $code = 0 ] || fail "assay verify --quick: exit code $code"

# Something of each ISA was checked, and in each kernel's grid the base tier.
for kernel in popcount popcount_words hamming crc32c find_byte; do
    for isa in x86_64 aarch64; do
        grep -q "^$isa: .*\<$kernel\>" "$work/out" || fail "nothing is told of $kernel on $isa"
    done
done
for cpu in Nehalem neoverse-n1; do
    grep -q "^$cpu .*ok" "$work/out" || fail "nothing passed on $cpu"
done
[ $failed = 0 ] || exit 1
