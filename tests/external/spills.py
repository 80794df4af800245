"""Spills in libraries from Debian's sources, against the compilers' own marks, function by function."""
import glob, os, re, subprocess, sys

import common

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import marks

CLASS = "register-spill"
CONFIGS = [(cc, isa, opt) for cc in ("gcc-12", "clang-19") for isa in common.ISAS for opt in ("-O2", "-O3")]
# Folder under src/, sources, flags ({}: the folder), and a pattern of sources that are left out.
LIBRARIES = {
    "lua": ("lua5.4", ["src/*.c"], ["-DLUA_USE_POSIX", "-DLUA_COMPAT_5_3"], r"/(lua|luac)\.c$"),
    "zlib": ("zlib", ["*.c"], ["-DHAVE_UNISTD_H"], None),
    "bzip2": ("bzip2", ["*.c"], ["-D_FILE_OFFSET_BITS=64"], r"/(dlltest|mk251|spewG|unzcrash)\.c$"),
    "zstd": ("libzstd", ["lib/common/*.c", "lib/compress/*.c", "lib/decompress/*.c", "lib/dictBuilder/*.c"],
             ["-DZSTD_DISABLE_ASM", "-DZSTD_MULTITHREAD", "-I{}/lib", "-I{}/lib/common"], None),
    "sqlite": ("sqlite3", ["sqlite3.c"], ["-DSQLITE_ENABLE_FTS5", "-DSQLITE_ENABLE_RTREE", "-DSQLITE_THREADSAFE=1"], None),
    "libdeflate": ("libdeflate", ["lib/*.c", "lib/x86/*.c", "lib/arm/*.c"], ["-I{}"], None),
}


def sources(root, library):
    folder, patterns, flags, without = LIBRARIES[library]
    top = os.path.join(root, "src", folder)
    found = sorted(f for p in patterns for f in glob.glob(os.path.join(top, p)))
    if not found:
        raise SystemExit(f"external: {top}: no sources of {library}: remove {root} and fetch them again")
    return [(f, [x.format(top) for x in flags]) for f in found if not (without and re.search(without, f))]


def jobs(root):
    """Largest sources first: sqlite's one file takes as long as a library."""
    all_ = [(library, source, flags, config) for library in LIBRARIES for source, flags in sources(root, library)
            for config in CONFIGS]
    return sorted(all_, key=lambda j: -os.path.getsize(j[1]))


def build(root, job):
    library, source, flags, (cc, isa, opt) = job
    stem = f"{root}/spills/{library}/{os.path.basename(source)[:-2]}.{cc}.{isa}{opt}"

    def make():
        try:
            return {"truth": marks.build(source, (cc, isa, opt), flags, stem),
                    "grep": common.by_symbol(stem + ".o", lambda _, lines: grep(lines, isa))}
        except subprocess.CalledProcessError as e:
            return {"error": e.stderr[:400]}
    return stem + ".o", common.cached(stem + ".json", make)


def grep(lines, isa):
    """Any operand in the frame."""
    return any(("[rsp" if isa == "x86_64" else "[sp") in line for line in lines)


def one(assay, root, job, which):
    """Rows: (library, config, function, truth, says, grep, detail)."""
    library, source, _, config = job
    path, built = build(root, job)
    if "error" in built:
        return {"source": source, "config": config, "error": built["error"], "rows": []}
    functions = marks.audit(assay, path)
    rows = []
    for f, row in zip(functions, marks.compare(functions, built["truth"])):
        if common.half(f["name"]) != which:
            continue
        mine, theirs = row["mine"], row["theirs"]
        differ = [{"at": hex(a), "section": s, "who": "assay", "text": mine[s, a]} for s, a in sorted(mine.keys() - theirs.keys())]
        differ += [{"at": hex(a), "section": s, "who": "compiler", "text": theirs[s, a][1]}
                   for s, a in sorted(theirs.keys() - mine.keys())]
        rows.append({"function": f["name"], "truth": bool(theirs), "says": bool(mine),
                     "grep": any(built["grep"].get(p) for p in common.places(f)), "differ": differ, "object": path,
                     "shared": len(mine.keys() & theirs.keys())})
    return {"library": library, "source": source, "config": config, "rows": rows}


def compare(assay, root, which):
    return common.parallel(lambda j: one(assay, root, j, which), jobs(root))
