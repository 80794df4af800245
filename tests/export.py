"""`assay corpus export`, read by a program that is not ours.  Usage: export.py ASSAY WORK; exit 0: all of it holds."""
import filecmp
import json
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
import zlib

ASSAY, WORK = sys.argv[1:]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
OUT = os.path.join(WORK, "out")
SELECT = ["--toolchain=gcc-12-x86_64", "--toolchain=clang-19-aarch64", "--opt=O2", "--pair=checked-sum", "--pair=permute",
          "--pair=chacha-pair", "--out", OUT]
MACHINE = {"x86_64": 62, "aarch64": 183}
faults = []


def check(holds, text):
    if not holds:
        faults.append(text)
        print("FAULT:", text)


def run(*args, code=0, **more):
    r = subprocess.run([ASSAY, *args], cwd=WORK, capture_output=True, text=True, timeout=500, **more)
    check(r.returncode == code, "%s: exit code %d, expected %d: %s" % (args, r.returncode, code, r.stderr[-1500:]))
    return r


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(d, f), folder) for d, _, files in os.walk(folder) for f in files)


# ---- corpus.json against the files -------------------------------------------------------------------------------------

def check_schema(doc):
    import jsonschema
    schema = json.load(open(os.path.join(HERE, "data", "corpus.schema.json")))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for e in validator.iter_errors(doc):
        check(False, "schema: %s: %s" % ("/".join(map(str, e.path)), e.message[:200]))
    for path in (("objects", 0, "crc32"), ("objects", 0, "labels", 0, "label"), ("pairs", 0, "shows"),
                 ("configs", 0, "version")):
        broken = json.loads(json.dumps(doc))
        inner = broken
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]
        check(not validator.is_valid(broken), "without %s it is valid as well" % (path,))


def nm_functions(path):
    """Defined functions by readelf, as (name, size)."""
    text = subprocess.run(["readelf", "-sW", path], capture_output=True, text=True, check=True).stdout
    rows = re.findall(r"^ *\d+: [0-9a-f]+ +(\S+) +FUNC +\S+ +\S+ +(\d+) (\S+)$", text, re.M)
    return sorted((name, int(size, 0)) for size, _, name in rows)


def check_object(doc, o, folder):
    configs = {c["config"]: c for c in doc["configs"]}
    pair = next(p for p in doc["pairs"] if p["pair"] == o["pair"])
    path = os.path.join(folder, o["object"])
    data = open(path, "rb").read()
    check(len(data) == o["size"] and "%08x" % zlib.crc32(data) == o["crc32"], "%s: size or crc32" % path)
    kind, machine = struct.unpack_from("<HH", data, 16)
    check(data[:5] == b"\x7fELF\x02" and kind == 1 and machine == MACHINE[configs[o["config"]]["isa"]], "%s: ELF" % path)
    check(sorted((f["name"], f["size"]) for f in o["functions"]) == nm_functions(path), "%s: functions" % path)
    check(o["function"] == pair[o["half"]]["function"] and o["function"] in [f["name"] for f in o["functions"]],
          "%s: its kernel" % path)
    check(o["object"] == "%s/%s.%s.o" % (configs[o["config"]]["folder"], o["pair"], o["half"]), "%s: its place" % path)


