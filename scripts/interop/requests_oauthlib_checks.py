"""requests-oauthlib's session: the code grant with PKCE and what can be done with the tokens."""

import secrets

import oauthlib
import requests_oauthlib
from oauthlib.oauth2.rfc6749.errors import InvalidGrantError
from requests.auth import HTTPBasicAuth

import id_token
import sandbox

NAME = f"requests-oauthlib {requests_oauthlib.__version__} on oauthlib {oauthlib.__version__}"
SCOPE = "openid profile"


def checks(provider):
    for method in ("client_secret_basic", "client_secret_post"):
        flow = Flow(provider, method)
        yield f"{method}: code with PKCE", flow.authorize
        yield f"{method}: ID token", flow.verify_id_token
        yield f"{method}: userinfo", flow.userinfo
        yield f"{method}: refresh", flow.refresh
        yield f"{method}: used refresh token", flow.refresh_again


class Flow:
    def __init__(self, provider, method):
        self.provider = provider
        self.endpoints = provider.metadata
        self.client = provider.register(f"requests-oauthlib {method}", SCOPE)
        self.session = requests_oauthlib.OAuth2Session(
            self.client.id, scope=SCOPE.split(), redirect_uri=sandbox.REDIRECT_URI, pkce="S256"
        )
        if method == "client_secret_basic":
            self.in_code_grant = self.in_refresh = {"auth": HTTPBasicAuth(self.client.id, self.client.secret)}
        else:
            self.in_code_grant = {"include_client_id": True, "client_secret": self.client.secret}
            self.in_refresh = {"client_id": self.client.id, "client_secret": self.client.secret}

    def authorize(self):
        self.nonce = secrets.token_urlsafe(16)
        url, _ = self.session.authorization_url(self.endpoints["authorization_endpoint"], nonce=self.nonce)
        self.token = self.session.fetch_token(
            self.endpoints["token_endpoint"],
            authorization_response=self.provider.approve(url),
            timeout=10,
            **self.in_code_grant,
        )
        return f"expires in {self.token['expires_in']} s, scope {' '.join(self.token['scope'])}"

    def verify_id_token(self):
        claims = id_token.verify(self.provider, self.client.id, self.token, self.nonce)
        return f"sub {claims['sub']}"

    def userinfo(self):
        answer = self.session.get(self.endpoints["userinfo_endpoint"], timeout=10)
        answer.raise_for_status()
        assert answer.json()["username"] == sandbox.USER, answer.json()
        return answer.json()["username"]

    def refresh(self):
        self.used = self.token["refresh_token"]
        before = self.token["access_token"]
        self.token = self.session.refresh_token(self.endpoints["token_endpoint"], timeout=10, **self.in_refresh)
        assert self.token["access_token"] != before, "the same access token"
        return self.userinfo()

    def refresh_again(self):
        try:
            self.session.refresh_token(
                self.endpoints["token_endpoint"], refresh_token=self.used, timeout=10, **self.in_refresh
            )
        except InvalidGrantError as error:
            return f"InvalidGrantError: {error.description}"
        raise AssertionError("a used refresh token was accepted")
