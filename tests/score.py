"""`assay score` with detectors whose counts are known by construction: every figure is computed here again.

Usage: score.py ASSAY WORK; exit 0: all of it holds.
"""
import itertools
import json
import math
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

ASSAY, WORK = sys.argv[1:]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SELECT = ["--toolchain", "gcc-12-x86_64", "--toolchain", "clang-19-aarch64", "--opt", "O2"]
for pair in "checked-sum", "permute", "matrix-at", "chacha-pair", "clamp-samples":
    SELECT += ["--pair", pair]
CORPUS = os.path.join(WORK, "corpus")
MISHAPS = "failed", "malformed", "unknown_function", "unknown_class"
faults = []


def check(holds, text):
    if not holds:
        faults.append(text)
        print("FAULT:", text)


def run(*args, **more):
    return subprocess.run([ASSAY, *args], cwd=ROOT, capture_output=True, text=True, timeout=500, **more)


def fake(mode):
    return ["--detector", "%s: python3 %s/score_fake.py %s %s/corpus.json {object}" % (mode, HERE, mode, CORPUS)]


def score(*args, code=0):
    r = run("score", *SELECT, "--format=json", *args)
    check(r.returncode == code, "exit code %d, expected %d: %s" % (r.returncode, code, r.stderr[-2000:]))
    return json.loads(r.stdout), r


# ---- what each detector must amount to, from the labels alone ---------------------------------------------------------

def said(mode, place, label):
    """True, False, or None: its call fails."""
    present = label["label"] == "present"
    if mode == "everything":
        return True
    if mode == "nothing":
        return False
    if mode == "wrong":
        return not present
    if mode == "half":
        return present if place % 2 else not present
    if mode == "crash" and place % 2 or mode == "slow" and place == 3:
        return None
    return present


def expected(doc, mode, cls, isa, compiler):
    configs = {c["config"]: c for c in doc["configs"]}
    t = dict(tp=0, fp=0, fn=0, tn=0, unanswered=0, left_out=0)
    for place, o in enumerate(doc["objects"]):
        config = configs[o["config"]]
        if isa not in (None, config["isa"]) or compiler not in (None, config["compiler"]):
            continue
        for label in o["labels"]:
            if label["class"] != cls:
                continue
            if label["label"] == "unknown":
                t["left_out"] += 1
                continue
            answer, present = said(mode, place, label), label["label"] == "present"
            t["unanswered"] += answer is None
            if answer is None and not present:
                continue
            t[("tp" if answer else "fn") if present else ("fp" if answer else "tn")] += 1
    return t


def ratio(a, b):
    return a / b if b else None


def wilson(hits, n):
    """By solving (p - x)^2 = z^2 x (1 - x) / n for x."""
    if not n:
        return None, None
    z = 1.959963984540054
    a, b, c = 1 + z * z / n, -(2 * hits / n + z * z / n), (hits / n) ** 2
    root = math.sqrt(max(0, b * b - 4 * a * c))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def close(a, b):
    return a is None and b is None or a is not None and b is not None and abs(a - b) < 1e-9


def check_row(doc, mode, cls, row):
    where = "%s, %s, %s %s" % (mode, cls, row["isa"], row["compiler"])
    t = expected(doc, mode, cls, row["isa"], row["compiler"])
    for key, n in t.items():
        check(row[key] == n, "%s: %s is %s, expected %s" % (where, key, row[key], n))
    tp, fp, fn, tn = t["tp"], t["fp"], t["fn"], t["tn"]
    product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    for name, value in (("precision", ratio(tp, tp + fp)), ("recall", ratio(tp, tp + fn)),
                        ("f1", ratio(2 * tp, 2 * tp + fp + fn)),
                        ("mcc", ratio(tp * tn - fp * fn, math.sqrt(product)))):
        check(close(row[name]["value"], value), "%s: %s is %s, expected %s" % (where, name, row[name], value))
        low, high = row[name]["low"], row[name]["high"]
        check((low is None) == (high is None), "%s: half an interval: %s" % (where, row[name]))
        if value is not None and low is not None:
            check(low - 1e-9 <= value <= high + 1e-9, "%s: %s outside its interval" % (where, name))
    for name, hits, n in (("precision", tp, tp + fp), ("recall", tp, tp + fn)):
        low, high = wilson(hits, n)
        check(close(row[name]["low"], low) and close(row[name]["high"], high),
              "%s: %s: Wilson's interval is %s, expected %s %s" % (where, name, row[name], low, high))


