internal import Diagnostics
internal import HTTPMessage
package import JSONKit
internal import OAuthCore
internal import Providers
internal import Session

/// A family of values, `client.id` and `client.secret`. To add one, write it here and name it in ``all``.
package struct ValueGroup: Sendable {
    /// The values of a group in the order shown, by the part of the name behind the dot.
    package typealias Values = [(name: String, value: JSON)]

    /// The part of the names before the dot: `client`.
    package let name: String
    /// The names of the values that an answer may bring.
    var answered: Set<String> = []
    /// Reads the values that there are now.
    ///
    /// - Throws: where what the group is about is not chosen, or the session cannot be read.
    package let values: @Sendable (_ bench: isolated Workbench) async throws(Command.Failure) -> Values

    /// Whether nothing but names is left of it in a locked session.
    package var isSealed: Bool { ["authorization", "token", "response"].contains(name) }

    /// The group with a name; nil where there is none.
    package static func named(_ name: String) -> ValueGroup? { all.first { $0.name == name } }

    /// Whether an answer may bring the value of this name, `token.refresh`.
    static func mayHave(_ name: String) -> Bool {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let group = named(parts[0]) else { return false }
        return group.answered.contains(parts[1])
    }

    /// Every group, in the order of `help`.
    package static let all: [ValueGroup] = [provider, client, authorization, token, response, session]

    private static let provider = ValueGroup(name: "provider", answered: Set(MetadataField.all.map(\.name))) {
        bench throws(Diagnostic) in
        let provider = try await bench.provider()
        let facts = (provider.server.json.members ?? []).map { ($0.name, $0.value) }
        return present([("name", provider.name), ("base_url", provider.baseURL)]) + facts
    }

    private static let client = ValueGroup(
        name: "client", answered: ["secret", "name", "scope", "redirect_uri", "authentication_method"]
    ) { bench throws(Diagnostic) in
        let client = try bench.client().registration
        return present([
            ("id", client.id), ("secret", client.secret), ("name", client.name), ("scope", client.scope.text),
            ("redirect_uri", client.redirectURIs.first), ("authentication_method", client.authenticationMethod),
        ])
    }

    private static let authorization = ValueGroup(name: "authorization", answered: ["code", "callback"]) {
        bench throws(Diagnostic) in
        let authorization = try bench.authorization()
        return present([
            ("code", authorization.code), ("state", authorization.state), ("nonce", authorization.nonce),
            ("verifier", authorization.verifier), ("challenge", authorization.challenge),
            ("redirect_uri", authorization.redirectURI), ("scope", authorization.scope.text),
            ("url", authorization.url),
            ("callback", authorization.callback),
        ])
    }

    private static let token = ValueGroup(name: "token", answered: ["refresh", "id", "scope", "expires"]) {
        bench throws(Diagnostic) in
        let token = try bench.token()
        let tokens = token.tokens
        return present([
            ("access", tokens.accessToken), ("refresh", tokens.refreshToken), ("id", tokens.idToken),
            ("type", tokens.tokenType), ("scope", tokens.scope.text),
        ]) + [("revoked", JSON(token.revokedAt != nil))]
            + (tokens.expiresAt.map { [("expires", JSON($0 / 1000))] } ?? [])
            + (tokens.refreshExpiresAt.map { [("refresh_expires", JSON($0 / 1000))] } ?? [])
    }

    private static let response = ValueGroup(name: "response", answered: ["status", "body", "url"]) {
        bench throws(Diagnostic) in
        let entry = try bench.lastExchange()
        guard let response = entry.exchange.response else { return [("number", JSON(entry.number))] }
        return [
            ("number", JSON(entry.number)), ("status", JSON(response.status)), ("body", JSON(response.text)),
            ("url", JSON(entry.exchange.request.url)),
        ]
    }

    private static let session = ValueGroup(name: "session") { bench in
        present([("name", bench.sessionName)])
    }

    private static func present(_ values: [(String, String?)]) -> Values {
        values.compactMap { name, value in value.map { (name, JSON($0)) } }
    }
}
