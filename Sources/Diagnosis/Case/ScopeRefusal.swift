internal import Encodings
internal import HTTPMessage
package import OAuthCore

/// A scope that the server refused, at authorize or at the token endpoint.
package struct ScopeRefusal: Sendable {
    package let text: String
    /// As it stands in the URL or the body.
    package let raw: String
    package let exchange: Int64?
    package let client: RecordedClient?
    let authorization: RecordedAuthorization?
    private let supported: Scope?

    package var scope: Scope { Scope(text) }
    package var registered: Scope? { client?.registration.scope }

    /// All that can be asked for, as far as it is known.
    package var known: Scope? {
        if let registered, !registered.isEmpty { return registered.union(supported ?? Scope()) }
        return supported
    }

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

    package func retry(_ scope: Scope, _ subject: Case) -> [FixStep] {
        scope.isEmpty ? [] : [subject.authorizeAgain(like: authorization, scope: scope)]
    }
}
