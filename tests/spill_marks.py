#!/usr/bin/env python3
"""Spills as the compilers mark them in their own assembly, held against what `assay audit` counts in the objects.

usage: spill_marks.py [--verbose] [--keep FOLDER] [--min PRECISION RECALL] [--flags FLAGS]
                      [--only CONFIG] ASSAY SOURCE...

Compiles each source with each compiler of CONFIGS, takes the marked instructions (clang: "N-byte [Folded] Spill|Reload",
gcc -fverbose-asm: %sfp), finds their addresses by labels that are put in front of them, and compares them with the
evidence of assay's register-spill findings. What the marks are known to get wrong is taken out, and said:
- clang on AArch64 also marks saves and restores of callee-saved registers;
- gcc also marks transfers between register files: a slot that is stored from one file alone and loaded to others alone.
"""
import collections, concurrent.futures, json, os, re, subprocess, sys, tempfile

CONFIGS = [(cc, isa, opt) for cc in ("gcc-12", "clang-14", "clang-19") for isa in ("x86_64", "aarch64")
           for opt in ("-O2", "-O3")]
# Functions of tests/spill that the machine code alone cannot tell.
NOT_TOLD = {"hardware": "a volatile that is stored once and loaded in the loop looks as a spilled register does"}
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


def assemble(cc, isa, text, out):
    with open(out + ".s", "w") as f:
        f.write(text)
    run(compiler(cc, isa, False) + ["-c", "-w", "-o", out, out + ".s"])


def one(assay, source, config, extra, keep):
    cc, isa, opt = config
    cxx = source.endswith((".cc", ".cpp"))
    with tempfile.TemporaryDirectory() as d:
        s = f"{d}/a.s"
        argv = compiler(cc, isa, cxx) + COMMON + extra + [opt, "-S", source, "-o", s]
        r = subprocess.run(argv, capture_output=True, text=True)
        if r.returncode:
            return config, source, None, r.stderr[:300]
        lines = open(s).read().split("\n")
        found = marks(lines, cc, isa)
        transfers = gcc_transfers(lines, found) if cc.startswith("gcc") else set()
        marked = []
        for n, line in enumerate(lines):
            if n in found:
                marked.append(f"spillmark_{n}_{found[n]}{'t' if n in transfers else ''}:")
            marked.append(line)
        assemble(cc, isa, "\n".join(lines), f"{d}/plain.o")
        assemble(cc, isa, "\n".join(marked), f"{d}/marked.o")
        if keep:
            name = f"{keep}/{os.path.basename(source)}.{cc}.{isa}{opt}"
            os.makedirs(keep, exist_ok=True)
            for a, b in (("plain.o", ".o"), ("a.s", ".s")):
                with open(f"{d}/{a}", "rb") as x, open(name + b, "wb") as y:
                    y.write(x.read())
        audit = json.loads(run([assay, "audit", "--format=json", "--class=register-spill", f"{d}/plain.o"]))
        symbols = run(["readelf", "-sW", f"{d}/marked.o"])
        sections = {int(m.group(1)): m.group(2) for m in
                    re.finditer(r"^\s*\[\s*(\d+)\] (\S+)", run(["readelf", "-SW", f"{d}/marked.o"]), re.M)}
        truth = collections.defaultdict(dict)
        for m in re.finditer(r"^\s*\d+: ([0-9a-f]+)\s+\d+ \w+\s+\w+\s+\w+\s+(\d+) spillmark_(\d+)_(\w+)$", symbols, re.M):
            truth[sections[int(m.group(2))], int(m.group(1), 16)] = (int(m.group(3)), m.group(4))
        return config, source, compare(audit, truth, lines), None


