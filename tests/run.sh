#!/bin/sh
# Runs every test and sums up: the cmocka programs, then the scripts beside them.  Usage: run.sh BUILD
# A script exits with 0 (passed), 77 (skipped: says why) or anything else (failed).
set -u
build=$1
cd "$(dirname "$0")/.."
ASSAY=$PWD/$build/assay
export ASSAY BUILD="$PWD/$build"
passed=0 failed=0 skipped=0
mkdir -p "$build/tests"
for t in "$build"/tests/test_* tests/*.test.sh; do
    case $t in *.d) continue ;; esac
    [ -e "$t" ] || continue
    log=$build/tests/$(basename "$t").log
    case $t in
        *.sh) sh "$t" >"$log" 2>&1 ;;
        *) "$t" >"$log" 2>&1 ;;
    esac
    case $? in
        0) passed=$((passed + 1)); echo "ok      $(basename "$t")" ;;
        77) skipped=$((skipped + 1)); echo "SKIPPED $(basename "$t"): $(tail -n 1 "$log")" ;;
        *) failed=$((failed + 1)); echo "FAILED  $(basename "$t")"; tail -n 40 "$log" ;;
    esac
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
