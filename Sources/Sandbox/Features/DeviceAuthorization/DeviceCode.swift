internal import GRDB
internal import OAuthCore
internal import SandboxCore

/// A stored device code, with what the user decided about it.
struct DeviceCode: Sendable {
    enum Status: String, Sendable {
        case pending, allowed, denied, used
    }

    var hash: String
    var userCodeHash: String
    var clientID: String
    /// What the device asks for.
    var scope: Scope
    /// The ids of the resources that the device asks tokens for.
    var audience: [String]
    var expiresAt: Int64
    /// Milliseconds that the device has to wait between two polls.
    var interval: Int64
    /// When it polled the last time.
    var polledAt: Int64?
    var status = Status.pending
    /// What the user allowed.
    var authorizationID: String?
    var granted = Scope()

    static let table = """
        CREATE TABLE device_codes (
            hash TEXT PRIMARY KEY, user_code_hash TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL REFERENCES clients,
            scope TEXT NOT NULL, expires_at INTEGER NOT NULL, interval INTEGER NOT NULL, polled_at INTEGER,
            status TEXT NOT NULL, authorization_id TEXT REFERENCES authorizations ON DELETE CASCADE,
            granted TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
        CREATE INDEX device_codes_of_authorization ON device_codes (authorization_id);
        """

    init(
        hash: String, userCodeHash: String, clientID: String, scope: Scope, audience: [String], expiresAt: Int64,
        interval: Int64
    ) {
        self.audience = audience
        self.hash = hash
        self.userCodeHash = userCodeHash
        self.clientID = clientID
        self.scope = scope
        self.expiresAt = expiresAt
        self.interval = interval
    }

    private init(_ row: Row) {
        hash = row["hash"]
        audience = Strings.decode(row["audience"])
        userCodeHash = row["user_code_hash"]
        clientID = row["client_id"]
        scope = Scope(row["scope"] as String)
        expiresAt = row["expires_at"]
        interval = row["interval"]
        polledAt = row["polled_at"]
        status = Status(rawValue: row["status"]) ?? .used
        authorizationID = row["authorization_id"]
        granted = Scope(row["granted"] as String)
    }

    static func find(_ deviceCode: String, in db: Database) throws -> DeviceCode? {
        try db.row("SELECT * FROM device_codes WHERE hash = ?", [Secret.hash(deviceCode)]).map(DeviceCode.init)
    }

    /// The code that waits for the user's decision.
    static func findPending(_ userCode: UserCode, at time: Int64, in db: Database) throws -> DeviceCode? {
        try db.row(
            "SELECT * FROM device_codes WHERE user_code_hash = ? AND status = 'pending' AND expires_at > ?",
            [userCode.hash, time]
        ).map(DeviceCode.init)
    }

    func insert(in db: Database) throws {
        try db.run(
            """
            INSERT INTO device_codes (hash, user_code_hash, client_id, scope, expires_at, interval, status, audience)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [hash, userCodeHash, clientID, scope.text, expiresAt, interval, status.rawValue, Strings.encode(audience)])
    }

    /// Keeps what has changed: polls, and the user's decision.
    func update(in db: Database) throws {
        try db.run(
            """
            UPDATE device_codes SET interval = ?, polled_at = ?, status = ?, authorization_id = ?, granted = ?
            WHERE hash = ?
            """,
            [interval, polledAt, status.rawValue, authorizationID, granted.text, hash])
    }
}
