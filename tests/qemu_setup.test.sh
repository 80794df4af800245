#!/bin/sh
# toolchains/qemu.sh: nothing is fetched where PATH has a QEMU that is new enough, or one was unpacked before; what goes
# wrong is a notice and no error.
set -u
cd "$(dirname "$0")/.." || exit 1
command -v dpkg-deb >/dev/null || { echo "not a Debian system"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cp -r toolchains "$work/toolchains"
mkdir "$work/bin"
wrong=0
fail() { echo "FAILED: $*"; wrong=1; }

# tool NAME LINE: stands before the system's of that name
tool() { printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1"; chmod +x "$work/bin/$1"; }
qemu_sh() { PATH=$work/bin:$PATH sh "$work/toolchains/qemu.sh" >"$work/out" 2>"$work/err"; }

tool apt-get "echo called >>$work/called; echo 'no network' >&2; exit 100"

tool qemu-aarch64 'echo "qemu-aarch64 version 11.0.1 (Debian)"'
qemu_sh || fail "new enough: exit code $?"
[ ! -e "$work/called" ] && [ ! -s "$work/err" ] || fail "new enough: $(cat "$work/err")"

tool qemu-aarch64 'echo "qemu-aarch64 version 7.2.22 (Debian)"'
qemu_sh || fail "no network: exit code $?"
[ -e "$work/called" ] || fail 'too old: nothing was tried'
grep -q 'notice: no newer QEMU: .*skipped' "$work/err" || fail "no network: it says $(cat "$work/err")"
[ ! -e "$work/build/qemu" ] || fail 'no network: build/qemu is there'
[ -z "$(ls -d "$work"/build/apt-* 2>/dev/null)" ] || fail 'the private apt root was left behind'

rm "$work/called"
mkdir -p "$work/build/qemu"
touch "$work/build/qemu/.complete"
qemu_sh || fail "unpacked before: exit code $?"
[ ! -e "$work/called" ] && [ ! -s "$work/err" ] || fail "unpacked before: $(cat "$work/err")"

# capstone cannot do without: there the same is an error.
rm -rf "$work/build"
tool pkg-config 'exit 1'
PATH=$work/bin:$PATH sh "$work/toolchains/capstone.sh" >/dev/null 2>"$work/err"
[ $? = 2 ] || fail 'capstone without network: exit code 2 was expected'
[ $wrong = 0 ]