def compare(audit, truth, lines):
    rows = []
    for f in audit["inputs"][0]["functions"]:
        if f["name"] in NOT_TOLD:
            continue
        where = [(f["section"], f["address"], f["address"] + f["size"])]
        where += [(p["section"], p["address"], p["address"] + p["size"]) for p in f.get("parts", [])]
        mine = {(e.get("section", f["section"]), e["address"]): e["text"]
                for x in f["findings"] for e in x["evidence"]}
        theirs = {k: v for k, v in truth.items() if any(s == k[0] and a <= k[1] < e for s, a, e in where)}
        rows.append({"name": f["name"], "spills": f["spills"], "mine": mine,
                     "theirs": {k: (v[0], v[1], lines[v[0]].strip()) for k, v in theirs.items()}})
    return rows


def main():
    args, verbose, keep, minimum, extra = sys.argv[1:], False, None, None, []
    while args and args[0].startswith("-"):
        a = args.pop(0)
        if a == "--verbose":
            verbose = True
        elif a == "--keep":
            keep = args.pop(0)
        elif a == "--min":
            minimum = float(args.pop(0)), float(args.pop(0))
        elif a == "--only":
            only = args.pop(0)
            CONFIGS[:] = [c for c in CONFIGS if only in " ".join(c)]
        elif a == "--flags":
            extra += args.pop(0).split()
    assay, sources = args[0], args[1:]
    total = collections.Counter()
    by_config = collections.defaultdict(collections.Counter)
    failed = False
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(one, assay, s, c, extra, keep) for s in sources for c in CONFIGS]
        for j in jobs:
            config, source, rows, error = j.result()
            if rows is None:
                total["not compiled"] += 1
                print("-", source, *config, error.replace("\n", " ")[:160], file=sys.stderr)
                continue
            t = by_config[config]
            for r in rows:
                judge(r, t, verbose, source, config)
    for config, t in by_config.items():
        total.update(t)
        print(" ".join(config).ljust(24), summary(t))
    print("all".ljust(24), summary(total))
    for name, why in NOT_TOLD.items():
        print(f"left out: {name}: {why}")
    p, r, ip, ir = scores(total)
    if minimum:
        failed = min(p, ip) < minimum[0] or min(r, ir) < minimum[1] or total["not compiled"] > 0
    sys.exit(1 if failed else 0)


def judge(r, t, verbose, source, config):
    real = {k: v for k, v in r["theirs"].items() if not v[1].endswith("t")}
    transfers = {k for k, v in r["theirs"].items() if v[1].endswith("t")}
    mine = {k: v for k, v in r["mine"].items() if k not in transfers}
    has, says = bool(real), bool(mine)
    t["functions"] += 1
    t["tp"] += has and says
    t["fp"] += says and not has
    t["fn"] += has and not says
    t["itp"] += len(real.keys() & mine.keys())
    t["ifp"] += len(mine.keys() - real.keys())
    t["ifn"] += len(real.keys() - mine.keys())
    t["stores"] += r["spills"]["stores"]
    t["reloads"] += r["spills"]["reloads"]
    t["marked stores"] += sum("S" in v[1] for v in real.values())
    t["marked reloads"] += sum("R" in v[1] for v in real.values())
    if verbose and real.keys() != mine.keys():
        print("##", source, *config, r["name"], "functions" if has != says else "")
        for k in sorted(mine.keys() - real.keys())[:8]:
            print("   extra  ", hex(k[1]), mine[k])
        for k in sorted(real.keys() - mine.keys())[:8]:
            print("   missing", hex(k[1]), real[k][2])


def scores(t):
    ratio = lambda a, b: a / (a + b) if a + b else 1.0
    return ratio(t["tp"], t["fp"]), ratio(t["tp"], t["fn"]), ratio(t["itp"], t["ifp"]), ratio(t["itp"], t["ifn"])


def summary(t):
    p, r, ip, ir = scores(t)
    return (f"{t['functions']} functions, {t['tp'] + t['fn']} with marks: precision {p:.3f} recall {r:.3f}; "
            f"{t['itp'] + t['ifn']} instructions: precision {ip:.3f} recall {ir:.3f}; "
            f"stores {t['stores']}/{t['marked stores']} reloads {t['reloads']}/{t['marked reloads']}")


main()
