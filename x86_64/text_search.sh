#!/bin/sh
# The text-search detector of `assay score` for x86_64: what audit scripts look for in a disassembly. See
# runner/text_search.awk for what is made of it.  Usage: text_search.sh OBJECT
export call='^call' jump='^j' conditional='^j[^m]' stack='\[rsp' frame='^(push|pop)'
export vector='[xyz]mm[0-9]' division='^(v?(div|sqrt)|idiv)' load='^mov\t'
exec sh "${0%/*}/../runner/text_search.sh" "$1" -M intel
