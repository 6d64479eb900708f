public import HTTPMessage

/// A proof that a request comes from the holder of a key: DPoP (RFC 9449), HTTP message signatures (RFC 9421).
///
/// It is attached to the request as it is to be sent, after every edit and hook, and anew for each try. It is a value:
/// what it learns from responses, such as a nonce, is its own state.
public protocol RequestProof: Sendable {
    /// Puts the proof on a request, in place of an earlier one.
    ///
    /// - Throws: ``OAuthError/Code/signingFailed``, ``OAuthError/Code/randomnessShort``.
    func prove(_ request: inout HTTPRequest, _ context: ProofContext) throws(OAuthError)

    /// Takes what a response says about the next proof, such as a nonce (RFC 9449 §8.2).
    mutating func learn(from response: HTTPResponse, of request: HTTPRequest)

    /// Whether the request should be sent once more with a new proof, after ``learn(from:of:)`` was told of the response
    /// (RFC 9449 §8). The caller tries again at most once.
    func wantsRetry(after response: HTTPResponse, of request: HTTPRequest) -> Bool
}

/// What a proof is made with, beside the request.
public struct ProofContext: Sendable {
    /// The access token that the request carries; nil for a token request, which has none.
    public var accessToken: String?
    /// Milliseconds since 1970.
    public var now: Int64
    /// As many random bytes as are asked for.
    public var random: @Sendable (Int) -> [UInt8]

    /// A context of these values; `now` is in milliseconds since 1970.
    public init(accessToken: String? = nil, now: Int64, random: @escaping @Sendable (Int) -> [UInt8]) {
        self.accessToken = accessToken
        self.now = now
        self.random = random
    }
}
