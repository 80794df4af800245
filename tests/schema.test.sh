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

# The same of `assay diff`: two builds with everything that can change, and a measurement.
"$ASSAY" diff --format=json "$work/gcc-12-O2-bad.o" "$work/gcc-12-O3-bad.o" \
    --results tests/diff/results/google_old.json tests/diff/results/google_new.json >"$work/diff.json"
"$ASSAY" diff --format=json "$work/gcc-12-O0-bad.o" "$work/gcc-12-O3-good.o" --summary >"$work/diff_only.json"
"$ASSAY" diff --format=json "$work/gcc-12.a" "$work/aarch64-linux-gnu-gcc-12.a" >/dev/null 2>&1 && exit 1
"$ASSAY" diff --format=json "$work/aarch64-linux-gnu-gcc-12-O0-bad.o" "$work/aarch64-linux-gnu-gcc-12-O3-bad.o" \
    --results tests/diff/results/short.json tests/diff/results/short.json >"$work/diff_aarch64.json"
node "$work/validate.js" tests/data/diff.schema.json "$work/diff.json" "$work/diff_only.json" "$work/diff_aarch64.json"
sed 's/"verdict":"[a-z]*"/"verdict":"perhaps"/' "$work/diff.json" >"$work/broken.json"
if node "$work/validate.js" tests/data/diff.schema.json "$work/broken.json" 2>/dev/null; then
    echo "an unknown verdict passed"; exit 1
fi