def check_labels(doc):
    """The rules of EXPORT.md, applied here to the results of a run."""
    run("run", *SELECT)
    lines = [json.loads(l) for l in open(os.path.join(OUT, "results", "latest.jsonl"))]
    kinds = set()
    for o in doc["objects"]:
        line = next(l for l in lines if l["pair"] == o["pair"] and l["config"] == o["config"])
        wanted = {line["class"]: ("unknown", None)}
        for answer in line["oracles"][o["half"]]:
            if answer["says"] != "silent" and wanted.get(answer["class"], ("unknown",))[0] == "unknown":
                wanted[answer["class"]] = answer["says"], answer["name"]
            elif answer["class"] not in wanted:
                wanted[answer["class"]] = "unknown", answer["name"]
        got = {l["class"]: (l["label"], l["source"] if l["label"] != "unknown" else None) for l in o["labels"]}
        wanted = {c: (l, s if l != "unknown" else None) for c, (l, s) in wanted.items()}
        check(got == wanted, "%s: labels %s, expected %s" % (o["object"], got, wanted))
        check([l["class"] for l in o["labels"] if l["own"]] == [line["class"]], "%s: own" % o["object"])
        kinds |= {l["label"] for l in o["labels"] if l["own"]}
        pair = next(p for p in doc["pairs"] if p["pair"] == o["pair"])
        own = next(l for l in o["labels"] if l["own"])
        if o["half"] == "good":
            check(own.get("intent") == "absent", "%s: intent" % o["object"])
        elif all(g in ("gcc-12-*/O2", "gcc-12-*/O3") for g in pair["shows"]):
            shows = o["config"] == "gcc-12-x86_64/O2"
            check(own.get("intent") == ("present" if shows else None), "%s: intent %s" % (o["object"], own))
    check({"present", "absent"} <= kinds, "labels of only one kind: %s" % kinds)


def check_files(doc, folder):
    named = ["corpus.json", "EXPORT.md", "sources/drive.c"] + [o["object"] for o in doc["objects"]]
    named += [c["lesson"] for c in doc["classes"] if "lesson" in c]
    for p in doc["pairs"]:
        base = os.path.dirname(p["driver"])
        named += [p["bad"]["source"], p["good"]["source"], p["driver"], base + "/pair.yaml"]
        for name in "bad.c", "good.c", "drive.c", "pair.yaml":
            check(filecmp.cmp(os.path.join(folder, base, name), os.path.join(ROOT, "corpus", p["class"], p["pair"], name),
                              shallow=False), "%s/%s differs from the corpus" % (base, name))
    there = [f for f in files_below(folder) if not f.endswith(".h")]
    check(there == sorted(named), "files that corpus.json does not name, or the other way round: %s" %
          sorted(set(there) ^ set(named)))
    check(len(doc["objects"]) == 12 and doc["missing"] == [] and len(doc["pairs"]) == 3, "12 objects of 3 pairs")


def check_driver(doc, folder):
    """The sources build and run as EXPORT.md says."""
    p = doc["pairs"][0]
    base = os.path.join(folder, "sources")
    program = os.path.join(WORK, "driver")
    sources = [os.path.join(folder, s) for s in (p["bad"]["source"], p["good"]["source"], p["driver"])]
    r = subprocess.run(["gcc", "-I" + base, os.path.join(base, "drive.c"), *sources, "-lm", "-o", program],
                       capture_output=True, text=True)
    check(r.returncode == 0, "the exported driver: %s" % r.stderr[:500])
    if r.returncode:
        return
    r = subprocess.run([program, "--pair", p["pair"]], capture_output=True, text=True, timeout=120)
    check(r.returncode == 0 and "\tok\t" in r.stdout, "the exported driver says %s %s" % (r.stdout, r.stderr))


# ---- whole or not at all -----------------------------------------------------------------------------------------------

def check_refusals():
    full = os.path.join(WORK, "full")
    os.mkdir(full)
    open(os.path.join(full, "mine"), "w").write("keep")
    r = run("corpus", "export", full, *SELECT, code=2)
    check("mine" in r.stderr and files_below(full) == ["mine"], "a folder with something in it: %s" % r.stderr)
    r = run("corpus", "export", os.path.join(full, "mine"), *SELECT, code=2)
    check(open(os.path.join(full, "mine")).read() == "keep", "a file of that name: %s" % r.stderr)
    run("corpus", "export", os.path.join(full, "mine", "below"), *SELECT, code=2)
    for args in ([], ["export"], ["import", "x"], ["export", "a", "b"], ["export", ""]):
        run("corpus", *args, code=2)
    run("corpus", "export", os.path.join(WORK, "none"), "--pair=no-such-pair", "--out", OUT, code=2)
    check(not os.path.exists(os.path.join(WORK, "none")), "a bad request left a folder")


