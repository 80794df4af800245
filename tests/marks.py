"""Spills as the compilers mark them in their own assembly, and what `assay audit` says of the objects, instruction by
instruction. spill_marks.py (the project's own cases) and external/spills.py (Debian's sources) ask here.

What the marks are known to get wrong is taken out:
- clang on AArch64 also marks saves and restores of callee-saved registers;
- gcc also marks transfers between register files: a slot that is stored from one file alone and loaded to others alone.
"""
import collections, json, os, re, subprocess

COMMON = ["-w", "-funwind-tables", "-ffunction-sections"]


def compiler(cc, isa, cxx):
    if cc.startswith("gcc"):
        tool = cc.replace("gcc", "g++") if cxx else cc
        host = os.uname().machine
        return [tool if isa == host else f"{isa}-linux-gnu-{tool}", "-fverbose-asm"]
    return [cc, f"--target={isa}-linux-gnu"]


def is_gcc_mark(line, isa):
    return "%sfp" in line.split("#" if isa == "x86_64" else "//", 1)[-1] and re.match(r"\s+[a-z]", line)


def direction(code, isa):
    """How an instruction uses its memory operand: any of "S" (stored) and "R" (loaded)."""
    m = re.match(r"\s+([a-z][a-z0-9.]*)\s*(.*)", code)
    op, args = m.group(1), m.group(2).split("#")[0].split("//")[0].strip()
    if isa == "aarch64":
        return "S" if op.startswith("st") else "R"
    depth, last = 0, 0
    for i, ch in enumerate(args):
        depth += ch == "("
        depth -= ch == ")"
        if ch == "," and not depth:
            last = i + 1
    to_memory = "(" in args[last:]
    if not to_memory or re.match(r"(cmp|test|push|call|jmp|bt[lqw]?$|comis|ucomis|fld|fild|f?mul|f?div|idiv|imul|fadd|fsub)", op):
        return "S" if re.match(r"(pop|set)", op) else "R"
    if re.match(r"(v?mov|set|pop|fst|fist|v?extract|v?pextr|kmov|fnst|v?pmov)", op):
        return "S"
    return "RS"


def saved_place(code):
    """Registers and place of a save or restore, the same for both."""
    m = re.match(r"\s+(?:stp|ldp|str|ldr)\s+([^\[]*)\[sp(.*)$", code.rstrip())
    if not m:
        return None
    offset = re.search(r"-?\d+", m.group(2))
    writes_back = "!" in m.group(2) or "]," in m.group(2)
    return m.group(1).strip(), writes_back, abs(int(offset.group())) if offset else 0


def clang_aarch64_noise(lines):
    """Line numbers of marked saves and restores: the first mention of a callee-saved register stores it, and what loads the
    same registers from the same place restores it."""
    noise, seen, saved = set(), set(), set()
    for n, line in enumerate(lines):
        if ".cfi_startproc" in line:
            seen, saved = set(), set()
        code = line.split("//")[0]
        regs = [("x" if k in "xw" else "v", int(v)) for k, v in re.findall(r"\b([xwdqvsb])(\d+)\b", code)]
        place = saved_place(code)
        if "Spill" in line and place:
            data = regs[:2 if "stp" in code else 1]
            if all((k == "x" and 19 <= v <= 30 or k == "v" and 8 <= v <= 15) and (k, v) not in seen for k, v in data):
                noise.add(n)
                saved.add(place)
        elif "Reload" in line and place in saved:
            noise.add(n)
        seen.update(regs)
    return noise


def marks(lines, cc, isa):
    """{line number: "S", "R" or "RS"}"""
    found = {}
    for n, line in enumerate(lines):
        if cc.startswith("gcc"):
            if is_gcc_mark(line, isa):
                found[n] = direction(line, isa)
        else:
            m = re.search(r"(?:#|//) (\d+-byte|vscale-sized|Unknown-size) (Folded )?(Spill|Reload)", line)
            if m:
                found[n] = direction(line, isa) if m.group(2) and m.group(3) == "Spill" and isa == "x86_64" \
                    else m.group(3)[0]
    if cc.startswith("clang") and isa == "aarch64":
        for n in clang_aarch64_noise(lines):
            found.pop(n, None)
    return found


def file_of(line):
    code = line.split("#")[0].split("//")[0]
    return "v" if re.search(r"%[xyz]mm|\b[qdsvzbh]\d", code) else "x" if re.search(r"\bf(ld|st|i)", code) else "g"


