internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// Tokens for a user's password. It is off unless it is asked for: RFC 9700 §2.4 forbids it.
    static var password: Feature {
        var feature = Feature(
            "password", "Gives tokens for a user's name and password, which RFC 9700 forbids.",
            reference: "RFC 6749 §4.3")
        feature.isOnByDefault = false
        feature.grants = [.password]
        return feature
    }
}

extension ServedGrant {
    /// Tokens for a user's name and password (RFC 6749 §4.3.2).
    static let password = ServedGrant(type: "password") { call in
        let user = try await PasswordSignIn(call: call).user()
        let scope = try call.requestedScope()
        let authorization = try call.authorization(userID: user.id)
        return try await call.decide { db in
            try authorization.insert(in: db)
            return .issued(try call.issue(authorization, scope: scope, in: db), authorization)
        }
    }
}

/// Signs a user in by the parameters of a token request, with the same brake as the sign-in page.
private struct PasswordSignIn: Sendable {
    let call: TokenCall

    func user() async throws -> User {
        let name = try call.form.required("username")
        let password = try call.form.required("password")
        let now = call.now
        let throttle = Throttle.signIn(name)
        let (found, wait) = try await call.provider.store.read { db in
            (try User.find(name: name, in: db), try throttle.wait(at: now, in: db))
        }
        guard wait == nil else {
            throw Refusal.oauth(
                "invalid_grant", "Too many wrong passwords for this user; try again later.",
                cause: "too many wrong passwords")
        }
        if let found, PasswordHash.verifies(password, found.password) { return found }
        if found == nil { PasswordHash.waste(password) }
        try await call.provider.store.write { try throttle.recordFailure(at: now, in: $0) }
        throw Refusal.oauth(
            "invalid_grant", "The user name or the password is wrong.",
            cause: found == nil ? "there is no such user" : "the password is wrong")
    }
}
