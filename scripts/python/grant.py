"""An access token by the code grant, without any OAuth library."""

import base64
import hashlib
import secrets
import urllib.parse

import requests

import sandbox


def tokens(provider, client, scope):
    """The tokens that ada gives a client."""
    verifier = secrets.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": sandbox.REDIRECT_URI,
        "scope": scope,
        "state": secrets.token_urlsafe(16),
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    endpoint = provider.metadata["authorization_endpoint"]
    callback = provider.approve(f"{endpoint}?{urllib.parse.urlencode(asked)}")
    given = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(callback).query))
    assert given["state"] == asked["state"], callback
    answer = requests.post(
        provider.metadata["token_endpoint"],
        data={
            "grant_type": "authorization_code",
            "code": given["code"],
            "redirect_uri": sandbox.REDIRECT_URI,
            "code_verifier": verifier,
        },
        auth=(client.id, client.secret),
        timeout=10,
    )
    answer.raise_for_status()
    return answer.json()


def access_token(provider, scope):
    """Of a new client."""
    return tokens(provider, provider.register(f"For {scope}", scope), scope)["access_token"]
