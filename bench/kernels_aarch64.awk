# Prints what kernels_aarch64.sh gathered as tables, and writes it as JSON.
# Files: titles (NAME, tab, TITLE), counts (CONTENDER CONFIGURATION METHOD FUNCTION CASE SIZE CALLS INSTRUCTIONS), cycles
# (CONTENDER CONFIGURATION FUNCTION MODEL CORE BYTES INSTRUCTIONS CYCLES). Variables: json, qemu, newer, mca.

function size_text(n) {
	if (n >= 1048576 && n % 1048576 == 0) return n / 1048576 " MiB"
	if (n >= 1024 && n % 1024 == 0) return n / 1024 " KiB"
	return n
}

# base and cssc need no mark: a contender has one of them only.
function column(name, configuration) { return name (configuration ~ /^sve/ ? " " substr(configuration, 4) : "") }

function once(list, key,    n) {
	n = list[0]
	for (; n > 0; n--) if (list[n] == key) return
	list[++list[0]] = key
}

FNR == 1 { file++ }
file == 1 { split($0, part, "\t"); gsub(/_/, "+", part[1]); title[part[1]] = part[2]; next }
file == 2 {
	c = column($1, $2)
	once(columns, c)
	column_title[c] = title[$1]
	row = $5 == "random" ? "0-" $6 : size_text($6)
	if ($5 == "odd") {
		odd[$4, $6, c] = $8 / $7
		next
	}
	once(row_list, row)
	row_size[row] = $6
	per_call[$4, row, c] = $8 / $7
	aligned[$4, $6, c] = $5 == "aligned" ? $8 / $7 : aligned[$4, $6, c]
	if ($3 == "log") by_log[c] = 1
	next
}
file == 3 {
	c = column($1, $2)
	once(models, $4)
	core[$4] = $5
	per_byte[$3, $4, c] = $8 / $6
}

function figure(value, many) {
	if (value == "") return "-"
	return sprintf(many ? "%.3f" : "%.0f", value)
}

function print_counts(f,    i, k, c, v, any, row, many, said) {
	printf "\n%-9s", f
	for (k = 1; k <= columns[0]; k++) printf " %6s", name_of(columns[k])
	printf "\n%-9s", ""
	for (k = 1; k <= columns[0]; k++) printf " %6s", kind_of(columns[k])
	print ""
	for (i = 1; i <= row_list[0]; i++) {
		row = row_list[i]
		many = row_size[row] >= 1024
		if (i == 1) print "instructions a call:"
		if (many && !said) print "instructions a byte:"
		said = many
		any = 0
		for (k = 1; k <= columns[0]; k++) any = any || per_call[f, row, columns[k]] != ""
		if (!any) continue
		printf "%-9s", row
		for (k = 1; k <= columns[0]; k++) {
			c = columns[k]
			v = per_call[f, row, c]
			printf " %6s", figure(v == "" ? "" : v / (many ? row_size[row] : 1), many)
		}
		print ""
	}
}

function print_cycles(f,    i, k, any) {
	printf "\n%-14s", f
	for (i = 1; i <= models[0]; i++) printf " %16s", models[i]
	print ""
	for (k = 1; k <= columns[0]; k++) {
		c = columns[k]
		any = 0
		for (i = 1; i <= models[0]; i++) any = any || per_byte[f, models[i], c] != ""
		if (!any) continue
		printf "%-14s", c
		for (i = 1; i <= models[0]; i++) printf " %16s", figure(per_byte[f, models[i], c], 1)
		print ""
	}
}

# "clang+sve 256" in two lines of a narrow heading: clang, sve256.
function name_of(c) { sub(/[+ ].*/, "", c); return c }
function kind_of(c) { if (!sub(/^[^+ ]*[+ ]/, "", c)) return ""; sub(/ /, "", c); return c }

function is_ours(c) { return column_title[c] == "inline asm" }

# The fastest of ours, or of the compilers', for that model; the higher tier of two alike, as that is what is chosen.
function best(f, m, ours,    k, c, b) {
	b = ""
	for (k = 1; k <= columns[0]; k++) {
		c = columns[k]
		if (c == "scalar" || is_ours(c) != ours || per_byte[f, m, c] == "") continue
		if (b == "" || per_byte[f, m, c] <= per_byte[f, m, b]) b = c
	}
	return b
}

