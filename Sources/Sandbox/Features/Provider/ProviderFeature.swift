internal import GRDB
internal import SandboxCore

extension Feature {
    /// What all others are built on: the store, the page frame, and the faults that hit the API and the token endpoint
    /// alike.
    static var provider: Feature {
        var feature = Feature("provider", "Keeps users, clients, authorizations and tokens.")
        feature.canBeSwitchedOff = false
        feature.faults = [.htmlError, .htmlLogin, .serverError, .slow]
        feature.pages = [
            PageTemplate("top", PackageResources.top_mustache),
            PageTemplate("bottom", PackageResources.bottom_mustache),
            PageTemplate("error", PackageResources.error_mustache),
        ]
        feature.migrations = [
            Migration(named: "1: provider", sql: ProviderTables.provider),
            Migration(
                2, "client metadata", sql: "ALTER TABLE clients ADD COLUMN metadata TEXT NOT NULL DEFAULT '{}'"),
        ]
        feature.housekeeping = { past, db in
            try db.run("DELETE FROM throttles WHERE ends_at < ?", [past])
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
        return feature
    }
}
