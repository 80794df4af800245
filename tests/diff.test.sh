#!/bin/sh
# `assay diff`: code that only moved or uses other registers is the same, each real change is seen; verdicts from real
# results files, with statistics that tests/diff/expected.py makes a second time; the exit codes.
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
ASSAY=${ASSAY:-$here/build/assay}
cases=$here/tests/diff results=$here/tests/diff/results
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
faults=0
fault() { echo "FAULT: $*"; faults=$((faults + 1)); }
# diff ARGUMENT...: output in $work/out, errors in $work/err, the exit code in $code
diff_() { "$ASSAY" diff "$@" >"$work/out" 2>"$work/err"; code=$?; }
expect_code() { [ "$code" = "$1" ] || fault "$2: exit code $code, expected $1: $(cat "$work/err")"; }
holds() { grep -q -e "$1" "$work/out" || fault "$2: '$1' was expected in: $(cat "$work/out" "$work/err")"; }
says() { grep -q -e "$1" "$work/err" || fault "$2: '$1' was expected in: $(cat "$work/err")"; }

command -v gcc-12 >/dev/null && command -v aarch64-linux-gnu-gcc-12 >/dev/null || {
    echo "gcc-12 or aarch64-linux-gnu-gcc-12 is missing (Debian packages gcc-12, gcc-12-aarch64-linux-gnu)"; exit 77; }
compiler() {
    case $1:$(uname -m) in
    x86_64:x86_64 | aarch64:aarch64) echo gcc-12 ;;
    *) echo "$1-linux-gnu-gcc-12" | sed 's/x86_64/x86-64/' ;;
    esac
}
build() { $(compiler "$1") -c "$2" -o "$3" || fault "$2 does not assemble"; }

# ---- the same, and what is not --------------------------------------------------------------------------------------
# changed ISA SED-SCRIPT INSTRUCTIONS MARK: old.s so edited differs from old.s in that many rows, shown with the mark
changed() {
    sed "$2" "$cases/$1/old.s" >"$work/edited.s"
    ! cmp -s "$work/edited.s" "$cases/$1/old.s" || fault "$1: $2 edits nothing"
    build "$1" "$work/edited.s" "$work/edited.o"
    diff_ "$work/$1-old.o" "$work/edited.o"
    expect_code 0 "$1: $2"
    holds "^kernel: .*, $3 instructions\{0,1\} changed\$" "$1: $2"
    grep -q "^     *.* $4 \|^L[0-9]*: .* $4 " "$work/out" || fault "$1: $2: no row is marked $4: $(cat "$work/out")"
}
for isa in x86_64 aarch64; do
    for f in old renamed; do
        build $isa "$cases/$isa/$f.s" "$work/$isa-$f.o"
        $(compiler $isa) -nostdlib -static -Wl,--defsym=helper=0 -Wl,-e,kernel "$work/$isa-$f.o" -o "$work/$isa-$f" ||
            fault "$isa: $f does not link"
    done
    for kind in .o ''; do
        diff_ "$work/$isa-old$kind" "$work/$isa-renamed$kind"
        expect_code 0 "$isa: other registers"
        holds 'functions in both 1: the same 1, changed 0' "$isa: other registers, labels, slots and addresses"
        holds '^only in new: before$' "$isa: a function of one file only"
        holds '^assembly: same$' "$isa: other registers"
        diff_ "$work/$isa-renamed$kind" "$work/$isa-old$kind"
        holds 'the same 1, changed 0' "$isa: the other way around"
        holds '^only in old: before$' "$isa: the other way around"
    done
