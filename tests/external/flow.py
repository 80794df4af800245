"""Control flow of one function in llvm-objdump's text: which conditional branches in loops lead to a call that fails."""
import re

LINE = re.compile(r"\s*([0-9a-f]+):\s+(\S+)\s*(.*)")
RELOCATION = re.compile(r"\s*[0-9a-f]+:\s+R_\w+\s+(\S+)")
JUMP = {"x86_64": re.compile(r"(j\w+|loop\w*)$"), "aarch64": re.compile(r"(b|b\.\w+|bc\.\w+|cbn?z|tbn?z)$")}
ALWAYS = {"x86_64": "jmp", "aarch64": "b"}
STOPS = re.compile(r"(ret\w*|ud2|hlt|brk|udf|int3)$")
INDIRECT = {"x86_64": re.compile(r"jmp (?!0x)"), "aarch64": re.compile(r"br ")}
# Calls that do not come back, by the names that Rust gives them.
NEVER_BACK = re.compile(r"panicking|_fail\b|_fail1|unwrap_failed|expect_failed|handle_alloc_error|capacity_overflow|"
                        r"raw_vec12handle_error|_Unwind_Resume|rust_panic|begin_panic|panic_(in_cleanup|nounwind|cannot)|"
                        r"process5abort|^abort$|slice_error_fail")


class Instruction:
    def __init__(self, address, op, args):
        self.address, self.op, self.args, self.symbol = address, op, args, ""


def instructions(lines):
    out = []
    for line in lines:
        m = RELOCATION.match(line)
        if m:
            if out:
                out[-1].symbol = m.group(1)
            continue
        m = LINE.match(line)
        if m:
            out.append(Instruction(int(m.group(1), 16), m.group(2), m.group(3)))
    return out


class Unresolved(Exception):
    """An indirect jump: what follows it cannot be told from the text."""


def edges(code, isa):
    """By index of instruction: where it may go next."""
    at = {i.address: n for n, i in enumerate(code)}
    after = []
    for n, i in enumerate(code):
        on = [n + 1] if n + 1 < len(code) else []
        if INDIRECT[isa].match(f"{i.op} {i.args}"):
            if i.symbol and isa == "x86_64":
                on = []  # a tail call through the GOT
            else:
                raise Unresolved()
        elif JUMP[isa].match(i.op):
            m = re.search(r"0x([0-9a-f]+)\b(?!.*0x[0-9a-f]+)", i.args.split("<")[0])
            to = at.get(int(m.group(1), 16)) if m and not i.symbol else None
            on = ([] if i.op == ALWAYS[isa] else on) + ([to] if to is not None else [])
        elif STOPS.match(i.op) or (i.symbol and NEVER_BACK.search(i.symbol) and i.op in ("call", "bl", "b")):
            on = []
        after.append(on)
    return after


def cyclic(after):
    """Which nodes lie on a cycle: Tarjan's strongly connected components, without recursion."""
    n = len(after)
    index, low, on_stack, in_cycle = [None] * n, [0] * n, [False] * n, [False] * n
    stack, counter = [], 0
    for root in range(n):
        if index[root] is not None:
            continue
        work = [(root, 0)]
        while work:
            v, k = work.pop()
            if index[v] is None:
                index[v] = low[v] = counter
                counter += 1
                stack.append(v)
                on_stack[v] = True
            for k in range(k, len(after[v])):
                w = after[v][k]
                if index[w] is None:
                    work += [(v, k), (w, 0)]
                    break
                if on_stack[w]:
                    low[v] = min(low[v], low[w])
            else:
                if low[v] == index[v]:
                    component = []
                    while True:
                        w = stack.pop()
                        on_stack[w] = False
                        component.append(w)
                        if w == v:
                            break
                    if len(component) > 1 or v in after[v]:
                        for w in component:
                            in_cycle[w] = True
    return in_cycle


def checks_in_loops(code, isa, fails):
    """Addresses of conditional branches on a cycle whose one side leads to a call that `fails` matches and nowhere else."""
    after = edges(code, isa)
    before = [[] for _ in code]
    for n, on in enumerate(after):
        for to in on:
            before[to].append(n)
    doomed = {n for n, i in enumerate(code) if i.symbol and fails.search(i.symbol) and not after[n]}
    work = list(doomed)
    while work:
        for n in before[work.pop()]:
            if n not in doomed and after[n] and all(to in doomed for to in after[n]):
                doomed.add(n)
                work.append(n)
    loop = cyclic(after)
    return [code[n].address for n, on in enumerate(after)
            if loop[n] and len(on) > 1 and any(to in doomed for to in on)]
