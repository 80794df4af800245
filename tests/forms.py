#!/usr/bin/env python3
"""The instruction forms that occur in machine code, as GNU objdump sees them.

    forms.py ISA FILE...            prints one line for each form: an example's bytes, a tab, its text
    forms.py ISA --missing LIST FILE...   prints the forms of the files that LIST does not have

A form is the mnemonic with its operands' kinds and widths. Registers that stand twice among the register operands are
told apart from different ones (zeroing idioms; on aarch64 the first operand apart); numbers are not, nor aarch64's
conditions, which all read the same flags; and of an address only its parts count.
"""
import re
import subprocess
import sys

LINE = re.compile(r"^\s*[0-9a-f]+:\t((?:[0-9a-f]{2} )+|[0-9a-f]{8}) *\t(.*)$")
UNKNOWN = re.compile(r"\(bad\)|^\.(inst|byte|word)|; undefined|^udf")

X86 = [
    (re.compile(r"^r(ax|bx|cx|dx|si|di|bp|sp|\d+)$"), "r64"),
    (re.compile(r"^(e(ax|bx|cx|dx|si|di|bp|sp)|r\d+d)$"), "r32"),
    (re.compile(r"^(ax|bx|cx|dx|si|di|bp|sp|r\d+w)$"), "r16"),
    (re.compile(r"^(al|bl|dl|cl|sil|dil|bpl|spl|r\d+b)$"), "r8"),
    (re.compile(r"^[abcd]h$"), "r8h"),
    (re.compile(r"^xmm\d+$"), "xmm"), (re.compile(r"^ymm\d+$"), "ymm"), (re.compile(r"^zmm\d+$"), "zmm"),
    (re.compile(r"^k\d$"), "k"), (re.compile(r"^mm\d$"), "mm"), (re.compile(r"^st(\(\d\))?$"), "st"),
]
A64 = [
    (re.compile(r"^x\d+$"), "x"), (re.compile(r"^w\d+$"), "w"), (re.compile(r"^([bhsdq])\d+$"), None),
    (re.compile(r"^v\d+(\..*)?$"), None), (re.compile(r"^[zp]\d+([./].*)?$"), None), (re.compile(r"^z\d+$"), "z"),
]

CONDITIONS = set("eq ne cs hs cc lo mi pl vs vc hi ls ge lt gt le al".split())


def disassemble(isa, paths):
    options = ["-M", "intel"] if isa == "x86_64" else ["-M", "no-aliases"]
    run = subprocess.run([f"{isa}-linux-gnu-objdump", "-dw", *options, *paths], capture_output=True, text=True, check=True)
    for line in run.stdout.splitlines():
        m = LINE.match(line)
        if m and not UNKNOWN.search(m[2]):
            yield m[1].replace(" ", ""), " ".join(re.sub(r"\s*(<[^>]*>|//.*|# .*)", "", m[2]).split())


def split_operands(text):
    """At commas outside brackets and braces."""
    depth, start, out = 0, 0, []
    for i, c in enumerate(text):
        depth += (c in "[{(") - (c in "]})")
        if c == "," and not depth:
            out.append(text[start:i].strip())
            start = i + 1
    return out + [text[start:].strip()] if text.strip() else []


class Names:
    """Registers by the order in which they come."""

    def __init__(self):
        self.seen = {}

    def number(self, kind, register):
        return f"{kind}.{self.seen.setdefault(register, len(self.seen) + 1)}"


def x86_number(reg):
    m = re.match(r"^r(\d+)", reg)
    return m[1] if m else re.sub(r"^[re]", "", reg).rstrip("lxh") if reg not in ("si", "di") else reg


