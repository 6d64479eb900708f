package import Diagnostics
internal import Providers

/// What is chosen in a session: the provider, and for each provider a client, an authorization and a token.
package struct Selection: Sendable, Equatable {
    package var provider = "sandbox"
    package var clients: [String: Int64] = [:]
    package var authorizations: [String: Int64] = [:]
    package var tokens: [String: Int64] = [:]

    package init() {}

    package init(_ store: SessionStore) throws(Diagnostic) {
        provider = try store.setting("provider") ?? provider
        for name in try Set(["sandbox", "serika", provider] + store.providers().map(\.name)) {
            clients[name] = try store.setting("client of \(name)").flatMap { Int64($0) }
            authorizations[name] = try store.setting("authorization of \(name)").flatMap { Int64($0) }
            tokens[name] = try store.setting("token of \(name)").flatMap { Int64($0) }
        }
    }
}
