internal import GRDB

/// Takes out what has been of no use for a day, so that a store that lives long stays small.
enum Housekeeping {
    private static let day: Int64 = 24 * 3600 * 1000

    static func sweep(at time: Int64, in db: Database) throws {
        let past = time - day
        try db.run("DELETE FROM browser_sessions WHERE expires_at < ?", [past])
        try db.run("DELETE FROM throttles WHERE ends_at < ?", [past])
        try db.run("DELETE FROM pictures WHERE expires_at < ?", [past])
        // A used code is kept as long as a token that came of it lives: replaying it must still end that token.
        try db.run(
            """
            DELETE FROM authorizations WHERE created_at < ?1
                AND NOT EXISTS (SELECT 1 FROM codes WHERE authorization_id = authorizations.id AND expires_at > ?1)
                AND NOT EXISTS
                    (SELECT 1 FROM access_tokens WHERE authorization_id = authorizations.id AND expires_at > ?1)
                AND NOT EXISTS
                    (SELECT 1 FROM refresh_tokens WHERE authorization_id = authorizations.id AND expires_at > ?1)
            """,
            [past])
    }
}
