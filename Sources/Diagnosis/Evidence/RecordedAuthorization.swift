public import HTTPMessage
public import OAuthCore

/// An authorization as the session recorded it: what was sent to the browser, and what came back.
public struct RecordedAuthorization: Sendable, Equatable {
    /// The number of the authorization in the session.
    public var id: Int64
    /// The `client_id` of the request.
    public var clientID: String
    /// As it was sent.
    public var url: String
    /// The code verifier whose challenge was sent (RFC 7636 §4.1); nil where none was.
    public var verifier: String?
    /// Milliseconds since 1970.
    public var createdAt: Int64
    /// The URL that the browser came back to, as it was given; nil where nobody came back.
    public var callback: String?
    /// The code that the callback brought; nil where it brought none.
    public var code: String?
    /// The server's error code, or the check of ours that the response did not pass.
    public var error: String?
    /// When the callback came, in milliseconds since 1970; nil where none did.
    public var answeredAt: Int64?
    /// Who was to sign in, where that was said.
    public var user: String?

    /// An authorization that is not answered where all that came back is nil; the times are in milliseconds since 1970.
    public init(
        id: Int64, clientID: String, url: String, verifier: String? = nil, createdAt: Int64, callback: String? = nil,
        code: String? = nil, error: String? = nil, answeredAt: Int64? = nil, user: String? = nil
    ) {
        self.id = id
        self.clientID = clientID
        self.url = url
        self.verifier = verifier
        self.createdAt = createdAt
        self.callback = callback
        self.code = code
        self.error = error
        self.answeredAt = answeredAt
        self.user = user
    }

    /// What was sent, decoded.
    public var sent: FormParameters { FormParameters.parse(url.urlQuery) }

    /// What came back, decoded.
    public var answer: FormParameters {
        callback.flatMap { try? AuthorizationResponse.parameters(of: $0) } ?? FormParameters()
    }

    /// The `redirect_uri` that was sent; nil where none was.
    public var redirectURI: String? { sent.first("redirect_uri") }
    /// The `code_challenge` that was sent (RFC 7636 §4.3); nil where it is empty or none was.
    public var challenge: String? { sent.first("code_challenge").flatMap { $0.isEmpty ? nil : $0 } }
    /// The `code_challenge_method` that was sent; `plain` where none was (RFC 7636 §4.3).
    public var challengeMethod: String { sent.first("code_challenge_method") ?? "plain" }
    /// The scope that was sent; empty where none was.
    public var scope: Scope { Scope(sent.first("scope") ?? "") }
}

extension String {
    /// What stands between `?` and `#`, as it is written.
    package var urlQuery: String {
        guard let start = firstIndex(of: "?") else { return "" }
        return String(self[index(after: start)...].prefix { $0 != "#" })
    }

    /// What stands before `?` and `#`.
    package var urlAddress: String { String(prefix { $0 != "?" && $0 != "#" }) }
}
