"""Recipes: a thousand requests with an expectation and a capture each, beside one curl process that checks nothing and
beside tavern; how memory grows with the requests; and two hundred recipes, one after the other and in parallel."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import gets
import measure
import sandbox

COUNT = gets.COUNT
RUNS = 5
RECIPES, REQUESTS_EACH = 200, 20


def run():
    with tempfile.TemporaryDirectory() as name, gets.static_server(pathlib.Path(name)) as base_url:
        folder = pathlib.Path(name)
        os.environ["XDG_STATE_HOME"] = name
        sequential(folder, base_url)
        memory(folder, base_url)
        parallel(folder, base_url)


def sequential(folder, base_url):
    recipe = folder / "recipe.keyway"
    recipe.write_text(keyway_recipe(base_url, COUNT))
    commands = {
        "curl": f"curl --silent --fail {base_url}/[1-{COUNT}].json",
        "keyway": f"{sandbox.KEYWAY} run --quiet {recipe}",
    }
    seconds = measure.medians(commands, "--warmup=1", f"--runs={RUNS}")
    seconds["tavern"] = tavern(folder, base_url)
    milliseconds = {label: 1000 * value for label, value in seconds.items()}
    title = f"{COUNT} requests, each with an expectation and a capture (median of {RUNS}; tavern once)"
    measure.show(title, milliseconds, "ms", "curl")
    print(f"  keyway is {seconds['tavern'] / seconds['keyway']:.1f} times as fast as tavern")


def keyway_recipe(base_url, count):
    lines = [f"provider add static base_url={base_url}", "use static"]
    for number in range(count):
        thing = number % COUNT + 1
        lines += [f"get /{thing}.json", f"expect $.id == {thing}", "save name = $.name"]
    return "\n".join(lines) + "\n"


def tavern(folder, base_url):
    """Seconds for the same requests, expectations and captures."""
    stages = [
        f"""  - name: thing {number}
    request: {{url: "{base_url}/{number}.json", method: GET}}
    response: {{status_code: 200, json: {{id: {number}, name: thing, tags: [a, b]}}, save: {{json: {{name: name}}}}}}
"""
        for number in range(1, COUNT + 1)
    ]
    file = folder / "test_things.tavern.yaml"
    file.write_text("test_name: things\nstages:\n" + "".join(stages))
    start = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:logging", str(file)]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    if ended.returncode != 0:
        raise SystemExit(f"tavern failed: {(ended.stdout + ended.stderr)[-2000:]}")
    return time.monotonic() - start


def memory(folder, base_url):
    """The most memory that a run takes, for ever more requests."""
    figures = {}
    for count in (COUNT, 5 * COUNT, 10 * COUNT):
        recipe = folder / f"memory-{count}.keyway"
        recipe.write_text(keyway_recipe(base_url, count))
        process = subprocess.Popen([sandbox.KEYWAY, "run", "--quiet", recipe], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            raise SystemExit(f"the run of {count} requests failed")
        figures[f"{count} requests"] = usage.ru_maxrss / 1024
    measure.show("Memory at its most", figures, "MB", f"{COUNT} requests")


def parallel(folder, base_url):
    suite = folder / "suite"
    suite.mkdir()
    for number in range(RECIPES):
        suite.joinpath(f"{number:03}.keyway").write_text(keyway_recipe(base_url, REQUESTS_EACH))
    commands = {f"jobs {jobs}": f"{sandbox.KEYWAY} run --quiet --jobs {jobs} {suite}" for jobs in (1, 2, 8)}
    seconds = measure.medians(commands, "--warmup=1", "--runs=3")
    milliseconds = {label: 1000 * value for label, value in seconds.items()}
    title = f"{RECIPES} recipes of {REQUESTS_EACH} requests on {os.cpu_count()} cores (median of 3)"
    measure.show(title, milliseconds, "ms", "jobs 1")
