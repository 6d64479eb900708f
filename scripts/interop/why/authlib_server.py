"""An authorization server of Authlib's parts on Flask: the code grant with PKCE and OpenID Connect, rotating refresh
tokens, client credentials, introspection and revocation. It keeps everything in memory.

authlib_server.py PORT REDIRECT_URI
"""

import html
import sys
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer, ResourceProtector
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin, grants
from authlib.oauth2.rfc6750 import BearerTokenValidator
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oidc.core import AuthorizationCodeMixin, UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, redirect, request
from joserfc.jwk import KeySet, RSAKey

import accounts

PORT, CALLBACK = int(sys.argv[1]), sys.argv[2]
HERE = f"http://127.0.0.1:{PORT}"
SIGNING_KEY = RSAKey.generate_key(2048, {"kid": "only", "use": "sig", "alg": "RS256"}, private=True)
WITH_SECRET = ["client_secret_basic", "client_secret_post"]
EVERY_WAY = [*WITH_SECRET, "none"]
SCOPES = {"openid", "profile", "email", "api"}
LIFETIME = 3600


class Registered(ClientMixin):
    """A client as it was registered; a method of None takes the secret in the header and in the body."""

    def __init__(self, name, secret, granted):
        self.client_id, self.secret, self.granted = name, secret, granted

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return CALLBACK

    def get_allowed_scope(self, scope):
        return " ".join(word for word in (scope or "").split() if word in SCOPES)

    def check_redirect_uri(self, uri):
        return uri == CALLBACK

    def check_client_secret(self, secret):
        return self.secret is not None and secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        return (method == "none") == (self.secret is None)

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type in self.granted


class Given(AuthorizationCodeMixin):
    """A code, and what was asked when it was given."""

    def __init__(self, value, asked):
        sent = asked.payload.data
        self.code, self.client_id = value, asked.client.client_id
        self.redirect_uri, self.scope = asked.payload.redirect_uri, asked.payload.scope
        self.nonce = sent.get("nonce")
        self.code_challenge, self.code_challenge_method = sent.get("code_challenge"), sent.get("code_challenge_method")
        self.given_at = int(time.time())

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return self.given_at

    def get_acr(self):
        return None

    def get_amr(self):
        return None


class Issued(TokenMixin):
    """An access token with its refresh token."""

    def __init__(self, client, user, members):
        self.client, self.user, self.members = client, user, members
        self.ends_at, self.is_over = time.time() + LIFETIME, False

    def check_client(self, client):
        return client.client_id == self.client.client_id

    def get_scope(self):
        return self.members.get("scope", "")

    def get_expires_in(self):
        return LIFETIME

    def is_expired(self):
        return self.ends_at < time.time()

    def is_revoked(self):
        return self.is_over

    def get_user(self):
        return self.user

    def get_client(self):
        return self.client


REGISTERED = {
    accounts.WEB: Registered(
        accounts.WEB, accounts.WEB_SECRET, {"authorization_code", "refresh_token", "client_credentials"}),
    accounts.NATIVE: Registered(accounts.NATIVE, None, {"authorization_code", "refresh_token"}),
}
given, issued = {}, []


def lookup(value):
    return next((one for one in issued if value in (one.members["access_token"], one.members.get("refresh_token"))), None)


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = EVERY_WAY

    def save_authorization_code(self, code, request):
        given[code] = Given(code, request)

    def query_authorization_code(self, code, client):
        one = given.get(code)
        return one if one and one.client_id == client.client_id else None

    def delete_authorization_code(self, authorization_code):
        given.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code):
        return accounts.USER


class RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = EVERY_WAY
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        return next((one for one in issued if one.members.get("refresh_token") == refresh_token and not one.is_over), None)

    def authenticate_user(self, refresh_token):
        return refresh_token.user

    def revoke_old_credential(self, refresh_token):
        refresh_token.is_over = True


