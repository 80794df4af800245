#!/bin/sh
# `assay corpus export`: what it writes, read by a program that is not ours: see export.py.
for tool in gcc gcc-12 clang-19 readelf; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
python3 -c 'import jsonschema' 2>/dev/null || { echo 'Debian package python3-jsonschema is not installed'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 "$(dirname "$0")/export.py" "$ASSAY" "$work"
