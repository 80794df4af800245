#!/bin/sh
# `make external`: assay against code that nobody here wrote. Usage: run.sh BUILD [main.py's options]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1
shift
[ -x "$build/assay" ] || { echo "external: $build/assay is missing: run make" >&2; exit 2; }
sh "$here/fetch.sh" "$(pwd)/build/external"
exec python3 "$here/main.py" "$@" "$build/assay" build/external
