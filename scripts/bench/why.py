"""`why` in a session of ten thousand exchanges, beside jq looking for the refusals in the same session as an archive."""

import json
import os
import pathlib
import shlex
import subprocess
import tempfile

import gets
import measure
import sandbox

COUNT = 10_000
RUNS = 20
SESSION = "bench"
START, WHY = "keyway -c ''", "keyway -c why"


def run():
    with tempfile.TemporaryDirectory() as name, gets.static_server(pathlib.Path(name)) as base_url:
        folder = pathlib.Path(name)
        os.environ["XDG_STATE_HOME"] = name
        fill(folder, base_url)
        archive = folder / "session.har"
        keyway("-c", f"export har all --to {archive}")
        commands = {
            "jq on its archive": f"jq '[.log.entries[] | select(.response.status >= 400)] | last' {archive}",
            START: command("-c", ""),
            WHY: command("-c", "why"),
            "keyway -c trace": command("-c", "trace"),
        }
        seconds = measure.medians(commands, "--warmup=2", f"--runs={RUNS}", "--ignore-failure")
        milliseconds = {label: 1000 * time for label, time in seconds.items()}
        measure.show(f"A refusal after {COUNT} exchanges (median of {RUNS})", milliseconds, "ms", "jq on its archive")
        print(f"  why itself: {milliseconds[WHY] - milliseconds[START]:.1f} ms")


def fill(folder, base_url):
    """A session whose last call lacks a scope that the user unticked ten thousand calls before."""
    lines = [
        'client create "App" scope="profile generations"',
        "authorize --as ada --untick generations",
        "exchange",
        *[f"get {base_url}/{number % gets.COUNT + 1}.json" for number in range(COUNT)],
        "try post /oauth/chat/completions model=sandbox/echo",
    ]
    recipe = folder / "fill.keyway"
    recipe.write_text("\n".join(lines) + "\n")
    subprocess.run([sandbox.KEYWAY, "run", "--quiet", "--session", SESSION, recipe], check=True)
    cause = json.loads(keyway("--output", "json", "-c", "why"))["cause"]
    if cause != "consent-narrowed":
        raise SystemExit(f"why says {cause}")


def keyway(*arguments):
    words = [sandbox.KEYWAY, "--session", SESSION, *arguments]
    return subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout


def command(*arguments):
    return shlex.join([sandbox.KEYWAY, "--session", SESSION, *arguments])
