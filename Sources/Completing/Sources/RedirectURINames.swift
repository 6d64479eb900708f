internal import OAuthCore
internal import Session
internal import Workbench

extension CompletionSource {
    /// Where the client may be sent back to.
    static let redirectURIs = CompletionSource(kind: .redirectURI) { _, bench in
        let registered = (try? bench.client().registration.redirectURIs) ?? []
        return registered.map { Completion($0, "registered") } + [Completion("{{callback}}", "where Keyway listens")]
    }
}