done
changed x86_64 's/mulsd	xmm0/addsd	xmm0/' 2 '|'
changed x86_64 's/0\.5$/0.25/' 1 '~'
changed x86_64 's/, 7$/, 8/' 2 '|'
changed x86_64 's/cmp	rax, rsi/cmp	rax, rdx/' 1 '~'
changed x86_64 's/mulsd	xmm0, xmm1/mulsd	xmm0, xmm0/' 1 '~'
changed x86_64 's/call	helper/call	other/' 2 '|'
changed x86_64 's/je	.Lend/je	.Lloop/' 1 '~'
changed x86_64 's/add	rax, 1$/add	rax, 2/' 2 '|'
changed x86_64 's/xor	eax, eax/&; nop; mov rdx, 5/' 2 '>'
changed x86_64 's/add	rsp, 24/mov	rdx, qword ptr [rsp + 16]; &/' 1 '>'
changed x86_64 's/mov	rax, qword ptr \[rsp + 8\]/mov	rax, qword ptr [rsp + 16]/' 1 '~'
changed aarch64 's/fmul	/fadd	/' 2 '|'
changed aarch64 's/0\.5$/0.25/' 1 '~'
changed aarch64 's/cmp	x3, x1/cmp	x3, x2/' 1 '~'
changed aarch64 's/fmul	d0, d0, d1/fmul	d0, d0, d0/' 1 '~'
changed aarch64 's/bl	helper/bl	other/' 2 '|'
changed aarch64 's/cbz	x1, .Lend/cbz	x1, .Lloop/' 1 '~'
changed aarch64 's/add	x3, x3, #1/add	x3, x3, #2/' 2 '|'
changed aarch64 's/mov	x3, #0/&; mov x4, #5/' 1 '>'
changed aarch64 's/ldr	x0, \[sp, #8\]/ldr	x0, [sp, #16]/' 1 '~'

# ---- better, worse, the verdicts ------------------------------------------------------------------------------------
mkdir -p "$work/better"
cat >"$work/scalar.c" <<'END'
void scale(float *restrict x, const float *restrict y, long n) { for (long i = 0; i < n; i++) x[i] = y[i] * 3; }
END
gcc-12 -O2 -fno-tree-vectorize -c "$work/scalar.c" -o "$work/scalar.o"
gcc-12 -O3 -c "$work/scalar.c" -o "$work/vector.o"
diff_ "$work/scalar.o" "$work/vector.o"
holds '^assembly: better$' "vectorised"
holds '^  vectors  *none  *128 bits  *better$' "vectorised"
holds '^  - missed-simd at scale+0x' "a finding that disappeared"
diff_ "$work/vector.o" "$work/scalar.o" --fail-on-worse
expect_code 1 "--fail-on-worse"
holds '^assembly: worse$' "no longer vectorised"
holds '^  + missed-simd at scale+0x' "a finding that appeared"
diff_ "$work/vector.o" "$work/scalar.o"
expect_code 0 "worse, and nothing demanded"
diff_ "$work/scalar.o" "$work/vector.o" --fail-on-worse
expect_code 0 "better, and --fail-on-worse"

# verdict OLD NEW RESULTS-OLD RESULTS-NEW WORD
verdict() {
    diff_ "$work/$1.o" "$work/$2.o" --summary --results "$results/$3.json" "$results/$4.json"
    expect_code 0 "verdict $*"
    holds "^verdict: $5: " "verdict of $1 to $2, $3 to $4"
}
verdict scalar vector criterion_sample_old criterion_sample_new accept
verdict scalar vector criterion_sample_new criterion_sample_old investigate
verdict scalar vector criterion_estimates_old criterion_estimates_new investigate
verdict vector scalar criterion_sample_old criterion_sample_new suspicious
verdict scalar scalar criterion_sample_old criterion_sample_new suspicious
verdict vector scalar criterion_sample_new criterion_sample_old revert
verdict scalar scalar criterion_estimates_old criterion_estimates_new revert
verdict scalar vector short short none
diff_ "$work/scalar.o" "$work/scalar.o" --results "$results/hyperfine2_old.json" "$results/hyperfine2_new.json" --fail-on-worse
expect_code 1 "a measurement that is worse, --fail-on-worse"

# ---- statistics, against a second implementation --------------------------------------------------------------------
for format in hyperfine hyperfine2 google google-aggregates criterion-sample criterion-estimates; do
    file=$(echo $format | tr - _)
    diff_ "$work/scalar.o" "$work/vector.o" --summary --format=json --results "$results/${file}_old.json" "$results/${file}_new.json"
    python3 "$cases/expected.py" $format "$results/${file}_old.json" "$results/${file}_new.json" >"$work/expected"
    python3 - "$work/out" "$work/expected" <<'END' || fault "$format: other figures than expected.py's"
