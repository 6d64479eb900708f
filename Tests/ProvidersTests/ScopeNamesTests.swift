import OAuthCore
import Testing

@testable import Providers

@Suite struct ScopeNamesTests {
    /// What was asked for, what was granted, and what is missing.
    @Test(
        arguments: [
            (
                "openid email profile",
                "openid https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/userinfo.profile",
                ""
            ),
            ("https://www.googleapis.com/auth/userinfo.email", "email", ""),
            ("email profile", "https://www.googleapis.com/auth/userinfo.email", "profile"),
            ("https://www.googleapis.com/auth/drive.readonly", "https://www.googleapis.com/auth/drive", ""),
            (
                "https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/drive.readonly",
                "https://www.googleapis.com/auth/drive"
            ),
            ("openid profile offline_access User.Read", "https://graph.microsoft.com/User.Read", ""),
            ("openid profile offline_access https://graph.microsoft.com/Mail.Read", "Mail.Read User.Read", ""),
            ("user.read mail.read", "User.Read Mail.ReadWrite", ""), ("User.Read Mail.Send", "User.Read", "Mail.Send"),
            ("https://graph.microsoft.com/.default", "https://graph.microsoft.com/User.Read", ""),
            ("user user:email read:user", "user", ""), ("repo public_repo", "repo", ""),
            ("repo", "public_repo", "repo"),
            ("admin:org read:org write:org", "admin:org", ""), ("api read_user", "api", ""),
            ("chat:write:bot", "chat:write", ""), ("calendar:read", "calendar:*", ""), ("anything", "*", ""),
            ("calendar:read", "calendars:*", "calendar:read"),
            // Nothing is made up for servers that use none of these names.
            ("openid profile offline_access read", "read", "openid profile offline_access"), ("a b", "a", "b"),
            ("A", "a", "A"),
            ("a", "", "a"), ("", "a", ""),
        ] as [(Scope, Scope, Scope)])
    func missing(asked: Scope, granted: Scope, missing: Scope) {
        #expect(ScopeNames.missing(asked, from: granted) == missing)
    }

    @Test func theWayIsTold() {
        let grants = GrantedNames("repo https://www.googleapis.com/auth/userinfo.email User.Read", asked: "openid")
        #expect(grants.way(to: "repo") == .named)
        #expect(grants.way(to: "email") == .alias("https://www.googleapis.com/auth/userinfo.email"))
        #expect(grants.way(to: "public_repo") == .within("repo"))
        #expect(grants.way(to: "openid") == .unstated)
        #expect(grants.way(to: "other") == nil)
        #expect(GrantedNames("User.Read", countsUnstated: false).way(to: "openid") == nil)
    }

    /// No name of the tables stands for itself, or includes what it is.
    @Test func theTablesAreSound() {
        for names in ScopeNames.all {
            for alias in names.aliases { #expect(Set(alias).count == alias.count && alias.count > 1) }
            for (name, parts) in names.included { #expect(!parts.contains(name) && !parts.isEmpty) }
        }
    }

    /// Many scopes take no time that grows with their square.
    @Test func manyScopesAreRead() {
        let many = Scope((0..<20_000).map { "scope-\($0)" })
        #expect(ScopeNames.missing(many, from: many).isEmpty)
        #expect(ScopeNames.missing(many, from: "a").tokens.count == 20_000)
    }
}
