public import HTTPMessage
public import OAuthCore

/// What a grant is made from.
public struct GrantInputs: Sendable, Equatable {
    /// By the names of ``FlowDescription/inputs``; what has no value is not sent, and other names follow at the end.
    public var values: FormParameters
    /// The scope that was asked for earlier, in the authorization request; nil where the grant itself asks.
    public var requested: Scope?
    /// The tokens that are refreshed; nil for other grants.
    public var previous: TokenSet?
    /// What is changed in the JWT that the grant makes, where it makes one.
    public var draft: JWTDraft

    /// Inputs of these values; a refresh has `previous`, a code redemption `requested`.
    public init(
        _ values: FormParameters, requested: Scope? = nil, previous: TokenSet? = nil,
        draft: JWTDraft = JWTDraft()
    ) {
        self.values = values
        self.draft = draft
        self.requested = requested
        self.previous = previous
    }
}
