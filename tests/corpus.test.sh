#!/bin/sh
# The corpus through `assay run` on the default configs: what every pair states holds, on both ISAs.
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
ASSAY=${ASSAY:-$here/build/assay}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
faults=0
fault() { echo "FAULT: $*"; faults=$((faults + 1)); }

"$ASSAY" run >"$work/stdout" 2>"$work/stderr"
code=$?
cat "$work/stdout" "$work/stderr"
[ "$code" = 0 ] || fault "assay run: exit code $code"
results=$(sed -n 's/^results //p' "$work/stdout")
[ -s "$results" ] || { fault "no results"; exit 1; }
count() { grep -c -- "$1" "$results"; }

pairs=$("$ASSAY" list pairs | wc -l)
[ "$pairs" -ge 30 ] || fault "$pairs pairs, 30 were expected"
for class in bounds-check register-spill serial-chain missed-simd branchy-select; do
    n=$("$ASSAY" list pairs | grep -c "^$class ")
    [ "$n" -ge 6 ] || fault "$class: $n pairs, 6 were expected"
    # An oracle that says "present" nowhere would prove nothing by saying "absent".
    grep "\"class\":\"$class\"" "$results" | grep '"verdict":"shows"' | grep -q '"says":"present"' ||
        fault "$class: its oracle never fires on a bad half"
done
[ "$(wc -l <"$results")" = $((pairs * 12)) ] || fault "$(wc -l <"$results") results, $((pairs * 12)) were expected"
[ "$(count '"emulated":{"outcome":"ok"')" = $((pairs * 12)) ] || fault "not everything ran right under QEMU"
[ "$(count '"native":{"outcome":"ok"')" = $((pairs * 6)) ] || fault "not everything of this host's ISA ran natively"

# Nothing has changed: nothing is done.
"$ASSAY" run >"$work/again" 2>"$work/stderr"
grep -q '^assay: 0 compiled, 0 audited, 0 linked, 0 run, 0 counted, 0 asked of oracles' "$work/stderr" ||
    fault "a second run: $(cat "$work/stderr")"
sed '/^results/d' "$work/stdout" >"$work/first"
sed '/^results/d' "$work/again" | cmp -s - "$work/first" || fault "a second run prints something else"
exit $((faults > 0))
