"""A thousand GETs one after another, each stored in a session on disk, beside one curl process that stores nothing."""

import contextlib
import os
import pathlib
import sqlite3
import subprocess
import tempfile

import measure
import ports
import sandbox

COUNT = 1000
RUNS = 7
NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/errors; worker_processes 1;
events {{}}
http {{
    access_log off; keepalive_requests 1000000; default_type application/json;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; root {folder}/files; }}
}}
"""


def run():
    with tempfile.TemporaryDirectory() as name, static_server(pathlib.Path(name)) as base_url:
        os.environ["XDG_STATE_HOME"] = name
        script = pathlib.Path(name, "gets.keyway")
        lines = [f"get {base_url}/{number}.json" for number in range(1, COUNT + 1)]
        script.write_text("\n".join([f"provider add static base_url={base_url}", "use static", *lines]) + "\n")
        sessions = pathlib.Path(name, "keyway", "sessions")
        commands = {
            "curl": f"curl --silent --fail {base_url}/[1-{COUNT}].json",
            "keyway": f"{sandbox.KEYWAY} run --verbose --session bench {script}",
        }
        seconds = measure.medians(commands, "--warmup=1", f"--runs={RUNS}", f"--prepare=rm -rf {sessions}")
        with contextlib.closing(sqlite3.connect(sessions / "bench.sqlite")) as session:
            stored = session.execute("SELECT count(*) FROM exchange WHERE status = 200").fetchone()[0]
    if stored != COUNT:
        raise SystemExit(f"only {stored} of {COUNT} exchanges are in the session")
    milliseconds = {label: 1000 * time for label, time in seconds.items()}
    measure.show(f"{COUNT} GETs, all {stored} kept by keyway (median of {RUNS})", milliseconds, "ms", "curl")


@contextlib.contextmanager
def static_server(folder):
    """An nginx with the JSON files 1.json, 2.json and so on."""
    files = folder / "files"
    files.mkdir()
    for number in range(1, COUNT + 1):
        files.joinpath(f"{number}.json").write_text('{"id": %d, "name": "thing", "tags": ["a", "b"]}\n' % number)
    folder.chmod(0o755)  # nginx reads them as another user
    port = ports.free()
    folder.joinpath("nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    with subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL) as server:
        try:
            ports.wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
