internal import GRDB

/// The tables of a session, step by step as they came to be. A step that has shipped is never changed.
enum SessionSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 session") { database in
            try database.execute(sql: tables)
        }
        return migrator
    }

    private static let tables = """
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE provider (name TEXT PRIMARY KEY, json TEXT NOT NULL, createdAt INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE client (
            id INTEGER PRIMARY KEY, provider TEXT NOT NULL, clientID TEXT NOT NULL, secret TEXT, name TEXT,
            authenticationMethod TEXT, redirectURIs TEXT NOT NULL, scope TEXT NOT NULL, createdAt INTEGER NOT NULL,
            secretChangedAt INTEGER, UNIQUE (provider, clientID));
        CREATE TABLE authorization (
            id INTEGER PRIMARY KEY, provider TEXT NOT NULL, client INTEGER REFERENCES client ON DELETE SET NULL,
            clientID TEXT NOT NULL, url TEXT NOT NULL, state TEXT, nonce TEXT, verifier TEXT, challenge TEXT,
            redirectURI TEXT, scope TEXT NOT NULL, createdAt INTEGER NOT NULL, callback TEXT, code TEXT, error TEXT,
            answeredAt INTEGER);
        CREATE INDEX authorizationByState ON authorization (state);
        CREATE TABLE token (
            id INTEGER PRIMARY KEY, provider TEXT NOT NULL, client INTEGER REFERENCES client ON DELETE SET NULL,
            authorization INTEGER REFERENCES authorization ON DELETE SET NULL, parent INTEGER REFERENCES token ON DELETE SET NULL,
            exchange INTEGER, grantType TEXT NOT NULL, accessToken TEXT NOT NULL, tokenType TEXT NOT NULL,
            refreshToken TEXT, idToken TEXT, scope TEXT NOT NULL, scopeIsStated INTEGER NOT NULL, expiresIn INTEGER,
            receivedAt INTEGER NOT NULL, extra TEXT NOT NULL, revokedAt INTEGER);
        CREATE TABLE variable (
            name TEXT PRIMARY KEY, json TEXT NOT NULL, isSecret INTEGER NOT NULL, changedAt INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE exchange (
            number INTEGER PRIMARY KEY, purpose TEXT NOT NULL, provider TEXT, clientID TEXT,
            authorization INTEGER, token INTEGER, redirectOf INTEGER, startedAt INTEGER NOT NULL, method TEXT NOT NULL,
            url TEXT NOT NULL, requestHeaders TEXT NOT NULL, requestBody BLOB, sentHead TEXT, receivedHead TEXT,
            status INTEGER, version TEXT, reason TEXT, responseHeaders TEXT, responseBody BLOB, bodySize INTEGER,
            failureCode TEXT, failure TEXT, timing TEXT NOT NULL, tls TEXT, peer TEXT, proxy TEXT);
        CREATE TABLE secret (value TEXT PRIMARY KEY, kind TEXT NOT NULL, learnedAt INTEGER NOT NULL) WITHOUT ROWID;
        """
}
