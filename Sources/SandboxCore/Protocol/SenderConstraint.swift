/// A way to bind tokens to a key of their sender, so that a stolen token is worth nothing (RFC 9449, RFC 8705 §3).
///
/// To add one, write it in a file of a feature and name it in the feature's ``Feature/senderConstraints``. The token
/// endpoint asks each constraint to ``bind``, and stores what the first one gives with the tokens; protected resources
/// ``check`` each call with such a token; a refresh token of a public client asks for the same key again; introspection
/// shows the binding as `cnf`.
package struct SenderConstraint: Sendable {
    /// The member of `cnf` that names the key (RFC 7800 §3.1): `jkt`, `x5t#S256`. It tells the constraints apart.
    package let member: String
    /// The `token_type` of bound tokens, which is also their scheme in the `Authorization` header: `DPoP`, `Bearer`.
    package let tokenType: String
    /// The value of ``member`` for the key that a token request proves to have; nil where the request proves none.
    ///
    /// - Throws: a ``Refusal`` for a proof that does not hold.
    package let bind: @Sendable (ClientRequest, Client) async throws -> String?
    /// Checks that a call of a protected resource proves to have the key that its token is bound to.
    ///
    /// - Throws: a ``Refusal`` where it does not.
    package let check: @Sendable (ConstrainedCall) async throws -> Void
}

/// A call of a protected resource with a token that is bound to a key.
package struct ConstrainedCall: Sendable {
    /// The request of the protected resource.
    package let call: Call
    /// The access token that the request carries, as it was sent.
    package let accessToken: String
    /// The value of the constraint's ``SenderConstraint/member``.
    package let key: String
    /// The provider that the request is sent to.
    package let provider: Provider

    /// A call with the token and the key that the token is bound to.
    package init(call: Call, accessToken: String, key: String, provider: Provider) {
        self.call = call
        self.accessToken = accessToken
        self.key = key
        self.provider = provider
    }
}

extension FeatureSet {
    /// What the tokens of a request are bound to; nil where no constraint applies.
    package func bind(_ request: ClientRequest, _ client: Client) async throws -> Confirmation? {
        for constraint in senderConstraints {
            if let key = try await constraint.bind(request, client) {
                return Confirmation(member: constraint.member, key: key)
            }
        }
        return nil
    }

    /// The constraint that made a confirmation; nil where it is not served any more.
    package func constraint(of confirmation: Confirmation) -> SenderConstraint? {
        senderConstraints.first { $0.member == confirmation.member }
    }

    /// The `token_type` of an access token.
    package func tokenType(_ confirmation: Confirmation?) -> String {
        confirmation.flatMap(constraint)?.tokenType ?? "Bearer"
    }

    /// The schemes of the `Authorization` header that protected resources take.
    package var accessTokenSchemes: [String] {
        ["Bearer"] + senderConstraints.map(\.tokenType).filter { $0 != "Bearer" }
    }
}