import json, math, sys
document = json.load(open(sys.argv[1]))
rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[2])]
found = document["measurement"]["benchmarks"]
assert rows and len(rows) == len(found), (rows, found)
for row, one in zip(rows, found):
    ratio = one["ratio"]
    got = [one["old_ns"]["value"], one["new_ns"]["value"], ratio["value"], ratio["low"], ratio["high"]]
    assert all(math.isclose(float(a), b, rel_tol=1e-6) for a, b in zip(row[1:6], got)), (row, got)
    assert row[6] == one["is"], (row, one)
END
done

# ---- commands: nothing but their shape ------------------------------------------------------------------------------
diff_ "$work/scalar.o" "$work/vector.o" --summary --rounds 6 --measure true 'sleep 0.01; : "$HOME"'
expect_code 0 "--measure"
holds '^measured: both commands in turn, 6 rounds, pinned to one core' "--measure"
holds '^  the command  *[0-9.]* [a-z]*s -> [0-9.]* [a-z]*s' "--measure"
holds '^verdict: [a-z]*: ' "--measure"
diff_ "$work/scalar.o" "$work/vector.o" --summary --measure true 'exit 3'
expect_code 2 "a command that fails"
says 'exit 3` exited with 3: .*a command that succeeds was expected' "a command that fails"

# ---- requests and inputs that cannot be used ------------------------------------------------------------------------
diff_ "$work/x86_64-old.o" "$work/aarch64-old.o"
expect_code 2 "two ISAs"
says 'two builds for one ISA were expected' "two ISAs"
ar rcs "$work/one.a" "$work/scalar.o"
ar rcs "$work/two.a" "$work/vector.o"
cp "$work/vector.o" "$work/better/scalar.o"
ar rcs "$work/three.a" "$work/better/scalar.o"
diff_ "$work/one.a" "$work/two.a"
expect_code 2 "archives without a common member"
says 'no member of one name is in both' "archives without a common member"
diff_ "$work/one.a" "$work/three.a"
expect_code 0 "archives"
holds '^assembly: better$' "archives"
diff_ "$work/scalar.o" "$work/none.o"
expect_code 2 "no file"
diff_ "$work/scalar.o" "$work/scalar.c"
expect_code 2 "no ELF"
diff_ "$work/scalar.o" "$work/vector.o" -f 'no-such-*'
expect_code 2 "a glob that matches nothing"
for request in "$work/scalar.o" "a b c" "--measure true" "a b --measure x" "a b --to x" "a b --context -1" "a b --rounds 5" \
    "a b --format=xml" "a b --measure x y --results x y"; do
    diff_ $request
    expect_code 2 "$request"
done
diff_ "$work/scalar.o" "$work/vector.o" --results "$results/other_tool.json" "$results/hyperfine_old.json"
expect_code 2 "results of another tool"
says 'other_tool.json: results of hyperfine (results' "results of another tool"
diff_ "$work/scalar.o" "$work/vector.o" --results "$results/torn.json" "$results/hyperfine_old.json"
expect_code 2 "torn results"
says 'torn.json:2: ' "torn results"
diff_ "$work/scalar.o" "$work/vector.o" --results "$results/google_old.json" "$results/google_aggregates_old.json"
expect_code 0 "samples beside aggregates"

# refused WORDS OLD NEW: results NEW are refused with the words, and nothing is put out; its twin, without the flaw, is not
refused() {
    printf '%s' "$2" >"$work/good.json"
    printf '%s' "$3" >"$work/flawed.json"
    diff_ "$work/scalar.o" "$work/vector.o" --summary --results "$work/good.json" "$work/good.json"
    expect_code 0 "results without a flaw: $2"
    diff_ "$work/scalar.o" "$work/vector.o" --summary --results "$work/good.json" "$work/flawed.json"
    expect_code 2 "flawed results: $3"
    says "flawed.json: .*$1" "flawed results: $3"
    [ ! -s "$work/out" ] || fault "flawed results: output before they were refused: $3"
}
hyperfine='{"results":[{"command":"a","times":[1,2,3,4,5,6,7]}]}'
criterion='{"median":{"confidence_interval":{"confidence_level":0.95,"lower_bound":4,"upper_bound":6},"point_estimate":5}}'
sample='{"iters":[1,2,3,4,5,6],"times":[1,2,3,4,5,6]}'
google='{"benchmarks":[{"name":"f","real_time":5,"time_unit":"us"}]}'
refused 'a, entry 7: a time above zero was expected' "$hyperfine" '{"results":[{"command":"a","times":[1,2,3,4,5,6,"x"]}]}'
refused 'a, entry 2: a time above zero' "$hyperfine" '{"results":[{"command":"a","times":[1,0,3,4,5,6,7]}]}'
refused 'a, entry 1: a time above zero' "$hyperfine" '{"results":[{"command":"a","times":[1e308]}]}'
refused 'b: it holds no time' "$hyperfine" '{"results":[{"command":"a","times":[1,2]},{"command":"b"}]}'
refused 'entry 1: a time_unit of ns' "$google" '{"benchmarks":[{"name":"f","real_time":5,"time_unit":"hours"}]}'
refused 'lower_bound <= upper_bound' "$criterion" "$(echo "$criterion" | sed 's/"lower_bound":4/"lower_bound":9/')"
refused 'iters, entry 6: a number above zero' "$sample" '{"iters":[1,2,3,4,5],"times":[1,2,3,4,5,6]}'
diff_ "$work/scalar.o" "$work/vector.o" --results "$work" "$work/none.json"
expect_code 2 "a directory and no file as results"
says "$work: Is a directory" "a directory as results"
says 'none.json: No such file' "no file as results"
ar rcs "$work/empty.a"
diff_ "$work/empty.a" "$work/scalar.o" --format=json
expect_code 2 "an archive without members"

