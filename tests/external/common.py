"""What the three comparisons share: the halves, configs, the assembly as another disassembler prints it, the statistics."""
import concurrent.futures, hashlib, json, math, os, re, subprocess

ISAS = ("x86_64", "aarch64")
SUFFIX = re.compile(r"(\.(part|constprop|isra|cold|lto_priv|llvm)(\.\d+)?)+$")
RUST_HASH = re.compile(r"17h[0-9a-f]{16}E")


def half(name):
    """Which half a function belongs to, whatever the config: by a hash of the name that its source gives it."""
    plain = RUST_HASH.sub("E", SUFFIX.sub("", name))
    return "report" if hashlib.sha256(plain.encode()).digest()[0] & 1 else "develop"


def run(argv, **more):
    return subprocess.run(argv, check=True, capture_output=True, text=True, **more).stdout


def audit(assay, klass, path):
    return json.loads(run([assay, "audit", "--format=json", "--class", klass, path]))["inputs"][0]["functions"]


def parallel(work, jobs):
    """work(job) for each on all cores, in order."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, jobs))


def cached(path, make):
    """The JSON in path; made and written there the first time. An error is not kept."""
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        value = make()
        if "error" in value:
            return value
        with open(path + ".new", "w") as f:
            json.dump(value, f)
        os.rename(path + ".new", path)
    with open(path) as f:
        return json.load(f)


def disassembly(path):
    """{(section, address): (name, text)} by llvm-objdump, relocations in the text: what a search through text sees."""
    out, section, key = {}, None, None
    text = run(["llvm-objdump-19", "-d", "-r", "--no-show-raw-insn", "--print-imm-hex", "-M", "intel", path]
               if "x86_64" in path else ["llvm-objdump-19", "-d", "-r", "--no-show-raw-insn", path])
    for line in text.split("\n"):
        if line.startswith("Disassembly of section "):
            section = line[23:-1]
        elif line.endswith(">:"):
            address, name = line[:-2].split(" <", 1)
            key = (section, int(address, 16))
            out[key] = (name, [])
        elif key and line:
            out[key][1].append(line)
    return out


def by_symbol(path, look):
    """look(name, lines) of each function in the object, by "section address"."""
    return {f"{section} {address:x}": look(name, lines) for (section, address), (name, lines) in disassembly(path).items()}


def places(f):
    """The keys of by_symbol for a function that assay audited, its split-off parts included."""
    return [f"{f['section']} {f['address']:x}"] + [f"{p['section']} {p['address']:x}" for p in f.get("parts", [])]


class Score:
    """True and false positives and negatives, of assay and of the text search beside it."""

    def __init__(self):
        self.n = {"tp": 0, "fp": 0, "fn": 0, "tn": 0}
        self.grep = dict(self.n)
        self.left_out = {}

    def add(self, truth, says, grep):
        for n, s in ((self.n, says), (self.grep, grep)):
            n[("t" if truth == s else "f") + ("p" if s else "n")] += 1

    def leave_out(self, why):
        self.left_out[why] = self.left_out.get(why, 0) + 1

    def merge(self, other):
        for mine, more in ((self.n, other.n), (self.grep, other.grep), (self.left_out, other.left_out)):
            for k, v in more.items():
                mine[k] = mine.get(k, 0) + v


def wilson(k, n):
    """95 % score interval of a proportion."""
    if not n:
        return (0.0, 1.0)
    z, p = 1.959964, k / n
    centre, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - spread) / (1 + z * z / n), (centre + spread) / (1 + z * z / n)


def ratio(hit, miss):
    n = hit + miss
    low, high = wilson(hit, n)
    return {"value": hit / n if n else None, "low": low, "high": high, "n": n}


def shown(hit, miss, interval=True):
    r = ratio(hit, miss)
    if r["value"] is None:
        return "-"
    return f"{r['value']:.3f}" + (f" ({r['low']:.3f}-{r['high']:.3f})" if interval else "")
