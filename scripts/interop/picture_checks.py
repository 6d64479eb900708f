"""Pictures as Keyway draws them on a terminal, read back by ImageMagick."""

import os
import pathlib
import pty
import re
import select
import subprocess
import tempfile

import sandbox

NAME = "pictures"
# Debian's, not what else may be called so.
CONVERT, COMPARE = "/usr/bin/convert", "/usr/bin/compare"
# What is left over where 256 colours stand for more.
TOLERANCE = 0.02
SCRIPT = """use sandbox
client create Painter scope=generations
authorize --as ada
exchange
post /oauth/images/generations model=sandbox/painter prompt=Key size=256x256 response_format=b64_json
"""


def checks(provider):
    with tempfile.TemporaryDirectory() as folder:
        yield "sixels, by ImageMagick", lambda: sixels(pathlib.Path(folder))


def sixels(folder):
    output = on_a_terminal(folder, "sixel")
    start, end = output.index(b"\x1bP"), output.index(b"\x1b\\")
    (folder / "drawn.sixel").write_bytes(output[start : end + 2])
    subprocess.run([CONVERT, f"sixel:{folder}/drawn.sixel", f"{folder}/drawn.png"], check=True)
    saved = next((folder / "keyway" / "pictures").glob("*.png"))
    difference = mean_difference(folder / "drawn.png", saved)
    assert difference < TOLERANCE, f"the mean difference is {difference:.4f}"
    return f"the mean difference is {difference:.4f}"


def on_a_terminal(folder, protocol):
    """What Keyway writes to a terminal that shows pictures so."""
    config = folder / "keyway"
    config.mkdir()
    (config / "config").write_text(f"images = {protocol}\n")
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(XDG_CONFIG_HOME=str(folder), XDG_STATE_HOME=str(folder), TERM="xterm")
        os.environ.pop("TMUX", None)
        os.execv(sandbox.KEYWAY, ["keyway", "-c", SCRIPT])
    output = b""
    while select.select([terminal], [], [], 30)[0]:
        try:
            data = os.read(terminal, 65536)
        except OSError:
            break
        output += data
    os.waitpid(process, 0)
    return output


def mean_difference(one, other):
    """Of two pictures of one size, from 0 to 1."""
    # Its exit status says no more than that they differ.
    words = subprocess.run([COMPARE, "-metric", "MAE", one, other, "null:"], capture_output=True, text=True).stderr
    return float(re.search(r"\((.+)\)", words).group(1))
