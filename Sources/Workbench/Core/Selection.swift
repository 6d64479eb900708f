internal import Script

/// What is chosen in a session: the provider, and for each provider a client, an authorization and a token.
struct Selection: Sendable, Equatable {
    var provider = "sandbox"
    var clients: [String: Int64] = [:]
    var authorizations: [String: Int64] = [:]
    var tokens: [String: Int64] = [:]

    init() {}

    init(_ store: SessionStore) throws(Diagnostic) {
        provider = try store.setting("provider") ?? provider
        for name in try Set(["sandbox", "serika", provider] + store.providers().map(\.name)) {
            clients[name] = try store.setting("client of \(name)").flatMap { Int64($0) }
            authorizations[name] = try store.setting("authorization of \(name)").flatMap { Int64($0) }
            tokens[name] = try store.setting("token of \(name)").flatMap { Int64($0) }
        }
    }
}

extension Workbench {
    func select(provider: String) throws(Diagnostic) {
        try store().set("provider", to: provider)
        selection.provider = provider
    }

    func select(client: Int64?, of provider: String) throws(Diagnostic) {
        try store().set("client of \(provider)", to: client.map { String($0) })
        selection.clients[provider] = client
    }

    func select(authorization: Int64?, of provider: String) throws(Diagnostic) {
        try store().set("authorization of \(provider)", to: authorization.map { String($0) })
        selection.authorizations[provider] = authorization
    }

    func select(token: Int64?, of provider: String) throws(Diagnostic) {
        try store().set("token of \(provider)", to: token.map { String($0) })
        selection.tokens[provider] = token
    }
}
