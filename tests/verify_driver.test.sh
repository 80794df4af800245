#!/bin/sh
# Kernels that hang, leave the process or write where they must not fail alone, each with what it did; and every failure
# comes again, byte for byte, by the command that is printed with it.
set -u
cd "$(dirname "$0")/.."
assay=${ASSAY:-$PWD/build/assay}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
wrong=0

fail() { echo "FAILED: $*"; wrong=1; }

# verify ARGUMENT...: of our registry, in one build; the time limit is long, since the machine may be busy
verify() {
    "$assay" verify --registry=tests/verify_driver/kernels.yaml --build='gcc-12-*/O2/extern' --seed=7 --out="$work" "$@" \
        >"$work/out" 2>"$work/err"
}

# says KERNEL CPU CHECK WORDS: the failure of that check names them
says() {
    awk -v head="FAILED $1/c on $2 " -v check=": $3" '
        /^FAILED /{ on = index($0, head) == 1 && substr($0, length($0) - length(check) + 1) == check } on' "$work/out" |
        grep -q -- "$4" || fail "$1 on $2, $3: expected \"$4\""
}

cpus=$("$assay" verify --registry=tests/verify_driver/kernels.yaml --build='gcc-12-*/O2/extern' --cpu=native \
    --cpu=cortex-a53 --check=sweep --kernel=sound --out="$work" --format=tap 2>/dev/null | awk '/^ok/ && !/SKIP/ {print $5}')
[ -n "$cpus" ] || { echo "neither gcc-12 nor its cross compiler with QEMU is at hand"; exit 77; }

for cpu in $cpus; do
    verify --cpu="$cpu" --kernel=sound --check='*' || fail "the sound kernel on $cpu: $(grep -A 3 ^FAILED "$work/out")"

    # Only the bad length, so that the limit is not reached by slowness.
    verify --cpu="$cpu" --kernel=hangs --kernel=waits --check=sweep --check=registers --length=37 --time-limit=3
    [ $? = 1 ] || fail "hanging kernels on $cpu: exit code $?"
    for check in sweep registers; do
        says hangs "$cpu" $check 'still running after 3 s'
        says waits "$cpu" $check 'still running after 3 s'
    done

    verify --cpu="$cpu" --check=sweep --check=random --check=guard-end --check=registers \
        --kernel=exits --kernel=aborts --kernel='writes*' --kernel=copies --kernel=finds
    [ $? = 1 ] || fail "misbehaving kernels on $cpu: exit code $?"
    for check in sweep random registers; do
        says exits "$cpu" $check 'the child process exited with status 0'
        says aborts "$cpu" $check 'killed by signal 6'
        says writes_input "$cpu" $check 'byte 36 of range 1, an input'
        says writes_before "$cpu" $check 'byte 1 before range 2'
        says writes_behind "$cpu" $check 'byte 3 behind range 2'
        says copies "$cpu" $check 'byte 20 of range 2'
        says finds "$cpu" $check 'expected range+36'
    done
    says writes_behind "$cpu" guard-end 'killed by signal 11 (Segmentation fault), byte 3 behind range 2'
    cp "$work/out" "$work/first"
done

# Of the last CPU: the blocks of two kernels, each against what its own command gives.
sed -n 's/.*again: assay //p' "$work/first" | grep -E -- '--kernel=(copies|finds) ' >"$work/again"
[ "$(wc -l <"$work/again")" = 8 ] || fail "eight commands were expected: $(cat "$work/again")"
while read -r command; do
    sed -n "/^FAILED/{h;d};H;/again: assay $(echo "$command" | sed 's/[][\/.*]/\\&/g')\$/{g;p}" "$work/first" >"$work/block"
    eval "\"$assay\" $command --out=\"$work\"" >"$work/out" 2>"$work/err"
    [ $? = 1 ] || fail "again: exit code $?: $command"
    sed -n '/^FAILED/,/again:/p' "$work/out" | cmp -s - "$work/block" ||
        fail "again: $(cat "$work/out" "$work/err"), expected $(cat "$work/block")"
done <"$work/again"

[ $wrong = 0 ] && echo "verified on: $(echo $cpus)"
exit $wrong
