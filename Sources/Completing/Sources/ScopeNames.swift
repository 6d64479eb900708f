internal import OAuthCore
internal import Providers
internal import Session
internal import Workbench

extension CompletionSource {
    /// What the client is registered for, what the provider asks for and what its metadata names.
    static let scopes = CompletionSource(kind: .scope) { _, bench in
        let registered = (try? bench.client().registration.scope.tokens) ?? []
        let provider = bench.providerAtHand()
        let usual = provider?.scopes ?? []
        var seen: Set<String> = []
        return (registered + usual + (provider?.server.scopesSupported ?? [])).compactMap { scope in
            guard seen.insert(scope).inserted else { return nil }
            let isRegistered = registered.isEmpty || registered.contains(scope)
            return Completion(scope, isRegistered ? nil : "not registered for this client")
        }
    }
}