def gcc_transfers(lines, found):
    """Marks of slots that one register file stores and others load."""
    groups, function = collections.defaultdict(list), None
    for n, line in enumerate(lines):
        m = re.match(r"([A-Za-z_.$][\w.$]*):", line)
        if m and not m.group(1).startswith(".L"):
            function = m.group(1)
        if n in found:
            slot = re.search(r"(-?\w*\(%\w+\)|\[\w+[^\]]*\])", line)
            groups[function, slot.group(1) if slot else n].append(n)
    out = set()
    for g in groups.values():
        stored = {file_of(lines[n]) for n in g if "S" in found[n]}
        loaded = {file_of(lines[n]) for n in g if "R" in found[n]}
        if stored and loaded and not stored & loaded:
            out.update(g)
    return out


def run(argv, **more):
    return subprocess.run(argv, check=True, capture_output=True, text=True, **more).stdout


def assemble(cc, isa, lines, out):
    with open(out + ".s", "w") as f:
        f.write("\n".join(lines))
    run(compiler(cc, isa, False) + ["-c", "-w", "-o", out, out + ".s"])
    os.remove(out + ".s")


def labelled(lines, cc, isa):
    """The assembly with a label in front of each marked instruction: its line and kind, with a t for transfers."""
    found = marks(lines, cc, isa)
    transfers = gcc_transfers(lines, found) if cc.startswith("gcc") else set()
    for n, line in enumerate(lines):
        if n in found:
            yield f"spillmark_{n}_{found[n]}{'t' if n in transfers else ''}:"
        yield line


def addresses(path, lines):
    """[section, address, kind, text] of each marked instruction, by the labels of a marked object."""
    sections = {int(m.group(1)): m.group(2) for m in
                re.finditer(r"^\s*\[\s*(\d+)\] (\S+)", run(["readelf", "-SW", path]), re.M)}
    label = r"^\s*\d+: ([0-9a-f]+)\s+\d+ \w+\s+\w+\s+\w+\s+(\d+) spillmark_(\d+)_(\w+)$"
    return [[sections[int(m.group(2))], int(m.group(1), 16), m.group(4), lines[int(m.group(3))].strip()]
            for m in re.finditer(label, run(["readelf", "-sW", path]), re.M)]


def build(source, config, flags, stem):
    """Compiles to STEM.s and STEM.o; the marked instructions. Raises CalledProcessError."""
    cc, isa, opt = config
    argv = compiler(cc, isa, source.endswith((".cc", ".cpp")))
    run(argv + COMMON + flags + [opt, "-S", source, "-o", stem + ".s"])
    lines = open(stem + ".s").read().split("\n")
    assemble(cc, isa, lines, stem + ".o")
    assemble(cc, isa, labelled(lines, cc, isa), stem + ".marked.o")
    truth = addresses(stem + ".marked.o", lines)
    os.remove(stem + ".marked.o")
    return truth


def audit(assay, path):
    return json.loads(run([assay, "audit", "--format=json", "--class=register-spill", path]))["inputs"][0]["functions"]


def compare(functions, truth):
    """For each function: what assay shows and what the compiler marks, both {(section, address): text}. A transfer is in
    neither."""
    by_section = collections.defaultdict(list)
    for section, address, kind, text in truth:
        by_section[section].append((address, kind, text))
    rows = []
    for f in functions:
        parts = [(p["section"], p["address"], p["size"]) for p in f.get("parts", [])]
        where = [(f["section"], f["address"], f["size"])] + parts
        marked = {(s, a): (kind, text) for s, first, size in where for a, kind, text in by_section[s]
                  if first <= a < first + size}
        transfers = {k for k, v in marked.items() if v[0].endswith("t")}
        mine = {(e.get("section", f["section"]), e["address"]): e["text"]
                for x in f["findings"] for e in x["evidence"]}
        rows.append({"name": f["name"], "spills": f["spills"],
                     "mine": {k: v for k, v in mine.items() if k not in transfers},
                     "theirs": {k: v for k, v in marked.items() if k not in transfers}})
    return rows


def count(row, t):
    """Adds a row of compare to the counters: functions, instructions."""
    mine, theirs = row["mine"].keys(), row["theirs"].keys()
    has, says = bool(theirs), bool(mine)
    t["functions"] += 1
    t["tp"] += has and says
    t["fp"] += says and not has
    t["fn"] += has and not says
    t["itp"] += len(theirs & mine)
    t["ifp"] += len(mine - theirs)
    t["ifn"] += len(theirs - mine)
    t["stores"] += row["spills"]["stores"]
    t["reloads"] += row["spills"]["reloads"]
    t["marked stores"] += sum("S" in v[0] for v in row["theirs"].values())
    t["marked reloads"] += sum("R" in v[0] for v in row["theirs"].values())
