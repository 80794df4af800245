"""Bounds checks in Rust objects, against the relocations to core's failing functions.

A function shows the class where a conditional branch on a cycle of its control flow, as llvm-objdump's text has it (flow.py),
leads to a call that is relocated to panic_bounds_check or a slice's failing function, and nowhere else.
"""
import glob, os, re, subprocess

import common, flow

CLASS = "bounds-check"
COMPILERS = ("rustc", "rustc-web")
LEVELS = ("2", "3")
FAILS = re.compile(r"18panic_bounds_check|4core5slice.*_fail|16slice_error_fail")
GREP = re.compile(r"R_\w+\s+\S*(panic|_fail)")
# crate: (edition, features, crates it needs). In the order in which they are built.
CRATES = {
    "adler": ("2015", [], []),
    "byteorder": ("2018", ["std"], []),
    "miniz_oxide": ("2018", ["with-alloc"], ["adler"]),
    "weezl": ("2018", ["std", "alloc"], []),
    "rustc-demangle": ("2015", [], []),
    "ryu": ("2015", [], []),
    "base64": ("2018", ["std", "alloc"], []),
    "jpeg-decoder": ("2018", [], []),
    "ttf-parser": ("2018", ["std", "opentype-layout", "apple-layout", "variable-fonts", "glyph-names"], []),
    "regex-automata": ("2015", [], ["byteorder"]),
}
# What Debian compiled itself, for both ISAs.
STANDARD = ("core", "alloc", "std", "gimli", "addr2line", "object", "memchr", "hashbrown")


def rustc(root, compiler):
    tree = os.path.join(root, compiler, "usr")
    libraries = glob.glob(os.path.join(tree, "lib", "*-linux-gnu"))
    return [os.path.join(tree, "bin", "rustc")], dict(os.environ, LD_LIBRARY_PATH=":".join(libraries))


def crate(root, compiler, isa, level, name):
    """Compiles the crate and those that it needs; the object, or None and why."""
    folder = os.path.join(root, "rust", f"{compiler}.{isa}-O{level}")
    out = os.path.join(folder, f"{name}.o")

    def make():
        edition, features, needs = CRATES[name]
        os.makedirs(folder, exist_ok=True)
        for n in needs:
            crate(root, compiler, isa, level, n)
        source = glob.glob(os.path.join(root, "crates/usr/share/cargo/registry", f"{name}-[0-9]*", "src", "lib.rs"))
        command, env = rustc(root, compiler)
        own = name.replace("-", "_")
        argv = command + ["--crate-type", "rlib", "--crate-name", own, "--edition", edition, "--cap-lints", "allow",
                          "--target", f"{isa}-unknown-linux-gnu", "-C", f"opt-level={level}", "-C", "codegen-units=1", "-g",
                          "-L", folder, "--emit", f"obj={out},metadata={folder}/lib{own}.rmeta"]
        argv += [x for f in features for x in ("--cfg", f'feature="{f}"')]
        argv += [x for n in needs for x in ("--extern", f"{n}={folder}/lib{n}.rmeta")]
        p = subprocess.run(argv + source, capture_output=True, text=True, env=env, cwd=folder)
        return {"error": p.stderr[:600]} if p.returncode or not source else {}
    return out, common.cached(out + ".json", make).get("error")


def standard(root, compiler, isa, name):
    """The objects of a library that came with the compiler."""
    folder = os.path.join(root, "rust", f"{compiler}.{isa}-debian", name)
    found = glob.glob(os.path.join(root, compiler, "usr/lib/rustlib", f"{isa}-unknown-linux-gnu/lib", f"lib{name}-*.rlib"))

    def make():
        os.makedirs(folder, exist_ok=True)
        for path in found:
            common.run(["ar", "x", os.path.abspath(path)], cwd=folder)
        return {}
    common.cached(folder + ".json", make)
    return sorted(glob.glob(os.path.join(folder, "*.o")))


def jobs(root):
    all_ = [("standard", c, isa, "debian", name) for c in COMPILERS for isa in common.ISAS for name in STANDARD]
    return all_ + [("crate", c, isa, level, name) for c in COMPILERS for isa in common.ISAS for level in LEVELS
                   for name in CRATES]


def one(assay, root, job, which):
    how, compiler, isa, level, name = job
    base = {"crate": name, "config": (compiler, isa, level), "rows": []}
    if how == "standard":
        objects = standard(root, compiler, isa, name)
    else:
        path, error = crate(root, compiler, isa, level, name)
        if error:
            return {**base, "error": error}
        objects = [path]
    for path in objects:
        base["rows"] += judge(assay, path, isa, which)
    return base


def truth(path, isa):
    """By symbol: whether a text search sees a check, and the addresses of checks in loops; None: an indirect jump."""
    def look(_, lines):
        seen = any(GREP.search(line) for line in lines)
        try:
            return [seen, flow.checks_in_loops(flow.instructions(lines), isa, FAILS)]
        except flow.Unresolved:
            return [seen, None]
    return common.cached(path + ".truth.json", lambda: common.by_symbol(path, look))


def judge(assay, path, isa, which):
    known, rows = truth(path, isa), []
    for f in common.audit(assay, CLASS, path):
        if common.half(f["name"]) != which:
            continue
        mine = sorted(x["address"] for x in f["findings"] if x.get("kind") == "bounds" and x["loop"] is not None)
        theirs = [known[p] for p in common.places(f) if p in known]
        r = {"function": f["name"], "object": path, "says": bool(mine), "mine": [hex(a) for a in mine],
             "grep": any(seen for seen, _ in theirs)}
        if not theirs or any(at is None for _, at in theirs):
            r["left out"] = "an indirect jump" if theirs else "not in llvm-objdump's text"
        else:
            at = sorted(a for _, found in theirs for a in found)
            r.update(truth=bool(at), theirs=[hex(a) for a in at])
        rows.append(r)
    return rows


def compare(assay, root, which):
    # What others need is there before two of them ask for it at once.
    needed = sorted({n for _, _, needs in CRATES.values() for n in needs})
    common.parallel(lambda j: crate(root, *j), [(c, isa, level, n) for c in COMPILERS for isa in common.ISAS
                                                for level in LEVELS for n in needed])
    return common.parallel(lambda j: one(assay, root, j, which), jobs(root))
