# Sourced: packages of another suite of Debian, checked through its signed index by a private apt root, and unpacked
# beside the system, which keeps its own. It needs $here; the caller defines fail MESSAGE, which does not return.

# private_apt_begin SUITE WORK: the apt root in WORK, made anew; apt-get speaks of SUITE alone from then on, of this
# machine's own suite where SUITE is "own". $private_apt_types (deb) and $private_apt_architectures (this machine's) say more.
private_apt_begin() {
    suite=$1 work=$2
    command -v apt-get >/dev/null 2>&1 || fail "apt-get is missing: not a Debian system"
    rm -rf "$work"
    mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/etc"
    # The mirror is the one that this machine's own sources name for its own release.
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-stable}")
    mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v c="$codename" '$2 == c && $3 == "main" { print $1; exit }')
    [ "$suite" != own ] || suite=$codename
    [ -n "$mirror" ] || fail "no apt source names Debian's $codename main: cannot tell which mirror to use"
    keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [ -r "$keyring" ] || fail "$keyring is missing: install debian-archive-keyring"

    for type in ${private_apt_types:-deb}; do
        echo "$type [signed-by=$keyring] $mirror $suite main"
    done >"$work/etc/sources.list"
    : >"$work/status"
    # Valid-Until: sid's index can be past it where a mirror lags.
    cat >"$work/apt.conf" <<EOF
Dir::Etc::sourcelist "$work/etc/sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Acquire::Check-Valid-Until "$([ "$suite" = sid ] && echo false || echo true)";
Debug::NoLocking "true";
$(for a in ${private_apt_architectures:-}; do echo "APT::Architectures:: \"$a\";"; done)
EOF
    APT_CONFIG=$work/apt.conf
    export APT_CONFIG
    apt-get update -qq || fail "cannot read the index of $suite"
}

# private_apt_unpack LOCK NEED STAGE PACKAGES [PATHS]: downloads and unpacks (all of each package, or only PATHS). LOCK
# names what was tested: another version is used with a notice, the same version with another hash is not.
private_apt_unpack() {
    lock=$1 need=$2 stage=$3 packages=$4 paths=${5:-}
    (cd "$work" && apt-get download -qq $packages) || fail "cannot download $packages from $suite"
    mkdir -p "$stage"
    for deb in "$work"/*.deb; do
        package=$(dpkg-deb -f "$deb" Package) version=$(dpkg-deb -f "$deb" Version)
        arch=$(dpkg-deb -f "$deb" Architecture) sum=$(sha256sum "$deb" | cut -d' ' -f1)
        dpkg --compare-versions "${version#*:}" ge "$need" || fail "$package $version is older than $need"
        tested=$(awk -v p="$package" -v a="$arch" '$1 == p && $2 == a { print $3, $4 }' "$lock")
        case "$tested" in
            "$version $sum") ;;
            "$version "*) fail "$package $version has SHA-256 $sum, but $(basename "$lock") says ${tested#* }" ;;
            *) echo "$(basename "$lock" .lock): notice: $package $version ($arch); tested was:" \
                    "${tested:-nothing on this architecture}" >&2 ;;
        esac
        dpkg-deb --fsys-tarfile "$deb" >"$work/data.tar" || fail "cannot read $deb"
        tar -x -f "$work/data.tar" -C "$stage" --no-same-owner $paths || fail "cannot unpack $package"
        echo "$package $arch $version $sum" >>"$stage/installed"
    done
    touch "$stage/.complete"
}
