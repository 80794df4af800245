"""TSVC: which loops were left scalar, by the compilers' own vectorisation records, against assay's missed-simd.

A loop that this config left scalar, and another compiler or level vectorised for the same ISA from the same source, is
missed. A loop that this config vectorised is not. What no config vectorised is left out, and so is a loop of which the
records say too little.
"""
import glob, os, re, subprocess, sys

import common

CLASS = "missed-simd"
CONFIGS = [(cc, isa, opt) for cc in ("gcc-12", "clang-19") for isa in common.ISAS for opt in ("-O2", "-O3")]
FLAGS = ["-w", "-g", "-std=gnu11"]
RECORDS = {"gcc-12": ["-fopt-info-vec-optimized", "-fopt-info-vec-missed"],
           "clang-19": ["-Rpass=(loop|slp)-vectorize", "-Rpass-missed=loop-vectorize"]}
# What a line of a record says of the loop or statement that it names.
SAYS = [("vectorised", r"optimized: +loop vectorized|remark: vectorized loop"),
        ("slp", r"optimized: +basic block part vectorized|remark: .*SLP|remark: Stores SLP|remark: Vectorized"),
        ("scalar", r"missed: +couldn't vectorize loop|remark: loop not vectorized|remark: .*not beneficial")]
VECTOR_NAME = {"x86_64": r"\b[xyz]mm\d", "aarch64": r"\bv\d+\.(16b|8b|8h|4h|4s|2s|2d)\b"}


def command(cc, isa):
    if cc.startswith("clang"):
        return [cc, f"--target={isa}-linux-gnu"]
    return [cc if isa == os.uname().machine else f"{isa}-linux-gnu-{cc}"]


def loops_of(path):
    """{function: [(first line, last line, innermost)]} of the kernels, by their braces."""
    found, name, stack = {}, None, []
    for number, line in enumerate(open(path), 1):
        m = re.match(r"\w[\w\s*]*?\b(\w+)\(.*\)\s*\{?\s*$", line)
        if m and not stack:
            name = m.group(1)
            found[name] = []
        is_loop = re.match(r"\s*(\}?\s*)(for|while|do)\b", line) and not re.match(r"\s*\}?\s*while.*;\s*$", line)
        for ch in line:
            if ch == "{":
                stack.append(number if is_loop else 0)
                is_loop = False
            elif ch == "}" and stack:
                first = stack.pop()
                if first:
                    found[name].append((first, number))
    return {f: [(a, b, not any(a < c and d < b for c, d in l)) for a, b in sorted(l)] for f, l in found.items() if f != "main"}


def unit(root, sources):
    """One file for all kernels behind one tsvc.h, which is most of what each compiles; lines and file names stay theirs."""
    folder = os.path.join(root, "tsvc")
    os.makedirs(folder, exist_ok=True)
    names = [os.path.basename(source) for source in sources]
    for source, name in zip(sources, names):
        text = open(source).read().replace('#include "tsvc.h"', "")
        with open(os.path.join(folder, name), "w") as f:
            f.write(text[:text.index("int main")])
    with open(os.path.join(folder, "kernels.c"), "w") as f:
        f.write("".join(f'#include "{name}"\n' for name in ["../src/tsvc/tsvc.h"] + names))
    return f.name


def build(root, source, config):
    """The object, and {file: {line: [what the record says]}}."""
    cc, isa, opt = config
    stem = f"{root}/tsvc/{cc}.{isa}{opt}"

    def make():
        p = subprocess.run(command(cc, isa) + FLAGS + RECORDS[cc] + [opt, "-c", source, "-o", stem + ".o"],
                           capture_output=True, text=True)
        if p.returncode:
            return {"error": p.stderr[:400]}
        says = {}
        for m in re.finditer(r"(vect-tsvc-\w+\.c):(\d+):\d+: (.*)", p.stderr):
            for what, pattern in SAYS:
                known = says.setdefault(m.group(1), {}).setdefault(m.group(2), [])
                if re.match(pattern, m.group(3)) and what not in known:
                    known.append(what)
        return {"records": says, "vectors": common.by_symbol(stem + ".o", lambda _, lines: any(
            re.search(VECTOR_NAME[isa], line) for line in lines))}
    return stem + ".o", common.cached(stem + ".json", make)


def state(records, loop, all_loops):
    """What this config did with the loop: vectorised, scalar, or why it cannot be told."""
    first, last, _ = loop
    own = records.get(str(first), [])
    inside = {w for line, words in records.items() if first < int(line) <= last for w in words}
    outer = [l for l in all_loops if l[0] < first and last < l[1]]
    if "vectorised" in own:
        return "vectorised"
    if any("vectorised" in records.get(str(l[0]), []) for l in outer):
        return "an outer loop was vectorised"
    if "slp" in own or "slp" in inside:
        return "vectorised as straight code"
    return "scalar" if "scalar" in own else "no record: unrolled, deleted or made a call"


def reported(function, loop, source):
    """The first finding in the loop's lines."""
    for f in function["findings"]:
        lines = [e["source"]["line"] for e in f["evidence"] + [f]
                 if os.path.basename(e.get("source", {}).get("file", "")) == os.path.basename(source)]
        if any(loop[0] <= line <= loop[1] for line in lines):
            return f
    return None


def judge(source, which, built, audits):
    """Rows of all configs; the truth of each needs the others."""
    rows = []
    for name, loops in loops_of(source).items():
        if common.half(name) != which:
            continue
        for loop in (l for l in loops if l[2]):
            states = {c: state(b["records"].get(os.path.basename(source), {}), loop, loops) for c, (_, b) in built.items()}
            for config, did in states.items():
                others = [" ".join(c) for c, s in states.items() if s == "vectorised" and c[1] == config[1]]
                rows.append(row(audits[config], built[config], source, name, loop, config, did, others))
    return rows


def row(functions, built, source, name, loop, config, did, others):
    path, record = built
    f = functions.get(name)
    r = {"function": name, "line": loop[0], "config": config, "object": path, "source": source, "did": did, "by": others}
    if not f:
        return {**r, "left out": "no such function in the object"}
    finding = reported(f, loop, source)
    r.update(says=bool(finding), at=finding and hex(finding["address"]),
             grep=not any(record["vectors"].get(p) for p in common.places(f)),
             blockers=[(l["role"], l.get("source", {}).get("line"), l["vector_bits"], l["simd_blockers"])
                       for l in f["loops"] if l["innermost"]])
    if did == "vectorised":
        return {**r, "truth": False}
    if did != "scalar":
        return {**r, "left out": did}
    return {**r, "truth": True} if others else {**r, "left out": "vectorised by no config"}


def compare(assay, root, which):
    found = sorted(glob.glob(os.path.join(root, "src", "tsvc", "vect-tsvc-*.c")))
    if not found:
        raise SystemExit(f"external: {root}/src/tsvc: no loops there: remove {root} and fetch them again")
    source = unit(root, found)
    built = dict(zip(CONFIGS, common.parallel(lambda c: build(root, source, c), CONFIGS)))
    errors = [{"source": "TSVC", "config": c, "error": b["error"]} for c, (_, b) in built.items() if "error" in b]
    built = {c: b for c, b in built.items() if "error" not in b[1]}
    audits = {c: {f["name"]: f for f in common.audit(assay, CLASS, path)} for c, (path, _) in built.items()}
    return errors, [r for s in found for r in judge(s, which, built, audits)]
