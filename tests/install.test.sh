#!/bin/sh
# The installed tool, under a prefix with a space: it finds its data, keeps its cache in the user's folder, and completes.
set -u
work=$(mkdir -p "$BUILD/tests" && cd "$BUILD/tests" && pwd)/install
rm -rf "$work"
mkdir -p "$work"
failed=0

fail() { echo "FAILED: $*"; failed=1; }

make -s install PREFIX="$work/a prefix" >"$work/out" 2>&1 || fail "make install: $(tail -n 3 "$work/out")"
make -s install DESTDIR="$work/stage" PREFIX=/usr >"$work/out" 2>&1 || fail "make install DESTDIR: $(tail -n 3 "$work/out")"
[ -x "$work/stage/usr/bin/assay" ] || fail "nothing under DESTDIR"
mv "$work/a prefix" "$work/moved prefix"
tool="$work/moved prefix/bin/assay"

root=$PWD
cd / || exit 1
unset ASSAY_HOME
"$tool" list pairs >"$work/out" 2>&1 && grep -q '^bounds-check .*checked-sum' "$work/out" || fail "the installed tool knows no pairs"
"$tool" explain serial-chain >"$work/out" 2>&1 && grep -q 'serial' "$work/out" || fail "the installed tool explains nothing"
HOME=/nonexistent XDG_CACHE_HOME="$work/a cache" \
    "$tool" run --pair checked-sum --toolchain gcc-12-x86_64 --opt O2 >"$work/out" 2>&1 || fail "run: $(tail -n 3 "$work/out")"
[ -n "$(find "$work/a cache/assay/results" -name '*.jsonl')" ] || fail "no results in the user's cache folder"
# Both detectors that come with it, from a folder with a space.
HOME=/nonexistent XDG_CACHE_HOME="$work/a cache" \
    "$tool" score --pair checked-sum --toolchain gcc-12-x86_64 --opt O2 >"$work/out" 2>&1 || fail "score: $(tail -n 3 "$work/out")"
[ "$(grep -c ': 2 objects, 0 failed calls, 0 malformed' "$work/out")" = 2 ] || fail "score: $(tail -n 6 "$work/out")"
# Kernels of the user's own, with the installed driver and plugin.
HOME=/nonexistent XDG_CACHE_HOME="$work/a cache" \
    "$tool" verify --registry "$root/tests/verify_example/kernels.yaml" --seed=1 --build='gcc-12-*/O2/inlined' --cpu=Nehalem \
    --cpu=neoverse-n1 --check=sweep --check=footprint >"$work/out" 2>&1 || fail "verify: $(cat "$work/out")"
grep -q '^8 checks passed, 0 failed, 0 skipped' "$work/out" || fail "verify: $(tail -n 12 "$work/out")"

# The kernels as a library: a C and a C++ program find it by pkg-config and are linked with either form; the shared one
# exports the functions of its header and nothing else.
pkg() { PKG_CONFIG_PATH="$lib/pkgconfig" pkg-config "--define-variable=prefix=$work/moved prefix" "$1" assay-kernels; }
lib="$work/moved prefix/lib"
sed 's|"popcount.h"|<assay/popcount.h>|' "$root/tests/kernels/user.h" >"$work/user.h"
cp "$root/tests/kernels/user.c" "$root/tests/kernels/user.cc" "$work"
for source in user.c user.cc; do
    command -v g++ >/dev/null || [ $source = user.c ] || { echo 'C++ left out: no g++'; continue; }
    for form in shared static; do
        flags=$(pkg --cflags) libs=$(pkg --libs)
        [ $form = shared ] || libs=$(echo "$libs" | sed 's/-lassay-kernels/-l:libassay-kernels.a/')
        # The paths have spaces, which pkg-config escapes. What uses an instrumented library is linked as it was.
        eval "gcc ${SAN:+-fsanitize=$SAN} -Wall -Wextra -Werror $flags '$work/$source' $libs -o '$work/user'" >"$work/out" 2>&1 ||
            { fail "$source, $form: $(head -n 3 "$work/out")"; continue; }
        LD_LIBRARY_PATH="$lib" "$work/user" >"$work/out" 2>&1 || fail "$source, $form: $(head -n 3 "$work/out")"
        needs=$(objdump -p "$work/user" | grep -c 'NEEDED *libassay-kernels.so.1')
        [ "$needs" = "$([ $form = shared ] && echo 1 || echo 0)" ] || fail "$source, $form: it is linked otherwise"
    done
done
exported=$(nm -D --defined-only "$lib/libassay-kernels.so" | cut -d' ' -f3 | sort | tr '\n' ' ')
declared=$(grep -o 'assay_[a-z_]*(' "$work/moved prefix/include/assay/popcount.h" | tr -d '(' | sort | tr '\n' ' ')
[ "$exported" = "$declared" ] && [ -n "$declared" ] || fail "the shared library exports $exported, its header declares $declared"
PKG_CONFIG_SYSROOT_DIR="$work/stage" PKG_CONFIG_PATH="$work/stage/usr/lib/pkgconfig" pkg-config --cflags --libs assay-kernels >"$work/out" 2>&1 ||
    fail "pkg-config under DESTDIR: $(cat "$work/out")"
[ -e "$work/stage/usr/lib/libassay-kernels.a" ] && [ -e "$work/stage/usr/include/assay/popcount.h" ] || fail "no library under DESTDIR"

# complete WORD...: what bash offers for the last of them
complete_with() {
    PATH="$work/moved prefix/bin:$PATH" bash -c '. "$0"; COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _assay; echo "${COMPREPLY[*]}"' \
        "$work/moved prefix/share/bash-completion/completions/assay" assay "$@"
}
expect() {
    wanted=$1
    shift
    got=$(complete_with "$@")
    [ "$got" = "$wanted" ] || fail "completing '$*' offers '$got', expected '$wanted'"
}
expect 'audit' a
expect 'bounds-check branchy-select branch-chain' audit --class b
expect 'json' audit --format = j
expect 'text-search' score --detector t
expect 'checked-sum' run --pair checked-s
expect 'cortex-a72' audit --model cor

# Every option that a command's help names is in both completions and in the manual page.
share="$work/moved prefix/share"
sed 's/\\-/-/g' "$share/man/man1/assay.1" >"$work/manual"
for command in audit show diff list run score corpus verify; do
    sed -n "/^ *$command) words=/p" "$share/bash-completion/completions/assay" >"$work/words.bash"
    sed -n "/^ *$command) _arguments/,/;;/p; /local -a common/p" "$share/zsh/site-functions/_assay" >"$work/words.zsh"
    for option in $("$tool" $command --help | grep -o '^ *\(-., \)\{0,1\} *--[a-z-]*' | grep -o -- '--[a-z-]*' | grep -v -e --usage -e --help); do
        for words in words.bash words.zsh manual; do
            grep -q -e "$option\([^a-z-]\|\$\)" "$work/$words" || fail "$words: $command lacks $option"
        done
    done
done

[ $failed = 0 ] || exit 1
