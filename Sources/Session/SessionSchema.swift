internal import GRDB

/// The tables of a session, step by step as they came to be. A step that has shipped is never changed.
enum SessionSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 session") { database in
            try database.execute(sql: tables)
        }
        migrator.registerMigration("2 evidence") { database in
            try database.execute(sql: evidence)
        }
        migrator.registerMigration("3 notes") { database in
            try database.execute(sql: notes)
        }
        migrator.registerMigration("4 credentials") { database in
            try database.execute(sql: credentials)
            try database.moveSecretsToCredentials()
        }
        migrator.registerMigration("5 refresh token's end") { database in
            try database.execute(sql: "ALTER TABLE token ADD COLUMN refreshExpiresAt INTEGER")
        }
        return migrator
    }

    /// The names of the steps, in their order.
    static var steps: [String] { migrator.migrations }

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

    /// What plugins have said of an exchange.
    private static let notes = """
        CREATE TABLE note (id INTEGER PRIMARY KEY, exchange INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX noteByExchange ON note (exchange);
        """

    /// What a client proves itself with, one of a kind; the value is null while the session is locked. The column `secret`
    /// of a client is from before this step: a row that still has one comes from an old lock or an old export.
    private static let credentials = """
        CREATE TABLE credential (
            id INTEGER PRIMARY KEY, client INTEGER NOT NULL REFERENCES client ON DELETE CASCADE, kind TEXT NOT NULL,
            value TEXT, UNIQUE (client, kind));
        ALTER TABLE client ADD COLUMN proof TEXT;
        """

    /// What `why` judges by: each state of a client, what failed, and where each secret was sent. Calls of resources, which
    /// are many, are in none of these indexes.
    private static let evidence = """
        ALTER TABLE authorization ADD COLUMN user TEXT;
        CREATE INDEX authorizationByCode ON authorization (code) WHERE code IS NOT NULL;
        CREATE TABLE clientVersion (
            id INTEGER PRIMARY KEY, provider TEXT NOT NULL, clientID TEXT NOT NULL, secret TEXT, authenticationMethod TEXT,
            redirectURIs TEXT NOT NULL, scope TEXT NOT NULL, since INTEGER NOT NULL, origin TEXT NOT NULL,
            exchange INTEGER);
        CREATE INDEX clientVersionByClient ON clientVersion (provider, clientID);
        INSERT INTO clientVersion (provider, clientID, secret, authenticationMethod, redirectURIs, scope, since, origin)
            SELECT provider, clientID, secret, authenticationMethod, redirectURIs, scope, createdAt, 'user' FROM client;
        CREATE TABLE failure (
            id INTEGER PRIMARY KEY, at INTEGER NOT NULL, code TEXT NOT NULL, command TEXT NOT NULL, line TEXT NOT NULL,
            provider TEXT NOT NULL, exchange INTEGER, authorization INTEGER, token INTEGER);
        CREATE INDEX failureByExchange ON failure (exchange) WHERE exchange IS NOT NULL;
        CREATE TABLE mark (
            fingerprint INTEGER NOT NULL, exchange INTEGER NOT NULL, PRIMARY KEY (fingerprint, exchange)) WITHOUT ROWID;
        CREATE INDEX exchangeByAuthorization ON exchange (authorization) WHERE authorization IS NOT NULL;
        CREATE INDEX exchangeByPurpose ON exchange (purpose, number) WHERE purpose NOT IN ('resource', 'userinfo');
        CREATE INDEX tokenByAccessToken ON token (accessToken);
        CREATE INDEX tokenByRefreshToken ON token (refreshToken) WHERE refreshToken IS NOT NULL;
        """
}