def x86_operand(op, names):
    mask = re.search(r"\s*\{.*\}$", op)
    tail = re.sub(r"k\d", "k", mask[0]).strip() if mask else ""
    op = op[:mask.start()] if mask else op
    m = re.match(r"^(?:(\w+) PTR )?(?:(\w\w):)?\[(.*)\]$", op)
    if m:
        parts = re.findall(r"\b[a-z]\w*", m[3])
        scaled = "*" in m[3]
        kind = "rip" if "rip" in parts else "i" if scaled and len(parts) == 1 else "b+i" if len(parts) == 2 else "b" if parts else "abs"
        vector = "v" if any(p[:3] in ("xmm", "ymm", "zmm") for p in parts) else ""
        segment = f"{m[2]}:" if m[2] in ("fs", "gs") else ""
        return f"{m[1] or ''}{segment}[{kind}{vector}]{tail}"
    for pattern, kind in X86:
        if pattern.match(op):
            return (op if op == "cl" else names.number(kind, x86_number(op))) + tail
    if re.match(r"^-?0x[0-9a-f]+$", op):
        return "#"
    if re.match(r"^[0-9a-f]+$", op):
        return "label" if op != "1" else op  # shifts by one are instructions of their own
    return op + tail


def x86_form(text):
    prefix = re.match(r"^((?:rep|repne|repe|lock|notrack|bnd|data16) )*", text)[0]
    mnemonic, _, rest = text[len(prefix):].partition(" ")
    names = Names()
    return prefix + mnemonic + " " + ", ".join(x86_operand(o, names) for o in split_operands(rest))


def a64_operand(op, names):
    if op.startswith("["):
        back = "!" if op.endswith("!") else ""
        parts = [p.strip() for p in op.rstrip("!")[1:-1].split(",")]
        kinds = [re.sub(r"\d+", "", p) if not p.startswith("#") else "#" for p in parts]
        kinds[0] = "sp" if parts[0] == "sp" else re.sub(r"^([xz])\d+", r"\1", parts[0])
        return "[" + ",".join(re.sub(r"#-?\w*", "#", k) for k in kinds) + "]" + back
    if op.startswith("{"):
        return re.sub(r"([vz])\d+", r"\1", op)
    if op.startswith("#"):
        return "#0.0" if op == "#0.0" else "#"
    m = re.match(r"^([xwbhsdqvzp])(\d+)(.*)$", op)
    if m:
        return names.number(m[1] + re.sub(r"\[\d+\]", "[]", m[3]), m[1] in "xw" and "g" + m[2] or m[1] in "bhsdqvz" and "v" + m[2] or "p" + m[2])
    return re.sub(r"#-?\w+", "#", op)


def a64_form(text):
    mnemonic, _, rest = text.partition(" ")
    names = Names()
    mnemonic = re.sub(r"^b\.\w+$", "b.cond", mnemonic)
    operands = split_operands(rest)
    jumps = re.match(r"^(b|bl|b\.cond|cbn?z|tbn?z)$", mnemonic)
    if operands and re.match(r"^[0-9a-f]+$" if jumps else r"^[0-9a-f]{3,}$", operands[-1]):
        operands[-1] = "label"
    operands = [a64_operand(o, names if i else Names()) for i, o in enumerate(operands)]
    operands = ["cond" if o in CONDITIONS else o for o in operands]
    return mnemonic + " " + ", ".join(operands)


FORM = {"x86_64": x86_form, "aarch64": a64_form}


def collect(isa, files):
    """Of each form the shortest example, the least of those by its bytes: the same list wherever it is made."""
    forms = {}
    for raw, text in set(disassemble(isa, files)):
        form = FORM[isa](text)
        example = (len(raw), raw, text)
        if form not in forms or example < forms[form]:
            forms[form] = example
    return forms


def main(argv):
    isa, rest = argv[0], argv[1:]
    if rest[0] == "--missing":
        known = {FORM[isa](line.rstrip("\n").split("\t")[1]) for line in open(rest[1]) if not line.startswith("#")}
        missing = {f: e for f, e in collect(isa, rest[2:]).items() if f not in known}
        for form in sorted(missing):
            print(f"{missing[form][1]}\t{missing[form][2]}")
        return bool(missing)
    forms = collect(isa, rest)
    for form in sorted(forms):
        print(f"{forms[form][1]}\t{forms[form][2]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
