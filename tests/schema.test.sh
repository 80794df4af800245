#!/bin/sh
# What `assay audit --format=json` prints holds against the contract's schema, by a validator that is not ours.
set -eu
work=$BUILD/tests/schema
mkdir -p "$work"
cp tests/schema/* "$work"
if [ ! -d "$work/node_modules/ajv" ]; then
    command -v npm >/dev/null || { echo "npm is missing (Debian package npm)"; exit 77; }
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund) || { echo "npm cannot install ajv: is the network there?"; exit 77; }
fi

for cc in gcc-12 aarch64-linux-gnu-gcc-12; do
    command -v "$cc" >/dev/null || { echo "$cc is missing"; exit 77; }
    for opt in O0 O2 O3; do
        for half in bad good; do
            $cc -c -g -$opt corpus/bounds-check/checked-sum/$half.c -o "$work/$cc-$opt-$half.o"
        done
    done
    ar rcs "$work/$cc.a" "$work/$cc"-*.o
done
"$ASSAY" audit --format=json "$work"/*.o "$work"/*.a >"$work/objects.json"
"$ASSAY" audit --format=json "$ASSAY" >"$work/tool.json"
"$ASSAY" audit --format=json "$(ls /usr/lib/*/libzydis* /lib/*/libm.so.6 2>/dev/null | head -n 1)" >"$work/library.json"
if "$ASSAY" audit --format=json /dev/null >"$work/empty.json" 2>/dev/null; then exit 1; fi
node "$work/validate.js" tests/data/audit.schema.json "$work/objects.json" "$work/tool.json" "$work/library.json" "$work/empty.json"

# The check can fail: a document without a required field, and one with a class that is not in the contract.
sed 's/"spills":{[^}]*},//' "$work/objects.json" >"$work/broken.json"
if node "$work/validate.js" tests/data/audit.schema.json "$work/broken.json" 2>/dev/null; then
    echo "a document without spills passed"; exit 1
fi
sed 's/"class":"[a-z-]*"/"class":"no-such-class"/' "$work/objects.json" >"$work/broken.json"
if node "$work/validate.js" tests/data/audit.schema.json "$work/broken.json" 2>/dev/null; then
    echo "a document with an unknown class passed"; exit 1
fi
