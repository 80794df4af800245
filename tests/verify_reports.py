"""Reads the reports of `assay verify` as other programs do, and says where they are malformed or disagree.
Usage: verify_reports.py TABLE TAP JUNIT"""
import json
import re
import sys
import xml.etree.ElementTree as ET

faults = []


def expect(holds, text):
    if not holds:
        faults.append(text)


def read_table(path):
    last = open(path, "rb").read().decode().rstrip("\n").split("\n")[-1]
    m = re.fullmatch(r"(\d+) checks passed, (\d+) failed, (\d+) skipped; "
                     r"(?:(\d+) mutants caught, (\d+) survived, (\d+) not built, (\d+) skipped; )?seed (\d+); [\d.]+ s", last)
    expect(m, f"table: its last line is {last!r}")
    n = [int(x or 0) for x in m.groups()] if m else [0] * 8
    return n[0] + n[3], n[1] + n[4] + n[5], n[2] + n[6]


def read_block(lines, i):
    """The YAML block behind a failure: each value is a number, a list, or a string that JSON reads too."""
    keys = []
    expect(lines[i] == "  ---", f"tap: line {i + 1}: a YAML block was expected, not {lines[i]!r}")
    i += 1
    while lines[i] != "  ...":
        m = re.fullmatch(r"  ([a-z ]+): (.*)", lines[i])
        expect(m, f"tap: line {i + 1}: {lines[i]!r}")
        if m and not m[2].startswith("["):
            keys.append(m[1])
            try:
                json.loads(m[2])
            except ValueError as e:
                faults.append(f"tap: line {i + 1}: {lines[i]!r}: {e}")
        i += 1
    return keys, i + 1


def read_tap(path):
    lines = open(path, "rb").read().decode().rstrip("\n").split("\n")
    expect(lines[0] == "TAP version 13", f"tap: its first line is {lines[0]!r}")
    plan = re.fullmatch(r"1\.\.(\d+)", lines[1])
    expect(plan, f"tap: its second line is {lines[1]!r}")
    passed = failed = skipped = 0
    i, number = 2, 0
    while i < len(lines):
        if lines[i].startswith("#"):
            i += 1
            continue
        m = re.fullmatch(r"(not )?ok (\d+) - (.*)", lines[i])
        if not m:
            faults.append(f"tap: line {i + 1}: {lines[i]!r}")
            i += 1
            continue
        number += 1
        expect(int(m[2]) == number, f"tap: line {i + 1}: number {number} was expected")
        directive = re.search(r"(?<!\\)#(.*)", m[3])
        expect(not directive or re.match(r" SKIP .", directive[1]), f"tap: line {i + 1}: {m[3]!r}")
        i += 1
        if m[1]:
            failed += 1
            keys, i = read_block(lines, i)
            expect("message" in keys, f"tap: line {i}: no message")
        elif directive:
            skipped += 1
        else:
            passed += 1
    expect(plan and int(plan[1]) == number, f"tap: {number} tests, planned are {lines[1]!r}")
    return passed, failed, skipped


def read_junit(path):
    top = ET.parse(path).getroot()
    expect(top.tag == "testsuites", f"junit: the root is {top.tag}")
    sums = [0, 0, 0]
    for suite in top:
        cases = suite.findall("testcase")
        failed = sum(c.find("failure") is not None for c in cases)
        skipped = sum(c.find("skipped") is not None for c in cases)
        for key, n in (("tests", len(cases)), ("failures", failed), ("skipped", skipped), ("errors", 0)):
            expect(int(suite.get(key)) == n, f"junit: {suite.get('name')}: {key}={suite.get(key)}, counted {n}")
        for c in cases:
            expect(c.get("name") and c.get("classname"), "junit: a test case without a name")
            float(c.get("time"))
        names = [(c.get("classname"), c.get("name")) for c in cases]
        expect(len(names) == len(set(names)), f"junit: {suite.get('name')}: a test case stands there twice")
        sums = [a + b for a, b in zip(sums, (len(cases) - failed - skipped, failed, skipped))]
    for key, n in (("tests", sum(sums)), ("failures", sums[1]), ("skipped", sums[2])):
        expect(int(top.get(key)) == n, f"junit: {key}={top.get(key)}, counted {n}")
    return tuple(sums)


table, tap, junit = read_table(sys.argv[1]), read_tap(sys.argv[2]), read_junit(sys.argv[3])
expect(table == tap == junit, f"passed, failed, skipped: table {table}, tap {tap}, junit {junit}")
for f in faults:
    print(f)
sys.exit(bool(faults))
