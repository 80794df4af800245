#!/bin/sh
# Provides capstone 5.0.7 or newer: the system's where pkg-config finds it, else Debian 13's packages,
# checked through that suite's signed index by a private apt root and unpacked under build/capstone.
# capstone.lock records the version and the hash of each package that was tested.
set -eu
need=5.0.7
suite=trixie
here=$(cd "$(dirname "$0")" && pwd)
build=$(dirname "$here")/build
prefix=$build/capstone

pkg-config --exists "capstone >= $need" 2>/dev/null && exit 0
[ -e "$prefix/.complete" ] && exit 0
. "$here/lock.sh"
[ -e "$prefix/.complete" ] && exit 0

work=$build/apt-$suite
stage=$work/stage
rm -rf "$work" "$prefix"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/etc" "$stage"
trap 'rm -rf "$work"' EXIT

fail() { echo "capstone: $1" >&2; exit 2; }

# The mirror is the one that this machine's own sources name for its own release.
codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    awk -v c="$codename" '$2 == c && $3 == "main" { print $1; exit }')
[ -n "$mirror" ] || fail "no apt source names Debian's $codename main: cannot tell which mirror to use"
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -r "$keyring" ] || fail "$keyring is missing: install debian-archive-keyring"

echo "deb [signed-by=$keyring] $mirror $suite main" >"$work/etc/sources.list"
: >"$work/status"
cat >"$work/apt.conf" <<EOF
Dir::Etc::sourcelist "$work/etc/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Debug::NoLocking "true";
EOF
export APT_CONFIG="$work/apt.conf"

echo "capstone: fetching libcapstone5 and libcapstone-dev from Debian's $suite" >&2
apt-get update -qq || fail "cannot read the index of $suite"
(cd "$work" && apt-get download -qq libcapstone5 libcapstone-dev) || fail "cannot download the packages"

for deb in "$work"/*.deb; do
    package=$(dpkg-deb -f "$deb" Package) version=$(dpkg-deb -f "$deb" Version)
    arch=$(dpkg-deb -f "$deb" Architecture) sum=$(sha256sum "$deb" | cut -d' ' -f1)
    dpkg --compare-versions "$version" ge "$need" || fail "$package $version is older than $need"
    tested=$(awk -v p="$package" -v a="$arch" '$1 == p && $2 == a { print $3, $4 }' "$here/capstone.lock")
    case "$tested" in
        "$version $sum") ;;
        "$version "*) fail "$package $version has SHA-256 $sum, but capstone.lock says ${tested#* }" ;;
        *) echo "capstone: notice: $package $version ($arch); tested was: ${tested:-nothing on this architecture}" >&2 ;;
    esac
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$stage" --no-same-owner
    echo "$package $arch $version $sum" >>"$stage/installed"
done
touch "$stage/.complete"
mv "$stage" "$prefix"
echo "capstone: unpacked under build/capstone" >&2
