#!/bin/sh
# assay oracle: each oracle has a case in which it sees the problem and a twin in which it witnesses its absence; what
# cannot be used is refused with a clear message.
cd "$(dirname "$0")" || exit 1
for tool in python3 gcc-12 aarch64-linux-gnu-gcc-12 clang-19 llvm-mca-19 llvm-objdump-19 qemu-x86_64 qemu-aarch64; do
    command -v $tool >/dev/null || { echo "$tool is not installed"; exit 77; }
done
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# expect_input_error TEXT ARGUMENT...
refused() {
    text=$1
    shift
    "$ASSAY" oracle --out "$work/out" "$@" >"$work/stdout" 2>"$work/stderr"
    code=$?
    [ $code = 2 ] || { echo "assay oracle $*: exit code $code, 2 was expected"; failed=1; }
    grep -q -e "$text" "$work/stderr" || { echo "assay oracle $*: no '$text' in:"; cat "$work/stderr"; failed=1; }
}

echo 'int f(int x) { return x + ; }' >"$work/broken.c"
echo 'int f(int x) { return x + 1; }' >"$work/sound.c"
refused 'a FILE.c, or pairs of the corpus (--pair, --class) are expected'
refused 'not-there.c: No such file or directory (a C file was expected)' "$work/not-there.c"
refused ': not a regular file (a C file was expected)' "$work"
cp "$work/sound.c" "$work/sound.o"
refused 'sound.o: a C file, FILE.c, was expected' "$work/sound.o"
odd=$(printf '%s/odd\377.c' "$work")
cp "$work/sound.c" "$odd"
refused 'is not UTF-8' -t gcc-12-x86_64 "$odd"
refused 'broken.c: gcc-12-x86_64/O2: the compiler exited with 1 (a C file was expected)' -t gcc-12-x86_64 "$work/broken.c"
refused 'either a FILE.c or pairs of the corpus are expected, not both' --pair saxpy "$work/sound.c"
refused "unexpected argument 'two.c': one FILE.c is expected" "$work/sound.c" two.c
refused '--format yaml: text or json was expected' --format yaml "$work/sound.c"
refused '--toolchain gcc-1: it matches nothing; known: ' -t gcc-1 "$work/sound.c"
refused '--assembly .*: one config was expected, not ' --assembly "$work/a.s" "$work/sound.c"
refused "a compiler's flag behind -- goes with a FILE.c" --pair saxpy -- -g
refused '--assembly goes with a FILE.c' --pair saxpy --assembly "$work/a.s"
refused '/no/such/folder/a.s: .* (the assembly text was to be written there)' -t gcc-12-x86_64 \
    --assembly /no/such/folder/a.s "$work/sound.c"
refused '--pair no-such-pair: it matches nothing; known: ' --pair no-such-pair

"$ASSAY" oracle --out "$work/out" -t gcc-12-x86_64 --assembly "$work/a.s" "$work/sound.c" -- -DMORE >"$work/stdout" 2>&1 ||
    { echo "a sound file: exit code $?"; cat "$work/stdout"; failed=1; }
grep -q '^f:' "$work/a.s" || { echo "--assembly: no label of the function"; failed=1; }

# A pair that does not compile.
mkdir -p "$work/corpus/pointer-chase"
cp ../corpus/*.h ../corpus/*.c "$work/corpus"
cp -r ../corpus/pointer-chase/list-sum "$work/corpus/pointer-chase"
echo 'int broken = ;' >>"$work/corpus/pointer-chase/list-sum/good.c"
refused 'gcc-12-x86_64/O2: .*list-sum/good.c: the compiler exited with 1' --corpus "$work/corpus" -t gcc-12-x86_64 -O O2 --pair list-sum

# Tables fit into 100 columns, whatever the oracles have to say.
printf 'long sum(const long *a, const long *b, long n)\n{\n\tlong s = 1;\n\tfor (long i = 0; i < n; i++)\n\t\ts = s * a[b[i]] + 7;\n\treturn s;\n}\n' >"$work/sum.c"
"$ASSAY" oracle --out "$work/out" -t 'gcc-12-*' "$work/sum.c" >"$work/wide" 2>&1 || { echo "sum.c: exit code $?"; failed=1; }
"$ASSAY" oracle --out "$work/out" -t gcc-12-x86_64 -O O2 --pair list-sum >>"$work/wide" 2>&1 || { echo "list-sum: exit code $?"; failed=1; }
grep -q 'by ports alone' "$work/wide" && [ "$(wc -L <"$work/wide")" -le 100 ] || { echo "wider than 100 columns:"; cat "$work/wide"; failed=1; }

python3 oracle/files.py "$work" || failed=1
python3 oracle/pairs.py "$work" || failed=1
python3 oracle/spill_marks.py "$work" || failed=1
exit $failed
