package import GRDB

/// Counts wrong guesses in the database, so that a restart or a second process is no way around.
package struct Throttle: Sendable {
    /// What guesses are counted for, with a hash in place of the user's name or the `client_id`.
    package var name: String
    /// Wrong guesses that are let through in a window.
    package var limit: Int
    /// Milliseconds.
    package var window: Int64

    /// A throttle that lets `limit` wrong guesses through in `window` milliseconds.
    package init(name: String, limit: Int, window: Int64) {
        self.name = name
        self.limit = limit
        self.window = window
    }

    /// The throttle of sign-ins with a user name: 8 wrong passwords in 30 seconds.
    package static func signIn(_ userName: String) -> Throttle {
        Throttle(name: "sign-in \(Secret.hash(userName))", limit: 8, window: 30_000)
    }

    /// Secrets are too long to guess: this only keeps a loop from going unnoticed.
    package static func clientSecret(_ clientID: String) -> Throttle {
        Throttle(name: "client \(Secret.hash(clientID))", limit: 100, window: 30_000)
    }

    /// Milliseconds to wait before the next guess; nil where there is nothing to wait for.
    package func wait(at time: Int64, in db: Database) throws -> Int64? {
        guard let row = try db.row("SELECT * FROM throttles WHERE name = ? AND ends_at > ?", [name, time]),
            row["failures"] as Int >= limit
        else { return nil }
        return (row["ends_at"] as Int64) - time
    }

    /// Counts a wrong guess at a time in milliseconds since 1970; the first one after a window has ended begins
    /// another.
    package func recordFailure(at time: Int64, in db: Database) throws {
        try db.run(
            """
            INSERT INTO throttles (name, failures, ends_at) VALUES (?1, 1, ?2)
            ON CONFLICT (name) DO UPDATE SET
                failures = CASE WHEN ends_at > ?3 THEN failures + 1 ELSE 1 END,
                ends_at = CASE WHEN ends_at > ?3 THEN ends_at ELSE ?2 END
            """,
            [name, time + window, time])
    }
}
