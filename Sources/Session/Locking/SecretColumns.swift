/// The columns of a session that hold secrets, and what stands there while they are sealed.
///
/// A table that comes to hold secrets is named here; the lock, the export and the import all read it.
struct SecretColumns: Sendable {
    let table: String
    /// What names a row.
    let key: String
    /// Each column, and SQL for what a person without the passphrase may see in its place.
    let columns: [(name: String, shown: String)]
    /// Which rows hold secrets.
    var condition = "1"

    static let all: [SecretColumns] = [
        SecretColumns(table: "provider", key: "name", columns: [("json", "json_remove(json, '$.key', '$.api_key')")]),
        SecretColumns(table: "client", key: "id", columns: [("secret", "NULL")], condition: "secret IS NOT NULL"),
        SecretColumns(table: "credential", key: "id", columns: [("value", "NULL")]),
        SecretColumns(table: "clientVersion", key: "id", columns: [("secret", "NULL")]),
        SecretColumns(table: "failure", key: "id", columns: [("line", "''")]),
        SecretColumns(table: "note", key: "id", columns: [("text", "''")]),
        SecretColumns(
            table: "authorization", key: "id",
            columns: [
                ("url", withoutQuery("url")), ("state", "NULL"), ("nonce", "NULL"), ("verifier", "NULL"),
                ("challenge", "NULL"), ("callback", "NULL"), ("code", "NULL"),
            ]),
        SecretColumns(
            table: "token", key: "id",
            columns: [("accessToken", "''"), ("refreshToken", "NULL"), ("idToken", "NULL"), ("extra", "'{}'")]),
        SecretColumns(table: "variable", key: "name", columns: [("json", "'null'")], condition: "isSecret"),
        SecretColumns(
            table: "exchange", key: "number",
            columns: [
                ("url", withoutQuery("url")), ("requestHeaders", "'[]'"), ("requestBody", "NULL"), ("sentHead", "NULL"),
                ("receivedHead", "NULL"), ("responseHeaders", "'[]'"), ("responseBody", "NULL"),
                ("failure", "NULL"), ("proxy", "NULL"),
            ]),
    ]

    private static func withoutQuery(_ column: String) -> String {
        "CASE WHEN instr(\(column), '?') > 0 THEN substr(\(column), 1, instr(\(column), '?') - 1) ELSE \(column) END"
    }
}
