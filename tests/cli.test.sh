#!/bin/sh
# The command line as its users meet it: exit codes, messages, filters, both ISAs.
set -u
work=$BUILD/tests/cli
rm -rf "$work"
mkdir -p "$work"
failed=0

fail() { echo "FAILED: $*"; failed=1; }

# expect CODE 'PATTERN' COMMAND...: exit code, and what standard error must say ('' for nothing at all)
expect() {
    code=$1 pattern=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err"
    got=$?
    [ "$got" = "$code" ] || fail "$*: exit $got, expected $code; $(head -n 2 "$work/err")"
    if [ -z "$pattern" ]; then
        [ ! -s "$work/err" ] || fail "$*: unexpected message: $(head -n 2 "$work/err")"
    else
        grep -q -- "$pattern" "$work/err" || fail "$*: no '$pattern' in: $(head -n 2 "$work/err")"
    fi
}
says() { grep -q -- "$1" "$work/out" || fail "no '$1' in the output of the command before: $(head -n 3 "$work/out")"; }
silent_about() { ! grep -q -- "$1" "$work/out" || fail "'$1' in the output of the command before"; }

cat >"$work/hot.c" <<'C'
#include <stddef.h>
#include <stdint.h>
__attribute__((noinline)) static uint32_t helper(const uint32_t *a, size_t n)
{
	uint32_t s = 0;
	for (size_t i = 0; i < n; i++)
		s += a[i];
	return s;
}
uint32_t total(const uint32_t *a, size_t n) { return n ? helper(a, n) + 1 : 0; }
uint32_t first(const uint32_t *a) { return a[0]; }
C
for id in gcc-12-x86_64 gcc-12-aarch64; do
    expect 0 '' "$ASSAY" audit --toolchain $id "$work/hot.c" -- -O1 -fno-tree-vectorize
    says 'missed-simd at helper'
    says 'hot.c:'
    expect 0 '' "$ASSAY" audit --toolchain $id --function 'tot*' "$work/hot.c" -- -O1
    silent_about 'helper  ('
    expect 1 '' "$ASSAY" audit --fail-on high --toolchain $id "$work/hot.c" -- -O1 -fno-tree-vectorize
    expect 0 '' "$ASSAY" audit --fail-on high --class register-spill --toolchain $id "$work/hot.c" -- -O1
    expect 0 '' "$ASSAY" show helper --toolchain $id "$work/hot.c" -- -O1 -g
    says 's += a\[i\]'
    says "^helper  ($work/hot.c)"
    says 'loop 1'
    expect 0 '' "$ASSAY" list functions --toolchain $id "$work/hot.c" -- -O1
    says ' total'
done
expect 2 'hot.c' "$ASSAY" audit --toolchain gcc-12-x86_64 "$work/hot.c" -- -no-such-flag
expect 2 'needs --toolchain' "$ASSAY" audit "$work/hot.c"
expect 2 "unknown toolchain 'icc'.*gcc-12-x86_64" "$ASSAY" audit --toolchain icc "$work/hot.c"

