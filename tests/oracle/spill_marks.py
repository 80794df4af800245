"""The spill marks that assay oracle reads, against those that ../marks.py reads in the same assembly text: two readers
that share no code. (marks.py in turn is held against the machine code by spill_marks.test.sh.)"""
import json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import marks

ASSAY = os.environ.get("ASSAY", "build/assay")
SOURCE = os.path.join(HERE, "..", "spill", "rounds.c")


def by_assay(report):
    return {m["line"] - 1: ("R" * m["loads"] + "S" * m["stores"], m["kind"] == "transfer") for f in report["functions"]
            for m in f["spills"]["marks"] if m["kind"] != "callee-saved"}


def by_hand(lines, cc, isa):
    found = marks.marks(lines, cc, isa)
    transfers = marks.gcc_transfers(lines, found) if cc.startswith("gcc") else set()
    return {n: ("".join(sorted(d)), n in transfers) for n, d in found.items()}


def main():
    text, total, wrong = sys.argv[1] + "/marks.s", 0, 0
    for cc, isa in [("gcc-12", "x86_64"), ("gcc-12", "aarch64"), ("clang-19", "x86_64"), ("clang-19", "aarch64")]:
        p = subprocess.run([ASSAY, "oracle", "-t", f"{cc}-{isa}", "--format", "json", "--out", sys.argv[1] + "/out",
                            "--assembly", text, SOURCE, "--"] + marks.COMMON, stdout=subprocess.PIPE, text=True)
        with open(text) as f:
            lines = f.read().split("\n")
        mine, theirs = by_assay(json.loads(p.stdout)[0]), by_hand(lines, cc, isa)
        total += len(theirs)
        for n in sorted(mine.keys() | theirs.keys()):
            if mine.get(n) != theirs.get(n):
                wrong += 1
                print(cc, isa, "line", n + 1, lines[n].strip(), "assay:", mine.get(n), "marks.py:", theirs.get(n))
    print("%d spill marks, %d read differently" % (total, wrong))
    return 1 if wrong or total < 100 else 0


sys.exit(main())
