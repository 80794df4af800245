"""Holds what the corpus states against evidence that shares no code with the runner.

Compiles every pair with the default configs and reads objdump's text, relocations, the compilers' records and marks,
and llvm-mca. Usage: corpus_evidence.py [-v] [CLASS[/PAIR] ...]; exit 0: every statement holds. Without arguments -O2
alone is taken, as `make check` has no time for more.
"""
import collections
import concurrent.futures
import fnmatch
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "corpus")
TRIPLE = {"x86_64": "x86_64-linux-gnu", "aarch64": "aarch64-linux-gnu"}
COMPILERS = ["gcc-12", "clang-14", "clang-19"]
CONFIGS = [(c, isa, opt) for c in COMPILERS for isa in TRIPLE for opt in ("O2", "O3")]
MODELS = {"x86_64": ["znver4", "skylake"], "aarch64": ["neoverse-n1", "neoverse-v1", "cortex-a72"]}
# llvm-mca's cycles hold port conflicts as well as the chain, so a good half may lie above 1.5 by a little.
BAD_LIMIT, GOOD_LIMIT = 2.95, 1.75
# The others have their evidence in assay oracle's counted runs alone.
JUDGED = ("bounds-check", "register-spill", "serial-chain", "missed-simd", "branchy-select")
# Good halves whose ratio in one of LLVM's models says nothing against the pair: the chains are that many, and would fill
# all but the widest core; or the iteration waits for ports, which the bound does not add up (a chain of 6 cycles where
# llvm-mca counts 17).
WIDE, PORTS = "more chains would fill this core", "ports, not the chain"
EXPLAINED = {
    "serial-chain/bsd-checksums": {"neoverse-v1": WIDE},
    "serial-chain/digest-in-memory": {"neoverse-v1": WIDE},
    "serial-chain/xtea-blocks": {"neoverse-v1": WIDE},
    "serial-chain/goertzel-tones": {"znver4": WIDE, "skylake": WIDE},  # clang's products of 64 bits, built of shuffles
    "serial-chain/average-of-counts": {"neoverse-n1": PORTS, "neoverse-v1": PORTS},
}
REGALLOC = re.compile(r"(\d+) (?:folded )?(?:spills|reloads)|(\d+) \w+ (?:folded )?(?:spills|reloads)")

Insn = collections.namedtuple("Insn", "at op args target reloc text")


def config_name(config):
    return "%s-%s/%s" % config


def manifest(folder):
    """The few keys that are needed here; the runner reads the whole of it."""
    out = {"sink": None, "shows": [], "excluded": []}
    with open(os.path.join(folder, "pair.yaml")) as f:
        for line in f:
            key, _, value = line.partition(":")
            if key == "shows":
                out["shows"] = re.findall(r'"([^"]+)"', value)
            elif key == "sink":
                out["sink"] = value.split("#")[0].strip()
            elif key.strip() == "- model":
                out["excluded"].append(value.strip())
    return out


def compile_half(source, config, out):
    compiler, isa, opt = config
    if compiler.startswith("gcc"):
        cmd = ["%s-%s" % (TRIPLE[isa], compiler), "-fverbose-asm", "-fopt-info-vec-optimized"]
    else:
        cmd = [compiler, "--target=" + TRIPLE[isa], "-Rpass=loop-vectorize|slp-vectorizer", "-Rpass-missed=regalloc"]
    cmd += ["-" + opt, "-Wall", "-Wextra", "-Werror", "-save-temps=obj", "-c", source, "-o", out]
    run = subprocess.run(cmd, capture_output=True, text=True, timeout=120)
    if run.returncode:
        raise RuntimeError("%s: %s" % (config_name(config), run.stderr[:2000]))
    with open(out[:-2] + ".s") as f:
        return run.stderr, f.read()


