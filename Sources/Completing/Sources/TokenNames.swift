internal import OAuthCore
internal import Session
internal import Workbench

extension CompletionSource {
    /// The numbers of the provider's tokens.
    static let tokens = CompletionSource(kind: .token) { _, bench in
        let tokens = (try? bench.store().tokens(of: bench.selection.provider)) ?? []
        return tokens.map { token in
            let state = token.revokedAt == nil ? "" : ", revoked"
            return Completion("\(token.id)", "\(token.tokens.scope.text) (\(token.grantType)\(state))")
        }
    }

    /// What `token` looks up.
    static let tokenFields = CompletionSource(kind: .tokenField) { _, _ in
        [
            Completion("access", "the access token"), Completion("refresh", "the refresh token"),
            Completion("id", "the ID token"), Completion("type", "how it is sent: Bearer, DPoP"),
            Completion("scope", "what was granted"), Completion("expires", "when it ends, in seconds since 1970"),
        ]
    }
}
