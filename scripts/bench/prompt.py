"""The prompt on a terminal: how soon it can be typed at, how much memory it holds while nobody types, and what of its
start goes to loading libraries; beside sqlite3, psql and http-prompt in the same run."""

import os
import pathlib
import pty
import re
import select
import signal
import statistics
import subprocess
import tempfile
import time

import measure
import sandbox

RUNS = 40
SLOW_RUNS = 7
CURSOR_QUERY, CURSOR_ANSWER = b"\x1b[6n", b"\x1b[1;1R"
SECONDS = 30
# Whatever is set up late has been by then.
IDLE_SECONDS = 0.5


class Terminal:
    """A program on a pseudo-terminal, from its start to the text that shows that it reads keys."""

    def __init__(self, command, marker, environment):
        self.began = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, environment)
        self.seconds = self.wait_for(marker)

    def wait_for(self, marker):
        """Seconds until the marker is on the screen; without one, until the program has ended."""
        output = b""
        while time.perf_counter() - self.began < SECONDS:
            if not select.select([self.terminal], [], [], SECONDS)[0]:
                break
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                data = b""
            if CURSOR_QUERY in data:
                os.write(self.terminal, CURSOR_ANSWER)
            output += data
            if marker and marker in output or not marker and not data:
                return time.perf_counter() - self.began
            if not data:
                break
        raise SystemExit(f"no {marker} in {SECONDS} s: {output!r}")

    def memory(self):
        """Resident and proportional kilobytes."""
        time.sleep(IDLE_SECONDS)
        text = pathlib.Path(f"/proc/{self.process}/smaps_rollup").read_text()
        return [int(re.search(rf"^{name}:\s+(\d+) kB", text, re.M).group(1)) for name in ("Rss", "Pss")]

    def end(self):
        try:
            os.kill(self.process, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.process, 0)
        os.close(self.terminal)


def run():
    with tempfile.TemporaryDirectory() as name:
        environment = os.environ | {
            "HOME": name, "XDG_STATE_HOME": name, "XDG_CONFIG_HOME": name, "XDG_DATA_HOME": name,
            "HTTPIE_CONFIG_DIR": name, "TERM": "xterm", "PYTHONWARNINGS": "ignore",
        }
        programs = {
            "sqlite3": (["sqlite3"], b"sqlite> ", RUNS),
            "psql --version": (["psql", "--version"], None, RUNS),
            "http-prompt": ([os.environ["HTTP_PROMPT"], "http://127.0.0.1:9"], b"127.0.0.1:9> ", SLOW_RUNS),
            "keyway": ([sandbox.KEYWAY], b"sandbox", RUNS),
        }
        show_starts(programs, environment)
        show_memory(programs, environment)
    show_loading(["sqlite3", "--version"], [sandbox.KEYWAY, "--version"])


def show_starts(programs, environment):
    times = {label: [] for label in programs}
    # In turns, so that whatever else the machine does falls on all of them.
    for number in range(RUNS + 1):
        for label, (command, marker, count) in programs.items():
            if number > count:
                continue
            terminal = Terminal(command, marker, environment)
            terminal.end()
            # The first start warms the caches.
            if number > 0:
                times[label].append(terminal.seconds)
    milliseconds = {label: 1000 * statistics.median(values) for label, values in times.items()}
    measure.show(f"Start to the first prompt, on a terminal (median of {RUNS}; http-prompt of {SLOW_RUNS})",
                 milliseconds, "ms", "sqlite3")
    print(f"  keyway is {milliseconds['http-prompt'] / milliseconds['keyway']:.1f} times as fast as http-prompt")


def show_memory(programs, environment):
    resident, proportional = {}, {}
    for label, (command, marker, _) in programs.items():
        if marker:
            terminal = Terminal(command, marker, environment)
            resident[label], proportional[label] = (kilobytes / 1024 for kilobytes in terminal.memory())
            terminal.end()
    measure.show("Memory of an idle prompt, resident", resident, "MB", "sqlite3")
    measure.show("Memory of an idle prompt, shared pages in proportion", proportional, "MB", "sqlite3")


def show_loading(*commands):
    """What the dynamic loader says of itself (ld.so(8), LD_DEBUG=statistics)."""
    print("\nWhat the dynamic loader takes")
    for command in commands:
        environment = os.environ | {"LD_DEBUG": "statistics"}
        words = subprocess.run(command, capture_output=True, text=True, env=environment).stderr
        loaded = subprocess.run(["ldd", command[0] if "/" in command[0] else f"/usr/bin/{command[0]}"],
                                capture_output=True, text=True).stdout.count("=>")
        relocation = re.search(r"time needed for relocation: \d+ cycles \((.+)%\)", words)
        objects = re.search(r"time needed to load objects: \d+ cycles \((.+)%\)", words)
        total = re.search(r"total startup time in dynamic loader: (\d+) cycles", words)
        relocations = re.search(r"number of relocations: (\d+)", words)
        print(f"  {pathlib.Path(command[0]).name}: {loaded} libraries, {relocations.group(1)} relocations, "
              f"{int(total.group(1)) / 1e6:.1f} million cycles, of which {objects.group(1)} % to load them and "
              f"{relocation.group(1)} % to relocate")
