"""Debian's glewlwyd as an OpenID provider, set up through its own API."""

import os
import pathlib
import subprocess
import zlib

import requests

import accounts

SCOPES = ["openid", "profile", "email", "api"]
ADMINISTRATOR = {"username": "admin", "password": "password"}


def fetch(folder):
    """A folder with the unpacked package and the libraries that this machine lacks; nothing is installed."""
    if given := os.environ.get("GLEWLWYD"):
        return pathlib.Path(given)
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "keyway" / "glewlwyd"
    if (cache / "usr/bin/glewlwyd").exists():
        return cache
    archives = folder / "archives"
    (archives / "partial").mkdir(parents=True)
    wanted = ["glewlwyd", "glewlwyd-common", "dbconfig-no-thanks", "sqlite3"]
    subprocess.run(
        ["apt-get", "-qq", "-y", "--no-install-recommends", "--reinstall", "--download-only",
         "-o", f"Dir::Cache::archives={archives}", "install", *wanted],
        check=True, stdout=subprocess.DEVNULL)
    cache.mkdir(parents=True, exist_ok=True)
    for archive in archives.glob("*.deb"):
        subprocess.run(["dpkg", "-x", archive, cache], check=True)
    return cache


class Glewlwyd:
    """A server on a port of its own, with its state in a folder."""

    def __init__(self, folder, port, callback):
        self.root, self.folder, self.port, self.callback = fetch(folder), folder, port, callback
        self.base = f"http://127.0.0.1:{port}"
        self.issuer = f"{self.base}/api/oidc"
        self.libraries = next(self.root.glob("usr/lib/*-linux-gnu"))

    def command(self):
        """Makes database, keys and configuration; returns the command that runs the server, and its environment."""
        archive = self.root / "usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz"
        statements = zlib.decompress(archive.read_bytes(), 31)
        environment = os.environ | {"LD_LIBRARY_PATH": str(self.libraries)}
        subprocess.run(
            [self.root / "usr/bin/sqlite3", self.folder / "glewlwyd.db"], input=statements, env=environment, check=True)
        for arguments in (["genrsa", "-out", "private.pem", "2048"], ["rsa", "-in", "private.pem", "-pubout", "-out", "public.pem"]):
            subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, stderr=subprocess.DEVNULL)
        configuration = self.folder / "glewlwyd.conf"
        configuration.write_text(self.configuration())
        return [self.root / "usr/bin/glewlwyd", f"--config-file={configuration}"], environment

    def configuration(self):
        modules = self.root / "usr/lib/glewlwyd"
        values = {
            "bind_address": "127.0.0.1", "external_url": self.base, "login_url": "login.html", "api_prefix": "api",
            "static_files_path": f"{self.root}/usr/share/glewlwyd/webapp/", "log_mode": "file", "log_level": "ERROR",
            "log_file": str(self.folder / "server.log"), "cookie_domain": "127.0.0.1", "session_key": "SESSION",
            "admin_scope": "g_admin", "profile_scope": "g_profile", "hash_algorithm": "SHA512",
            "user_module_path": f"{modules}/user", "user_middleware_module_path": str(self.folder),
            "client_module_path": f"{modules}/client", "user_auth_scheme_module_path": f"{modules}/scheme",
            "plugin_module_path": f"{modules}/plugin",
        }
        lines = [f'{name}="{value}"' for name, value in values.items()]
        database = f'database={{ type="sqlite3" path="{self.folder}/glewlwyd.db" }};'
        return "\n".join([f"port={self.port}", "cookie_secure=0", *lines, database, ""])

    def sign_in(self, account):
        session = requests.Session()
        session.post(f"{self.base}/api/auth/", json=account, timeout=10).raise_for_status()
        return session

    def prepare(self):
        """Scopes, the OpenID plugin, the user, both clients, and the user's consent to them."""
        session = self.sign_in(ADMINISTRATOR)

        def add(kind, members):
            answer = session.post(f"{self.base}/api/{kind}", json=members, timeout=30)
            if answer.status_code != 200:
                raise RuntimeError(f"glewlwyd takes no {kind}: {answer.status_code} {answer.text[:300]}")

        for name in SCOPES[1:]:
            add("scope", {"name": name, "display_name": name, "description": name, "password_required": False, "scheme": {}})
        add("mod/plugin", {"module": "oidc", "name": "oidc", "display_name": "oidc", "parameters": self.parameters()})
        add("user", {
            "username": accounts.USER, "password": accounts.PASSWORD, "name": "Marta", "email": "marta@example.com",
            "enabled": True, "scope": [*SCOPES, "g_profile"]})
        add("client", self.client(accounts.WEB, accounts.WEB_SECRET, ["client_credentials", "password"]))
        add("client", self.client(accounts.NATIVE, None, []))
        marta = self.sign_in({"username": accounts.USER, "password": accounts.PASSWORD})
        for client in (accounts.WEB, accounts.NATIVE):
            marta.put(f"{self.base}/api/auth/grant/{client}", json={"scope": " ".join(SCOPES)}, timeout=10).raise_for_status()

    def client(self, name, secret, more):
        members = {
            "client_id": name, "name": name, "enabled": True, "confidential": secret is not None,
            "redirect_uri": [self.callback],
            "authorization_type": ["code", "token", "id_token", "none", "refresh_token", "delete_token", *more] if secret
            else ["code", "refresh_token", "delete_token"],
            "token_endpoint_auth_method": ["client_secret_basic", "client_secret_post"] if secret else ["none"],
            "scope": ["api"] if secret else [],
        }
        return members | ({"client_secret": secret, "password": secret} if secret else {})

    def parameters(self):
        enabled = {f"auth-type-{name}-enabled": True for name in
                   ("code", "token", "id-token", "none", "password", "client", "device", "refresh")}
        return enabled | {
            "iss": self.issuer, "jwt-type": "rsa", "jwt-key-size": "256", "key": (self.folder / "private.pem").read_text(),
            "cert": (self.folder / "public.pem").read_text(), "jwks-show": True, "subject-type": "public",
            "allowed-scope": SCOPES, "allow-non-oidc": True, "access-token-duration": 3600,
            "refresh-token-duration": 86400, "code-duration": 600, "refresh-token-rolling": True,
            "refresh-token-one-use": "always", "auth-type-code-revoke-replayed": True, "pkce-allowed": True,
            "pkce-method-plain-allowed": False, "pkce-required": False, "pkce-required-public-client": True,
            "introspection-revocation-allowed": True, "introspection-revocation-allow-target-client": True,
            "introspection-revocation-auth-scope": [], "register-client-allowed": False, "oauth-as-iss-id": True,
            "request-parameter-allow": True, "oauth-par-allowed": False, "oauth-dpop-allowed": False,
            "session-management-allowed": False, "name-claim": "on-demand", "name-claim-scope": ["profile"],
            "email-claim": "on-demand", "email-claim-scope": ["email"], "scope-claim": "no", "address-claim": {"type": "no"},
            "client-pubkey-parameter": "pubkey", "client-jwks-parameter": "jwks", "client-jwks_uri-parameter": "jwks_uri",
        }
