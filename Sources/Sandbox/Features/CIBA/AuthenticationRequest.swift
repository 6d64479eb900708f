internal import GRDB
internal import OAuthCore
internal import SandboxCore

/// A stored authentication request, with what the user decided about it (OpenID CIBA Core §7).
struct AuthenticationRequest: Sendable {
    enum Status: String, Sendable {
        case pending, allowed, denied, used
    }

    /// Of the `auth_req_id`, which only the client knows.
    var hash: String
    /// What the user's device knows the request by.
    var handle: String
    var clientID: String
    var userID: String
    var scope: Scope
    var audience: [String]
    var bindingMessage: String?
    /// What a ping is sent with; nil for a client that polls.
    var notificationToken: String?
    /// The `auth_req_id` itself, which a ping names; nil for a client that polls.
    var pingID: String?
    var createdAt: Int64
    var expiresAt: Int64
    /// Milliseconds that the client has to wait between two polls.
    var interval: Int64
    /// When it polled the last time.
    var polledAt: Int64?
    var status = Status.pending
    /// What the user allowed.
    var authorizationID: String?
    var granted = Scope()

    static let table = """
        CREATE TABLE authentication_requests (
            hash TEXT PRIMARY KEY, handle TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL REFERENCES clients,
            user_id TEXT NOT NULL REFERENCES users, scope TEXT NOT NULL, audience TEXT NOT NULL, binding_message TEXT,
            notification_token TEXT, ping_id TEXT, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            interval INTEGER NOT NULL, polled_at INTEGER, status TEXT NOT NULL,
            authorization_id TEXT REFERENCES authorizations ON DELETE CASCADE, granted TEXT NOT NULL DEFAULT ''
        ) WITHOUT ROWID;
        CREATE INDEX authentication_requests_of_authorization ON authentication_requests (authorization_id);
        CREATE INDEX authentication_requests_by_status ON authentication_requests (status, expires_at);
        """

    init(
        id: String, handle: String, client: Client, user: User, scope: Scope, audience: [String],
        bindingMessage: String?, notificationToken: String?, createdAt: Int64, expiresAt: Int64, interval: Int64
    ) {
        hash = Secret.hash(id)
        self.handle = handle
        clientID = client.id
        userID = user.id
        self.scope = scope
        self.audience = audience
        self.bindingMessage = bindingMessage
        self.notificationToken = notificationToken
        pingID = notificationToken == nil ? String?.none : .some(id)
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.interval = interval
    }

    private init(_ row: Row) {
        hash = row["hash"]
        handle = row["handle"]
        clientID = row["client_id"]
        userID = row["user_id"]
        scope = Scope(row["scope"] as String)
        audience = Strings.decode(row["audience"])
        bindingMessage = row["binding_message"]
        notificationToken = row["notification_token"]
        pingID = row["ping_id"]
        createdAt = row["created_at"]
        expiresAt = row["expires_at"]
        interval = row["interval"]
        polledAt = row["polled_at"]
        status = Status(rawValue: row["status"]) ?? .used
        authorizationID = row["authorization_id"]
        granted = Scope(row["granted"] as String)
    }

    static func find(_ id: String, in db: Database) throws -> AuthenticationRequest? {
        try db.row("SELECT * FROM authentication_requests WHERE hash = ?", [Secret.hash(id)])
            .map(AuthenticationRequest.init)
    }

    /// The request that waits for the user's decision.
    static func findPending(_ handle: String, at time: Int64, in db: Database) throws -> AuthenticationRequest? {
        try db.row(
            "SELECT * FROM authentication_requests WHERE handle = ? AND status = 'pending' AND expires_at > ?",
            [handle, time]
        ).map(AuthenticationRequest.init)
    }

    /// The newest requests that wait, with the names of their clients and users.
    static func pending(
        at time: Int64, in db: Database
    ) throws -> [(request: AuthenticationRequest, client: String, user: String)] {
        try db.rows(
            """
            SELECT r.*, c.name AS client_name, u.name AS user_name FROM authentication_requests r
            JOIN clients c ON c.id = r.client_id JOIN users u ON u.id = r.user_id
            WHERE r.status = 'pending' AND r.expires_at > ? ORDER BY r.created_at DESC, r.hash LIMIT 50
            """, [time]
        ).map { (AuthenticationRequest($0), $0["client_name"], $0["user_name"]) }
    }

    func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO authentication_requests (hash, handle, client_id, user_id, scope, audience, binding_message,
                notification_token, ping_id, created_at, expires_at, interval, status)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                hash, handle, clientID, userID, scope.text, Strings.encode(audience), bindingMessage,
                notificationToken, pingID, createdAt, expiresAt, interval, status.rawValue,
            ])
    }

    /// Keeps what has changed: polls, and the user's decision.
    func update(in db: Database) throws {
        try db.run(
            """
            UPDATE authentication_requests
            SET interval = ?, polled_at = ?, status = ?, authorization_id = ?, granted = ? WHERE hash = ?
            """,
            [interval, polledAt, status.rawValue, authorizationID, granted.text, hash])
    }
}
