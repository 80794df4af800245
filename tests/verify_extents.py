"""What `assay verify --list` plans, held against what its manual says of the extents.
Usage: verify_extents.py DEFAULT QUICK ALL, the three listings"""
import collections
import sys

faults = []
Cell = collections.namedtuple("Cell", "kernel tier cpu build checks skipped")
MODES = ("extern", "inlined", "lto")


def expect(holds, text):
    if not holds:
        faults.append(text)


def read(path):
    cells = []
    for line in open(path).read().split("\n")[:-2]:
        line, _, skipped = line.partition(" skipped: ")
        w = line.split()
        cells.append(Cell(w[0], w[1], w[2], w[3], set(w[4].split(",")), skipped))
    return cells


def isa(cell):
    return cell.build.split("/")[0].rsplit("-", 1)[1]


def rows(cells):
    """Cells that run a tier, for each kernel, tier and ISA; reading a source is none."""
    found = collections.defaultdict(list)
    for c in cells:
        if c.checks != {"clobbers"}:
            found[c.kernel, c.tier, isa(c)].append(c)
    return found


def builds_of(which, name, tier):
    return {f"{c}-{name}/{o}/{m}" for c, o in which for m in MODES if tier != "auto" or m != "inlined"}


DEFAULT = [("gcc-12", "O0"), ("gcc-12", "O2"), ("gcc-12", "O3"), ("clang-19", "O2"), ("clang-19", "Os")]
MORE = DEFAULT + [("clang-14", "O2"), ("clang-14", "Os")]
CPUS = {
    "x86_64": {"native", "Conroe", "Penryn", "Nehalem", "SandyBridge", "Haswell", "EPYC", "x86-max", "x86-max-popcnt"},
    "aarch64": {"native", "cortex-a53", "cortex-a72", "neoverse-n1", "a64fx", "sve-off", "sve-128", "sve-256",
                "sve-512", "sve-2048", "cssc"},
}
usual, quick, everything = (read(p) for p in sys.argv[1:4])
known = {name: {c.cpu for c in everything if isa(c) == name} for name in CPUS}
tiers = {"x86_64": {"auto", "scalar", "popcnt", "avx2", "avx512"}, "aarch64": {"auto", "scalar", "neon", "cssc", "sve"}}
for name in CPUS:
    expect(known[name] >= CPUS[name], f"{name}: CPUs are missing: {CPUS[name] - known[name]}")
    for kernel in ("popcount", "popcount_words", "hamming"):
        expect({t for k, t, i in rows(usual) if (k, i) == (kernel, name)} == tiers[name], f"{kernel} {name}: tiers")

for extent, cells in (("default", usual), ("quick", quick), ("all", everything)):
    expect(len({(c.kernel, c.tier, c.cpu, c.build, tuple(sorted(c.checks))) for c in cells if c.checks != {"clobbers"}}) ==
           sum(c.checks != {"clobbers"} for c in cells), f"{extent}: a cell stands there twice")
    for (kernel, tier, name), row in rows(cells).items():
        where = f"{extent}: {kernel}/{tier} {name}"
        huge = [c for c in row if "huge" in c.checks]
        expect(len(huge) == 1 or (extent == "quick" and not huge), f"{where}: huge in {len(huge)} cells")
        expect(extent != "quick" or all(c.cpu == "native" for c in huge), f"{where}: huge under an emulator")
        traps = {c.cpu for c in row if "trap" in c.checks}
        able = {c.cpu for c in row if "sweep" in c.checks and not c.skipped.startswith("no CPU of this run")}
        expect(not traps & able, f"{where}: {traps & able} both trap and pass")
        expect(all(c.build.endswith("/extern") for c in row if "trap" in c.checks), f"{where}: trap in another mode than extern")
        if extent != "quick":
            expect(traps | able == known[name], f"{where}: {known[name] - traps - able} are left out")
        base = {c.cpu for c in row if c.build == f"gcc-12-{name}/O2/extern"}
        if extent != "quick" or tier == "auto":
            expect(base == known[name], f"{where}: in the base build {known[name] - base} are left out")
        if tier == "auto":
            choice = {c.cpu for c in row if "choice" in c.checks}
            expect(choice == known[name], f"{where}: no choice on {known[name] - choice}")
        else:
            expect(not any("choice" in c.checks for c in row), f"{where}: choice")
        for cpu in able if extent == "all" else ():
            built = {c.build for c in row if c.cpu == cpu and "sweep" in c.checks}
            expect(built == builds_of(MORE, name, tier), f"{where} {cpu}: builds {built ^ builds_of(MORE, name, tier)}")
        if extent == "default" and able:
            one = {c.cpu for c in row if "sweep" in c.checks and not c.build.endswith("gcc-12-%s/O2/extern" % name)}
            built = {c.build for c in row if c.cpu in one and "sweep" in c.checks}
            expect(len(one) == 1, f"{where}: every build on {one}")
            expect(built == builds_of(DEFAULT, name, tier), f"{where}: builds {built ^ builds_of(DEFAULT, name, tier)}")
        if extent == "quick" and able:
            built = {c.build for c in row if "sweep" in c.checks}
            expect(any(b.endswith("/inlined") for b in built) or tier == "auto", f"{where}: never inlined")

expect(len(quick) < len(usual) < len(everything), "quick < default < all does not hold")
for f in faults:
    print(f)
sys.exit(bool(faults))
