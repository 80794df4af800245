#!/bin/sh
# Provides QEMU's user mode in version 11 or newer, which knows CSSC and more CPU models: the system's where PATH has it,
# else Debian sid's package (trixie's, where that is newer than the system's), checked through that suite's signed index
# by a private apt root; its two static programs are unpacked under build/qemu. Without it those CPUs count as skipped:
# what goes wrong here is a notice, never an error. qemu.lock records the version and the hash of what was tested.
set -eu
want=11
here=$(cd "$(dirname "$0")" && pwd)
build=$(dirname "$here")/build
prefix=$build/qemu

version_of() { "$1" --version 2>/dev/null | sed -n 's/^qemu-[^ ]* version \([0-9.]*\).*/\1/p'; }
newer() { dpkg --compare-versions "$1" ge "$2"; }

command -v dpkg-deb >/dev/null 2>&1 || { echo "qemu: notice: not a Debian system: no newer QEMU is fetched" >&2; exit 0; }
system=$(version_of qemu-aarch64)
newer "${system:-0}" "$want" && exit 0
[ -e "$prefix/.complete" ] && exit 0
. "$here/lock.sh"
[ -e "$prefix/.complete" ] && exit 0

. "$here/private_apt.sh"
fail() { echo "qemu: notice: $1" >&2; exit 1; }
trap 'rm -rf "$build/apt-qemu"' EXIT

# In a subshell, which `fail` ends.
fetch() (
    private_apt_begin "$1" "$build/apt-qemu"
    private_apt_unpack "$here/qemu.lock" "$2" "$work/stage" qemu-user \
        "./usr/bin/qemu-aarch64 ./usr/bin/qemu-x86_64 ./usr/share/doc/qemu-user/copyright"
    for program in "$work"/stage/usr/bin/*; do
        got=$(version_of "$program")
        [ -n "$got" ] || fail "$(basename "$program") of $1 does not run on this machine"
    done
    rm -rf "$prefix"
    mv "$work/stage" "$prefix"
    echo "qemu: version $got of Debian's $1 is unpacked under build/qemu" >&2
)

echo "qemu: PATH has ${system:-none}; fetching a newer one from Debian's sid (73 MB)" >&2
fetch sid "$want" || fetch trixie "${system:-0}.1~" ||
    echo "qemu: notice: no newer QEMU: CPU models that need one count as skipped" >&2
