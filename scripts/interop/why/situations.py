"""What can go wrong between a client and a server: how it is brought about in Keyway's language, and what is then true.

`right` names the causes that `why` may give, `part` those that are true and tell only a part of it. `says` is what a
sentence must speak of to be right whatever its cause is called. In the lines, names in braces are the server's.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Situation:
    name: str
    right: frozenset
    lines: tuple
    part: frozenset = frozenset()
    says: str = ""
    decision: str = "allow"
    change: str = ""


ALL = {}


def situation(name, right, *lines, part="", **other):
    ALL[name] = Situation(name, frozenset(right.split()), lines, frozenset(part.split()), **other)


WITH_SECRET = "client add {web} client_secret={secret} redirect={callback}"
WITHOUT = "client add {native} redirect={callback}"
SIGN_IN = 'authorize --wait 20 scope="openid profile"'
CODE = (WITH_SECRET, SIGN_IN)
TOKENS = (*CODE, "exchange")
# A request that the server may not answer, so that nobody comes back.
ASK = 'try authorize --wait 4 scope="openid profile"'
ASK_ONLY = "try authorize --wait 4"
OTHER_VERIFIER = "try exchange code_verifier={{random 40}}"
BASIC = 'Authorization:"Basic {{"{web}:{secret}" | base64}}"'
TOKEN_FORM = ("grant_type=authorization_code code={{authorization.code}} redirect_uri={callback} "
              "code_verifier={{authorization.verifier}} client_id={web} client_secret={secret}")

# Proof keys
situation("another verifier", "verifier-mismatch", *CODE, OTHER_VERIFIER)
situation("another verifier, client without a secret", "verifier-mismatch", WITHOUT, SIGN_IN, OTHER_VERIFIER)
situation("the verifier of the login before", "verifier-mismatch", *CODE, "set first = {{authorization.verifier}}", SIGN_IN,
          "try exchange code_verifier={{first}}")
situation("no verifier", "verifier-missing", *CODE, "try exchange -code_verifier")
situation("no challenge", "challenge-missing", WITH_SECRET, f"{ASK} -code_challenge -code_challenge_method", "try exchange")
situation("no challenge, client without a secret", "challenge-missing", WITHOUT,
          f"{ASK} -code_challenge -code_challenge_method", "try exchange")
situation("a verifier without a challenge", "verifier-unexpected challenge-missing", WITH_SECRET,
          f"{ASK} -code_challenge -code_challenge_method", OTHER_VERIFIER)
situation("a plain challenge", "challenge-missing verifier-mismatch", WITH_SECRET,
          f"{ASK} code_challenge_method=plain code_challenge={{{{random 43}}}}", "try exchange", says="plain|S256|method")

# Codes
situation("a code twice", "code-reused", *TOKENS, "try exchange")
situation("a code after a refusal", "code-reused", *CODE, OTHER_VERIFIER, "try exchange", part="code-expired verifier-mismatch")
situation("a code of nobody", "code-unknown", *CODE, "try exchange code=made-up")
situation("a code with a letter too many", "code-unknown", *CODE, "set code = {{authorization.code}}", "try exchange code={{code}}z")
situation("a code without its last letters", "code-unknown", *CODE,
          "try exchange code=Q{{random 12}}")
situation("the code of another client", "code-of-another-client", WITHOUT, *CODE, "try exchange client_id={native} --auth none")
situation("a redirect URI with a slash", "redirect-uri-changed", *CODE, "try exchange redirect_uri={callback}/")
situation("a redirect URI in capitals", "redirect-uri-changed", *CODE, "try exchange redirect_uri={shouted}")
situation("no redirect URI", "redirect-uri-changed redirect-uri-missing", *CODE, "try exchange -redirect_uri",
          part="token-request-malformed")
situation("another verifier and redirect URI", "redirect-uri-changed verifier-mismatch", *CODE,
          f"{OTHER_VERIFIER} redirect_uri={{callback}}/")

# Clients
situation("a wrong secret", "secret-wrong", *CODE, "try exchange client_secret=another")
situation("a wrong secret after a good one", "secret-wrong", *TOKENS, SIGN_IN, "try exchange client_secret=another")
situation("a wrong secret from the beginning", "secret-wrong", WITH_SECRET.replace("{secret}", "another"), SIGN_IN,
          "try exchange", part="secret-replaced")
situation("a secret with a space", "secret-wrong", *CODE, 'try exchange client_secret="{secret} "')
situation("no secret", "client-auth-method client-secret-missing client-auth-missing", *CODE, "try exchange --auth none")
situation("a secret that nobody asked for", "secret-wrong client-auth-method", WITHOUT, SIGN_IN,
          "try exchange client_secret=another --auth client_secret_basic")
situation("the secret in the body", "client-auth-method", *CODE, "try exchange --auth client_secret_post")
situation("the secret in both places", "client-auth-twice", *CODE, f"try exchange --auth client_secret_post {BASIC}")
situation("a client of nobody", "client-unknown", *CODE, "try exchange client_id=stranger client_secret=another",
          part="code-of-another-client")
situation("a wrong secret and verifier", "secret-wrong", *TOKENS, SIGN_IN, f"{OTHER_VERIFIER} client_secret=another",
          part="verifier-mismatch")
situation("a wrong secret and a spent code", "secret-wrong", *TOKENS, "try exchange client_secret=another", part="code-reused")
situation("introspection without a secret", "client-auth-method client-secret-missing client-auth-missing", *TOKENS,
          "try introspect --auth none", part="credential-missing")
situation("introspection with a wrong secret", "secret-wrong", *TOKENS,
          "try introspect client_secret=another --auth client_secret_post")
situation("revocation with a wrong secret", "secret-wrong", *TOKENS,
          "try revoke client_secret=another --auth client_secret_post")
situation("revocation without a secret", "client-auth-method client-secret-missing client-auth-missing", *TOKENS,
          "try revoke --auth none")

# Authorization requests
situation("asking as a client of nobody", "client-unknown", WITH_SECRET, f"{ASK} client_id=stranger")
situation("asking with a letter missing", "client-unknown", WITH_SECRET, f"{ASK} client_id=web-ap")
situation("asking for another path", "redirect-uri-unregistered", WITH_SECRET, f"{ASK} redirect_uri={{callback}}/more")
situation("asking for another host", "redirect-uri-host", WITH_SECRET, f"{ASK} redirect_uri={{by_name}}",
          part="redirect-uri-unregistered")
situation("asking for another port", "redirect-uri-port", WITH_SECRET, f"{ASK} redirect_uri={{next_port}}",
          part="redirect-uri-unregistered")
situation("asking for https", "redirect-uri-unregistered", WITH_SECRET, f"{ASK} redirect_uri={{by_https}}")
situation("a scope of nobody", "scope-unregistered", WITH_SECRET, f'{ASK_ONLY} scope="openid everything"')
situation("scopes with a comma", "scope-delimiter", WITH_SECRET, f'{ASK_ONLY} scope="openid,profile"', part="scope-unregistered")
situation("a scope in capitals", "scope-case", WITH_SECRET, f'{ASK_ONLY} scope="openid PROFILE"', part="scope-unregistered")
situation("a response type of nobody", "grant-not-allowed response-type-unsupported", WITH_SECRET, f"{ASK} response_type=nothing",
          says="response.?type|fragment")
situation("the implicit grant", "grant-not-allowed response-type-unsupported", WITH_SECRET, f"{ASK} response_type=token",
          says="response.?type|fragment")
situation("no response type", "", WITH_SECRET, f"{ASK} -response_type", says="response.?type")
situation("no client", "client-id-missing client-unknown", WITH_SECRET, f"{ASK} -client_id", says="client.?id")
situation("no nonce", "", WITH_SECRET, f"{ASK} -nonce", says="nonce")
situation("without a page", "access-denied", WITH_SECRET, f"{ASK} prompt=none", decision="look", says="prompt.?=?.?none|consent")
situation("a refusal", "access-denied", WITH_SECRET, ASK, decision="deny")
situation("another state", "state-mismatch", WITH_SECRET, ASK, change="state=another")
situation("another issuer", "issuer-mismatch", WITH_SECRET, ASK, change="iss=https://elsewhere.example")

# Refresh tokens
situation("refreshing for more", "scope-wider-than-granted", *TOKENS, 'try refresh scope="openid profile email api"')
situation("refreshing for a scope of nobody", "scope-wider-than-granted scope-unregistered", *TOKENS,
          'try refresh scope="openid everything"')
situation("refreshing after a revocation", "refresh-token-dead", *TOKENS, "revoke", "try refresh", part="token-revoked")
situation("refreshing with the one before", "refresh-token-rotated", *TOKENS, "set first = {{token.refresh}}", "refresh",
          "try refresh refresh_token={{first}}", part="refresh-token-dead")
situation("refreshing after a reuse", "refresh-token-dead", *TOKENS, "set first = {{token.refresh}}", "refresh",
          "try refresh refresh_token={{first}}", "try refresh", part="refresh-token-rotated")
situation("refreshing with nonsense", "refresh-token-dead", *TOKENS, "try refresh refresh_token=made-up")
situation("refreshing with the access token", "wrong-credential", *TOKENS, "try refresh refresh_token={{token.access}}",
          part="refresh-token-dead")
situation("refreshing as another client", "token-of-another-client", WITHOUT, *TOKENS,
          "try refresh client_id={native} --auth none", part="client-auth-method")
situation("refreshing with a wrong secret", "secret-wrong", *TOKENS, "try refresh client_secret=another")
situation("refreshing after a code came twice", "refresh-token-dead", *TOKENS, "try exchange", "try refresh", part="code-reused")

# Access tokens
situation("calling after a code came twice", "token-revoked", *TOKENS, "try exchange", "try userinfo", part="code-reused")
situation("calling with the one before", "token-revoked", *TOKENS, "refresh", "token use 1", "try userinfo")
situation("calling after a revocation", "token-revoked", *TOKENS, "revoke --access", "try userinfo")
situation("calling after the refresh token's revocation", "token-revoked", *TOKENS, "revoke", "try userinfo")
situation("calling without a token", "credential-missing", *TOKENS, "try get {userinfo} --no-token")
situation("calling with the header left out", "credential-missing", *TOKENS, "try userinfo -Authorization")
situation("the token in the URL", "credential-missing", *TOKENS, 'try get "{userinfo}?access_token={{{{token.access}}}}" --no-token')
situation("the secret for the token", "credential-missing wrong-credential", *TOKENS, f"try get {{userinfo}} {BASIC}")
situation("nonsense for the token", "wrong-credential", *TOKENS, 'try get {userinfo} Authorization:"Bearer made-up"')
situation("the ID token for the token", "wrong-credential", *TOKENS, 'try get {userinfo} Authorization:"Bearer {{{{token.id}}}}"',
          part="wrong-audience")
situation("the refresh token for the token", "wrong-credential", *TOKENS,
          'try get {userinfo} Authorization:"Bearer {{{{token.refresh}}}}"')
situation("no openid", "scope-insufficient resource-forbidden", WITH_SECRET, f"{ASK_ONLY} scope=profile", "try exchange",
          "try userinfo", says="openid")
situation("too little scope", "scope-insufficient", *TOKENS, "try get {reports}")

# Token requests, and the way to the server
situation("a JSON body", "token-request-malformed", *CODE, f"try post {{token}} --no-token {TOKEN_FORM}")
situation("a form that is called JSON", "token-request-malformed", *CODE, "try exchange Content-Type:application/json")
situation("a token request by GET", "token-request-malformed", *CODE, f"try get {{token}} --no-token {TOKEN_FORM.replace('=', '==')}")
situation("no grant type", "token-request-malformed", *CODE, "try exchange -grant_type")
situation("a grant type of nobody", "grant-not-allowed", *CODE, "try exchange grant_type=nothing")
situation("a user's password", "grant-not-allowed", WITH_SECRET,
          f"try post {{token}} --no-token --form grant_type=password username=marta password=another {BASIC}")
situation("client credentials without a secret", "grant-not-allowed client-auth-method client-secret-missing", WITHOUT,
          "try post {token} --no-token --form grant_type=client_credentials client_id={native} scope=api")
situation("another path", "not-an-oauth-response", *CODE, "provider set token_endpoint={token}s", "try exchange")
situation("https where there is none", "tls-failed", *CODE, "provider set token_endpoint={token_https}", "try exchange")
situation("nobody there", "unreachable", *CODE, "provider set token_endpoint=http://127.0.0.1:9/token", "try exchange")
situation("an issuer with a slash", "discovery-issuer", "try use {issuer}/")
situation("an issuer by another name", "discovery-issuer", "try use {issuer_by_name}")
