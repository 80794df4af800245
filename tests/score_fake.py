"""A detector whose answers are known by construction.  Usage: score_fake.py MODE CORPUS.json OBJECT

It knows an object by its content (crc32) and takes the labels from an exported corpus.
"""
import json
import os
import signal
import sys
import time
import zlib

mode, corpus, path = sys.argv[1:]
crc = "%08x" % zlib.crc32(open(path, "rb").read())
doc = json.load(open(corpus))
entry = next(o for o in doc["objects"] if o["crc32"] == crc)
place = doc["objects"].index(entry)
names = [f["name"] for f in entry["functions"]]
present = [l["class"] for l in entry["labels"] if l["label"] == "present"]
others = [l["class"] for l in entry["labels"] if l["label"] != "present"]


def say(classes, function=entry["function"]):
    for c in classes:
        print(json.dumps({"function": function, "class": c, "more": [1, None]}))


if mode == "everything":
    say(c["class"] for c in doc["classes"])
elif mode == "exact":
    say(present)
    say(present)
elif mode == "wrong":
    say(others)
elif mode == "half":
    say(present if place % 2 else others)
elif mode == "parts":
    say(present, names[-1])
elif mode == "uncounted":
    say(present)
    for c in others:
        print(json.dumps({"function": entry["function"], "class": c, "counts": False}))
elif mode == "crash":
    say(present)
    sys.stdout.flush()
    if place % 2:
        os.kill(os.getpid(), signal.SIGSEGV)
elif mode == "slow":
    say(present)
    if place == 3:
        time.sleep(120)
elif mode == "garbage":
    print("not JSON \x1b[31m")
    print("[1]")
    print('{"function": 1, "class": "bounds-check"}')
    print('{"class": "bounds-check"}')
    print('{"function": "nobody", "class": "bounds-check"}')
    print('{"function": "%s", "class": "no-such-class"}' % entry["function"])
    print('   ')
    say(present)
elif mode != "nothing":
    sys.exit("unknown mode")