cc -c -O1 "$work/hot.c" -o "$work/hot.o"
cp "$work/hot.o" "$work/object.s"
expect 0 '' "$ASSAY" audit "$work/object.s"
rm "$work/object.s"
printf 'abort\n# a comment\n\nfoo* strange\n' >"$work/list"
expect 2 'list:4: expected bounds' "$ASSAY" audit --noreturn "$work/list" --toolchain gcc-12-x86_64 "$work/hot.c"
expect 2 'a device; expected a list' timeout 10 "$ASSAY" audit --noreturn /dev/zero --toolchain gcc-12-x86_64 "$work/hot.c"
expect 2 'unknown command' "$ASSAY" frobnicate
expect 2 'Usage' "$ASSAY"
expect 0 '' "$ASSAY" --version
says '^assay [0-9]'
expect 0 '' "$ASSAY" --help
says 'audit'
expect 2 'no input' "$ASSAY" audit
expect 2 "unknown class 'spills'" "$ASSAY" audit --class spills "$work/hot.o"
expect 2 "unknown severity 'huge'" "$ASSAY" audit --fail-on huge "$work/hot.o"
expect 2 "unknown format 'xml'" "$ASSAY" audit --format xml "$work/hot.o"
expect 2 "unknown core model 'pentium'" "$ASSAY" audit --model pentium "$work/hot.o"
expect 2 "not a number" "$ASSAY" audit --jobs many "$work/hot.o"
expect 2 "'nothing\*' matches no function" "$ASSAY" audit --function 'nothing*' "$work/hot.o"
expect 2 "no function matches" "$ASSAY" show nothing "$work/hot.o"
expect 2 'expected FUNCTION' "$ASSAY" show total
expect 2 'No such file' "$ASSAY" audit "$work/missing.o" "$work/hot.o"
says 'hot.o: x86_64\|hot.o: aarch64'
expect 2 "unknown class" "$ASSAY" explain nothing
expect 2 "unknown 'cats'" "$ASSAY" list cats
for class in $("$ASSAY" list classes | cut -d' ' -f1); do
    expect 0 '' "$ASSAY" explain "$class"
    says 'AArch64'
    [ "$(awk '{ if (length($0) > m) m = length($0) } END { print m }' "$work/out")" -le 100 ] ||
        fail "explain $class: a line is longer than 100 columns"
done
expect 0 '' "$ASSAY" list models
says 'znver4.*default'
says 'neoverse-n1.*default'
for model in $("$ASSAY" list models | awk '{ print $2 }'); do
    expect 0 '' "$ASSAY" audit --format=json --model "$model" "$work/hot.o"
done

# What is not known is said, by show as by audit; what is known needs no such line.
cat >"$work/unknown.s" <<'S'
	.text
	.type several_entries, %function
several_entries:
	test %edi, %edi
	je 2f
1:	dec %esi
2:	dec %edi
	jne 1b
	ret
	.size several_entries, . - several_entries
	.type anywhere, %function
anywhere:
	mov (%rdi), %rax
	push %rbx
	jmp *%rax
	pop %rbx
	ret
	.size anywhere, . - anywhere
	.type no_code, %function
no_code:
	jmp 1f
	.byte 6, 7
1:	ret
	.size no_code, . - no_code
	.type known, %function
known:
	ret
	.size known, . - known
	.type endless, %function
endless:
	.fill 0x200010, 1, 0x90
	.size endless, . - endless
S
x86_64-linux-gnu-gcc -c "$work/unknown.s" -o "$work/unknown.o"
for unknown in 'several_entries:a cycle with several entries' 'anywhere:targets are not known' \
    'no_code:could not be decoded' 'endless:too large'; do
    expect 0 '' "$ASSAY" show "${unknown%%:*}" "$work/unknown.o"
    says "^unknown: .*${unknown#*:}"
done
expect 0 '' "$ASSAY" show known "$work/unknown.o"
silent_about 'unknown:'

# A full disk and a closed pipe are errors, not silence.
"$ASSAY" audit "$work/hot.o" >/dev/full 2>"$work/err"
[ $? = 2 ] && grep -q 'standard output' "$work/err" || fail "/dev/full: $(cat "$work/err")"
"$ASSAY" list classes >/dev/full 2>"$work/err"
[ $? = 2 ] || fail "list to /dev/full: $(cat "$work/err")"

"$ASSAY" audit --help >/dev/full 2>"$work/err"
[ $? = 2 ] || fail "audit --help to /dev/full: $(cat "$work/err")"

# The output does not depend on the number of threads.
for jobs in 1 2 7; do
    "$ASSAY" audit --format=json --jobs $jobs "$ASSAY" >"$work/jobs-$jobs.json" || fail "audit --jobs $jobs"
done
cmp -s "$work/jobs-1.json" "$work/jobs-2.json" && cmp -s "$work/jobs-1.json" "$work/jobs-7.json" ||
    fail "the output depends on --jobs"

# No colours into a pipe; text within 100 columns, evidence (as wide as the code is) excepted.
"$ASSAY" audit "$work/hot.o" | grep -q "$(printf '\033')" && fail "colours into a pipe"
[ "$failed" = 0 ] && echo "the command line holds"
exit $failed
