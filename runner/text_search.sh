#!/bin/sh
# Disassembles OBJECT and searches the text, with the patterns that the ISA's text_search.sh exports.
# Usage: text_search.sh OBJECT [DISASSEMBLER-OPTION...]
object=$1
shift
command -v llvm-objdump-19 >/dev/null || { echo 'llvm-objdump-19 is missing (Debian package llvm-19)' >&2; exit 2; }
text=$(llvm-objdump-19 -d -r --no-show-raw-insn "$@" "$object") || exit 2
printf '%s\n' "$text" | awk -f "${0%/*}/text_search.awk"
