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

cd / || exit 1
unset ASSAY_HOME
"$tool" list pairs >"$work/out" 2>&1 && grep -q '^bounds-check .*checked-sum' "$work/out" || fail "the installed tool knows no pairs"
"$tool" explain serial-chain >"$work/out" 2>&1 && grep -q 'serial' "$work/out" || fail "the installed tool explains nothing"
HOME=/nonexistent XDG_CACHE_HOME="$work/a cache" \
    "$tool" run --pair checked-sum --toolchain gcc-12-x86_64 --opt O2 >"$work/out" 2>&1 || fail "run: $(tail -n 3 "$work/out")"
[ -n "$(find "$work/a cache/assay/results" -name '*.jsonl')" ] || fail "no results in the user's cache folder"

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
expect 'bounds-check branchy-select' audit --class b
expect 'json' audit --format = j
expect 'checked-sum' run --pair checked-s
expect 'cortex-a72' audit --model cor

# Every option that a command's help names is in both completions and in the manual page.
share="$work/moved prefix/share"
sed 's/\\-/-/g' "$share/man/man1/assay.1" >"$work/manual"
for command in audit show list run verify; do
    sed -n "/^ *$command) words=/p" "$share/bash-completion/completions/assay" >"$work/words.bash"
    sed -n "/^ *$command) _arguments/,/;;/p; /local -a common/p" "$share/zsh/site-functions/_assay" >"$work/words.zsh"
    for option in $("$tool" $command --help | grep -o '^ *\(-., \)\{0,1\} *--[a-z-]*' | grep -o -- '--[a-z-]*' | grep -v -e --usage -e --help); do
        for words in words.bash words.zsh manual; do
            grep -q -e "$option\([^a-z-]\|\$\)" "$work/$words" || fail "$words: $command lacks $option"
        done
    done
done

[ $failed = 0 ] || exit 1