def disassemble(obj, isa):
    """Every instruction as {(section, address): Insn}; targets are (section, address), also through relocations."""
    objdump = TRIPLE[isa] + "-objdump"
    text = subprocess.run([objdump, "-dr", "--no-show-raw-insn", obj], capture_output=True, text=True, timeout=60).stdout
    insns, symbols, section, last = collections.OrderedDict(), {}, None, None
    for line in text.splitlines():
        if m := re.match(r"Disassembly of section (\S+):", line):
            section = m[1]
        elif m := re.match(r"([0-9a-f]+) <(.+)>:", line):
            symbols[m[2]] = (section, int(m[1], 16))
        elif m := re.match(r"\s+([0-9a-f]+):\s+(R_\S+)\s+(\S+)", line):
            insns[last] = insns[last]._replace(reloc=m[3])
        elif m := re.match(r"\s+([0-9a-f]+):\s+(\S+)\s*(.*)", line):
            last = (section, int(m[1], 16))
            target = re.search(r"\b([0-9a-f]+) <", m[3])
            insns[last] = Insn(last, m[2], m[3], (section, int(target[1], 16)) if target else None, None, line.strip())
    for at, i in insns.items():
        if i.reloc and (is_branch(i, isa) or is_jump(i, isa)):
            insns[at] = i._replace(target=reloc_target(i.reloc, symbols, isa))
    return insns, symbols


def reloc_target(reloc, symbols, isa):
    m = re.match(r"(.+?)([+-]0x[0-9a-f]+)?$", reloc)
    offset = int(m[2], 16) if m[2] else 0
    if isa == "x86_64":
        offset += 4
    if m[1] in symbols:
        return (symbols[m[1]][0], symbols[m[1]][1] + offset)
    return (m[1], offset)


def is_branch(i, isa):
    if isa == "x86_64":
        return i.op.startswith("j") and not i.op.startswith("jmp")
    return i.op.startswith("b.") or i.op in ("cbz", "cbnz", "tbz", "tbnz")


def is_jump(i, isa):
    return i.op in (("jmp",) if isa == "x86_64" else ("b",))


def is_stop(i, isa):
    return i.op in (("ret", "ud2", "notrack") if isa == "x86_64" else ("ret", "br", "brk", "udf"))


def graph(insns, isa, sink):
    """Successors of every instruction."""
    order, succ = list(insns.values()), {}
    for k, i in enumerate(order):
        after = order[k + 1].at if k + 1 < len(order) and order[k + 1].at[0] == i.at[0] else None
        calls_sink = i.reloc and sink and re.match(re.escape(sink) + r"\b", i.reloc)
        if is_jump(i, isa):
            s = [i.target] if i.target in insns else []
        elif is_branch(i, isa):
            s = [t for t in (after, i.target) if t in insns]
        elif is_stop(i, isa) or calls_sink:
            s = []
        else:
            s = [after] if after else []
        succ[i.at] = s
    return succ


