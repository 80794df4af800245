"""assay oracle --pair, class by class: on a pair of the corpus its oracles see the class in bad and witness its absence in
good; on the same pair with good's code in both halves none of them sees it."""
import json, os, re, shutil, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ASSAY = os.environ.get("ASSAY", "build/assay")
CORPUS = os.path.join(HERE, "..", "..", "corpus")
# A pair that shows its class on both of these.
TOOLCHAINS = ["gcc-12-x86_64", "gcc-12-aarch64"]
PAIRS = {
    "bounds-check": "checked-sum", "register-spill": "stencil7x7", "serial-chain": "horner", "missed-simd": "saxpy",
    "branchy-select": "soft-threshold", "redundant-load": "gamma-table", "slow-division": "hash-buckets",
    "call-in-loop": "shape-area", "cold-in-hot": "hex-decode", "branch-chain": "html-escape",
    "invariant-in-loop": "mixer-volume", "strided-access": "column-sums", "pointer-chase": "dfa-lanes",
    "split-access": "ipv6-fold", "missed-idiom": "codeword-weights",
}


def twin(work):
    """A corpus of the same pairs, with good's code in both halves."""
    folder = work + "/twins"
    for name, pair in PAIRS.items():
        to = "%s/%s/%s" % (folder, name, pair)
        shutil.copytree(os.path.join(CORPUS, name, pair), to)
        symbol = pair.replace("-", "_")
        with open(to + "/good.c") as f:
            text = f.read()
        with open(to + "/bad.c", "w") as f:
            f.write(re.sub(r"\b%s_good\b" % symbol, symbol + "_bad", text))
        with open(to + "/pair.yaml") as f:
            lines = re.sub(r"(?ms)^contradictions:.*?(?=^\S|\Z)", "", f.read())
        with open(to + "/pair.yaml", "w") as f:
            f.write(lines)
    return folder


def verdict(report, half):
    """The first of the class's answers that is not silent."""
    own = [a for a in report["oracles"][half] if a["class"] == report["class"]]
    return next((a for a in own if a["says"] != "silent"), own[0])


def ask(corpus, work):
    argv = [ASSAY, "oracle", "--corpus", corpus, "--format", "json", "--out", work + "/out", "-O", "O2"]
    for t in TOOLCHAINS:
        argv += ["-t", t]
    for p in PAIRS.values():
        argv += ["-p", p]
    return json.loads(subprocess.run(argv, stdout=subprocess.PIPE, text=True).stdout)


def main():
    work, wrong, seen = sys.argv[1], 0, set()
    for corpus, expected in (CORPUS, {"bad": "present", "good": "absent"}), (twin(work), {"bad": "absent"}):
        for report in ask(corpus, work):
            seen.add((report["class"], report["config"], corpus))
            for half, says in expected.items():
                a = verdict(report, half) if "oracles" in report else {"says": "nothing", "name": "", "evidence": ""}
                if a["says"] != says:
                    wrong += 1
                    print("%s/%s %s: %s%s: %s was expected, not %s (%s: %s)" % (
                        report["class"], report["pair"], report["config"], half,
                        "" if corpus == CORPUS else " with good's code", says, a["says"], a["name"], a["evidence"]))
    missing = 2 * len(TOOLCHAINS) * len(PAIRS) - len(seen)
    print("%d classes on %d configs, %d wrong, %d missing" % (len(PAIRS), len(TOOLCHAINS), wrong, missing))
    return 1 if wrong or missing else 0


sys.exit(main())
