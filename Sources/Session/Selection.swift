package import Diagnostics
internal import Providers

/// What is chosen in a session: the provider, and for each provider a client, an authorization and a token.
package struct Selection: Sendable, Equatable {
    /// The provider in use.
    package var provider = "sandbox"
    /// The number of the chosen client, by provider.
    package var clients: [String: Int64] = [:]
    /// The number of the chosen authorization, by provider.
    package var authorizations: [String: Int64] = [:]
    /// The number of the chosen token, by provider.
    package var tokens: [String: Int64] = [:]

    /// The selection of a new session: the sandbox, and nothing else.
    package init() {}

    /// Reads what the session's file says.
    ///
    /// - Throws: a ``Diagnostic`` where the session's file cannot be read.
    package init(_ store: SessionStore) throws(Diagnostic) {
        provider = try store.setting("provider") ?? provider
        for name in try Set(["sandbox", "serika", provider] + store.providers().map(\.name)) {
            clients[name] = try store.setting("client of \(name)").flatMap { Int64($0) }
            authorizations[name] = try store.setting("authorization of \(name)").flatMap { Int64($0) }
            tokens[name] = try store.setting("token of \(name)").flatMap { Int64($0) }
        }
    }
}
