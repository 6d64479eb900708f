"""Produces each situation on each server, asks `why`, and prints what it said beside what is true.

table.py [--json FILE] [SERVER|SITUATION ...]

The result of a situation is one of
  right     a right cause, proved or likely
  vague     a right cause that is only possible, a part of the truth, or no cause but the server's own words
  silent    no cause, and nothing that the server said
  wrong     another cause, or that nothing is wrong; `wrong!` where it was said as proved
  accepted  the server did not refuse: nothing is to be told
  broken    the lines before the failure did not work
Ends with 1 where anything is wrong or broken.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import requests

import accounts
import glewlwyd_server
import ports
import situations

HERE = pathlib.Path(__file__).resolve().parent
ORDER = ["right", "vague", "silent", "wrong", "wrong!", "accepted", "broken"]
LIMIT = 90  # seconds for one run of Keyway

# What a server takes though the situation is wrong by the RFCs, and what is otherwise true there.
AUTHLIB = {
    "accepts": {
        "the secret in the body", "the secret in both places", "no challenge", "a code after a refusal",
        "refreshing after a reuse", "refreshing after a code came twice", "calling after a code came twice",
    },
    # It asks the user all the same, and nobody answers its page.
    "truths": {"without a page": {"right": {"callback-missing", "authorization-page"}}},
}
GLEWLWYD = {
    "accepts": {
        "the secret in the body", "the secret in both places", "no challenge", "a verifier without a challenge",
        "a code after a refusal", "a scope of nobody", "a scope in capitals", "no openid", "refreshing for more",
        "refreshing for a scope of nobody", "calling with the one before", "calling after the refresh token's revocation",
    },
    # The grant is allowed there; the request lacks its scope.
    # It answers a response type that it does not serve in the fragment of the callback.
    "truths": {
        "a user's password": {"right": {"token-request-malformed"}, "says": "scope"},
        "a response type of nobody": {"right": {"callback-fragment"}},
        "the implicit grant": {"right": {"callback-fragment"}},
    },
    "cannot": {"a refusal", "too little scope"},
}


class Server:
    def __init__(self, name, issuer, callback, known):
        self.name, self.issuer, self.callback, self.known = name, issuer, callback, known
        document = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
        host, port = re.search(r"//([^:/]+):(\d+)", callback).groups()
        token = document["token_endpoint"]
        self.names = {
            "issuer": issuer, "issuer_by_name": issuer.replace("127.0.0.1", "localhost"), "token": token,
            "token_https": token.replace("http:", "https:"), "userinfo": document["userinfo_endpoint"],
            "reports": f"{issuer}/reports", "callback": callback, "shouted": callback.upper().replace("HTTP", "http"),
            "by_name": callback.replace(host, "localhost"), "by_https": callback.replace("http:", "https:"),
            "next_port": callback.replace(port, str(int(port) + 1)), "web": accounts.WEB, "secret": accounts.WEB_SECRET,
            "native": accounts.NATIVE,
        }

    def filled(self, line):
        """The line with the server's names in place of those in single braces; `{{…}}` is Keyway's."""
        known = "|".join(self.names)
        line = re.sub(r"(?<!\{)\{(" + known + r")\}(?!\})", lambda found: self.names[found[1]], line)
        line = re.sub(r'\{\{"\{(\w+)\}:\{(\w+)\}"', lambda found: f'{{{{"{self.names[found[1]]}:{self.names[found[2]]}"', line)
        return line.replace("{{{{", "{{").replace("}}}}", "}}")


@contextlib.contextmanager
def started(name):
    """The server by its name, on a port of its own."""
    callback = f"http://127.0.0.1:{ports.free()}/callback"
    port = ports.free()
    with tempfile.TemporaryDirectory(prefix="keyway-why-") as folder:
        folder = pathlib.Path(folder)
        if name == "authlib":
            command, environment = [sys.executable, "-W", "ignore", HERE / "authlib_server.py", str(port), callback], os.environ
            issuer, known, prepare = f"http://127.0.0.1:{port}", AUTHLIB, None
        else:
            glewlwyd = glewlwyd_server.Glewlwyd(folder, port, callback)
            command, environment = glewlwyd.command()
            issuer, known, prepare = glewlwyd.issuer, GLEWLWYD, glewlwyd.prepare
        with (folder / "output").open("wb") as output:
            process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
        try:
            ports.wait_for(port)
            if prepare:
                prepare()
            yield Server(name, issuer, callback, known)
        finally:
            process.terminate()
            process.wait(timeout=20)


class Run:
    """One situation in a home of its own."""

    def __init__(self, server, situation, folder):
        self.server, self.situation, self.folder = server, situation, pathlib.Path(folder)
        browser = self.folder / "browser"
        arguments = " ".join(f"'{text}'" for text in (server.name, situation.decision, situation.change))
        browser.write_text(f"#!/bin/sh\nexec '{sys.executable}' '{HERE}/browse.py' {arguments} \"$1\"\n")
        browser.chmod(0o700)
        homes = {f"XDG_{name}_HOME": str(self.folder / name) for name in ("STATE", "CONFIG", "CACHE", "DATA")}
        self.environment = os.environ | homes | {"BROWSER": str(browser)}

    def keyway(self, *arguments, lines=""):
        command = [os.environ["KEYWAY"], "--session", "table", "--output", "json", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=self.folder, input=lines, capture_output=True, text=True, errors="replace",
            timeout=LIMIT)
        documents = [json.loads(line) for line in (done.stdout + done.stderr).splitlines() if line.startswith("{")]
        return done.returncode, documents

    def verdicts(self):
        """What is said at once, and where that is not proved, what is said after probes."""
        begin = [] if self.situation.right == {"discovery-issuer"} else ["use {issuer}"]
        lines = [self.server.filled(line) for line in [*begin, *self.situation.lines]]
        code, documents = self.keyway(lines="\n".join(lines) + "\n")
        if code != 0:
            errors = [document["error"]["message"] for document in documents if "error" in document]
            raise RuntimeError(f"ends with {code}: {errors[-1] if errors else 'without a word'}")
        self.said = [document["error"].get("found") or "" for document in documents if "error" in document]
        for question in ("why", "why --prove --yes"):
            found = [document for document in self.keyway("-c", question)[1] if "cause" in document]
            if not found:
                raise RuntimeError(f"{question} gives no verdict")
            yield found[-1]
            if found[-1].get("confidence") == "proved":
                return


def judged(verdict, situation, server, said):
    """The result that a verdict alone has."""
    truth = server.known["truths"].get(situation.name, {})
    right, says = truth.get("right", situation.right), truth.get("says", situation.says)
    isAccepted = situation.name in server.known["accepts"]
    cause, confidence = verdict["cause"], verdict.get("confidence")
    wrong = "wrong!" if confidence == "proved" else "wrong"
    if isAccepted:
        return "accepted" if verdict.get("nothing_wrong") or cause in right | situation.part | EARLIER else wrong
    if verdict.get("nothing_wrong"):
        return "wrong"
    told = verdict.get("sentence") or ""
    if cause is None:
        words = [word for text in said for word in re.findall(r"\u201c(.+?)\u201d|\b([a-z]+_[a-z_]+)\b", text)]
        words = [one or other for one, other in words]
        return "vague" if any(word in " ".join(verdict.get("server_says") or []) for word in words) else "silent"
    if cause in right or says and re.search(says, told, re.I):
        return "right" if confidence in ("proved", "likely") else "vague"
    return "vague" if cause in situation.part else wrong


# What failed before the last line of a situation, which a server that takes the last line leaves.
EARLIER = {"verifier-mismatch", "code-reused", "refresh-token-rotated", "nothing"}


def result(server, situation):
    with tempfile.TemporaryDirectory(prefix="keyway-why-") as folder:
        run = Run(server, situation, folder)
        try:
            verdicts = list(run.verdicts())
        except (RuntimeError, ValueError, subprocess.TimeoutExpired) as error:
            return {"situation": situation.name, "result": "broken", "told": str(error), "verdicts": []}
        results = [judged(verdict, situation, server, run.said) for verdict in verdicts]
        # A later verdict makes a vague one good, and not a wrong one.
        worst = [one for one in results if one.startswith("wrong")]
        told = " then ".join(short(verdict) for verdict in verdicts)
        return {"situation": situation.name, "result": (worst or results)[-1], "told": told, "verdicts": verdicts}


def short(verdict):
    if verdict.get("nothing_wrong"):
        return "nothing is wrong"
    return f"{verdict['cause']} {verdict['confidence']}" if verdict["cause"] else "no cause"


def expected(server, situation):
    if situation.name in server.known["accepts"]:
        return "accepted"
    truth = server.known["truths"].get(situation.name, {})
    return " or ".join(sorted(truth.get("right", situation.right)) or [f"speaks of {situation.says}"])


def main():
    parser = argparse.ArgumentParser(description="What why says of failures on real servers.")
    parser.add_argument("--json", type=argparse.FileType("w"), help="write everything there too")
    parser.add_argument("names", nargs="*", metavar="SERVER|SITUATION")
    chosen = parser.parse_args()
    servers = [name for name in ("authlib", "glewlwyd") if name in chosen.names] or ["authlib", "glewlwyd"]
    names = [name for name in chosen.names if name not in ("authlib", "glewlwyd")]
    unknown = [name for name in names if name not in situations.ALL]
    if unknown:
        parser.error(f"there is no situation {', '.join(unknown)}")
    everything = {}
    for name in servers:
        with started(name) as server:
            cannot = server.known.get("cannot", set())
            rows = []
            for situation in situations.ALL.values():
                if names and situation.name not in names or situation.name in cannot:
                    continue
                row = result(server, situation)
                rows.append(row)
                print(f"{name:9} {row['result']:9} {situation.name:46} {expected(server, situation)} | {row['told']}", flush=True)
            everything[name] = rows
    failed = False
    for name, rows in everything.items():
        counts = {kind: sum(row["result"] == kind for row in rows) for kind in ORDER}
        count = sum(counts[kind] for kind in ORDER[:5])
        print(f"{name}: {', '.join(f'{counts[kind]} {kind}' for kind in ORDER if counts[kind])}; {counts['right']} of {count} right")
        failed = failed or counts["wrong"] + counts["wrong!"] + counts["broken"] > 0
    if chosen.json:
        json.dump(everything, chosen.json, indent=1, ensure_ascii=False)
    raise SystemExit(1 if failed else 0)


main()
