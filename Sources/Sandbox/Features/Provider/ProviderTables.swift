/// The tables of the provider's first release. What was added later is in the migrations of the features.
enum ProviderTables {
    /// Times are milliseconds since 1970. What ends in `_hash` is a SHA-256 of a secret with at least 128 random bits,
    /// which needs no salt; passwords go through scrypt.
    static let provider = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE users (
            id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, password TEXT NOT NULL, api_key_hash TEXT NOT NULL UNIQUE,
            session_token_hash TEXT NOT NULL UNIQUE, plan TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE characters (
            id TEXT PRIMARY KEY, owner_id TEXT NOT NULL REFERENCES users, name TEXT NOT NULL,
            description TEXT NOT NULL, private INTEGER NOT NULL, nsfw INTEGER NOT NULL, tags TEXT NOT NULL,
            starter_message TEXT, system_prompt TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE models (id TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE clients (
            id TEXT PRIMARY KEY, owner_id TEXT NOT NULL REFERENCES users, secret_hash TEXT, name TEXT NOT NULL,
            redirect_uris TEXT NOT NULL, scopes TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX clients_of_owner ON clients (owner_id, created_at);
        CREATE TABLE authorizations (
            id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES clients, user_id TEXT NOT NULL REFERENCES users,
            nonce TEXT, auth_time INTEGER NOT NULL, created_at INTEGER NOT NULL, revoked_at INTEGER) WITHOUT ROWID;
        CREATE TABLE codes (
            hash TEXT PRIMARY KEY, authorization_id TEXT NOT NULL REFERENCES authorizations ON DELETE CASCADE,
            redirect_uri TEXT, challenge TEXT NOT NULL, scope TEXT NOT NULL, expires_at INTEGER NOT NULL,
            used_at INTEGER) WITHOUT ROWID;
        CREATE INDEX codes_of_authorization ON codes (authorization_id);
        CREATE TABLE access_tokens (
            hash TEXT PRIMARY KEY, authorization_id TEXT NOT NULL REFERENCES authorizations ON DELETE CASCADE,
            scope TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            revoked_at INTEGER) WITHOUT ROWID;
        CREATE INDEX access_tokens_of_authorization ON access_tokens (authorization_id);
        CREATE TABLE refresh_tokens (
            hash TEXT PRIMARY KEY, authorization_id TEXT NOT NULL REFERENCES authorizations ON DELETE CASCADE,
            scope TEXT NOT NULL, issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            rotated_at INTEGER) WITHOUT ROWID;
        CREATE INDEX refresh_tokens_of_authorization ON refresh_tokens (authorization_id);
        CREATE TABLE browser_sessions (
            hash TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users, auth_time INTEGER NOT NULL,
            expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE consents (
            user_id TEXT NOT NULL REFERENCES users, client_id TEXT NOT NULL REFERENCES clients, scope TEXT NOT NULL,
            PRIMARY KEY (user_id, client_id)) WITHOUT ROWID;
        CREATE TABLE throttles (
            name TEXT PRIMARY KEY, failures INTEGER NOT NULL, ends_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE pictures (
            hash TEXT PRIMARY KEY, prompt TEXT NOT NULL, seed INTEGER NOT NULL, width INTEGER NOT NULL,
            height INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE signing_keys (id TEXT PRIMARY KEY, pem TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
        """
}
