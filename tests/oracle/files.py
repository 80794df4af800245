"""assay oracle FILE.c on twins.c: in each row one function shows what an oracle is asked about, the other does not."""
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ASSAY = os.environ.get("ASSAY", "build/assay")
TOOLCHAINS = ["gcc-12-x86_64", "gcc-12-aarch64", "clang-19-x86_64", "clang-19-aarch64"]


def vectorised(f):
    return any(l["vectorised"] for l in f["loops"])


def scalar_with_reason(f):
    return any(not l["vectorised"] and len(l["said"]) > 10 for l in f["loops"])


def spilled(f):
    return f["spills"]["stores"] > 4 and f["spills"]["loads"] > 4


def no_spill(f):
    return f["spills"]["stores"] == 0 and f["spills"]["loads"] == 0


def aborts(f):
    return any(r["symbol"] == "abort" and not r["defined"] for r in f["relocations"])


def chained(f):
    return any(l.get("cycles_apart", 0) >= 2.5 * l["throughput"] for l in f["schedule"])


def not_chained(f):
    return f["schedule"] and all(l["cycles_apart"] < 1.5 * l["throughput"] for l in f["schedule"])


ROWS = [
    (scalar_with_reason, "find", lambda f: vectorised(f) and not scalar_with_reason(f), "triple"),
    (spilled, "crowded", no_spill, "roomy"),
    (spilled, "crowded", no_spill, "keeps"),
    (aborts, "checked", lambda f: not f["relocations"], "unchecked"),
    (chained, "power", not_chained, "powers"),
]


def main():
    work, wrong, saved = sys.argv[1], 0, set()
    for toolchain in TOOLCHAINS:
        p = subprocess.run([ASSAY, "oracle", "-t", toolchain, "--format", "json", "--out", work + "/out",
                            HERE + "/twins.c"], stdout=subprocess.PIPE, text=True)
        reports = json.loads(p.stdout)
        functions = {f["name"]: f for f in reports[0]["functions"]}
        for present, name, absent, twin in ROWS:
            for holds, what in (present, name), (absent, twin):
                if not holds(functions[what]):
                    wrong += 1
                    print("%s: %s: not as it should be: %s" % (toolchain, what, json.dumps(functions[what])[:600]))
        saved |= {toolchain for m in functions["keeps"]["spills"]["marks"] if m["kind"] == "callee-saved"}
    if saved != {"clang-19-aarch64"}:  # the one that marks them
        wrong += 1
        print("callee-saved registers are marked by", saved or "none")
    print("%d rows on %d toolchains, %d wrong" % (len(ROWS), len(TOOLCHAINS), wrong))
    return 1 if wrong else 0


sys.exit(main())
