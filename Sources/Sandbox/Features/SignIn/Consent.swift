internal import GRDB
internal import OAuthCore
internal import SandboxCore

/// What a user allowed a client the last time, which is what `prompt=none` may give without asking.
enum Consent {
    static func scope(user: User, client: Client, in db: Database) throws -> Scope? {
        try db.row("SELECT scope FROM consents WHERE user_id = ? AND client_id = ?", [user.id, client.id])
            .map { Scope($0["scope"] as String) }
    }

    static func remember(_ scope: Scope, user: User, client: Client, in db: Database) throws {
        try db.run(
            "INSERT OR REPLACE INTO consents (user_id, client_id, scope) VALUES (?, ?, ?)",
            [user.id, client.id, scope.text])
    }
}
