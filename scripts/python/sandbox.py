"""`keyway serve` in a process of its own, and what its operator and its users would do there."""

import contextlib
import os
import pathlib
import re
import subprocess
from dataclasses import dataclass

import requests

import browser

KEYWAY = os.environ.get("KEYWAY", str(pathlib.Path(__file__).parents[1] / "keyway"))
# Nothing listens there: the browser stops at the redirection to it.
REDIRECT_URI = "http://127.0.0.1:8765/callback"
USER, PASSWORD, API_KEY = "ada", "engine", "sk-sandbox-ada"


@dataclass
class Client:
    id: str
    secret: str | None = None


PUBLIC_CLIENT = Client("client_sandbox_public")


class Sandbox:
    def __init__(self, base_url):
        self.base_url = base_url
        metadata = requests.get(base_url + "/.well-known/openid-configuration", timeout=10)
        metadata.raise_for_status()
        self.metadata = metadata.json()

    def register(self, name, scopes):
        answer = requests.post(
            self.base_url + "/oauth/clients",
            json={"name": name, "redirectUris": [REDIRECT_URI], "scopes": scopes.split()},
            headers={"Authorization": f"Bearer {API_KEY}"},
            timeout=10,
        )
        answer.raise_for_status()
        return Client(answer.json()["clientId"], answer.json()["clientSecret"])

    def approve(self, authorization_url):
        """The callback URL to which ada's browser is sent when she signs in and allows everything."""
        return browser.approve(authorization_url, USER, PASSWORD)


@contextlib.contextmanager
def serve(*options):
    """Runs the sandbox on a free port until the block ends."""
    command = [KEYWAY, "serve", "--port", "0", "--quiet", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            welcome = process.stdout.readline()
            address = re.search(r"http://\S+", welcome)
            if not address:
                raise SystemExit(f"keyway serve did not start: {welcome}")
            yield Sandbox(address.group())
        finally:
            process.terminate()