def check_interrupted():
    target = os.path.join(WORK, "killed", "corpus")
    os.mkdir(os.path.dirname(target))
    p = subprocess.Popen([ASSAY, "corpus", "export", target, *SELECT, "--no-cache"], cwd=WORK, stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    p.send_signal(signal.SIGTERM)
    check(p.wait(60) != 0, "it was over before it could be killed")
    check(os.listdir(os.path.dirname(target)) == [], "killed, it left %s" % os.listdir(os.path.dirname(target)))


def check_full_disk(first):
    """A file that cannot be written: nothing stays. The limit is below corpus.json's size and above all the others'."""
    largest = max(os.path.getsize(os.path.join(first, f)) for f in files_below(first) if f != "corpus.json")
    limit = (largest + os.path.getsize(os.path.join(first, "corpus.json"))) // 2
    check(largest < limit, "corpus.json is not the largest file: the limit shows nothing")
    target = os.path.join(WORK, "limited", "corpus")
    os.mkdir(os.path.dirname(target))

    def limited():
        import resource
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    r = run("corpus", "export", target, *SELECT, code=2, preexec_fn=limited)
    check("corpus.json: File too large" in r.stderr, "a full disk: %s" % r.stderr)
    check(os.listdir(os.path.dirname(target)) == [], "a full disk: it left %s" % os.listdir(os.path.dirname(target)))


def check_missing():
    """A toolchain whose compiler is not there: what is missing is listed, the rest is whole."""
    tools = os.path.join(WORK, "toolchains")
    os.mkdir(tools)
    shutil.copy(os.path.join(ROOT, "toolchains", "gcc-12-x86_64.yaml"), tools)
    text = open(os.path.join(ROOT, "toolchains", "clang-19-aarch64.yaml")).read()
    open(os.path.join(tools, "clang-19-aarch64.yaml"), "w").write(text.replace("command: clang-19", "command: clang-none"))
    target = os.path.join(WORK, "missing")
    r = run("corpus", "export", target, *SELECT, "--toolchains", tools, code=2)
    check("clang-19-aarch64 is unavailable" in r.stderr and "clang-none" in r.stderr, "missing: %s" % r.stderr)
    doc = json.load(open(os.path.join(target, "corpus.json")))
    check_schema(doc)
    check(len(doc["objects"]) == 6 and len(doc["missing"]) == 6 and
          {m["config"] for m in doc["missing"]} == {"clang-19-aarch64/O2"}, "missing objects: %s" % doc["missing"])


def main():
    first, second, third = (os.path.join(WORK, name) for name in ("first", "deep/er/second", "third"))
    os.mkdir(third)
    run("corpus", "export", first + "/", *SELECT)
    doc = json.load(open(os.path.join(first, "corpus.json")))
    check_schema(doc)
    check_files(doc, first)
    for o in doc["objects"]:
        check_object(doc, o, first)
    check_labels(doc)
    check_driver(doc, first)
    run("corpus", "export", second, *SELECT, "--jobs=1")
    run("corpus", "export", third, *SELECT, "--no-cache")
    for other in second, third:
        check(files_below(other) == files_below(first), "%s: other files" % other)
        differing = [f for f in files_below(first)
                     if not filecmp.cmp(os.path.join(first, f), os.path.join(other, f), shallow=False)]
        check(not differing, "%s: not equal: %s" % (other, differing))
    mask = os.umask(0o022)
    os.umask(mask)
    check(os.stat(first).st_mode & 0o777 == 0o777 & ~mask, "the folder's mode is %o" % os.stat(first).st_mode)
    check_refusals()
    check_interrupted()
    check_full_disk(first)
    check_missing()
    print("%d faults" % len(faults))
    sys.exit(1 if faults else 0)


main()
