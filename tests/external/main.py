"""`make external`: the three comparisons, their table and every disagreement.

usage: main.py [--half report|develop] [--only tsvc|spills|rust] ASSAY FOLDER

The analysis is mended by what the half "develop" shows; what is published is the half "report", on which nobody tunes.
"""
import argparse, collections, datetime, json, os, platform, shutil, sys

import common, rust, spills, tsvc

TOOLS = {"gcc-12": "gcc-12", "aarch64-linux-gnu-gcc-12": "gcc-12-aarch64-linux-gnu", "x86_64-linux-gnu-gcc-12":
         "gcc-12-x86-64-linux-gnu", "clang-19": "clang-19", "llvm-objdump-19": "llvm-19", "readelf": "binutils", "ar": "binutils"}
BASELINE = {"tsvc": "no vector register named", "spills": "an operand in the frame", "rust": "a call named panic or _fail"}


class Results:
    def __init__(self, root):
        self.root = root
        self.scores = collections.defaultdict(common.Score)  # by (code, compiler, isa)
        self.disagreements, self.errors, self.silent = [], [], collections.Counter()
        self.instructions = collections.defaultdict(collections.Counter)

    def row(self, code, klass, config, function, r, more):
        """One judged function or loop; r: truth or "left out", says, grep, object."""
        score = self.scores[code, config[0], config[1]]
        if "left out" in r:
            score.leave_out(r["left out"])
            self.silent[code, r["left out"]] += bool(r.get("says"))
            return
        score.add(r["truth"], r["says"], r["grep"])
        if r["truth"] != r["says"]:
            self.disagree(code, klass, config, function, r, more)

    def disagree(self, code, klass, config, function, r, more):
        path = os.path.relpath(r["object"])
        self.disagreements.append({
            "code": code, "class": klass, "compiler": config[0], "isa": config[1], "level": config[2], "function": function,
            "what": "false positive" if r["says"] else "false negative", **more,
            "show": f"build/assay show '{function}' {path}"})


def of_tsvc(assay, root, half, out):
    errors, rows = tsvc.compare(assay, root, half)
    out.errors += errors
    for r in rows:
        more = {k: r.get(k) for k in ("line", "did", "by", "at", "blockers")}
        out.row("tsvc", tsvc.CLASS, r["config"], r["function"], r, more)


def of_spills(assay, root, half, out):
    for unit in spills.compare(assay, root, half):
        if "error" in unit:
            out.errors.append(unit)
        for r in unit["rows"]:
            count = out.instructions[unit["config"][0], unit["config"][1]]
            count["both"] += r["shared"]
            count["assay"] += sum(d["who"] == "assay" for d in r["differ"])
            count["compiler"] += sum(d["who"] == "compiler" for d in r["differ"])
            out.row("spills", spills.CLASS, unit["config"], r["function"], r,
                    {"library": unit["library"], "instructions": r["differ"]})


def of_rust(assay, root, half, out):
    for unit in rust.compare(assay, root, half):
        if "error" in unit:
            out.errors.append(unit)
        for r in unit["rows"]:
            out.row("rust", rust.CLASS, unit["config"], r["function"], r,
                    {"crate": unit["crate"], "assay": r["mine"], "relocations": r.get("theirs")})


PARTS = {"tsvc": of_tsvc, "spills": of_spills, "rust": of_rust}
TITLES = {"tsvc": "missed-simd, TSVC loops", "spills": "register-spill, six libraries", "rust": "bounds-check, Rust"}


def line(title, compiler, isa, s):
    n, g = s.n, s.grep
    return (f"| {title} | {compiler} | {isa} | {sum(n.values())} | {n['tp'] + n['fn']} | {common.shown(n['tp'], n['fp'])} | "
            f"{common.shown(n['tp'], n['fn'])} | {common.shown(g['tp'], g['fp'], False)} | {common.shown(g['tp'], g['fn'], False)} |")


