"""What plugins cost: a hook on each of a thousand requests, and ten plugins at start-up."""

import os
import pathlib
import subprocess
import tempfile

import gets
import measure
import sandbox

RUNS = 7
STARTS = 200
SCRIPT = "plugin {name} 1.0.0\ndefine {name}-hello\n  set a = 1\nend\n"
SCRIPT_HOOK = "plugin hooked 1.0.0\non request\n  change X-Seen:{{request.method}}\nend\n"
PROCESS_HOOK = """#!/usr/bin/env python3
import json, sys
for line in sys.stdin:
    message = json.loads(line)
    method = message["method"]
    if method == "bye": break
    result = {"protocol": 1}
    if method == "manifest": result = {"name": "hooked", "version": "1.0.0", "hooks": ["request"]}
    if method == "hook":
        request = message["params"]["request"]
        request["headers"]["X-Seen"] = request["method"]
        result = {"action": "replace", "request": request}
    print(json.dumps({"jsonrpc": "2.0", "id": message["id"], "result": result}), flush=True)
"""


def run():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        hooks(folder)
        starts(folder)


def hooks(folder):
    with gets.static_server(folder) as base_url:
        script = folder / "gets.keyway"
        lines = [f"get {base_url}/{number}.json" for number in range(1, gets.COUNT + 1)]
        script.write_text("\n".join([f"provider add static base_url={base_url}", "use static", *lines]) + "\n")
        folders = {label: folder / f"state {label}".replace(" ", "-") for label in ("none", "script", "process")}
        add(folders["script"], folder / "hooked.keyway", SCRIPT_HOOK, "hooked")
        add(folders["process"], folder / "hooked.py", PROCESS_HOOK, "hooked")
        commands = {
            label: f"env XDG_STATE_HOME={state} {sandbox.KEYWAY} run {script}" for label, state in folders.items()
        }
        seconds = measure.medians(commands, "--warmup=1", f"--runs={RUNS}")
    none = seconds["none"]
    measure.show(
        f"{gets.COUNT} GETs with a request hook (median of {RUNS})",
        {label: 1000 * time for label, time in seconds.items()}, "ms", "none")
    for label in ("script", "process"):
        print(f"  a hook of a {label}: {1000 * (seconds[label] - none) / gets.COUNT:.3f} ms a request")


def starts(folder):
    states = {"none": folder / "no-plugins", "ten": folder / "ten-plugins"}
    for number in range(10):
        plugin = f"p{number}"
        add(states["ten"], folder / f"{plugin}.keyway", SCRIPT.format(name=plugin), plugin)
    commands = {
        label: f"env XDG_STATE_HOME={state} {sandbox.KEYWAY} -c ''" for label, state in states.items()
    }
    seconds = measure.medians(commands, "--warmup=20", f"--runs={STARTS}")
    milliseconds = {f"{label} added": 1000 * time for label, time in seconds.items()}
    measure.show(f"Start-up with plugins (median of {STARTS})", milliseconds, "ms", "none added")


def add(state, path, text, name):
    path.write_text(text)
    path.chmod(0o700)
    command = [sandbox.KEYWAY, "-c", f"plugin add {path} --yes {name}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"XDG_STATE_HOME": str(state)})
