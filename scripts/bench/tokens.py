"""Refresh grants a second: each authenticates a client, checks a token, replaces it, and is committed when answered.

wrk asks, over kept connections. Alone it sends far more requests a second than either server answers, so that it is
the servers that are measured.
"""

import base64
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import authlib_server
import grant
import measure
import ports
import sandbox

SECONDS = 5
HERE = pathlib.Path(__file__).parent
PEER = "Authlib on Flask and gunicorn"


def run():
    for connections in (1, 8):
        rates, medians = {}, {}
        for label, serve in {PEER: peer, "keyway serve": keyway}.items():
            with tempfile.TemporaryDirectory() as folder, serve(folder, connections) as (url, client, tokens):
                rates[label], medians[label] = figures(url, client, tokens)
        title = f"Refresh grants with SQLite files, connections: {connections} ({SECONDS} s)"
        measure.show(title, rates, "a second", PEER)
        measure.show("  median time of each", medians, "ms", PEER)


@contextlib.contextmanager
def keyway(folder, connections):
    with sandbox.serve("--store", f"{folder}/sandbox.sqlite") as provider:
        client = provider.register("Bench", "profile")
        chains = [grant.tokens(provider, client, "profile")["refresh_token"] for _ in range(connections)]
        yield provider.metadata["token_endpoint"], client, chains


@contextlib.contextmanager
def peer(folder, connections):
    port = ports.free()
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "8", "authlib_server:app"]
    environment = os.environ | {"TOKENS": f"{folder}/authlib.sqlite", "AUTHLIB_INSECURE_TRANSPORT": "1"}
    with subprocess.Popen([*command, "--log-level", "error"], cwd=HERE, env=environment) as server:
        try:
            ports.wait_for(port)
            client = sandbox.Client(authlib_server.CLIENT_ID, authlib_server.CLIENT_SECRET)
            yield f"http://127.0.0.1:{port}/token", client, authlib_server.SEEDS[:connections]
        finally:
            server.terminate()


def figures(url, client, tokens):
    """Grants a second, and the median milliseconds of one; each connection has a chain of tokens of its own."""
    count = str(len(tokens))
    credentials = base64.b64encode(f"{client.id}:{client.secret}".encode()).decode()
    wrk = ["wrk", "--threads", count, "--connections", count, "--duration", str(SECONDS), "--latency"]
    command = [*wrk, "--script", HERE / "refresh.lua", url, "--", f"Basic {credentials}", *tokens]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result = json.loads(output.rpartition("figures ")[2])
    if result["failed"]:
        raise SystemExit(f"{result['failed']} of {result['requests']} grants at {url} failed")
    return 1_000_000 * result["requests"] / result["microseconds"], result["median"] / 1000