def table(out, half, versions):
    lines = ["| code | compiler | ISA | n | with the class | precision (95%) | recall (95%) | search: precision | recall |",
             "|---|---|---|--:|--:|--:|--:|--:|--:|"]
    for code in PARTS:
        total = common.Score()
        for (c, compiler, isa), s in sorted(out.scores.items()):
            if c == code:
                lines.append(line(TITLES[code], compiler_name(compiler, versions), isa, s))
                total.merge(s)
        if sum(total.n.values()):
            lines.append(line(f"**{TITLES[code]}**", "all", "both", total))
    today = datetime.date.today().isoformat()
    lines += ["", f"{today}, the half \"{half}\" of the functions (by a hash of their names); Wilson intervals. The same function at "
              "several levels counts once for each: the intervals are narrower than independent functions would give."]
    for code in PARTS:
        total = common.Score()
        for (c, _, _), s in out.scores.items():
            if c == code:
                total.merge(s)
        if total.left_out:
            said = "; ".join(f"{n} {why} ({out.silent[code, why]} of them reported)" for why, n in sorted(total.left_out.items()))
            lines.append(f"Left out of {TITLES[code]}: {said}.")
    if out.instructions:
        both, mine, theirs = (sum(c[k] for c in out.instructions.values()) for k in ("both", "assay", "compiler"))
        lines.append(f"Spills instruction by instruction: {both + theirs} marked; precision {common.shown(both, mine)}, "
                     f"recall {common.shown(both, theirs)}.")
    lines.append("The search: " + "; ".join(f"{TITLES[c].split(',')[0]}: {BASELINE[c]}" for c in PARTS) + ".")
    lines.append("Versions: " + "; ".join(versions) + ".")
    return "\n".join(lines) + "\n"


def compiler_name(compiler, versions):
    found = [v for v in versions if v.split()[0] == compiler]
    return f"rustc {found[0].split()[1].split('+')[0]}" if compiler.startswith("rustc") and found else compiler


def versions_of(root, assay):
    with open(os.path.join(root, "versions")) as f:
        lines = sorted({" ".join(l.split()[:2]) for l in f})
    for tool in ("gcc-12", "clang-19"):
        first = common.run([tool, "--version"]).split("\n")[0]
        lines.append(first.strip())
    return lines


def missing():
    foreign = "aarch64" if platform.machine() == "x86_64" else "x86_64"
    wanted = [t for t in TOOLS if not t.endswith("linux-gnu-gcc-12") or t.startswith(foreign)]
    return [f"{t} (Debian package {TOOLS[t]})" for t in wanted if not shutil.which(t)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("report", "develop"), default="report")
    parser.add_argument("--only", choices=tuple(PARTS), action="append")
    parser.add_argument("assay")
    parser.add_argument("folder")
    options = parser.parse_args()
    absent = missing()
    if absent:
        print("external: missing: " + ", ".join(absent), file=sys.stderr)
        return 2
    assay, root = os.path.abspath(options.assay), os.path.abspath(options.folder)
    out = Results(root)
    for code in options.only or PARTS:
        print(f"external: {TITLES[code]}", file=sys.stderr)
        PARTS[code](assay, root, options.half, out)
    stem = "" if options.half == "report" and not options.only else ".".join(["", options.half] + (options.only or []))
    text = table(out, options.half, versions_of(root, assay))
    with open(os.path.join(root, f"table{stem}.md"), "w") as f:
        f.write(text)
    with open(os.path.join(root, f"disagreements{stem}.json"), "w") as f:
        json.dump({"half": options.half, "disagreements": out.disagreements, "errors": out.errors}, f, indent=1)
    print(text)
    print(f"external: {len(out.disagreements)} disagreements, each with the command that shows it: "
          f"{os.path.relpath(root)}/disagreements{stem}.json")
    for e in out.errors:
        print("external: not compiled:", e.get("source", e.get("crate")), *e["config"], e["error"][:200].replace("\n", " "),
              file=sys.stderr)
    return 1 if out.errors else 0


sys.exit(main())
