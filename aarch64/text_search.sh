#!/bin/sh
# The text-search detector of `assay score` for aarch64: what audit scripts look for in a disassembly. See
# runner/text_search.awk for what is made of it.  Usage: text_search.sh OBJECT
export call='^blr?\t' jump='^(b|b\..*|cbn?z|tbn?z)\t' conditional='^(b\..*|cbn?z|tbn?z)\t' stack='\[sp' frame='x29, x30'
export vector='(v[0-9]+|z[0-9]+)\.[0-9]*[bhsd]' division='^(udiv|sdiv|fdiv|fsqrt)' load='^ld[rp]\t'
exec sh "${0%/*}/../runner/text_search.sh" "$1"
