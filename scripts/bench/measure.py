"""Commands timed by hyperfine, and how the figures are printed."""

import json
import subprocess
import tempfile


def medians(commands, *options):
    """The median seconds of each command, by its label; they run in turns of their own, without a shell."""
    with tempfile.NamedTemporaryFile(suffix=".json") as figures:
        arguments = ["hyperfine", "--shell=none", "--style=none", f"--export-json={figures.name}", *options]
        for label, command in commands.items():
            arguments += ["--command-name", label, command]
        subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
        results = json.load(figures)["results"]
    return {result["command"]: result["median"] for result in results}


def show(title, figures, unit, baseline):
    """A table; the last column says how many times the baseline each figure is."""
    print(f"\n{title}")
    width = max(map(len, figures))
    for label, figure in figures.items():
        print(f"  {label:<{width}}  {figure:10.2f} {unit}  {figure / figures[baseline]:6.2f}x")
