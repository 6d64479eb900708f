package import GRDB
package import OAuthCore

/// A token request of a client that has authenticated: all that a grant may need.
package struct TokenCall: Sendable {
    /// The token request as a form.
    package let request: ClientRequest
    /// The client that has authenticated, or a public client that named itself.
    package let client: Client
    /// The key that the request proves to have, to which its tokens are bound; nil for bearer tokens.
    package let confirmation: Confirmation?
    /// The APIs that the request asks tokens for.
    package let targets: RequestedTargets

    /// A token request; see the properties for what nil means.
    package init(request: ClientRequest, client: Client, confirmation: Confirmation?, targets: RequestedTargets) {
        self.request = request
        self.client = client
        self.confirmation = confirmation
        self.targets = targets
    }

    /// The parameters of the request.
    package var form: FormBody { request.form }
    /// The request as it came, with its headers and the certificate of the peer.
    package var call: Call { request.call }
    /// The provider that the request is sent to.
    package var provider: Provider { request.provider }
    /// Milliseconds since 1970, by the sandbox's own clock.
    package var now: Int64 { provider.now }

    /// Runs a grant's decision in one transaction, so that neither a kill nor a second process can see half of it.
    package func decide(_ decision: @escaping @Sendable (Database) throws -> Redemption) async throws -> Redemption {
        try await provider.store.write(decision)
    }

    /// What the parameter `scope` comes to for the client.
    ///
    /// - Throws: `invalid_scope`.
    package func requestedScope() throws(Refusal) -> Scope {
        switch RequestedScope(form["scope"], of: client, provider.features) {
        case .taken(let scope): return scope
        case .refused(let reason): throw .oauth("invalid_scope", reason)
        }
    }

    /// A new authorization of the client for the resources that the request names, which is not stored yet.
    ///
    /// - Parameter subject: the client that it is about, where it is not about the user.
    package func authorization(userID: String, subject: String? = nil) throws(Refusal) -> Authorization {
        var authorization = Authorization(
            id: provider.randomID("auth_"), clientID: client.id, userID: userID, nonce: nil, authTime: now,
            createdAt: now)
        authorization.subject = subject
        authorization.mayAct = client.mayAct
        authorization.audience = try targets.audience(granted: [])
        return authorization
    }

    /// Issues tokens for an authorization: draws them, lets the faults that are on change them, and stores them.
    ///
    /// - Parameters:
    ///   - refreshScope: what a later refresh may ask for, where that is more than the access token gets.
    ///   - end: when the access token ends at the latest, in milliseconds since 1970.
    ///   - type: the `issued_token_type` of an exchange, and whether the access token is a JWT whatever its resource wants.
    /// - Throws: `invalid_target` for a resource that was not granted, `invalid_scope` where the resources know none of the
    ///   scopes.
    package func issue(
        _ authorization: Authorization, scope: Scope, refreshScope: Scope? = nil, hasRefreshToken: Bool = true,
        endsBefore end: Int64? = nil, type: (name: String, isJWT: Bool)? = nil, in db: Database
    ) throws -> TokenIssue {
        let audience = try targets.audience(granted: authorization.audience)
        let limited = provider.limited(scope, to: audience)
        guard !limited.isEmpty || scope.isEmpty else {
            throw Refusal.oauth("invalid_scope", "The resource knows none of the scopes \(scope.text.asciiOnly).")
        }
        var issue = TokenIssue(
            authorization, scope: limited, refreshScope: refreshScope ?? scope, audience: audience, for: self)
        if !hasRefreshToken { issue.refreshToken = nil }
        if let end { issue.lifetimes.accessToken = min(issue.lifetimes.accessToken, max(1, (end - now) / 1000)) }
        if let type {
            issue.issuedTokenType = type.name
            issue.isJWT = issue.isJWT || type.isJWT
        }
        provider.faults.change(&issue)
        try issue.insert(in: db)
        return issue
    }
}
