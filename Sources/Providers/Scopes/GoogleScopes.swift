extension ScopeNames {
    /// developers.google.com: OAuth 2.0 Scopes for Google APIs; OpenID Connect.
    static let google = ScopeNames(
        aliases: [
            [
                "email", "https://www.googleapis.com/auth/userinfo.email",
                "https://www.googleapis.com/auth/plus.profile.emails.read",
            ],
            [
                "profile", "https://www.googleapis.com/auth/userinfo.profile",
                "https://www.googleapis.com/auth/plus.me", "https://www.googleapis.com/auth/plus.login",
            ],
            ["https://mail.google.com/", "https://mail.google.com"],
        ],
        included: [
            "https://mail.google.com/": [
                "https://www.googleapis.com/auth/gmail.modify", "https://www.googleapis.com/auth/gmail.readonly",
                "https://www.googleapis.com/auth/gmail.send", "https://www.googleapis.com/auth/gmail.compose",
                "https://www.googleapis.com/auth/gmail.labels", "https://www.googleapis.com/auth/gmail.metadata",
            ],
            "https://www.googleapis.com/auth/drive": all(
                "drive", ["readonly", "file", "metadata", "metadata.readonly"]),
            "https://www.googleapis.com/auth/calendar": all(
                "calendar", ["readonly", "events", "events.readonly", "settings.readonly", "freebusy"]),
            "https://www.googleapis.com/auth/calendar.events": all("calendar.events", ["readonly"]),
            "https://www.googleapis.com/auth/spreadsheets": all("spreadsheets", ["readonly"]),
            "https://www.googleapis.com/auth/documents": all("documents", ["readonly"]),
            "https://www.googleapis.com/auth/contacts": all("contacts", ["readonly"]),
            "https://www.googleapis.com/auth/youtube": all("youtube", ["readonly"]),
            "https://www.googleapis.com/auth/tasks": all("tasks", ["readonly"]),
        ])

    private static func all(_ name: String, _ parts: [String]) -> [String] {
        parts.map { "https://www.googleapis.com/auth/\(name).\($0)" }
    }
}
