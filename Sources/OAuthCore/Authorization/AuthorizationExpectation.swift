internal import HTTPMessage

/// What an authorization response is held against: what was sent, and what the server promises.
public struct AuthorizationExpectation: Sendable, Equatable {
    /// Nil where none was sent.
    public var state: String?
    /// Nil where none was sent, or the response does not come as a URL.
    public var redirectURI: String?
    /// Nil where the server's issuer is not known.
    public var issuer: String?
    /// Whether the server promises `iss` in its responses (RFC 9207 §3).
    public var issuerIsPromised: Bool
    /// The `response_type` that was asked for (RFC 6749 §3.1.1).
    public var responseType: String

    /// Expectations, each of which a caller knows from the request that it sent.
    public init(
        state: String?, redirectURI: String?, issuer: String? = nil, issuerIsPromised: Bool = false,
        responseType: String = "code"
    ) {
        self.state = state
        self.redirectURI = redirectURI
        self.issuer = issuer
        self.issuerIsPromised = issuerIsPromised
        self.responseType = responseType
    }

    /// What to expect after a draft was sent as it stands, edits included; an empty state counts as none
    /// (RFC 6749 §3.1).
    public init(sent draft: OAuthRequest, to server: AuthorizationServer) {
        let state = draft.parameters.first("state") ?? ""
        self.init(
            state: state.isEmpty ? nil : state, redirectURI: draft.parameters.first("redirect_uri"),
            issuer: server.issuer, issuerIsPromised: server.authorizationResponseIssParameterSupported,
            responseType: draft.parameters.first("response_type") ?? "code")
    }
}