function print_as_good(    f, i, m, ours, theirs, ratio, n) {
	print "\nWhere a compiler's own loop is as good (within 5 %), by these models:"
	for (f = 1; f <= 3; f++)
		for (i = 1; i <= models[0]; i++) {
			m = models[i]
			ours = best(functions[f], m, 1)
			theirs = best(functions[f], m, 0)
			if (ours == "" || theirs == "") continue
			ratio = per_byte[functions[f], m, theirs] / per_byte[functions[f], m, ours]
			if (ratio > 1.05) continue
			printf "  %s, %s: %s needs %.2f of the time of %s\n", functions[f], m, theirs, ratio, ours
			n++
		}
	if (!n) print "  nowhere"
}

function print_odd(    key, part, n) {
	for (key in odd) {
		split(key, part, SUBSEP)
		if (odd[key] != aligned[key]) {
			printf "Off by one: %s of %s bytes, %s: %d instructions, aligned %d\n", part[1], part[2], part[3], odd[key], aligned[key]
			n++
		}
	}
	if (!n) print "One byte off alignment (words: 8 bytes): the same number of instructions everywhere."
}

function quoted(s) {
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\"" s "\""
}

function write_json(    f, i, k, c, sep, v) {
	printf "{\n\"isa\": \"aarch64\", \"what\": \"counts of QEMU and cycles of llvm-mca's models: nothing was measured\",\n" >json
	printf "\"qemu\": %s, \"newer-qemu\": %s, \"llvm-mca\": %s,\n\"contenders\": [", quoted(qemu), quoted(newer), quoted(mca) >json
	for (k = 1; k <= columns[0]; k++) {
		c = columns[k]
		printf "%s\n{\"name\": %s, \"title\": %s, \"counted-by\": \"%s\"}", (k > 1 ? "," : ""), quoted(c),
			quoted(column_title[c]), (c in by_log ? "log" : "plugin") >json
	}
	printf "],\n\"instructions\": [" >json
	sep = ""
	for (f = 1; f <= 3; f++)
		for (i = 1; i <= row_list[0]; i++)
			for (k = 1; k <= columns[0]; k++) {
				v = per_call[functions[f], row_list[i], columns[k]]
				if (v == "") continue
				printf "%s\n{\"function\": \"%s\", \"bytes\": \"%s\", \"contender\": %s, \"per-call\": %.17g}", sep,
					functions[f], row_list[i], quoted(columns[k]), v >json
				sep = ","
			}
	printf "],\n\"cycles\": [" >json
	sep = ""
	for (f = 1; f <= 3; f++)
		for (i = 1; i <= models[0]; i++)
			for (k = 1; k <= columns[0]; k++) {
				v = per_byte[functions[f], models[i], columns[k]]
				if (v == "") continue
				printf "%s\n{\"function\": \"%s\", \"model\": \"%s\", \"mcpu\": \"%s\", \"contender\": %s, \"cycles-per-byte\": %.6g}",
					sep, functions[f], models[i], core[models[i]], quoted(columns[k]), v >json
				sep = ","
			}
	print "]\n}" >json
}

END {
	split("popcount words hamming", functions, " ")
	print "aarch64: no machine was measured. Instructions are counted under QEMU: exact, the same"
	print "everywhere, and no measure of time. Cycles are what llvm-mca's scheduling models give for the main"
	print "loop: every load hits the first-level cache, every branch is predicted. A model's name is LLVM's;"
	print "several cores share one."
	print ""
	for (k = 1; k <= columns[0]; k++)
		printf "  %-14s %s%s\n", columns[k], column_title[columns[k]],
			(columns[k] in by_log ? " *" : "")
	print "  * counted in a log of what was executed: that QEMU has no plugins"
	print "  256 and 512 behind a name: bits of SVE's vectors. 0-64: random sizes, average."
	for (f = 1; f <= 3; f++) print_counts(functions[f])
	print ""
	print_odd()
	print "\nCycles per byte of the main loop (" mca "):"
	for (f = 1; f <= 3; f++) print_cycles(functions[f])
	print_as_good()
	print "\nAll of it: " json
	write_json()
}
