#!/bin/sh
# Runs every test and sums up: the scripts beside this one, then the cmocka programs, as many at a time as there are
# cores.  Usage: run.sh BUILD
# A test exits with 0 (passed), 77 (skipped: its last line says why) or anything else (failed). A cmocka program exits
# with 0 although it skipped some of its tests: those are counted from what it says. A script may leave a report to be
# shown, $logs/NAME.report.
set -u
build=$1
cd "$(dirname "$0")/.."
ASSAY=$PWD/$build/assay BUILD=$PWD/$build logs=$PWD/$build/tests/log
export ASSAY BUILD logs
rm -rf "$logs"
mkdir -p "$logs"

# The longest first, so that no core waits for one of them at the end.
{
    ls tests/corpus*.test.sh tests/verify.test.sh $(ls tests/verify_mutants.test.sh 2>/dev/null)
    ls tests/*.test.sh | grep -v -e /corpus -e /verify.test -e /verify_mutants
    find "$build/tests" -maxdepth 1 -name 'test_*' ! -name '*.d' | sort
} | xargs -P "$(nproc)" -I{} sh -c '
    name=$(basename {}) start=$(date +%s)
    case {} in
    *.sh) sh {} ;;
    *) {} ;;
    esac >"$logs/$name.log" 2>&1
    code=$?
    echo $code >"$logs/$name.code"
    took=$(($(date +%s) - start))
    left_out=$(grep "^\[  SKIPPED \] [^0-9]" "$logs/$name.log" | sort -u | wc -l)
    [ "$left_out" = 0 ] || [ $code != 0 ] || echo "$left_out" >"$logs/$name.left_out"
    case $code in
    0)  [ "$left_out" = 0 ] && echo "ok      $name ($took s)" ||
            echo "PARTLY  $name ($took s): $left_out of its tests skipped" ;;
    77) echo "SKIPPED $name: $(tail -n 1 "$logs/$name.log")" ;;
    *)  echo "FAILED  $name"; tail -n 40 "$logs/$name.log" ;;
    esac'

# What a test wants to be read though it passed.
for report in "$logs"/*.report; do
    [ -e "$report" ] && cat "$report"
done

count() { cat "$logs"/*.code | grep -cx "$1"; }
passed=$(count 0) skipped=$(count 77) all=$(cat "$logs"/*.code | wc -l)
failed=$((all - passed - skipped))
partly=$(find "$logs" -name '*.left_out' | wc -l)
[ "$partly" = 0 ] || echo "$partly of those that passed skipped some of their tests"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
