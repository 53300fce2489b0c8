#!/usr/bin/env python3
"""Counts the rows of a chaos run. Knows the query, and nothing of the program that ran it.

    count_rows.py INPUT [--files FOLDER] [--lines FILE] [--dead FILE] [--subset] [--prefix TEXT]

The query, for every good line of INPUT:
    FOLDER  id, amount * 3 - 1, upper(name)   where amount % 4 <> 0     whole files in the folder, in any order
    FILE    id, amount + id                   where amount % 2 = 0      one file
    dead    every line of INPUT that is not of the form below, once: objects with "offset" and "text"

Without --subset everything must be there once. With it rows may be missing, but none doubled, wrong or torn.
Prints one line of JSON, {"ok": …}; exit code 0 when all is well, 1 when not.
"""
import argparse
import json
import mmap
import os
import re
import sys
from array import array

GOOD = re.compile(rb'\{"id":(\d+),"amount":(\d+),"name":"[^"\n]*"\}\n|([^\n]*\n)')
FILES = re.compile(rb'\{"id":(\d+),"scaled":(-?\d+),"label":"([^"\n]*)"\}\n')
LINES = re.compile(rb'\{"id":(\d+),"total":(\d+)\}\n')
SHOWN = 5


def content(path):
    if os.path.getsize(path) == 0:
        return b""
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class Sink:
    """What one output holds, beside what it should hold."""

    def __init__(self, name, amounts, wanted):
        self.name, self.amounts, self.wanted = name, amounts, wanted
        self.seen = bytearray(len(amounts))
        self.rows = self.doubled = self.wrong = self.torn = 0
        self.examples = []

    def note(self, kind, text):
        if len(self.examples) < SHOWN:
            self.examples.append(f"{kind}: {text}")

    def read(self, path, pattern, right):
        data, end = content(path), 0
        amounts, seen, wanted, count = self.amounts, self.seen, self.wanted, len(self.amounts)
        for match in pattern.finditer(data):
            if match.start() != end:
                self.torn += 1
                self.note("torn", f"{path} at byte {end}: {bytes(data[end:end + 100])!r}")
            end = match.end()
            self.rows += 1
            row = int(match[1])
            if row >= count or amounts[row] < 0 or not wanted(amounts[row]) or not right(row, amounts[row], match):
                self.wrong += 1
                self.note("wrong", f"{path} at byte {match.start()}: {match[0]!r}")
            elif seen[row]:
                self.doubled += 1
                self.note("doubled", f"{path} at byte {match.start()}: {match[0]!r}")
            else:
                seen[row] = 1
        if end != len(data):
            self.torn += 1
            self.note("torn", f"{path} at byte {end}: {bytes(data[end:end + 100])!r}")

    def result(self, subset):
        expected, missing = 0, 0
        for row, amount in enumerate(self.amounts):
            if amount >= 0 and self.wanted(amount):
                expected += 1
                if not self.seen[row]:
                    missing += 1
                    if not subset:
                        self.note("missing", f"id {row}")
        ok = not (self.doubled or self.wrong or self.torn or (missing and not subset))
        return {"sink": self.name, "ok": ok, "expected": expected, "rows": self.rows, "missing": missing, "doubled": self.doubled,
                "wrong": self.wrong, "torn": self.torn, "examples": self.examples}


def read_input(path):
    """Amounts by id (ids count up from 0; -1 where a line is bad), and the bad lines by where they start."""
    amounts, bad = array("q"), {}
    for match in GOOD.finditer(content(path)):
        if match[3] is None:
            assert int(match[1]) == len(amounts), "the input's ids count up from 0"
            amounts.append(int(match[2]))
        else:
            amounts.append(-1)
            bad[match.start()] = match[3].rstrip(b"\n").decode()
    return amounts, bad


def read_dead(path, bad, subset):
    doubled, wrong, examples, seen = 0, 0, [], set()
    with open(path, "rb") as file:
        for line in file:
            letter = json.loads(line)
            offset = letter["offset"]
            if bad.get(offset) != letter["text"]:
                wrong += 1
                examples.append(f"wrong: {line!r}")
            elif offset in seen:
                doubled += 1
                examples.append(f"doubled: {line!r}")
            seen.add(offset)
    missing = len(bad.keys() - seen)
    if missing and not subset:
        examples.extend(f"missing: {bad[offset]}" for offset in sorted(bad.keys() - seen)[:SHOWN])
    return {"sink": "dead letters", "ok": not (doubled or wrong or (missing and not subset)), "expected": len(bad), "rows": len(seen) + doubled,
            "missing": missing, "doubled": doubled, "wrong": wrong, "torn": 0, "examples": examples[:SHOWN]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("--files")
    parser.add_argument("--lines")
    parser.add_argument("--dead")
    parser.add_argument("--subset", action="store_true")
    parser.add_argument("--prefix", default="", help="only files of the folder whose name starts so")
    given = parser.parse_args()
    amounts, bad = read_input(given.input)
    results = []
    if given.files:
        sink = Sink("files", amounts, lambda amount: amount % 4 != 0)
        names = sorted(os.listdir(given.files)) if os.path.isdir(given.files) else []
        for name in names:
            path = os.path.join(given.files, name)
            if os.path.isfile(path) and name.startswith(given.prefix):
                sink.read(path, FILES, lambda row, amount, match: int(match[2]) == amount * 3 - 1 and match[3] == b"N%d" % row)
        results.append(sink.result(given.subset))
    if given.lines:
        sink = Sink("lines", amounts, lambda amount: amount % 2 == 0)
        if os.path.exists(given.lines):
            sink.read(given.lines, LINES, lambda row, amount, match: int(match[2]) == amount + row)
        results.append(sink.result(given.subset))
    if given.dead:
        results.append(read_dead(given.dead, bad, given.subset))
    ok = bool(results) and all(result["ok"] for result in results)
    print(json.dumps({"ok": ok, "input": len(amounts), "sinks": results}, ensure_ascii=False))
    return 0 if ok else 1


sys.exit(main())