def check_rows(doc, result, modes):
    with_labels = {l["class"] for o in doc["objects"] for l in o["labels"]}
    check({c["class"] for c in result["classes"]} == with_labels, "classes %s, expected %s" % (
        [c["class"] for c in result["classes"]], with_labels))
    for c in result["classes"]:
        labels = [l for o in doc["objects"] for l in o["labels"] if l["class"] == c["class"]]
        for word in "present", "absent", "unknown":
            check(c["labels"][word] == sum(l["label"] == word for l in labels), "%s: %s" % (c["class"], c["labels"]))
        known = c["labels"]["present"] + c["labels"]["absent"]
        check(c["scored"] == (known > 0), "%s: scored %s with %d labels" % (c["class"], c["scored"], known))
        check(sum(s["labels"] for s in c["sources"]) == known, "%s: sources %s" % (c["class"], c["sources"]))
        if not c["scored"]:
            check(c["rows"] == [], "%s: not scored, and rows" % c["class"])
            continue
        # all; each ISA; each compiler of it: two toolchains, of one ISA each
        check(len(c["rows"]) == 5 * len(modes), "%s: %d rows" % (c["class"], len(c["rows"])))
        for row in c["rows"]:
            check_row(doc, row["detector"], c["class"], row)


def check_wrong(doc, result, mode):
    """Each wrong answer is listed once, with its config."""
    configs = {c["config"]: c for c in doc["configs"]}
    for c in result["classes"]:
        listed = sorted((w["pair"], w["half"], w["wrong"], config) for w in c["wrong"] if w["detector"] == mode
                        for config in w["configs"])
        wanted = []
        for place, o in enumerate(doc["objects"]):
            for label in o["labels"]:
                answer, present = said(mode, place, label), label["label"] == "present"
                if label["class"] == c["class"] and label["label"] != "unknown" and bool(answer) != present:
                    if answer is not None or present:
                        wanted.append((o["pair"], o["half"], "missed" if present else "false-alarm", o["config"]))
        check(listed == sorted(wanted), "%s, %s: wrong answers %s, expected %s" % (mode, c["class"], listed, wanted))
    assert configs


# ---- the tests --------------------------------------------------------------------------------------------------------

def test_counts(doc):
    modes = "exact", "everything", "nothing", "wrong", "half", "parts", "uncounted"
    args = list(itertools.chain.from_iterable(fake(m) for m in modes))
    result, _ = score(*args)
    check_rows(doc, result, modes)
    for mode in modes:
        check_wrong(doc, result, mode)
    for d in result["detectors"]:
        check(d["usable"] and d["calls"] == len(doc["objects"]), "%s: %s" % (d["name"], d))
        check(all(d[m]["n"] == 0 for m in MISHAPS), "%s: mishaps: %s" % (d["name"], d))
    seen = {w for c in result["classes"] for w in [(c["labels"]["present"] > 0, c["labels"]["absent"] > 0)]}
    check((True, True) in seen, "no class has labels of both kinds: these tests show nothing")
    points = 0
    for c in result["classes"]:
        first = next((r for r in c["rows"] if r["detector"] == "exact" and not r["isa"]), None)
        if first and first["tp"] and first["tn"]:
            check(first["mcc"]["value"] == 1 and first["f1"]["low"] in (1, None), "exact labels: %s" % first)
            points += first["f1"]["low"] == 1
    check(points, "no class has labels of two pairs: no bootstrap was tested")
    again, _ = score("--jobs=1", *fake("half"))
    for c, alone in zip(result["classes"], again["classes"]):
        check([r for r in c["rows"] if r["detector"] == "half"] == alone["rows"], "one thread gives another result")
    return result


