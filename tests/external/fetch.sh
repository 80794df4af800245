#!/bin/sh
# Brings what `make external` compares with: Debian's sources of six libraries, the TSVC loops out of gcc's, two rustc with
# the standard library for both ISAs, and crates. Everything through a private apt root, which checks signed indexes.
# Usage: fetch.sh FOLDER    What is there already is not fetched again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$1
fail() { echo "external: $*" >&2; exit 2; }

SOURCES="lua5.4 zlib bzip2 libzstd sqlite3 libdeflate"
RUSTC="rustc rustc-web" # each with its standard library for both ISAs
CRATES="adler miniz-oxide ttf-parser weezl rustc-demangle ryu base64 jpeg-decoder byteorder regex-automata"
GCC_SOURCE=gcc-12-source

[ ! -e "$out/.complete" ] || exit 0
for tool in dpkg-source dpkg-deb tclsh tar python3; do
    command -v "$tool" >/dev/null || fail "$tool is missing: sh toolchains/setup.sh external"
done
mkdir -p "$out"
private_apt_types="deb deb-src" private_apt_architectures="amd64 arm64"
. "$here/../../toolchains/private_apt.sh"
private_apt_begin own "$out/apt"

# download PACKAGES: into FOLDER/debs, by apt, which checks them against the index.
download() { (mkdir -p "$out/debs" && cd "$out/debs" && apt-get download -qq "$@") || fail "cannot download $*"; }

# unpack DEB-GLOB FOLDER
unpack() {
    mkdir -p "$2"
    for deb in "$out"/debs/$1; do
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$2" --no-same-owner || fail "cannot unpack $deb"
    done
}

# note NAME VERSION [ARCHITECTURE]: one line of what the table says it was made with.
note() { echo "$*" >>"$out/versions"; }

# debs PACKAGES: into $out/debs/, by apt, which checks them against the signed index.
debs() {
    mkdir -p "$out/debs"
    (cd "$out/debs" && rm -f ./*.deb && apt-get download -qq "$@") || fail "cannot download $*"
    for deb in "$out"/debs/*.deb; do
        note "$(dpkg-deb -W --showformat '${Package} ${Version} ${Architecture}' "$deb")"
    done
}

# unpack FOLDER [PATHS]: what debs brought.
unpack() {
    folder=$1
    shift
    mkdir -p "$folder"
    for deb in "$out"/debs/*.deb; do
        dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$folder" --no-same-owner "$@" || fail "cannot unpack $deb"
    done
    rm -rf "$out/debs"
}

# The package that a compiler's own library is in (its name carries a version).
depends() { apt-cache depends "$1" | awk -v p="$2" '$1 == "Depends:" && $2 ~ p { print $2; exit }'; }

: >"$out/versions"
for source in $SOURCES; do
    rm -rf "$out/dsc" "$out/src/$source"
    mkdir -p "$out/dsc" "$out/src"
    (cd "$out/dsc" && apt-get source -qq --download-only "$source" >/dev/null) || fail "cannot download the source $source"
    dpkg-source --no-check --no-copy -x "$out"/dsc/*.dsc "$out/src/$source" >/dev/null || fail "cannot unpack the source $source"
    note "$source $(sed -n 's/^Version: //p' "$out"/dsc/*.dsc | head -n 1) source"
done

# Debian's build writes this one.
echo '#define DEB_HOST_MULTIARCH "any"' >"$out/src/lua5.4/src/lua5.4-deb-multiarch.h"
# sqlite's one file is generated.
(cd "$out/src/sqlite3" && ./configure --disable-tcl --disable-readline && make sqlite3.c) >"$out/sqlite3.log" 2>&1 ||
    fail "cannot generate sqlite3.c: see $out/sqlite3.log"

debs "$GCC_SOURCE"
unpack "$out/gcc"
(cd "$out/src" && tar -x --strip-components 5 --wildcards -f "$out"/gcc/usr/src/*/gcc-*.tar.* '*/gcc/testsuite/gcc.dg/vect/tsvc') ||
    fail "cannot find the TSVC loops in $GCC_SOURCE"
rm -rf "$out/gcc"

for rustc in $RUSTC; do
    dev=$(depends "$rustc" '^libstd-rust.*-dev$')
    debs "$rustc" "$dev:amd64" "$dev:arm64" "$(depends "$dev" '^libstd-rust')"
    unpack "$out/$rustc"
done
for crate in $CRATES; do debs "librust-$crate-dev"; unpack "$out/crates"; done
rm -rf "$out/dsc" "$out/apt"
touch "$out/.complete"