def components(succ):
    """Strongly connected components of more than one node, or with a self edge (Tarjan, iterative)."""
    index, low, stack, on, out = {}, {}, [], set(), []
    for root in succ:
        if root in index:
            continue
        work = [(root, iter(succ[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on.add(root)
        while work:
            v, it = work[-1]
            for w in it:
                if w not in index:
                    index[w] = low[w] = len(index)
                    stack.append(w)
                    on.add(w)
                    work.append((w, iter(succ[w])))
                    break
                if w in on:
                    low[v] = min(low[v], index[w])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[v])
                if low[v] == index[v]:
                    c = set()
                    while True:
                        w = stack.pop()
                        on.discard(w)
                        c.add(w)
                        if w == v:
                            break
                    if len(c) > 1 or v in succ[v]:
                        out.append(c)
    return out


def innermost(succ):
    """Innermost loops: components, opened at their entry (the node reached from outside) until nothing nests."""
    loops, work = [], [(c, succ) for c in components(succ)]
    while work:
        c, g = work.pop()
        heads = [w for v in succ if v not in c for w in succ[v] if w in c] or [min(c)]
        inner = {v: [w for w in g[v] if w in c and w not in heads] for v in c}
        nested = components(inner)
        if nested:
            work += [(n, inner) for n in nested]
        else:
            loops.append(c)
    return loops


def leads_to_sink(at, insns, succ, sink):
    seen = set()
    while at is not None and at not in seen:
        seen.add(at)
        i = insns[at]
        if i.reloc and re.match(re.escape(sink) + r"\b", i.reloc):
            return True
        at = succ[at][0] if len(succ[at]) == 1 else None
    return False


def sink_branches_in_loops(insns, succ, isa, sink):
    inside = set().union(*components(succ))
    return [i.text for i in insns.values() if i.at in inside and is_branch(i, isa)
            and any(s not in inside and leads_to_sink(s, insns, succ, sink) for s in succ[i.at])]


def selecting_branches(insns, succ, isa):
    """Branches within an innermost loop, both of whose ways stay in it."""
    out = []
    for loop in innermost(succ):
        out += [i.text for i in insns.values() if i.at in loop and is_branch(i, isa)
                and len(succ[i.at]) == 2 and all(s in loop for s in succ[i.at])]
    return out


PACKED = {
    "x86_64": re.compile(r"^(p(add|sub|mul|madd|max|min|and|or|xor|cmp|sll|srl|sra|avg|sad|unpck|ack|shuf)\w*|punpck\w+|pack\w+|"
                         r"\w+p[sd]|cvt\w*(ps|pd|dq)\w*|movdq\w)$"),
    "aarch64": re.compile(r"v\d+\.(16b|8b|8h|4h|4s|2s|2d)|\bq\d+"),
}


def packed(loop, insns, isa):
    return [insns[a].text for a in loop
            if PACKED[isa].search(insns[a].op if isa == "x86_64" else insns[a].args)]


def packed_arithmetic(loop, insns, isa):
    """Packed instructions that compute: zeroing, moves and scalar-register shuffles do not count."""
    moves = ("pxor", "xorps", "xorpd", "movdqa", "movdqu", "movaps", "movups", "movapd", "movupd", "ldr", "ldp", "str", "stp")
    return [t for t in packed(loop, insns, isa) if t.split(":")[1].split()[0] not in moves]


def spills(log, asm, config):
    """The compiler's own account of what it spilled."""
    if config[0].startswith("gcc"):
        return [l.strip() for l in asm.splitlines() if "%sfp" in l]
    return [l.strip() for l in log.splitlines() if "in function" in l and REGALLOC.search(l)]


def mca(loop, insns, isa, model):
    """llvm-mca on a loop's straight line: (cycles for each iteration, throughput bound)."""
    lines = []
    for a in sorted(loop):
        i = insns[a]
        args = re.sub(r"<[^>]*>", "", i.args)
        args = re.sub(r"\s*(//|#\s).*$", "", args)
        if is_branch(i, isa) or is_jump(i, isa):
            reg = args.rsplit(",", 1)[0] + "," if "," in args else ""
            lines.append("%s %sloop" % (i.op, reg) if isa == "aarch64" else "%s loop" % i.op)
        else:
            lines.append("%s %s" % (i.op, args))
    text = "loop:\n" + "\n".join(lines) + "\n"
    cmd = ["llvm-mca-19", "-mtriple=" + TRIPLE[isa], "-mcpu=" + model, "-iterations=400", "-instruction-info=0",
           "-resource-pressure=0"]
    run = subprocess.run(cmd, input=text, capture_output=True, text=True, timeout=60)
    cycles = re.search(r"Total Cycles:\s+(\d+)", run.stdout)
    bound = re.search(r"Block RThroughput:\s+([\d.]+)", run.stdout)
    if not cycles:
        raise RuntimeError("llvm-mca: " + run.stderr[:200])
    return int(cycles[1]) / 400, float(bound[1])


def main_loops(insns, succ):
    """Innermost loops that are worth judging: the largest, and all at least half its size."""
    loops = innermost(succ)
    largest = max((len(l) for l in loops), default=0)
    return [l for l in loops if 2 * len(l) >= largest]


class Half:
    def __init__(self, pair, half, config, sink, tmp):
        self.config, self.isa = config, config[1]
        folder = os.path.join(tmp, pair, config_name(config))
        os.makedirs(folder, exist_ok=True)
        obj = os.path.join(folder, half + ".o")
        self.log, self.asm = compile_half(os.path.join(ROOT, pair, half + ".c"), config, obj)
        self.insns, self.symbols = disassemble(obj, self.isa)
        self.succ = graph(self.insns, self.isa, sink)
        self.name = pair.split("/")[1].replace("-", "_") + "_" + half


def judge(pair, info, half, bad):
    """(class is there, what shows it) of one half in one config."""
    cls, h = pair.split("/")[0], half
    if cls == "bounds-check":
        found = sink_branches_in_loops(h.insns, h.succ, h.isa, info["sink"])
        relocs = [i.text for i in h.insns.values() if i.reloc and re.match(re.escape(info["sink"]) + r"\b", i.reloc)]
        return bool(found), bool(relocs), "%d in loops, %d relocations" % (len(found), len(relocs))
    if cls == "register-spill":
        marks = spills(h.log, h.asm, h.config)
        return bool(marks), bool(marks), (marks[0] if not h.config[0].startswith("gcc") else "%d %%sfp" % len(marks)) if marks else "none"
    if cls == "missed-simd":
        recorded = re.findall(r"loop vectorized|vectorized loop", h.log)
        loops = main_loops(h.insns, h.succ)
        vec = [l for l in loops if packed_arithmetic(l, h.insns, h.isa)]
        scalar = bool(loops) and not recorded and not vec
        return scalar, not vec and not (recorded and not loops), "%d main loops, %d packed, %d records" % (len(loops), len(vec), len(recorded))
    if cls == "branchy-select":
        found = selecting_branches(h.insns, h.succ, h.isa)
        vectorised = re.search(r"loop vectorized|vectorized loop", h.log)  # then they are in its remainder
        return bool(found) and not vectorised, bool(found), "%d branches%s" % (len(found), ", vectorised" if vectorised else "")
    ratios = {}
    for model in MODELS[h.isa]:
        rs = [mca(l, h.insns, h.isa, model) for l in main_loops(h.insns, h.succ)]
        ratios[model] = max((c / b for c, b in rs), default=0)
    kept = [r for m, r in ratios.items() if m not in info["excluded"] and (bad or m not in EXPLAINED.get(pair, {}))]
    text = " ".join("%s=%.1f" % (m[-4:], r) for m, r in ratios.items())
    return bool(kept) and min(kept) >= BAD_LIMIT, bool(kept) and max(kept) > GOOD_LIMIT, text


def check(pair, config, tmp, look):
    """Bad halves are compiled where the pair states that they show their class; with `look` everywhere."""
    info = manifest(os.path.join(ROOT, pair))
    stated = any(fnmatch.fnmatchcase(config_name(config), g) for g in info["shows"])
    shown, evidence, faults = False, "", []
    try:
        for half in ("bad", "good"):
            if half == "bad" and not stated and not look:
                continue
            h = Half(pair, half, config, info["sink"], tmp)
            shows, any_trace, what = judge(pair, info, h, half == "bad")
            evidence += "%s %s; " % (half, what)
            if h.name not in h.symbols:
                faults.append(h.name + " is not there")
            if half == "bad":
                shown = shows
                if stated and not shows:
                    faults.append("bad does not show it: " + what)
            elif any_trace:
                faults.append("good shows it: " + what)
    except (RuntimeError, subprocess.TimeoutExpired) as e:
        faults.append("cannot be judged: %s" % e)
    return pair, config, stated, shown, evidence, faults


def main():
    args = sys.argv[1:]
    verbose = "-v" in args
    wanted = [a for a in args if a != "-v"]
    pairs = sorted(os.path.relpath(d, ROOT) for d, _, files in os.walk(ROOT) if "pair.yaml" in files)
    if wanted:
        pairs = [p for p in pairs if any(p == w or p.startswith(w + "/") or p.endswith("/" + w) for w in wanted)]
    elsewhere = [p for p in pairs if p.split("/")[0] not in JUDGED]
    pairs = [p for p in pairs if p not in elsewhere]
    configs = [c for c in CONFIGS if args or c[2] == "O2"]
    failed = 0
    with tempfile.TemporaryDirectory() as tmp, concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(check, p, c, tmp, verbose) for p in pairs for c in configs]
        for job in jobs:
            pair, config, stated, shown, evidence, faults = job.result()
            failed += bool(faults)
            mark = "FAULT" if faults else "shows" if stated else "seen " if shown else "-    "
            if faults or verbose:
                print("%s %-34s %-20s %s" % (mark, pair, config_name(config), "; ".join(faults) or evidence))
    print("%d pairs, %d statements, %d faults; %d pairs of classes that are not judged here" %
          (len(pairs), len(pairs) * len(configs), failed, len(elsewhere)))
    return 1 if failed or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
