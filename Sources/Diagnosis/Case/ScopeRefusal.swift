internal import Encodings
internal import HTTPMessage
package import OAuthCore

/// A scope that the server refused, at authorize or at the token endpoint.
package struct ScopeRefusal: Sendable {
    /// The scope parameter that was sent, decoded.
    package let text: String
    /// As it stands in the URL or the body.
    package let raw: String
    /// The number of the exchange in which the server refused; nil where none was recorded.
    package let exchange: Int64?
    /// The client that asked, as it was registered then; nil where the session does not know it.
    package let client: RecordedClient?
    let authorization: RecordedAuthorization?
    private let supported: Scope?

    /// The scope that was sent, as a set of tokens.
    package var scope: Scope { Scope(text) }
    /// The scope that the client is registered with; nil where the client is unknown or has none registered.
    package var registered: Scope? { client?.registration.scope }

    /// All that can be asked for, as far as it is known.
    package var known: Scope? {
        if let registered, !registered.isEmpty { return registered.union(supported ?? Scope()) }
        return supported
    }

    /// Reads the scope of a refused request; nil where the subject was not refused for its scope, or sent none.
    package init?(_ subject: Case) {
        supported = subject.server.scopesSupported.map { Scope($0) }
        let sent: String
        let parameters: FormParameters
        if let refusal = subject.authorizationRefusal {
            guard refusal.error.error.lowercased().contains("scope") else { return nil }
            parameters = refusal.sent
            sent = refusal.authorization?.url.urlQuery ?? ""
            exchange = refusal.exchange
            authorization = refusal.authorization
            let id = refusal.sent.first("client_id") ?? ""
            client = subject.client(id, at: refusal.authorization?.createdAt ?? .max)
        } else if subject.endpoint == .token, subject.grantType != "refresh_token", subject.blame(.scope) == .stated,
            let own = subject.exchange
        {
            parameters = own.form
            sent = String(decoding: own.request.body ?? [], as: UTF8.self)
            exchange = own.number
            authorization = nil
            client = subject.client
        } else {
            return nil
        }
        guard let text = parameters.first("scope") else { return nil }
        self.text = text
        raw =
            sent.split(separator: "&").first { $0.hasPrefix("scope=") }.map(String.init)
            ?? "scope=\(FormCoding.encode(text))"
    }

    /// Whether the server itself said what can be asked for.
    package var isKnownToServer: Bool { client?.origin == .server || supported != nil }

    /// The steps that ask for another scope in the same way; empty for an empty scope.
    package func retry(_ scope: Scope, _ subject: Case) -> [FixStep] {
        scope.isEmpty ? [] : [subject.authorizeAgain(like: authorization, scope: scope)]
    }
}
