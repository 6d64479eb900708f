internal import GRDB
internal import JSONKit
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// Tokens for assertions, by clients themselves and by the issuers that the seed trusts.
    static var jwtBearer: Feature {
        var feature = Feature(
            "jwt-bearer", "Gives tokens for JWTs of trusted issuers and of clients themselves.",
            reference: "RFC 7523 §2.1")
        feature.grants = [.jwtBearer]
        feature.faults = [.assertionRefused]
        feature.migrations = [
            Migration(
                1, "assertions",
                sql: "CREATE TABLE grant_assertions (hash TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID")
        ]
        feature.housekeeping = { past, db in
            try db.run("DELETE FROM grant_assertions WHERE expires_at < ?", [past])
        }
        return feature
    }
}

extension ServedGrant {
    /// Tokens for a JWT, whose `sub` is a user or the client itself; there is no refresh token (RFC 7521 §4.1).
    static let jwtBearer = ServedGrant(type: "urn:ietf:params:oauth:grant-type:jwt-bearer") { call in
        let assertion = try TrustedAssertion(
            try call.form.required("assertion"), named: "assertion", of: call.client, in: call.provider
        ) { .oauth("invalid_grant", $0) }
        guard assertion.number != nil else {
            throw Refusal.oauth("invalid_grant", "The assertion has no jti, without which it could be used again.")
        }
        let isOwn = assertion.subject == call.client.id
        let scope = isOwn ? try call.scopeWithoutUser() : try call.requestedScope()
        let own = try call.authorization(userID: call.client.ownerID, subject: isOwn ? call.client.id : nil)
        return try await call.decide { db in
            var authorization = own
            if !isOwn {
                guard let user = try User.find(named: assertion.subject, in: db) else {
                    return .refused(.oauth("invalid_grant", "The sub of the assertion is not a user of this server."))
                }
                authorization.userID = user.id
            }
            guard try assertion.use(in: db) else {
                return .refused(
                    .oauth("invalid_grant", "The assertion was used before; make a new one with another jti."))
            }
            try authorization.insert(in: db)
            return .issued(try call.issue(authorization, scope: scope, hasRefreshToken: false, in: db), authorization)
        }
    }
}
