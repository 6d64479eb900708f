"""Asks both sides the same and shows where they differ; see run."""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

import jsonpath_rfc9535
from jsonpath_rfc9535.exceptions import JSONPathError

import known
from generate import Generator

KEYWAY = os.environ["KEYWAY"]
DOCUMENTS = 12


def main(pairs=3000, seed=1):
    generator = Generator(random.Random(int(seed)))
    differences = excused = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        cases = [case(generator, pathlib.Path(folder, f"{number}.ndjson")) for number in range(int(pairs) // DOCUMENTS)]
        valid = 0
        for (query, documents, _), ours in zip(cases, pool.map(lambda case: keyway(case[0], case[2]), cases)):
            theirs = python(query, documents)
            valid += theirs is not None
            if ours == theirs:
                continue
            if known.reason(query, ours, theirs):
                excused += 1
            else:
                differences += 1
                show(query, documents, ours, theirs)
        differences += texts(generator, pathlib.Path(folder, "text.json"), pool, int(pairs) // DOCUMENTS)
    print(f"{len(cases)} queries, {valid} of them valid, each of {DOCUMENTS} documents, and as many texts")
    print(f"known differences: {excused}; others: {differences}")
    sys.exit(1 if differences else 0)


def case(generator, path):
    query = generator.query()
    documents = [generator.document(all_true=known.needs_truth(query)) for _ in range(DOCUMENTS)]
    path.write_text("".join(json.dumps(document) + "\n" for document in documents))
    return query, documents, path


def keyway(query, path):
    """The normalized paths of each document; None if the query is refused."""
    # "$" matches in every document, so that each has an answer.
    command = [KEYWAY, "query", "--paths", "--compact", f"r={query}", "all=$", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode == 2:
        return None
    if done.returncode != 0:
        return f"exit {done.returncode}: {done.stderr}"
    return [json.loads(line)["r"] for line in done.stdout.splitlines()]


def python(query, documents):
    try:
        compiled = jsonpath_rfc9535.compile(query)
    except JSONPathError:
        return None
    except Exception as error:
        return f"crashed: {error!r}"
    try:
        return [[node.path() for node in compiled.find(document)] for document in documents]
    except Exception as error:
        return f"crashed: {error!r}"


def show(query, documents, ours, theirs):
    print(f"\n{query!r}")
    if not isinstance(ours, list) or not isinstance(theirs, list):
        print(f"  keyway: {'refused' if ours is None else 'taken' if isinstance(ours, list) else ours}")
        print(f"  python: {'refused' if theirs is None else 'taken' if isinstance(theirs, list) else theirs}")
        return
    for document, one, other in zip(documents, ours, theirs):
        if one != other:
            print(f"  in {json.dumps(document)}\n  keyway: {one}\n  python: {other}")


def texts(generator, path, pool, count):
    """Documents with something wrong in them: both sides take them or both refuse, and read the same."""
    cases = []
    for number in range(count):
        text = json.dumps(generator.document(), ensure_ascii=generator.chance.random() < 0.5)
        for _ in range(generator.chance.randrange(3)):
            text = damaged(generator.chance, text)
        file = path.with_name(f"{number}.json")
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        cases.append((text, file))
    differences = 0
    for (text, _), ours in zip(cases, pool.map(lambda case: reading(case[1]), cases)):
        theirs = standard(text)
        if ours != theirs:
            differences += 1
            print(f"\nthe text {text!r}\n  keyway: {ours!r}\n  python: {theirs!r}")
    return differences


def damaged(chance, text):
    place = chance.randrange(len(text) + 1)
    pieces = list('[]{},:"\\0123456789eE+-.tfn ') + ["\t", "\n", "\x00", "\ud800", "\\ud800", "\\udc00", "null", "1e9", "-0"]
    return text[:place] + (chance.choice(pieces) if chance.random() < 0.6 else "") + text[place + chance.randrange(2):]


def reading(path):
    command = [KEYWAY, "query", "--first", "--compact", "--stream", "json", "$", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return repr(json.loads(done.stdout)) if done.returncode == 0 else None


def standard(text):
    def members(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a name twice")
        return dict(pairs)

    def no(word):
        raise ValueError(word)

    def integer(text):
        if not -(2**63) <= int(text) < 2**63:
            raise ValueError("beyond 64 bits")
        return int(text)

    def real(text):
        value = float(text)
        if value in (float("inf"), float("-inf")) or (value == 0 and text.strip("-0.").lower()[:1] not in ("", "e")):
            raise ValueError("beyond 64 bits")
        return value

    try:
        text.encode()
        value = json.loads(text, object_pairs_hook=members, parse_constant=no, parse_int=integer, parse_float=real)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return repr(value)


main(*sys.argv[1:])
