#!/usr/bin/env python3
"""lessons.py: writes what `assay run --measure` measured into the lessons, as the subsection Measured of What it costs.

usage: lessons.py CORPUS DATE RESULTS.jsonl...      of several results for one pair and config the last counts
"""
import json
import os
import re
import sys
import textwrap

CORES = {"cpu family 25, model 17": "Zen 4"}
COSTS = 1.02  # as runner/measure_table.c has it


def machine(text):
    for key, name in CORES.items():
        text = text.replace(key, key + ": " + name)
    return text


def column(cell):
    return "%s -%s" % (cell["toolchain"].rsplit("-", 1)[0], cell["opt"])


def cell_text(measure):
    if measure["how"] == "timed":
        r = measure["ratio"]
        return "%.2f (%.2f..%.2f)" % (r["median"], r["low"], r["high"])
    return "%.2f" % measure["instruction_ratio"] if measure["how"] == "counted" else "-"


def names(pairs):
    return ", ".join(sorted(set(pairs)))


def summary(timed):
    costs = [c for c in timed if c["measure"]["ratio"]["low"] > COSTS]
    slower = [c["pair"] for c in timed if c["measure"]["ratio"]["high"] < 1 / COSTS]
    pairs = {c["pair"] for c in timed}
    free = pairs - {c["pair"] for c in costs}
    if not costs:
        text = "On this core the bad halves of these pairs cost nothing: no interval lies above %.2f." % COSTS
    else:
        text = "The bad half costs time in %d of %d measurements (the whole interval above %.2f)." % (len(costs), len(timed), COSTS)
        if free:
            text += " On this core it costs nothing in %s." % names(free)
    if slower:
        text += " Somewhere good is the slower one: %s." % names(slower)
    return text


def section(cells, date):
    timed = [c for c in cells if c["measure"]["how"] == "timed"]
    counted = [c for c in cells if c["measure"]["how"] == "counted"]
    if not timed:
        return None
    columns = list(dict.fromkeys(column(c) for c in timed))
    other = list(dict.fromkeys(column(c) for c in counted))
    intro = ("%s, %s: time of bad over good, median and 95%% interval over the rounds of `assay run --measure`, each pair on "
             "its own `measure` case; a virtual machine with other work on it." % (machine(timed[0]["measure"]["cpu"]), date))
    if counted:
        intro += " %s: executed instructions of bad over good, under QEMU, with %s." % (counted[0]["isa"], " and ".join(other))
    lines = ["### Measured", "", *textwrap.wrap(intro, 98, break_on_hyphens=False), ""]
    width = max(len(c["pair"]) for c in cells) + 2
    head = "".join("%-22s" % c for c in columns)
    lines.append(("    %-*s%s%s" % (width, "", head, counted[0]["isa"] if counted else "")).rstrip())
    for pair in dict.fromkeys(c["pair"] for c in cells):
        row = {column(c): cell_text(c["measure"]) for c in timed if c["pair"] == pair}
        more = {column(c): cell_text(c["measure"]) for c in counted if c["pair"] == pair}
        text = "".join("%-22s" % row.get(c, "-") for c in columns) + "  ".join(more.get(c, "-") for c in other)
        lines.append(("    %-*s%s" % (width, pair, text)).rstrip())
    return "\n".join([*lines, "", *textwrap.wrap(summary(timed), 98, break_on_hyphens=False), ""])


def insert(lesson, text):
    lesson = re.sub(r"### Measured\n.*?(?=^## |\Z)", "", lesson, flags=re.S | re.M)
    start = lesson.find("\n## What it costs\n")
    if start < 0:
        return lesson.rstrip("\n") + "\n\n## What it costs\n\n" + text
    end = lesson.find("\n## ", start + 1)
    end = len(lesson) if end < 0 else end
    return lesson[:end].rstrip("\n") + "\n\n" + text.rstrip("\n") + "\n" + lesson[end:]


def main():
    corpus, date, *results = sys.argv[1:]
    found = {(c["pair"], c["config"]): c for path in results for c in map(json.loads, open(path)) if "measure" in c}
    cells = sorted(found.values(), key=lambda c: (c["class"], c["pair"], c["config"]))
    for name in dict.fromkeys(c["class"] for c in cells):
        text = section([c for c in cells if c["class"] == name], date)
        path = "%s/%s/LESSON.md" % (corpus, name)
        if text and os.path.exists(path):
            lesson = open(path).read()
            open(path, "w").write(insert(lesson, text))
            print(path)


main()
