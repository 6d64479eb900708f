package import Diagnostics
internal import Session

extension Workbench {
    /// In words what is chosen otherwise than before, as far as it counts for the next command; nil where nothing is.
    func changed(since before: Selection) throws(Diagnostic) -> String? {
        let provider = selection.provider
        var news: [String] = []
        if provider != before.provider { news.append("the provider \(provider)") }
        if selection.clients[provider] != before.clients[provider] {
            news.append((try? client()).map { "the client \($0.label)" } ?? "no client")
        }
        if selection.tokens[provider] != before.tokens[provider] {
            news.append(try tokenIfAny().map { "token \($0.id)" } ?? "no token")
        }
        return news.isEmpty ? nil : "another prompt on this session has chosen \(news.joined(separator: ", "))"
    }

    /// Chooses a provider by name, and keeps the choice in the session.
    ///
    /// - Throws: where the session cannot be written.
    package func select(provider: String) throws(Diagnostic) {
        try store().set("provider", to: provider)
        selection.provider = provider
    }

    /// Chooses a client of a provider by its number in the session; nil chooses none.
    ///
    /// - Throws: where the session cannot be written.
    package func select(client: Int64?, of provider: String) throws(Diagnostic) {
        try store().set("client of \(provider)", to: client.map { String($0) })
        selection.clients[provider] = client
    }

    /// Chooses an authorization of a provider by its number in the session; nil chooses none.
    ///
    /// - Throws: where the session cannot be written.
    package func select(authorization: Int64?, of provider: String) throws(Diagnostic) {
        try store().set("authorization of \(provider)", to: authorization.map { String($0) })
        selection.authorizations[provider] = authorization
    }

    /// Chooses a set of tokens of a provider by its number in the session; nil chooses none.
    ///
    /// - Throws: where the session cannot be written.
    package func select(token: Int64?, of provider: String) throws(Diagnostic) {
        try store().set("token of \(provider)", to: token.map { String($0) })
        selection.tokens[provider] = token
    }
}
