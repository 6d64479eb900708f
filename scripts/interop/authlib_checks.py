"""Authlib's client: the code grant with PKCE, OpenID Connect, and what can be done with the tokens."""

import warnings

warnings.simplefilter("ignore")  # Authlib's notes on its own deprecations

import authlib
import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata, get_well_known_url

import id_token
import sandbox

NAME = f"authlib {authlib.__version__}"
SCOPE = "openid profile"


def checks(provider):
    yield "metadata of RFC 8414", lambda: metadata(provider)
    for method in ("client_secret_basic", "client_secret_post", "none"):
        flow = Flow(provider, method)
        yield f"{method}: code with PKCE", flow.authorize
        yield f"{method}: ID token", flow.verify_id_token
        yield f"{method}: userinfo", flow.userinfo
        yield f"{method}: refresh", flow.refresh
        if method != "none":
            yield f"{method}: introspection", flow.introspect
        yield f"{method}: revocation", flow.revoke


def metadata(provider):
    issuer = provider.metadata["issuer"]
    url = get_well_known_url(issuer, external=True, suffix="oauth-authorization-server")
    found = AuthorizationServerMetadata(requests.get(url, timeout=10).json())
    assert found["issuer"] == issuer, found
    # Not found.validate(): it wants https, which loopback has not.
    found.validate_response_types_supported()
    found.validate_grant_types_supported()
    found.validate_token_endpoint_auth_methods_supported()
    found.validate_code_challenge_methods_supported()
    return f"{len(found)} members"


class Flow:
    def __init__(self, provider, method):
        self.provider = provider
        self.endpoints = provider.metadata
        if method == "none":
            self.client = sandbox.PUBLIC_CLIENT
        else:
            self.client = provider.register(f"Authlib {method}", SCOPE)
        self.session = OAuth2Session(
            self.client.id,
            self.client.secret,
            scope=SCOPE,
            redirect_uri=sandbox.REDIRECT_URI,
            code_challenge_method="S256",
            token_endpoint_auth_method=method,
            revocation_endpoint_auth_method=method,
        )

    def authorize(self):
        verifier, self.nonce = generate_token(48), generate_token(16)
        url, state = self.session.create_authorization_url(
            self.endpoints["authorization_endpoint"], code_verifier=verifier, nonce=self.nonce
        )
        self.token = self.session.fetch_token(
            self.endpoints["token_endpoint"],
            authorization_response=self.provider.approve(url),
            code_verifier=verifier,
            state=state,
        )
        assert self.token["token_type"] == "Bearer" and self.token["refresh_token"], self.token
        return f"expires in {self.token['expires_in']} s, scope {self.token['scope']}"

    def verify_id_token(self):
        claims = id_token.verify(self.provider, self.client.id, self.token, self.nonce)
        return f"sub {claims['sub']}"

    def userinfo(self):
        answer = self.session.get(self.endpoints["userinfo_endpoint"], timeout=10)
        answer.raise_for_status()
        assert answer.json()["username"] == sandbox.USER, answer.json()
        return answer.json()["username"]

    def refresh(self):
        before = self.token
        self.token = self.session.refresh_token(
            self.endpoints["token_endpoint"], refresh_token=before["refresh_token"]
        )
        assert self.token["access_token"] != before["access_token"], "the same access token"
        assert self.token["refresh_token"] != before["refresh_token"], "the same refresh token"
        return self.userinfo()

    def introspect(self):
        answer = self.session.introspect_token(
            self.endpoints["introspection_endpoint"], token=self.token["access_token"]
        ).json()
        assert answer["active"] and answer["client_id"] == self.client.id, answer
        return f"active, {answer['scope']}"

    def revoke(self):
        answer = self.session.revoke_token(
            self.endpoints["revocation_endpoint"], token=self.token["refresh_token"]
        )
        assert answer.status_code == 200, answer.text
        refused = self.session.get(self.endpoints["userinfo_endpoint"], timeout=10)
        assert refused.status_code == 401, refused.status_code
        return f"userinfo then answers {refused.headers['WWW-Authenticate'].partition(',')[0]}"
