#!/bin/sh
# `assay score` with detectors whose answers are known by construction: see score.py.
for tool in gcc-12 clang-19 llvm-objdump-19; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
python3 -c 'import jsonschema' 2>/dev/null || { echo 'Debian package python3-jsonschema is not installed'; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 "$(dirname "$0")/score.py" "$ASSAY" "$work"
