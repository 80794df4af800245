#!/bin/sh
# Provides capstone 5.0.7 or newer: the system's where pkg-config finds it, else Debian 13's packages,
# checked through that suite's signed index by a private apt root and unpacked under build/capstone.
# capstone.lock records the version and the hash of each package that was tested.
set -eu
need=5.0.7
here=$(cd "$(dirname "$0")" && pwd)
build=$(dirname "$here")/build
prefix=$build/capstone

pkg-config --exists "capstone >= $need" 2>/dev/null && exit 0
[ -e "$prefix/.complete" ] && exit 0
. "$here/lock.sh"
[ -e "$prefix/.complete" ] && exit 0

. "$here/private_apt.sh"
fail() { echo "capstone: $1" >&2; exit 2; }
trap 'rm -rf "$build/apt-capstone"' EXIT

echo "capstone: fetching libcapstone5 and libcapstone-dev from Debian's trixie" >&2
private_apt_begin trixie "$build/apt-capstone"
private_apt_unpack "$here/capstone.lock" "$need" "$work/stage" "libcapstone5 libcapstone-dev"
rm -rf "$prefix"
mv "$work/stage" "$prefix"
echo "capstone: unpacked under build/capstone" >&2
