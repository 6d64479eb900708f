"""The peer of the token benchmark: Authlib's refresh grant on Flask, with its tokens in a SQLite file.

A WSGI application; TOKENS names the file. It knows one client and the refresh tokens seed-1, seed-2 and so on (``SEEDS``).
"""

import os
import sqlite3
import threading
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oauth2.rfc6749.grants import RefreshTokenGrant
from flask import Flask

CLIENT_ID, CLIENT_SECRET = "peer", "peer-secret"
SEEDS = [f"seed-{number}" for number in range(1, 17)]
connections = threading.local()


def database():
    """This thread's connection, set up as Keyway's is."""
    if not hasattr(connections, "database"):
        connections.database = sqlite3.connect(
            os.environ["TOKENS"], timeout=10, isolation_level="IMMEDIATE"
        )
        connections.database.execute("PRAGMA journal_mode = WAL")
        connections.database.execute("PRAGMA synchronous = NORMAL")
    return connections.database


class Client(ClientMixin):
    client_id = CLIENT_ID

    def get_client_id(self):
        return self.client_id

    def check_client_secret(self, secret):
        return secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_grant_type(self, grant_type):
        return grant_type == "refresh_token"

    def get_allowed_scope(self, scope):
        return scope


class Token(TokenMixin):
    def __init__(self, refresh_token, scope):
        self.refresh_token = refresh_token
        self.scope = scope

    def check_client(self, client):
        return client.client_id == CLIENT_ID

    def get_scope(self):
        return self.scope


class Refresh(RefreshTokenGrant):
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        query = "SELECT scope FROM tokens WHERE refresh_token = ? AND revoked_at IS NULL"
        rows = database().execute(query, [refresh_token]).fetchall()
        return Token(refresh_token, rows[0][0]) if rows else None

    def authenticate_user(self, refresh_token):
        return "ada"

    def revoke_old_credential(self, refresh_token):
        query = "UPDATE tokens SET revoked_at = ? WHERE refresh_token = ?"
        database().execute(query, [time.time(), refresh_token.refresh_token])


def save_token(token, request):
    """Commits what the grant revoked as well."""
    values = [token["refresh_token"], token["access_token"], token["scope"]]
    database().execute("INSERT INTO tokens (refresh_token, access_token, scope) VALUES (?, ?, ?)", values)
    database().commit()


def make_tables():
    with database() as changes:
        changes.execute(
            "CREATE TABLE IF NOT EXISTS tokens"
            " (refresh_token TEXT PRIMARY KEY, access_token TEXT UNIQUE, scope TEXT, revoked_at REAL)"
        )
        rows = [(seed,) for seed in SEEDS]
        changes.executemany("INSERT OR IGNORE INTO tokens VALUES (?, NULL, 'profile', NULL)", rows)


app = Flask(__name__)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
server = AuthorizationServer(app, query_client=lambda client_id: Client(), save_token=save_token)
server.register_grant(Refresh)

if "TOKENS" in os.environ:
    make_tables()


@app.teardown_request
def forget(error):
    """Ends what a grant that failed has begun, which would keep every other one waiting."""
    database().rollback()


@app.post("/token")
def token():
    return server.create_token_response()
