"""Runs every check; exits with 1 if any failed."""

import authlib_checks
import openai_checks
import picture_checks
import report_checks
import requests_oauthlib_checks
import sandbox
import server_checks

LIBRARIES = [openai_checks, authlib_checks, requests_oauthlib_checks, report_checks, picture_checks, server_checks]


def run(library, provider):
    """How many checks failed; those that come after a failure are run all the same."""
    failures = 0
    for name, check in library.checks(provider):
        try:
            print(f"OK   {library.NAME}: {name}: {check()}", flush=True)
        except Exception as error:
            failures += 1
            print(f"FAIL {library.NAME}: {name}: {type(error).__name__}: {str(error)[:400]}", flush=True)
    return failures


with sandbox.serve() as provider:
    failures = sum([run(library, provider) for library in LIBRARIES])
raise SystemExit(1 if failures else 0)
