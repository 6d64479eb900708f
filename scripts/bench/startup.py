"""Starting, and ending at once."""

import measure
import sandbox

BASELINE = "curl --version"
RUNS = 200


def run():
    commands = {BASELINE: BASELINE} | {
        f"keyway {arguments}": f"{sandbox.KEYWAY} {arguments}" for arguments in ("--version", "-c ''")
    }
    seconds = measure.medians(commands, "--warmup=20", f"--runs={RUNS}")
    milliseconds = {label: 1000 * time for label, time in seconds.items()}
    measure.show(f"Start-up (median of {RUNS})", milliseconds, "ms", BASELINE)
