#!/bin/sh
# Installs what the named groups of packages.txt lack, then capstone, and for run, check and bench a newer QEMU.
# Usage: setup.sh GROUP...
# Says what it installs; with everything there it asks for nothing and needs no network.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

wanted_packages() {
    host=$(uname -m)
    grep -v '^#' "$here/packages.txt" | while read -r package groups where unless; do
        [ -n "$package" ] || continue
        [ "$where" = any ] || [ "$where" = "$host" ] || continue
        [ "$unless" = - ] || ! command -v "$unless" >/dev/null 2>&1 || continue
        for group; do
            case ",$groups," in *",$group,"*) echo "$package"; break ;; esac
        done
    done
}

missing_packages() {
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    wanted_packages "$@" | sort -u | while read -r package; do
        echo "$installed" | grep -qx "$package" || echo "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@" 9>&-
    elif command -v sudo >/dev/null 2>&1; then sudo "$@" 9>&-
    else
        echo "setup: these packages are missing and only root or sudo can install them: $missing" >&2
        exit 2
    fi
}

# A package that this suite does not offer is a notice: what needs it says so itself when it is used.
install_packages() {
    as_root apt-get update -qq
    offered= absent=
    for package in $missing; do
        if apt-cache show "$package" >/dev/null 2>&1; then offered="$offered $package"
        else absent="$absent $package"; fi
    done
    [ -z "$absent" ] || echo "setup: not offered by this machine's apt sources:$absent" >&2
    [ -n "$offered" ] || return 0
    log=$(dirname "$here")/build/setup.log
    mkdir -p "$(dirname "$log")"
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $offered >"$log" 2>&1 && return 0
    tail -n 20 "$log" >&2
    echo "setup: apt-get could not install:$offered; all that it said is in build/setup.log" >&2
    exit 2
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "setup: not a Debian system: nothing is installed; what is needed is listed in toolchains/packages.txt" >&2
    exec sh "$here/capstone.sh"
fi
asked=" $* "
missing=$(missing_packages "$@" | tr '\n' ' ')
if [ -n "${missing% }" ]; then
    . "$here/lock.sh"
    missing=$(missing_packages "$@" | tr '\n' ' ')
fi
if [ -n "${missing% }" ]; then
    echo "setup: installing $missing" >&2
    install_packages
fi
exec 9>&- # each takes the lock itself
sh "$here/capstone.sh"
case $asked in *" run "*|*" check "*|*" bench "*) exec sh "$here/qemu.sh" ;; esac
