"""JSON: parsing, querying and printing a document of 50 MB, and many small ones.

Beside jq, jansson alone and jsonpath-rfc9535 from PyPI. Each command is a process of its own; they take turns.
"""

import json
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import sandbox

SIZE = 50_000_000
ROUNDS = 3
HERE = pathlib.Path(__file__).parent
JANSSON = "jansson, parse and free"
PYTHON = """
import json, sys
document = json.load(open(sys.argv[2], encoding="utf-8"))
if sys.argv[1].startswith("$"):
    import jsonpath_rfc9535
    print(json.dumps(jsonpath_rfc9535.find(sys.argv[1], document).values()))
elif sys.argv[1] == "print":
    print(json.dumps(document, indent=2, ensure_ascii=False))
"""
FILTER = "$.users[?@.active == true && @.id > 1000].name"


def run():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        large = folder / "large.json"
        write_large(large)
        jansson = {JANSSON: [compiled(folder), large]}
        jq, keyway, python = ["jq", "-c"], [sandbox.KEYWAY, "query"], [sys.executable, "-c", PYTHON]
        groups = {
            "parse, and one value": {
                "keyway '$.meta.id'": [*keyway, "$.meta.id", large],
                "jq .meta.id": [*jq, ".meta.id", large],
                "python json.load": [*python, "parse", large],
            },
            "every id": {
                "keyway '$..id'": [*keyway, "$..id", large],
                "jq '.. | objects | .id // empty'": [*jq, ".. | objects | .id // empty", large],
                "jsonpath-rfc9535 '$..id'": [*python, "$..id", large],
            },
            "a filter over every element": {
                "keyway": [*keyway, FILTER, large],
                "jq": [*jq, ".users[] | select(.active == true and .id > 1000) | .name", large],
                "jsonpath-rfc9535": [*python, FILTER, large],
            },
            "pretty-print": {
                "keyway '$'": [*keyway, "--first", "$", large],
                "jq .": ["jq", ".", large],
                "python json.dumps": [*python, "print", large],
            },
        }
        for title, commands in groups.items():
            show(f"{large.stat().st_size // 1_000_000} MB of JSON: {title} (median of {ROUNDS})", jansson | commands)
        small(folder, keyway)


def small(folder, keyway):
    """The time of a document among many, each parsed, queried and printed; the program's start is in it."""
    print("\nSmall documents, a document a line, each parsed, queried ($, $..id) and pretty-printed")
    for kilobytes, count in ((1, 20_000), (10, 4000), (100, 400)):
        lines = folder / f"{kilobytes}.ndjson"
        document = json.dumps({"items": grown(random.Random(7), kilobytes * 1000)}, ensure_ascii=False)
        lines.write_text(f"{document}\n" * count, encoding="utf-8")
        seconds, _ = measured([*keyway, "all=$", "ids=$..id", lines])
        print(f"  {len(document) / 1000:6.1f} kB  {1000 * seconds / count:8.3f} ms")


def grown(chance, size):
    items = []
    while len(json.dumps(items)) < size:
        items.append(order(chance, len(items)))
    return items


def show(title, commands):
    """A table of wall time and peak memory; the ratios are to jansson's."""
    figures = {label: [] for label in commands}
    for _ in range(ROUNDS):
        for label, command in commands.items():
            # The slow one is not waited for again and again.
            if "python" not in label and "rfc9535" not in label or not figures[label]:
                figures[label].append(measured(command))
    print(f"\n{title}")
    width = max(map(len, commands))
    base_seconds, base_memory = (statistics.median(values) for values in zip(*figures[JANSSON]))
    for label, runs in figures.items():
        seconds, memory = (statistics.median(values) for values in zip(*runs))
        print(
            f"  {label:<{width}}  {seconds:7.2f} s {seconds / base_seconds:6.2f}x"
            f"  {memory:6.0f} MB {memory / base_memory:6.2f}x"
        )


def measured(command):
    """Seconds on the wall, and megabytes at the peak."""
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def compiled(folder):
    compiler = shutil.which("cc") or shutil.which("clang")
    program = folder / "jansson"
    subprocess.run([compiler, "-O2", HERE / "jansson.c", "-o", program, "-ljansson"], check=True)
    return program


def write_large(path):
    """Users with orders with items, the same at every run."""
    chance = random.Random(7)
    size = count = 0
    with path.open("w", encoding="utf-8") as file:
        file.write('{"users":[')
        while size < SIZE:
            text = ("," if count else "") + json.dumps(user(chance, count), ensure_ascii=False)
            size += len(text.encode())
            count += 1
            file.write(text)
        file.write('],"meta":{"id":-1}}')


def user(chance, number):
    return {
        "id": number,
        "name": f"user {number}",
        "email": f"u{number}@example.com",
        "active": chance.random() < 0.5,
        "tags": [f"t{chance.randrange(100)}" for _ in range(4)],
        "orders": [order(chance, number * 10 + index) for index in range(3)],
    }


def order(chance, number):
    items = [
        {"id": chance.randrange(10**6), "sku": f"SKU-{chance.randrange(10**5):05d}", "price": round(chance.random() * 100, 2)}
        for _ in range(4)
    ]
    return {"id": number, "total": round(chance.random() * 1000, 2), "note": "lorem ipsum é " * 3, "items": items}
