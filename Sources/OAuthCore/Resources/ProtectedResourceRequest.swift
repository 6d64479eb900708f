public import HTTPMessage

/// Calls a protected resource with an access token (RFC 6750 §2.1).
public struct ProtectedResourceRequest: Sendable, Equatable {
    /// The HTTP method.
    public var method: String
    /// The address of the resource.
    public var url: String
    /// Header fields, without the token's.
    public var headers: HTTPHeaders
    /// What is added to the query of the URL.
    public var query: FormParameters
    /// The body.
    public var content: OAuthRequest.Content

    /// A request of these parts.
    public init(
        _ method: String, _ url: String, headers: HTTPHeaders = [], query: FormParameters = FormParameters(),
        content: OAuthRequest.Content = .none
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.query = query
        self.content = content
    }

    /// The request with the token on it.
    ///
    /// - Throws: as ``OAuthRequest/authorize(with:proofs:)``.
    public func draft(with tokens: TokenSet, proofs: [ProofKind] = ProofKind.all) throws(OAuthError) -> OAuthRequest {
        var request = OAuthRequest(method, url, headers: headers, query: query, content: content)
        try request.authorize(with: tokens, proofs: proofs)
        return request
    }

    /// The request with any credential as a bearer token.
    public func draft(bearer token: String) throws(OAuthError) -> OAuthRequest {
        var request = OAuthRequest(method, url, headers: headers, query: query, content: content)
        try request.authorize(bearer: token)
        return request
    }
}

extension OAuthRequest {
    /// Puts an access token into the `Authorization` header, as its type wants it (RFC 6750 §2.1, RFC 9449 §7.1).
    ///
    /// - Parameter proofs: the proofs that requests may carry; the type of a token may ask for one.
    /// - Throws: ``OAuthError/Code/tokenTypeUnsupported`` for a token of a type that is not understood, which must not
    ///   be used (RFC 6749 §7.1), ``OAuthError/Code/tokenUnusable`` for one that no header can carry.
    public mutating func authorize(with tokens: TokenSet, proofs: [ProofKind] = ProofKind.all) throws(OAuthError) {
        let doing = "putting the token on the request"
        guard
            let scheme = ProofKind.of(tokenType: tokens.tokenType, among: proofs)?.scheme
                ?? (tokens.isBearer ? "Bearer" : nil)
        else {
            let known = (["Bearer"] + proofs.flatMap(\.tokenTypes)).joined(separator: " or ")
            throw OAuthError(
                .tokenTypeUnsupported, doing: doing,
                found: "Its type is \u{201C}\(PrintableText.safe(tokens.tokenType, limit: 80))\u{201D}, not \(known)",
                advice: "To see what the server says to it as a bearer token, set the Authorization header yourself.")
        }
        try BearerToken.check(tokens.accessToken, doing: doing)
        headers["Authorization"] = "\(scheme) \(tokens.accessToken)"
    }

    /// Puts a bearer token into the `Authorization` header (RFC 6750 §2.1).
    ///
    /// - Throws: ``OAuthError/Code/tokenUnusable``.
    public mutating func authorize(bearer token: String) throws(OAuthError) {
        try BearerToken.check(token, doing: "putting the token on the request")
        headers["Authorization"] = "Bearer \(token)"
    }
}
