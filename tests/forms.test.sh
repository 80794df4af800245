#!/bin/sh
# Every form of instruction that the corpus's objects hold, by two of the configs, is in the recorded lists that
# test_regs_*.c run. They were made of all configs and of both libcs:
#   sh tests/forms.sh ISA FOLDER && python3 tests/forms.py ISA LIBC FOLDER/*.o >tests/ISA/forms.txt
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
cd "$here"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
faults=0
for isa in x86_64 aarch64; do
    command -v "$isa-linux-gnu-objdump" >/dev/null 2>&1 || { echo "skipped: $isa-linux-gnu-objdump is not installed"; exit 77; }
    mkdir "$work/$isa"
    sh tests/forms.sh "$isa" "$work/$isa" gcc-12-O2 clang-19-O3 || { echo "FAULT: the corpus does not compile for $isa"; exit 1; }
    python3 tests/forms.py "$isa" --missing "tests/$isa/forms.txt" "$work/$isa"/*.o >"$work/missing"
    if [ -s "$work/missing" ]; then
        echo "FAULT: $isa: forms that tests/$isa/forms.txt does not have:"
        cat "$work/missing"
        faults=1
    fi
    # The check sees what is not there.
    head -n 1 "tests/$isa/forms.txt" >"$work/first"
    python3 tests/forms.py "$isa" --missing "$work/first" "$work/$isa"/*.o >"$work/missing"
    [ -s "$work/missing" ] || { echo "FAULT: $isa: nothing is missing from a list of one form"; faults=1; }
    echo "$isa: $(wc -l <"tests/$isa/forms.txt") forms recorded"
done
exit $faults
