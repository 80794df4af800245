#!/bin/sh
# Every pair's functions are there and take part: with either half replaced by one that returns garbage and writes
# nothing, the comparison of that very pair fails; with both as they are, none does.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
CC=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
unset LIBRARY_PATH CPATH C_INCLUDE_PATH || true
cd "$work"

# An integer result in the integer register, a floating-point one in the other: both are garbage after this call.
cat >garbage.c <<'END'
double mutant_real(void) { return -12345.678; }
END
$CC -O1 -c garbage.c -o garbage.o
$CC -O1 -g -I"$here/corpus" -c "$here/corpus/drive.c" -o driver.o
pairs=
for folder in "$here"/corpus/*/*/; do
    [ -e "$folder/drive.c" ] || continue
    pair=$(basename "$folder") symbol=$(basename "$folder" | tr - _)
    pairs="$pairs $pair"
    for part in bad good drive; do
        $CC -O1 -I"$here/corpus" -c "$folder/$part.c" -o "$pair.$part.o"
    done
    for half in bad good; do
        printf 'double mutant_real(void);\nunsigned long %s_%s(void) { mutant_real(); return 0x5a5a5a5a5a5a5a5a; }\n' \
            "$symbol" "$half" >mutant.c
        $CC -O1 -c mutant.c -o "$pair.$half.mutant.o"
    done
done
$CC -o sound driver.o ./*.bad.o ./*.good.o ./*.drive.o -lm
$CC -o mutant-bad driver.o garbage.o ./*.bad.mutant.o ./*.good.o ./*.drive.o -lm
$CC -o mutant-good driver.o garbage.o ./*.bad.o ./*.good.mutant.o ./*.drive.o -lm
faults=0
for driver in sound mutant-bad mutant-good; do
    ./$driver --limit 20 >$driver.out
    for pair in $pairs; do
        line=$(grep "^$pair	" $driver.out || echo "$pair: no result")
        case $driver,$line in
            sound,*"	ok	"*) ;;
            sound,*) echo "FAULT: $line"; faults=$((faults + 1)) ;;
            *,*"	ok	"* | *"no result") echo "FAULT: $driver goes unnoticed: $line"; faults=$((faults + 1)) ;;
        esac
    done
done
echo "$(echo $pairs | wc -w) pairs, each half replaced: $faults unnoticed"
[ "$faults" = 0 ] && [ -n "$pairs" ]
