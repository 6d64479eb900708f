"""An ID token checked as a careful client does (OpenID Connect Core 1.0, section 3.1.3.7)."""

import base64
import hashlib

import requests
from joserfc import jwt
from joserfc.jwk import KeySet


def verify(provider, client_id, token, nonce):
    """The claims, after signature, issuer, audience, times, nonce and the access token's hash were verified."""
    keys = KeySet.import_key_set(requests.get(provider.metadata["jwks_uri"], timeout=10).json())
    decoded = jwt.decode(token["id_token"], keys, algorithms=["RS256"])
    claims = jwt.JWTClaimsRegistry(
        iss={"essential": True, "value": provider.metadata["issuer"]},
        aud={"essential": True, "value": client_id},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    claims.validate(decoded.claims)
    digest = hashlib.sha256(token["access_token"].encode()).digest()
    half = base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
    assert decoded.claims["at_hash"] == half, decoded.claims
    return decoded.claims
