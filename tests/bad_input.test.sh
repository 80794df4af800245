#!/bin/sh
# Bad files among good ones, as the command line's users meet them: a message that names the file, exit code 2, and all
# that could be read is in the output, whole. What object.c makes of each fault is in test_object_broken.c.
set -u
work=$BUILD/tests/bad_input
rm -rf "$work"
mkdir -p "$work"
cd "$work" || exit 1
failed=0

fail() { echo "FAILED: $*"; failed=1; }

gcc_x86=x86_64-linux-gnu-gcc
cat >good.c <<'C'
int sum(const int *a, int n)
{
	int s = 0;
	for (int i = 0; i < n; i++)
		s += a[i];
	return s;
}
C
sed 's/sum/last/' good.c >last.c
$gcc_x86 -O1 -g -c good.c -o good.o
$gcc_x86 -O1 -g -c last.c -o last.o

# One file for each fault.
echo 'int main(void) {}' >text
: >empty
mkdir directory
head -c 1000 good.o >truncated.o
cp good.o big.o && printf '\002' | dd of=big.o bs=1 seek=5 conv=notrunc 2>/dev/null
cp good.o class.o && printf '\001' | dd of=class.o bs=1 seek=4 conv=notrunc 2>/dev/null
cp good.o machine.o && printf '\363' | dd of=machine.o bs=1 seek=18 conv=notrunc 2>/dev/null
cp good.o core.o && printf '\004' | dd of=core.o bs=1 seek=16 conv=notrunc 2>/dev/null
ar qc inner.a good.o && ar qc outer.a inner.a last.o
ar qcT thin.a good.o 2>/dev/null
mkfifo fifo

# check FILE PATTERN: between two good files
check() {
    timeout 60 "$ASSAY" audit good.o "$1" last.o >out 2>err
    code=$?
    [ $code = 2 ] || fail "$1: exit code $code, expected 2"
    grep -q -- "$1.*$2" err || fail "$1: no '$2' in: $(cat err)"
    grep -q '^sum ' out || fail "$1: the good file before it is not in the output"
    grep -q '^last ' out || fail "$1: the good file after it is not in the output"
    timeout 60 "$ASSAY" audit --format=json good.o "$1" last.o >out.json 2>err
    [ $? = 2 ] || fail "$1: exit code with --format=json"
    node -e 'const inputs = JSON.parse(require("fs").readFileSync("out.json")).inputs;
const names = inputs.flatMap(i => i.functions.map(f => f.name));
process.exit(names[0] === "sum" && names.at(-1) === "last" ? 0 : 1)' || fail "$1: JSON is not whole"
}
check missing.o 'No such file'
check directory 'a directory'
check fifo 'not a regular file'
check empty 'empty file'
check text 'not an ELF file (expected .x7fELF at offset 0, found 69 6e 74 20)'
check truncated.o 'truncated'
check big.o 'big-endian'
check class.o '32-bit'
check machine.o 'RISC-V.*not supported.*x86_64.*aarch64'
check core.o 'a core file'
check outer.a 'an archive within an archive'
check thin.a 'a thin archive'

# No lines is no fault.
$gcc_x86 -O1 -c good.c -o plain.o
"$ASSAY" audit plain.o >out 2>err || fail "without debug information: exit code $?"
[ -s err ] && fail "without debug information: $(cat err)"

# Output that cannot be written.
if [ -w /dev/full ]; then
    "$ASSAY" audit good.o >/dev/full 2>err
    [ $? = 2 ] || fail "/dev/full: expected exit code 2"
    grep -q 'standard output' err || fail "/dev/full: no message that names it: $(cat err)"
fi

# 60,000 inlined functions that share one list of 60,000 address ranges: they must not be multiplied.
cat >ranges.s <<'P'
.text
.globl f
.type f, @function
f: .fill 2000, 1, 0x90
ret
.size f, . - f
.section .debug_abbrev, "", @progbits
.byte 1, 0x11, 1, 0x11, 1, 0x12, 7, 0x10, 0x17, 0, 0 # a unit: low_pc, high_pc, stmt_list
.byte 2, 0x1d, 0, 0x55, 0x17, 0, 0, 0                # an inlined function: ranges
.section .debug_info, "", @progbits
.long end - start
start: .value 4
.long 0
.byte 8, 1
.quad f, 2001
.long 0
.rept 60000
.byte 2
.long 0
.endr
.byte 0
end:
.section .debug_ranges, "", @progbits
.rept 60000
.quad 1, 2
.endr
.quad 0, 0
.section .debug_line, "", @progbits
.byte 0
P
$gcc_x86 -c ranges.s -o ranges.o
(
    case $BUILD in *san-*) ;; *) ulimit -v 4000000 ;; esac # a sanitizer reserves more
    timeout 60 "$ASSAY" show f ranges.o >out 2>err
) && grep -q ret out || fail "shared address ranges: $(tail -n 1 err)"

# Damaged code and tables through the whole analysis: any answer but a crash or no end. ASSAY_SEED repeats a run.
seed=${ASSAY_SEED:-$(date +%s)}
echo "ASSAY_SEED=$seed"
$gcc_x86 -O2 -g -shared -fPIC -nostdlib good.c -o good.so
aarch64-linux-gnu-gcc -O2 -c good.c -o good64.o
node - "$seed" <<'P'
const fs = require("fs");
let state = BigInt(process.argv[2]);
function below(n) {
	state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
	return Number(state >> 33n) % n;
}
const files = ["good.o", "good.so", "good64.o"].map(f => fs.readFileSync(f));
for (let n = 0; n < 120; n++) {
	const data = Buffer.from(files[below(3)]);
	for (let k = 1 + below(12); k > 0; k--)
		data[64 + below(below(2) ? data.length - 64 : 448)] = below(256);
	fs.writeFileSync("damaged" + n + ".o", data);
}
P
timeout 120 "$ASSAY" audit --format=json damaged*.o >out.json 2>err
code=$?
case $code in 0 | 2) ;; *) fail "damaged files: exit code $code with ASSAY_SEED=$seed: $(tail -n 3 err)" ;; esac
node -e 'JSON.parse(require("fs").readFileSync("out.json"))' || fail "damaged files: JSON is not whole (ASSAY_SEED=$seed)"
[ $failed = 0 ]
