public import OAuthCore

/// A flow that ends with tokens: a grant (RFC 6749 §1.3).
public protocol TokenFlow: Flow where Outcome == TokenOutcome {}

/// The tokens that a grant brought.
public struct TokenOutcome: Sendable, Equatable {
    /// For a refresh, with the old refresh token where no new one came (RFC 6749 §6).
    public let tokens: TokenSet
    /// What the response has against recommendations that do not make it unusable.
    public let warnings: [OAuthWarning]
    /// The scope that was asked for, which is granted where the server does not state another one.
    public let requested: Scope
    /// The token request as it was sent, after every edit.
    public let request: OAuthRequest

    /// An outcome of these values.
    public init(tokens: TokenSet, warnings: [OAuthWarning], requested: Scope, request: OAuthRequest) {
        self.tokens = tokens
        self.warnings = warnings
        self.requested = requested
        self.request = request
    }
}
