#!/bin/sh
# assay verify with kernels that crash, hang and do not compile: each fails alone and the rest is checked. A linker that is
# missing takes away link-time optimisation and nothing else.
set -u
host=$(uname -m)
case $host in
    x86_64 | aarch64) ;;
    *) echo "no toolchain of this test runs on $host"; exit 77 ;;
esac
work=$BUILD/tests/verify_build
rm -rf "$work"
mkdir -p "$work"
failed=0

fail() { echo "FAILED: $*"; failed=1; }
holds() { grep -q -e "$1" "$work/out" || fail "$2: '$1' was expected in: $(cat "$work/out")"; }
lacks() { ! grep -q -e "$1" "$work/out" || fail "$2: '$1' was not expected in: $(cat "$work/out")"; }

# verify REGISTRY ARG...
verify() {
    registry=$1
    shift
    "$ASSAY" verify --registry="$work/$registry" --cpu=native --seed=3 "$@" >"$work/out" 2>"$work/err"
    code=$?
}

# ---- one driver, four kernels: two of them go wrong at length 64

cat >"$work/first.c" <<'END'
#include <stddef.h>
#include <stdint.h>

uint64_t first_reference(const void *p, size_t n) { return n ? *(const unsigned char *)p : 0; }
uint64_t first_sound(const void *p, size_t n) { return first_reference(p, n); }
uint64_t first_crashing(const void *p, size_t n) { return first_reference(n == 64 ? (const void *)16 : p, n); }
uint64_t first_hanging(const void *p, size_t n)
{
	while (n == 64)
		__asm__ volatile("");
	return first_reference(p, n);
}
END
cat >"$work/kernels.yaml" <<'END'
kernels:
  - name: first
    params: [in, size]
    result: u64
    reference: first_reference
    tiers:
      - {name: crashing, function: first_crashing, source: first.c}
      - {name: hanging, function: first_hanging, source: first.c}
      - {name: sound, function: first_sound, source: first.c}
END
verify kernels.yaml --check=sweep --check=guard-end --time-limit=3 --build="gcc-12-$host/O2/*"
[ $code = 1 ] || fail "kernels.yaml: exit code $code, expected 1: $(cat "$work/err")"
holds '^native *FAIL *FAIL *ok' kernels.yaml
[ "$(grep -c '^gcc-12/O2/[a-z]* *FAIL *FAIL *ok\|   gcc-12/O2/[a-z]* *FAIL *FAIL *ok' "$work/out")" = 3 ] ||
    fail "kernels.yaml: three builds were expected: $(cat "$work/out")"
holds '^       length 64, offset [0-9]*, seed 3$' kernels.yaml
holds '^       killed by signal 11 (Segmentation fault)' kernels.yaml
holds '^       still running after 3 s' kernels.yaml
lacks 'FAILED first/sound' kernels.yaml

# ---- a source that does not compile costs its own registry, not the other

sed 's/sound/broken/; s/first_sound/first_broken/' "$work/kernels.yaml" | sed '/crashing/d; /hanging/d; s/first\.c/broken.c/' >"$work/broken.yaml"
sed '/crashing/d; /hanging/d' "$work/kernels.yaml" >"$work/sound.yaml"
printf 'int f(void) { return }\n' >"$work/broken.c"
verify broken.yaml --registry="$work/sound.yaml" --check=sweep --build="gcc-12-$host/O[02]/*"
[ $code = 1 ] || fail "broken.yaml: exit code $code, expected 1: $(cat "$work/err")"
holds "broken.c:1:22: error: expected expression before '}' token" broken.yaml
[ "$(grep -c 'broken.c:1:22' "$work/out")" = 1 ] || fail "broken.yaml: the same error is said more than once: $(cat "$work/out")"
holds '^6 checks passed, 6 failed, 0 skipped' broken.yaml

# ---- the linker that link-time optimisation needs is missing

tools=$work/toolchains
mkdir -p "$tools"
cp toolchains/*.yaml "$tools"
sed -i 's/^lto:.*/lto: {flags: [-flto], link: [-fuse-ld=lld, -Wl,--no-such-option], packages: [lld-99]}/' "$tools/gcc-12-$host.yaml"
verify sound.yaml --check=sweep --toolchains="$tools" --build="gcc-12-$host/O2/*"
[ $code = 0 ] || fail "without a linker: exit code $code, expected 0: $(cat "$work/out" "$work/err")"
holds '^2 checks passed, 0 failed, 1 skipped' 'without a linker'
holds '     1  gcc-12 cannot build a program: .*' 'without a linker'
tr -s '\n ' ' ' <"$work/out" | grep -q 'lld-99' || fail "without a linker: the package is not named: $(cat "$work/out")"

# ---- our own variable in the user's environment does not choose what is checked

ASSAY_KERNELS_TIER=nosuch "$ASSAY" verify --kernel=popcount --tier=auto --cpu=native --check=choice --check=random \
    --build="gcc-12-$host/O2/extern" --seed=1 >"$work/out" 2>&1 || fail "ASSAY_KERNELS_TIER leaks in: $(cat "$work/out")"
lacks 'nosuch' ASSAY_KERNELS_TIER

[ $failed = 0 ] || exit 1
