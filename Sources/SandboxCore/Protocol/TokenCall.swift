package import GRDB
package import OAuthCore

/// A token request of a client that has authenticated: all that a grant may need.
package struct TokenCall: Sendable {
    package let request: ClientRequest
    package let client: Client
    /// The key that the request proves to have, to which its tokens are bound; nil for bearer tokens.
    package let confirmation: Confirmation?

    package init(request: ClientRequest, client: Client, confirmation: Confirmation?) {
        self.request = request
        self.client = client
        self.confirmation = confirmation
    }

    /// The parameters of the request.
    package var form: FormBody { request.form }
    /// The request as it came, with its headers and the certificate of the peer.
    package var call: Call { request.call }
    package var provider: Provider { request.provider }
    /// Milliseconds since 1970, by the sandbox's own clock.
    package var now: Int64 { provider.now }

    /// Runs a grant's decision in one transaction, so that neither a kill nor a second process can see half of it.
    package func decide(_ decision: @escaping @Sendable (Database) throws -> Redemption) async throws -> Redemption {
        try await provider.store.write(decision)
    }

    /// Issues tokens for an authorization: draws them, lets the faults that are on change them, and stores them.
    ///
    /// - Parameter refreshScope: what a later refresh may ask for, where that is more than the access token gets.
    package func issue(
        _ authorization: Authorization, scope: Scope, refreshScope: Scope? = nil, in db: Database
    ) throws -> TokenIssue {
        var issue = TokenIssue(authorization, scope: scope, refreshScope: refreshScope, for: self)
        provider.faults.change(&issue)
        try issue.insert(in: db)
        return issue
    }
}