# Static functions of one name in another order, one of them changed.
printf 'static int __attribute__((noinline)) same(int x) { return x * 3; }\nint first(int x) { return same(x) + 1; }\n' >"$work/first.c"
printf 'static int __attribute__((noinline)) same(int x) { return x * 7 ^ x << 9; }\nint second(int x) { return same(x) + 2; }\n' >"$work/second.c"
sed 's/x << 9/x << 11/' "$work/second.c" >"$work/changed.c"
for f in first second changed; do gcc-12 -O2 -c "$work/$f.c" -o "$work/$f.o"; done
ld -r "$work/first.o" "$work/second.o" -o "$work/in_order.o"
ld -r "$work/second.o" "$work/first.o" -o "$work/other_order.o"
ld -r "$work/changed.o" "$work/first.o" -o "$work/changed_order.o"
diff_ "$work/in_order.o" "$work/other_order.o"
expect_code 0 "static functions in another order"
holds 'functions in both 4: the same 4, changed 0' "static functions in another order"
diff_ "$work/in_order.o" "$work/changed_order.o"
holds 'functions in both 4: the same 3, changed 1' "static functions in another order, one of them changed"
diff_ "$work/in_order.o" "$work/first.o"
holds 'functions in both 2: the same 2, changed 0; only in old 2' "one static function is gone"

# ---- two functions of other names, width ----------------------------------------------------------------------------
for half in bad good; do
    gcc-12 -O2 -g -c "$here/corpus/missed-simd/hamming/$half.c" -o "$work/pair-$half.o"
done
diff_ "$work/pair-bad.o" "$work/pair-good.o" -f hamming_bad --to hamming_good
expect_code 0 "--to"
holds '^hamming_bad -> hamming_good: ' "--to"
sed 's/kernel/_Z6kernelPdm/g' "$cases/x86_64/old.s" >"$work/mangled.s"
build x86_64 "$work/mangled.s" "$work/mangled.o"
diff_ "$work/x86_64-old.o" "$work/mangled.o" -f kernel --to 'kernel(double*, unsigned long)'
expect_code 0 "--to a demangled name"
holds 'functions in both 1: the same 1' "--to a demangled name"
diff_ "$work/pair-bad.o" "$work/pair-good.o" -f hamming_bad --to hamming_better
expect_code 2 "--to a function that is not there"
says "'hamming_bad' --to 'hamming_better'" "--to a function that is not there"
diff_ "$work/x86_64-old.o" "$work/x86_64-renamed.o" -f '*' --to kernel
expect_code 0 "--to with a pattern that matches one function"
diff_ "$work/x86_64-renamed.o" "$work/x86_64-old.o" -f '*' --to kernel
expect_code 2 "--to with a pattern that matches two functions"
says "'\*' matches before and kernel" "--to with a pattern that matches two functions"
diff_ "$work/pair-bad.o" "$work/pair-good.o" -f hamming_bad --to hamming_good
[ "$(wc -L <"$work/out")" -le 100 ] || fault "a line of $(wc -L <"$work/out") columns"
[ $faults = 0 ]
