internal import GRDB
internal import OAuthCore
internal import SandboxCore

extension Feature {
    /// Tokens for clients themselves.
    static var clientCredentials: Feature {
        var feature = Feature(
            "client-credentials", "Gives clients tokens of their own, without a user.", reference: "RFC 6749 §4.4")
        feature.grants = [.clientCredentials]
        return feature
    }
}

extension ServedGrant {
    /// Tokens for a client that has authenticated; there is no refresh token (RFC 6749 §4.4.3).
    static let clientCredentials = ServedGrant(type: "client_credentials", clients: .confidential) { call in
        let scope = try call.scopeWithoutUser()
        let authorization = try call.authorization(userID: call.client.ownerID, subject: call.client.id)
        return try await call.decide { db in
            try authorization.insert(in: db)
            return .issued(
                try call.issue(authorization, scope: scope, hasRefreshToken: false, in: db), authorization)
        }
    }
}

extension TokenCall {
    /// The scope that the request comes to, for tokens of a client itself: nobody has signed in, so that `openid` means
    /// nothing.
    func scopeWithoutUser() throws(Refusal) -> Scope {
        let asked = try requestedScope()
        guard form["scope"] == nil || !asked.contains("openid") else {
            throw .oauth("invalid_scope", "The scope openid needs a user, and there is none in this grant.")
        }
        let scope = asked.subtracting("openid")
        guard !scope.isEmpty else {
            throw .oauth("invalid_scope", "The client has no scope that makes sense without a user.")
        }
        return scope
    }
}
