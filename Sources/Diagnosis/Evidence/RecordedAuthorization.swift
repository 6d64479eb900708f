public import HTTPMessage
public import OAuthCore

/// An authorization as the session recorded it: what was sent to the browser, and what came back.
public struct RecordedAuthorization: Sendable, Equatable {
    public var id: Int64
    public var clientID: String
    /// As it was sent.
    public var url: String
    public var verifier: String?
    /// Milliseconds since 1970.
    public var createdAt: Int64
    public var callback: String?
    public var code: String?
    /// The server's error code, or the check of ours that the response did not pass.
    public var error: String?
    public var answeredAt: Int64?
    /// Who was to sign in, where that was said.
    public var user: String?

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

    public var redirectURI: String? { sent.first("redirect_uri") }
    public var challenge: String? { sent.first("code_challenge").flatMap { $0.isEmpty ? nil : $0 } }
    public var challengeMethod: String { sent.first("code_challenge_method") ?? "plain" }
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
