internal import OAuthCore

extension CompletionSource {
    /// The session's clients for the provider in use.
    static let clients = CompletionSource(kind: .client) { _, bench in
        let clients = (try? bench.store().clients(of: bench.selection.provider)) ?? []
        return clients.map { client in Completion(client.label, client.registration.id) }
    }
}
