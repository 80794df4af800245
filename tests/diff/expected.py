#!/usr/bin/env python3
"""expected.py: the same statistics as runner/bootstrap.c from results files, written a second time, for the tests.

usage: expected.py FORMAT OLD NEW: lines `NAME OLD_NS NEW_NS RATIO LOW HIGH IS`, one for each benchmark in both
       expected.py --paired: `VALUE LOW HIGH` of samples on standard input, `V W` on each line
"""
import json
import math
import sys

MASK = (1 << 64) - 1


def splitmix(seed):
    while True:
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def median(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def bootstrap(new, old=None):
    numbers = splitmix(1)
    pick = lambda values: median([values[next(numbers) % len(values)] for _ in values])
    value = median(new) / (median(old) if old else 1)
    if len(new) < 6 or (old is not None and len(old) < 6):
        return value, -math.inf, math.inf
    draws = []
    for _ in range(2000):
        draw = pick(new)
        draws.append(draw / pick(old) if old else draw)
    draws.sort()
    return value, draws[50], draws[1949]


def samples(form, path):
    """{name: [nanoseconds]} or {name: (median, low, high)}"""
    data = json.load(open(path))
    if form == "hyperfine":
        return {r["command"]: [1e9 * t for t in r["times"]] for r in data["results"]}
    if form == "hyperfine2":
        return {r["name"]: [1e9 * m["time_wall_clock"]["value"] for m in r["measurements"]] for r in data["results"]}
    if form == "google":
        out = {}
        for b in data["benchmarks"]:
            if b["run_type"] == "iteration":
                out.setdefault(b["run_name"], []).append(b["real_time"])
        return out
    if form == "google-aggregates":
        names = dict.fromkeys(b["run_name"] for b in data["benchmarks"])
        out = {}
        for name in names:
            row = {b["aggregate_name"]: b for b in data["benchmarks"] if b["run_name"] == name}
            mean, deviation = row["mean"]["real_time"], row["stddev"]["real_time"]
            half = 1.96 * deviation / math.sqrt(row["mean"]["repetitions"])
            out[name] = (mean, mean - half, mean + half)
        return out
    if form == "criterion-sample":
        return {"the benchmark": [t / i for t, i in zip(data["times"], data["iters"])]}
    if form == "criterion-estimates":
        interval = data["median"]["confidence_interval"]
        return {"the benchmark": (data["median"]["point_estimate"], interval["lower_bound"], interval["upper_bound"])}
    sys.exit(f"no format {form}")


def ratio(old, new):
    if isinstance(old, list):
        return bootstrap(new, old)
    value = new[0] / old[0]
    down = math.sqrt(math.log(new[0] / new[1]) ** 2 + math.log(old[2] / old[0]) ** 2)
    up = math.sqrt(math.log(new[2] / new[0]) ** 2 + math.log(old[0] / old[1]) ** 2)
    return value, value * math.exp(-down), value * math.exp(up)


def main():
    if sys.argv[1] == "--paired":
        rows = [line.split() for line in sys.stdin]
        print("%.9g %.9g %.9g" % bootstrap([float(v) / float(w) for v, w in rows]))
        return
    old, new = samples(sys.argv[1], sys.argv[2]), samples(sys.argv[1], sys.argv[3])
    if len(old) == len(new) == 1:
        new = {next(iter(old)): next(iter(new.values()))}
    for name in old:
        if name not in new:
            continue
        value, low, high = ratio(old[name], new[name])
        point = lambda s: median(s) if isinstance(s, list) else s[0]
        verdict = "unknown" if math.isinf(high) else "better" if high < 1 else "worse" if low > 1 else "same"
        print("%s\t%.9g\t%.9g\t%.9g\t%.9g\t%.9g\t%s" % (name, point(old[name]), point(new[name]), value, low, high, verdict))


main()