class WithIDToken(OpenIDCode):
    def exists_nonce(self, nonce, request):
        return any(one.nonce == nonce for one in given.values())

    def resolve_client_private_key(self, client):
        return SIGNING_KEY

    def get_encode_header(self, client):
        return {"alg": "RS256", "kid": "only"}

    def get_client_algorithm(self, client):
        return "RS256"

    def get_client_claims(self, client):
        return {"iss": HERE, "exp": int(time.time()) + LIFETIME}

    def get_compatible_claims(self, request):
        now = int(time.time())
        return {"iss": HERE, "aud": request.client.client_id, "iat": now, "exp": now + LIFETIME}

    def generate_user_info(self, user, scope):
        return UserInfo(sub=user)


class Introspection(IntrospectionEndpoint):
    CLIENT_AUTH_METHODS = WITH_SECRET

    def query_token(self, token_string, token_type_hint):
        return lookup(token_string)

    def check_permission(self, token, client, request):
        return True

    def introspect_token(self, token):
        return {"active": True, "client_id": token.client.client_id, "scope": token.get_scope(), "sub": token.user}


class Revocation(RevocationEndpoint):
    CLIENT_AUTH_METHODS = EVERY_WAY

    def query_token(self, token_string, token_type_hint):
        return lookup(token_string)

    def revoke_token(self, token, request):
        token.is_over = True


class Bearer(BearerTokenValidator):
    def authenticate_token(self, token_string):
        return next((one for one in issued if one.members["access_token"] == token_string), None)


app = Flask(__name__)
app.config["OAUTH2_SCOPES_SUPPORTED"] = sorted(SCOPES)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
server = AuthorizationServer(
    app, query_client=REGISTERED.get,
    save_token=lambda members, request: issued.append(Issued(request.client, request.user, members)))
server.register_grant(CodeGrant, [WithIDToken(require_nonce=True), CodeChallenge(required=True)])
server.register_grant(RefreshGrant)
server.register_grant(grants.ClientCredentialsGrant)
for endpoint in (Introspection, Revocation):
    server.register_endpoint(endpoint)
protected = ResourceProtector()
protected.register_token_validator(Bearer())


@app.get("/.well-known/openid-configuration")
def metadata():
    return jsonify(
        issuer=HERE, authorization_endpoint=f"{HERE}/authorize", token_endpoint=f"{HERE}/token",
        userinfo_endpoint=f"{HERE}/userinfo", jwks_uri=f"{HERE}/keys", revocation_endpoint=f"{HERE}/revoke",
        introspection_endpoint=f"{HERE}/introspect", scopes_supported=sorted(SCOPES), response_types_supported=["code"],
        grant_types_supported=["authorization_code", "refresh_token", "client_credentials"],
        subject_types_supported=["public"], id_token_signing_alg_values_supported=["RS256"],
        code_challenge_methods_supported=["S256"], token_endpoint_auth_methods_supported=EVERY_WAY)


@app.get("/keys")
def keys():
    return jsonify(KeySet([SIGNING_KEY]).as_dict(private=False))


@app.route("/authorize", methods=["GET", "POST"])
def authorize():
    try:
        grant = server.get_consent_grant(end_user=accounts.USER)
    except OAuth2Error as error:
        return server.handle_error_response(server.create_oauth2_request(request), error)
    if request.method == "GET":
        action = html.escape(request.full_path)
        return f'<form method="post" action="{action}"><button name="decision" value="allow">Allow</button></form>'
    allowed = request.form.get("decision") == "allow"
    return server.create_authorization_response(grant=grant, grant_user=accounts.USER if allowed else None)


@app.post("/token")
def token():
    return server.create_token_response()


@app.post("/introspect")
def introspect():
    return server.create_endpoint_response("introspection")


@app.post("/revoke")
def revoke():
    return server.create_endpoint_response("revocation")


@app.get("/userinfo")
@protected("openid")
def userinfo():
    return jsonify(sub=accounts.USER)


@app.get("/reports")
@protected("api")
def reports():
    return jsonify(reports=[])


app.run("127.0.0.1", PORT)
