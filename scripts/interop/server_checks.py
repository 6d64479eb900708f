"""Keyway as the client of a server from PyPI, oidc-provider-mock, and what `why` says of its refusals."""

import contextlib
import functools
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import ports
import sandbox

NAME = "oidc-provider-mock"
# What signs in: it sends the page's form, and goes where it is sent.
BROWSER = """#!/bin/sh
exec curl --silent --location --output /dev/null --data sub=alice "$1"
"""
SETUP = """
use {server}
client add peer client_secret=peer-secret-1234 redirect={callback}
authorize scope="openid profile"
"""
# What is to go wrong, and what `why` must say of it.
TROUBLES = [
    ("another redirect URI", "try exchange redirect_uri={callback}x", "redirect-uri-changed proved"),
    ("a code used twice", "exchange\ntry exchange code={{{{authorization.code}}}}", "code-reused proved"),
    ("a token of nobody", 'try get /userinfo Authorization:"Bearer nonsense"', "wrong-credential likely"),
]


def checks(_):
    with tempfile.TemporaryDirectory() as folder, running() as server:
        client = Client(pathlib.Path(folder), server)
        yield "discovery, code with PKCE, ID token, userinfo, refresh", client.flow
        for name, lines, expected in TROUBLES:
            yield f"why: {name}", functools.partial(client.trouble, lines, expected)


@contextlib.contextmanager
def running():
    port = ports.free()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--user", "alice"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            ports.wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


class Client:
    def __init__(self, folder, server):
        self.browser = folder / "browser"
        self.browser.write_text(BROWSER)
        self.browser.chmod(0o700)
        self.folder = folder
        self.sessions = 0
        self.names = {"server": server, "callback": f"http://127.0.0.1:{ports.free()}/callback"}

    def run(self, lines):
        """The values of the commands, in their order."""
        environment = os.environ | {"BROWSER": str(self.browser), "XDG_STATE_HOME": str(self.folder)}
        self.sessions += 1
        command = [sandbox.KEYWAY, "--session", f"peer-{self.sessions}", "--output", "json", "-c", (SETUP + lines).format(**self.names)]
        ended = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
        if ended.returncode != 0:
            raise AssertionError(ended.stderr.strip()[-300:])
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def flow(self):
        answers = self.run("exchange\ntoken verify --id\nget /userinfo\n$.sub\nrefresh\nget /userinfo\n$.sub\n")
        verified = [check["name"] for check in answers[4]["checks"] if check["result"] == "passed"]
        assert answers[4]["passed"] and {"signature", "nonce", "at_hash"} <= set(verified), answers[4]
        assert answers[6] == answers[9] == "alice", answers
        return f"{len(verified)} checks of the ID token passed; {answers[9]} after the refresh"

    def trouble(self, lines, expected):
        verdict = self.run(lines + "\nwhy\n")[-1]
        found = f"{verdict['cause']} {verdict['confidence']}"
        assert found == expected, verdict
        return found
