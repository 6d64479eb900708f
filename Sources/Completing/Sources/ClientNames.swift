internal import OAuthCore
internal import Session
internal import Workbench

extension CompletionSource {
    /// The session's clients for the provider in use.
    static let clients = CompletionSource(kind: .client) { _, bench in
        let clients = (try? bench.store().clients(of: bench.selection.provider)) ?? []
        return clients.map { client in
            // Of several with one name, the name stands for the newest; the others are told by their identifiers.
            let isNamed = clients.last { $0.label == client.label }?.id == client.id
            let (name, other) =
                isNamed ? (client.label, client.registration.id) : (client.registration.id, client.label)
            return Completion(name, "\(other) at \(client.provider)")
        }
    }
}
