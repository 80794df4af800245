#!/usr/bin/env python3
"""Spills as the compilers mark them in their own assembly (marks.py), held against what `assay audit` counts in the objects.

usage: spill_marks.py [--verbose] [--keep FOLDER] [--min PRECISION RECALL] [--flags FLAGS]
                      [--only CONFIG] ASSAY SOURCE...

Compiles each source with each compiler of CONFIGS, takes the marked instructions (clang: "N-byte [Folded] Spill|Reload",
gcc -fverbose-asm: %sfp), finds their addresses by labels that are put in front of them, and compares them with the
evidence of assay's register-spill findings.
"""
import collections, concurrent.futures, os, subprocess, sys, tempfile

import marks

CONFIGS = [(cc, isa, opt) for cc in ("gcc-12", "clang-14", "clang-19") for isa in ("x86_64", "aarch64")
           for opt in ("-O2", "-O3")]
# Functions of tests/spill that the machine code alone cannot tell.
NOT_TOLD = {"hardware": "a volatile that is stored once and loaded in the loop looks as a spilled register does"}


def one(assay, source, config, flags, keep):
    with tempfile.TemporaryDirectory() as d:
        stem = f"{d}/a"
        if keep:
            os.makedirs(keep, exist_ok=True)
            stem = f"{keep}/{os.path.basename(source)}.{config[0]}.{config[1]}{config[2]}"
        try:
            truth = marks.build(source, config, flags, stem)
        except subprocess.CalledProcessError as e:
            return config, source, None, e.stderr[:300]
        functions = [f for f in marks.audit(assay, stem + ".o") if f["name"] not in NOT_TOLD]
        return config, source, marks.compare(functions, truth), None


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
    marks.count(r, t)
    real, mine = r["theirs"], r["mine"]
    if verbose and real.keys() != mine.keys():
        print("##", source, *config, r["name"], "functions" if bool(real) != bool(mine) else "")
        for k in sorted(mine.keys() - real.keys())[:8]:
            print("   extra  ", hex(k[1]), mine[k])
        for k in sorted(real.keys() - mine.keys())[:8]:
            print("   missing", hex(k[1]), real[k][1])


def scores(t):
    ratio = lambda a, b: a / (a + b) if a + b else 1.0
    return ratio(t["tp"], t["fp"]), ratio(t["tp"], t["fn"]), ratio(t["itp"], t["ifp"]), ratio(t["itp"], t["ifn"])


def summary(t):
    p, r, ip, ir = scores(t)
    return (f"{t['functions']} functions, {t['tp'] + t['fn']} with marks: precision {p:.3f} recall {r:.3f}; "
            f"{t['itp'] + t['ifn']} instructions: precision {ip:.3f} recall {ir:.3f}; "
            f"stores {t['stores']}/{t['marked stores']} reloads {t['reloads']}/{t['marked reloads']}")


main()
