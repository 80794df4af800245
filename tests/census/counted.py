"""The counted run of census/corpus against what its two loops do by hand count."""
import json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ASSAY = os.environ.get("ASSAY", "build/assay")
N = 4096
LINES = N * 8 // 64 - 1  # good leaves the last one out

# What the ISAs do differently: x86_64 calls and returns by way of the stack, and has a longer cold instruction.
EXPECTED = {
    "x86_64": {
        "bad": {"loads": N + 1, "stores": N, "loaded": 8 * N + 8, "cold": len(bytes.fromhex("48c70700000000"))},
        "good": {"own": 2 + 10 * LINES + 2 + 1, "loads": 3 * LINES + 1, "stores": 2 * LINES,
                 "loaded": (16 + 8 + 8) * LINES + 8, "stored": (4 + 8) * LINES},
    },
    "aarch64": {
        "bad": {"loads": N, "stores": N, "loaded": 8 * N, "cold": 4},
        "good": {"own": 4 + 9 * LINES + 2 + 1, "loads": 2 * LINES, "stores": LINES, "loaded": (16 + 8) * LINES,
                 "stored": 4 * LINES},
    },
}
BOTH = {
    "bad": {"branches": 3 * N, "stored": 8 * N, "mixed": N, "calls": 0, "divisions": 0, "line_crossings": 0,
            "page_crossings": 0, "blocked": 0, "again": 0, "varying": 1, "inputs": 24},
    "good": {"branches": LINES + 1, "taken": LINES, "mixed": 0, "calls": LINES, "divisions": LINES,
             "line_crossings": LINES, "blocked": LINES, "forwarded": 0, "cold": 0, "varying": 0, "inputs": 24},
}
# instructions: 2 and for each element 9, and a nop where its lowest bit is set; the branch over that nop is taken else.
BETWEEN = {
    "bad": {"own": (2 + 9 * N + N // 3, 2 + 9 * N + 2 * N // 3), "taken": (N - 1 + N + N // 3, N - 1 + N + 2 * N // 3),
            "fills": (512, 514), "filled": (8 * N, 8 * N + 16)},
    "good": {"page_crossings": (7, 8), "fills": (511, 514)},
}


def main():
    with tempfile.TemporaryDirectory() as out:
        p = subprocess.run([ASSAY, "oracle", "--corpus", os.path.join(HERE, "corpus"), "--pair", "counted", "-t", "gcc-12-*",
                            "-O", "O2", "--format", "json", "--no-cache", "--out", out], stdout=subprocess.PIPE, text=True)
    reports, wrong, compared = json.loads(p.stdout), 0, 0
    for r in reports:
        isa = r["config"].split("/")[0].rsplit("-", 1)[1]
        if "silent" in r["census"]:
            print(r["config"], "was not counted:", r["census"]["silent"])
            wrong += 1
            continue
        for half in "bad", "good":
            got = r["census"][half]
            for name, value in {**BOTH[half], **EXPECTED[isa][half]}.items():
                compared += 1
                if got[name] != value:
                    wrong += 1
                    print("%s %s: %s: %d, by hand %d" % (isa, half, name, got[name], value))
            for name, (least, most) in BETWEEN[half].items():
                compared += 1
                if not least <= got[name] <= most:
                    wrong += 1
                    print("%s %s: %s: %d, by hand %d to %d" % (isa, half, name, got[name], least, most))
    print("%d configs, %d figures compared, %d differ" % (len(reports), compared, wrong))
    return 1 if wrong or len(reports) != 2 or p.returncode else 0


sys.exit(main())