def test_mishaps(doc):
    n = len(doc["objects"])
    result, r = score("--time-limit=10", *fake("crash"), *fake("slow"), *fake("garbage"), *fake("nothing"), code=1)
    check_rows(doc, result, ("crash", "slow", "garbage", "nothing"))
    check_wrong(doc, result, "crash")
    of = {d["name"]: d for d in result["detectors"]}
    for name, wanted in (("crash", (n // 2, 0, 0, 0)), ("slow", (1, 0, 0, 0)), ("garbage", (0, 4 * n, n, n)),
                         ("nothing", (0, 0, 0, 0))):
        got = tuple(of[name][m]["n"] for m in MISHAPS)
        check(got == wanted, "%s: mishaps %s, expected %s" % (name, got, wanted))
    for words in ("crash on gcc-12-x86_64/O2/", "killed by signal 11", "slow on ", "not done after 10 s", "line 1: ",
                  "line 5: the object defines no function `nobody`", "line 6: `no-such-class` is no class",
                  "malformed lines: %d in all" % (4 * n)):
        check(words in r.stderr, "standard error lacks '%s'" % words)
    check("\x1b" not in r.stdout + r.stderr, "a detector's escape sequence came through")


def test_unusable():
    result, r = score("--detector", "absent: no-such-command-here {object}", *fake("exact"), code=2)
    usable = {d["name"]: d["usable"] for d in result["detectors"]}
    check(usable == {"absent": False, "exact": True}, "usable: %s" % usable)
    check({row["detector"] for c in result["classes"] for row in c["rows"]} == {"exact"}, "rows of what is unusable")
    check("absent: each of its first" in r.stderr and "not found" in r.stderr, r.stderr)
    calls = next(d["calls"] for d in result["detectors"] if d["name"] == "absent")
    check(calls == 8, "%d calls of what cannot be used" % calls)
    for args, words in ((["--detector", "grep x"], "{object} in it was expected"),
                        (["--worst=-1"], "--worst -1"), (["--format=xml"], "text or json was expected"),
                        (["--time-limit=0"], "--time-limit 0"), (["x"], "no argument was expected"),
                        (["--pair=none-such"], "matches nothing")):
        r = run("score", *args)
        check(r.returncode == 2 and words in r.stderr and not r.stdout, "%s: %d, %s" % (args, r.returncode, r.stderr))
    r = run("score", *SELECT, *fake("nothing"), "--svg=/nonexistent/x.svg")
    check(r.returncode == 2 and "/nonexistent/x.svg" in r.stderr, "an SVG that cannot be written: %s" % r.stderr)


def text_boxes(svg):
    size = {"": 12}
    for t in svg.iter("{http://www.w3.org/2000/svg}text"):
        font = 14 if "14px" in t.get("style", "") else size[""]
        width, x = 0.62 * font * len(t.text), float(t.get("x"))
        anchor = {"name": 1, "tick": 0.5}.get(t.get("class"), 0)
        yield t.text, x - anchor * width, float(t.get("y")) - font, width, font


def test_chart(doc):
    path = os.path.join(WORK, "chart.svg")
    names = ["a: true {object}", "a: true {object}", "quite-a-long-name-of-a-detector: true {object}", "b: true {object}",
             "c: true {object}", "d: true {object}", "e: true {object}"]
    args = list(itertools.chain.from_iterable(("--detector", n) for n in names))
    result, _ = score("--svg", path, *args, *fake("exact"))
    check([d["name"] for d in result["detectors"]][:2] == ["a", "a#2"], "two of one name are not told apart")
    svg = ET.parse(path).getroot()
    ns = "{http://www.w3.org/2000/svg}"
    ids = [e.get("id") for e in (svg.find(ns + "title"), svg.find(ns + "desc")) if e is not None and e.text]
    check(svg.get("role") == "img" and svg.get("aria-labelledby", "").split() == ids and len(ids) == 2, "title and desc")
    boxes = list(text_boxes(svg))
    texts = [b[0] for b in boxes]
    for c in result["classes"]:
        check(texts.count(c["class"]) == 1, "the chart lacks %s" % c["class"])
    for word in "precision", "recall", "exact", "a#2":
        check(word in texts, "the chart lacks '%s'" % word)
    for (t1, x1, y1, w1, h1), (t2, x2, y2, w2, h2) in itertools.combinations(boxes, 2):
        check(x1 + w1 <= x2 or x2 + w2 <= x1 or y1 + h1 <= y2 or y2 + h2 <= y1, "'%s' overlaps '%s'" % (t1, t2))
    width, height = float(svg.get("width")), float(svg.get("height"))
    for t, x, y, w, h in boxes:
        check(x >= 0 and y >= 0 and x + w <= width and y + h <= height, "'%s' is out of the chart" % t)
    scored = sum(c["scored"] for c in result["classes"])
    titles = svg.findall(".//" + ns + "g/" + ns + "title")
    # recall has a mark for each detector; precision where the class was named
    check(sum(": recall " in t.text for t in titles) >= scored * 8 - 8, "%d marks" % len(titles))
    assert doc


def test_text(doc):
    r = run("score", *SELECT, *fake("nothing"), "--worst=1")
    check(r.returncode == 0, "text: %s" % r.stderr)
    long = [l for l in r.stdout.splitlines() if len(l) > 100 and "assay show" not in l and "score_fake" not in l]
    check(not long, "lines of more than 100 columns: %s" % long)
    check(not re.search(r"[ \t]$", r.stdout, re.M), "blanks at a line's end")
    shows = re.findall(r"^ +assay show (.*(?: \\\n.*)?)", r.stdout, re.M)
    check(shows, "no command shows a wrong answer")
    r = subprocess.run("%s show %s" % (ASSAY, shows[0]), shell=True, cwd=ROOT, capture_output=True, text=True, timeout=60)
    check(r.returncode == 0 and "_bad" in r.stdout, "%s: %s" % (shows[0], r.stderr))
    assert doc


def test_not_scored():
    """Without an emulator nothing is counted, and this class has no other oracle."""
    tools = os.path.join(WORK, "toolchains")
    os.mkdir(tools)
    text = open(os.path.join(ROOT, "toolchains", "gcc-12-x86_64.yaml")).read()
    with open(os.path.join(tools, "gcc-12-x86_64.yaml"), "w") as f:
        f.write(text.replace("command: qemu-x86_64", "command: qemu-none"))
    args = ["--toolchains", tools, "--pair=clamp-samples", "--opt=O2", "--detector", "true {object}", "--out",
            os.path.join(WORK, "out")]
    r = run("score", *args)
    check(r.returncode == 2 and "qemu-none" in r.stderr, "no emulator: %d, %s" % (r.returncode, r.stderr))
    check("branchy-select: not scored: no oracle tells about any of 2 functions" in r.stdout and
          re.search(r"^branchy-select +not scored$", r.stdout, re.M), "no row says `not scored`: %s" % r.stdout[:1500])
    c = next(c for c in json.loads(run("score", *args, "--format=json").stdout)["classes"] if c["class"] == "branchy-select")
    check(not c["scored"] and c["rows"] == [] and c["labels"]["unknown"] == 2 and c["unknown_because"], "%s" % c)


def test_ours(doc):
    """assay by its name is what `assay audit` says; text-search by its name is its script."""
    result, _ = score()
    check([d["name"] for d in result["detectors"]] == ["assay", "text-search"], "the usual detectors")
    wanted = {}
    configs = {c["config"]: c["isa"] for c in doc["configs"]}
    for o in doc["objects"]:
        path = os.path.join(CORPUS, o["object"])
        lines = run("audit", "--format=lines", path).stdout.splitlines()
        audit = json.loads(run("audit", "--format=json", path).stdout)
        found = sorted((f["name"], x["class"]) for f in audit["inputs"][0]["functions"] for x in f["findings"])
        check(sorted((l["function"], l["class"]) for l in map(json.loads, lines)) == found, "%s: lines" % path)
        wanted["assay", o["object"]] = {l["class"] for l in map(json.loads, lines) if l["counts"]}
        script = os.path.join(ROOT, configs[o["config"]], "text_search.sh")
        lines = subprocess.run(["sh", script, path], capture_output=True, text=True, check=True).stdout.splitlines()
        wanted["text-search", o["object"]] = {json.loads(l)["class"] for l in lines}
    for c in result["classes"]:
        for row in c["rows"]:
            if row["isa"]:
                continue
            named = sum(c["class"] in wanted[row["detector"], o["object"]] for o in doc["objects"] for l in o["labels"]
                        if l["class"] == c["class"] and l["label"] != "unknown")
            check(row["tp"] + row["fp"] == named, "%s, %s: named %d times, counted %d" % (
                row["detector"], c["class"], named, row["tp"] + row["fp"]))


def test_schema(*documents):
    import jsonschema
    schema = json.load(open(os.path.join(HERE, "data", "score.schema.json")))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for d in documents:
        for e in validator.iter_errors(d):
            check(False, "schema: %s: %s" % ("/".join(map(str, e.path)), e.message[:200]))
    broken = json.loads(json.dumps(documents[0]))
    del broken["classes"][0]["labels"]["present"]
    check(not validator.is_valid(broken), "a document without a field passed")


def main():
    r = run("corpus", "export", CORPUS, *SELECT)
    if r.returncode:
        sys.exit("export: %s" % r.stderr)
    doc = json.load(open(os.path.join(CORPUS, "corpus.json")))
    result = test_counts(doc)
    test_mishaps(doc)
    test_unusable()
    test_chart(doc)
    test_text(doc)
    test_not_scored()
    test_ours(doc)
    test_schema(result)
    print("%d objects, %d faults" % (len(doc["objects"]), len(faults)))
    sys.exit(1 if faults else 0)


main()
