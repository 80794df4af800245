"""What the compilers' own records say of each loop of data/simd_loops.c, against what assay says of its machine code.

A loop that a record calls vectorised must have a vector loop, everything else of the function must be its remainder,
prologue or fallback, and missed-simd must be silent. A loop left scalar must be reported when nothing forbids vectors,
and must not, with exactly the stated blockers, when something does."""
import json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.join(HERE, "data", "simd_loops.c")
ASSAY = os.environ.get("ASSAY", "build/assay")
COMPILERS = {
    ("gcc-12", "x86_64"): ["gcc-12"],
    ("gcc-12", "aarch64"): ["aarch64-linux-gnu-gcc-12", "-march=armv8-a+lse"],  # atomics without calls
    ("clang-14", "x86_64"): ["clang-14", "--target=x86_64-linux-gnu"],
    ("clang-14", "aarch64"): ["clang-14", "--target=aarch64-linux-gnu", "-march=armv8-a+lse"],
    ("clang-19", "x86_64"): ["clang-19", "--target=x86_64-linux-gnu"],
    ("clang-19", "aarch64"): ["clang-19", "--target=aarch64-linux-gnu", "-march=armv8-a+lse"],
}
SCALAR = {"gcc": ["-fno-tree-vectorize"], "clang": ["-fno-vectorize", "-fno-slp-vectorize"]}
LEVELS = {"x86_64": [["-O3", "-march=x86-64-v3"], ["-O3", "-march=x86-64-v4", "-mprefer-vector-width=512"]],
          "aarch64": [["-O3", "-march=armv8.2-a+sve"]]}

# (function, glob of compiler, isa, flags) -> why the machine code need not bear out what the table above asks.
EXCEPTIONS = {
    ("sum_f64", "gcc-12", "x86_64", "-O3.*"):
        "a vectorised load, but the sum stays in order: what is left are scalar additions from memory",
    ("reverse", "clang-19", "x86_64", "-O[23] -fno-vectorize .*"):
        "the unrolled copies compute n - 1 - i by exclusive or, which is linear only for the counts that occur",
    ("column", "gcc-12", ".*", "-O3 -fno-tree-vectorize"):
        "versioned for a width of 1, and that copy is scalar work that vectors could do",
}


def statements():
    """name -> (first line, last line, stated blockers, is a nest)"""
    found, name = {}, None
    for number, line in enumerate(open(SOURCE), 1):
        m = re.match(r"(LOOP|NEST)\(([^)]*)\) .*?(\w+)\(", line)
        if m:
            name = m[3]
            found[name] = [number, 0, set() if m[2] == "NONE" else set(m[2].split(",")), m[1] == "NEST"]
        elif line.startswith("}") and name:
            found[name][1] = number
    return found


def compile_(compiler, isa, flags, out):
    """Lines of loops that the compiler says it vectorised."""
    gcc = compiler.startswith("gcc")
    record = ["-fopt-info-vec-optimized"] if gcc else ["-Rpass=loop-vectorize"]
    p = subprocess.run(COMPILERS[compiler, isa] + flags + record + ["-g", "-std=gnu11", "-fno-math-errno", "-c",
                       SOURCE, "-o", out], stderr=subprocess.PIPE, text=True, check=True)
    text = "loop vectorized" if gcc else "vectorized loop"
    return {int(m[1]) for m in re.finditer(r"simd_loops\.c:(\d+):\d+: .*" + text, p.stderr)}


def audit(path):
    p = subprocess.run([ASSAY, "audit", "--format=json", "--class", "missed-simd", path], stdout=subprocess.PIPE,
                       text=True, check=True)
    return {f["name"]: f for f in json.loads(p.stdout)["inputs"][0]["functions"]}


def describe(f):
    return "; ".join("%s %d bits [%s]" % (l["role"], l["vector_bits"], ",".join(l["simd_blockers"]))
                     for l in f["loops"])


def judge(vectorised, blockers, f):
    """What is wrong, None."""
    loops = [l for l in f["loops"] if l["innermost"]]
    main = [l for l in loops if l["role"] == "main"]
    reported = [x["loop"] for x in f["findings"]]
    if vectorised:
        if not any(l["role"] == "vector-main" and l["vector_bits"] >= 64 for l in loops):
            return "vectorised, but no vector loop"
        if main:
            return "vectorised, and yet a main loop"
        return "vectorised and reported" if reported else None
    if any(l["vector_bits"] for l in loops):
        return "not vectorised, but vector_bits"
    if blockers:
        if reported:
            return "forbidden and reported"
        wrong = [l for l in main if set(l["simd_blockers"]) != blockers]
        return "blockers are not %s" % ",".join(sorted(blockers)) if wrong else None
    if not main or len(reported) != len(main):
        return "left scalar, not reported once"
    return None


def config(compiler, isa, flags, stated, folder, counts):
    out = os.path.join(folder, "loops.o")
    records = compile_(compiler, isa, flags, out)
    functions = audit(out)
    bad = []
    for name, (first, last, blockers, nest) in stated.items():
        vectorised = any(first <= n <= last for n in records)
        f = functions[name]
        if not [l for l in f["loops"] if l["innermost"]]:
            bad.append((name, "no loop", f))
            continue
        wrong = judge(vectorised, blockers, f)
        counts["vectorised" if vectorised else "forbidden" if blockers else "scalar"] += 1
        if wrong:
            bad.append((name, wrong, f))
    return bad


def main():
    stated = statements()
    counts = {"vectorised": 0, "forbidden": 0, "scalar": 0}
    failed, used = 0, set()
    with tempfile.TemporaryDirectory() as folder:
        for (compiler, isa) in COMPILERS:
            scalar = SCALAR[compiler.split("-")[0]]
            levels = LEVELS[isa] if compiler != "clang-14" else []
            for flags in [["-O2"], ["-O3"], ["-O2"] + scalar, ["-O3"] + scalar] + levels:
                for name, wrong, f in config(compiler, isa, flags, stated, folder, counts):
                    key = (name, compiler, isa, " ".join(flags))
                    known = [e for e in EXCEPTIONS if all(re.fullmatch(p, k) for p, k in zip(e, key))]
                    used.update(known)
                    if known:
                        continue
                    failed += 1
                    print("%s %s %s: %s: %s | %s" % (compiler, isa, " ".join(flags), name, wrong, describe(f)))
    for e in EXCEPTIONS:
        if e not in used:
            failed += 1
            print("an exception that nothing needs:", e)
    print(", ".join("%d %s" % (n, what) for what, n in counts.items()), "and %d differences" % failed)
    return 1 if failed or not all(counts.values()) else 0


sys.exit(main())
